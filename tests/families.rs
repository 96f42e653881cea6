//! Families of models and policies: definitions, sizes, determinism.

use num_traits::{One, Zero};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use spma::family;
use spma::mdp::{Action, Mdp, MdpError, Policy};
use spma::model_io::{write_csv, write_initial_csv};
use spma::scalar::Rational;

fn number(text: &str) -> Rational {
    text.parse().expect("a number")
}

fn numbers(texts: &[&str]) -> Vec<Rational> {
    texts.iter().map(|text| number(text)).collect()
}

fn gamma() -> Rational {
    number("0.9")
}

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// The model as CSV without headers.
fn text(mdp: &Mdp<Rational>) -> String {
    let (mut rows, mut initial) = (Vec::new(), Vec::new());
    write_csv(mdp, &mut rows).unwrap();
    write_initial_csv(mdp, &mut initial).unwrap();
    let body = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().lines().skip(1).collect::<Vec<_>>().join(" ");
    format!("{} | {}", body(rows), body(initial))
}

#[test]
fn a_seed_gives_the_same_dense_model_on_every_machine() {
    let mdp = family::random_dense(2, 2, gamma(), &mut seeded(7)).unwrap();
    assert_eq!(
        text(&mdp),
        "0,0,0,1/4,3/20 0,0,1,3/4,3/20 0,1,0,5/8,3/4 0,1,1,3/8,3/4 \
         1,0,0,5/8,7/20 1,0,1,3/8,7/20 1,1,0,1/8,17/20 1,1,1,7/8,17/20 | 0,3/8 1,5/8"
    );
}

#[test]
fn a_seed_gives_the_same_garnet_on_every_machine() {
    let mdp = family::garnet(3, 2, 2, gamma(), &mut seeded(7)).unwrap();
    assert_eq!(
        text(&mdp),
        "0,0,0,88/125,727/1000 0,0,2,37/125,727/1000 0,1,1,83/1000,17/20 0,1,2,917/1000,17/20 \
         1,0,0,201/1000,48/125 1,0,2,799/1000,48/125 1,1,0,427/1000,527/1000 1,1,1,573/1000,527/1000 \
         2,0,0,323/1000,217/1000 2,0,2,677/1000,217/1000 2,1,0,3/125,19/250 2,1,2,122/125,19/250 \
         | 0,1/3 1,1/3 2,1/3"
    );
}

#[test]
fn a_seed_gives_the_same_policy_on_every_machine() {
    let mdp = family::chain(3, gamma()).unwrap();
    let random = family::random_policy(&mdp, &mut seeded(7));
    assert_eq!(random.probabilities(), numbers(&["1/4", "3/4", "1/4", "3/4", "5/8", "3/8"]));
    let near = family::random_near_deterministic(&mdp, 1, &mut seeded(7));
    assert_eq!(near.probabilities(), numbers(&["9/10", "1/10", "9/10", "1/10", "1/10", "9/10"]));
}

#[test]
fn the_chain_of_three_states_is_its_definition() {
    let mdp = family::chain(3, gamma()).unwrap();
    assert_eq!(
        text(&mdp),
        "0,0,0,1/5,2/5 0,0,1,4/5,2/5 0,1,0,4/5,8/5 0,1,1,1/5,8/5 \
         1,0,0,1/5,2/5 1,0,2,4/5,2/5 1,1,0,4/5,8/5 1,1,2,1/5,8/5 \
         2,0,0,1/5,42/5 2,0,2,4/5,42/5 2,1,0,4/5,18/5 2,1,2,1/5,18/5 | 0,1"
    );
}

#[test]
fn river_swim_of_three_states_is_its_definition() {
    let mdp = family::river_swim(3, gamma()).unwrap();
    assert_eq!(
        text(&mdp),
        "0,0,0,1,1/200 0,1,0,2/5,0 0,1,1,3/5,0 1,0,0,1,0 1,1,0,1/20,0 1,1,1,3/5,0 1,1,2,7/20,0 \
         2,0,1,1,0 2,1,1,2/5,1 2,1,2,3/5,1 | 0,1"
    );
}

#[test]
fn deep_sea_of_depth_two_is_its_definition() {
    let mdp = family::deep_sea(2, gamma()).unwrap();
    assert_eq!(
        text(&mdp),
        "0,0,1,1,0 0,1,2,1,-1/200 1,0,3,1,0 1,1,3,1,-1/200 2,0,3,1,0 2,1,3,1,199/200 3,0,3,1,0 3,1,3,1,0 | 0,1"
    );
}

#[test]
fn cliff_world_has_a_start_a_goal_and_five_chasm_cells_at_the_bottom() {
    let mdp = family::cliff_world(gamma()).unwrap();
    assert_eq!((mdp.states(), mdp.pairs(), mdp.transitions()), (21, 84, 84));
    let (start, goal) = (14, 20);
    assert!(mdp.initial()[start].is_one());
    let states = mdp.to_actions();
    let to = |successor: usize, reward: i32| Action {
        reward: Rational::from(reward),
        transitions: vec![(successor, Rational::one())],
    };
    assert_eq!(states[goal], vec![to(goal, 1); 4]);
    for chasm in &states[start + 1..goal] {
        assert_eq!(*chasm, vec![to(start, -100); 4]);
    }
    let moves = |cell: usize, targets: [usize; 4]| assert_eq!(states[cell], targets.map(|target| to(target, 0)));
    moves(start, [7, 15, 14, 14]);
    moves(0, [0, 1, 7, 0]);
    moves(6, [6, 6, 13, 5]);
    moves(13, [6, 13, 20, 12]);
    moves(10, [3, 11, 17, 9]);
}

#[test]
fn bandits_have_one_state_and_no_future() {
    let check = |mdp: Result<Mdp<Rational>, MdpError>, rewards: &[&str]| {
        let mdp = mdp.unwrap();
        assert!(mdp.is_bandit());
        assert_eq!(mdp.rewards(), numbers(rewards));
    };
    check(family::bandit(numbers(&["0.9", "-1/3"])), &["9/10", "-1/3"]);
    check(family::equal_bandit(3), &["1/2", "1/2", "1/2"]);
    check(family::bandit_with_ties(5), &["1", "1", "3/4", "1/2", "1/4"]);
    check(family::bandit_with_ties(1), &["1"]);
    check(family::bandit_with_gap(3, &number("1e-6")), &["1", "0.999999", "0.4999995"]);
    check(family::bandit_with_gap(1, &number("1/2")), &["1"]);
    check(family::two_valued_bandit(4, 2, &number("1/3")), &["1", "1", "2/3", "2/3"]);
    assert_eq!(family::bandit(Vec::new()), Err(MdpError::NoAction { state: 0 }));
}

#[test]
fn a_discount_outside_its_range_is_refused_by_every_family() {
    let one = Rational::one();
    let refused = Err(MdpError::Discount { gamma: one.clone() });
    assert_eq!(family::chain(5, one.clone()), refused);
    assert_eq!(family::river_swim(6, one.clone()), refused);
    assert_eq!(family::cliff_world(one.clone()), refused);
    assert_eq!(family::deep_sea(3, one.clone()), refused);
    assert_eq!(family::random_dense(2, 2, one.clone(), &mut seeded(0)), refused);
    assert_eq!(family::garnet(2, 2, 1, one, &mut seeded(0)), refused);
}

#[test]
fn families_without_states_are_refused() {
    let refused = Err(MdpError::NoState);
    assert_eq!(family::chain(0, gamma()), refused);
    assert_eq!(family::river_swim(0, gamma()), refused);
    assert_eq!(family::random_dense(0, 2, gamma(), &mut seeded(0)), refused);
    assert_eq!(family::garnet(0, 2, 0, gamma(), &mut seeded(0)), refused);
    assert_eq!(family::chain(1, gamma()).unwrap().states(), 1);
    assert_eq!(family::river_swim(1, gamma()).unwrap().states(), 1);
    assert_eq!(family::deep_sea(0, gamma()).unwrap().states(), 1);
}

/// Is this a policy with full support whose rows sum to exactly 1?
fn is_positive_policy(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> bool {
    let checked = Policy::new(mdp, policy.to_states());
    checked.as_ref() == Ok(policy) && policy.has_full_support().is_yes()
}

#[test]
fn near_deterministic_policies_favour_one_action_down_to_a_billionth() {
    let mdp = family::bandit_with_ties(4).unwrap();
    for exponent in 1..=9 {
        let policy = family::near_deterministic(&mdp, &[2], exponent);
        assert!(is_positive_policy(&mdp, &policy));
        let small = number(&format!("1e-{exponent}"));
        assert_eq!(policy.at(0)[0], small);
        assert_eq!(policy.at(0)[2], Rational::one() - &(Rational::from(3) * small));
    }
}

#[test]
fn weights_that_are_no_distribution_are_refused() {
    for weights in [&[][..], &[0.0, 0.0], &[1.0, -1e-300], &[1.0, f64::NAN], &[f64::INFINITY, 1.0]] {
        assert_eq!(family::dyadic_from_weights(weights), None, "{weights:?}");
    }
}

#[test]
fn weights_of_every_size_become_positive_dyadic_numbers() {
    let unit = Rational::power_of_two(-53);
    assert_eq!(family::dyadic_from_weights(&[1e300, 5e-324]), Some(vec![Rational::one() - &unit, unit]));
    assert_eq!(family::dyadic_from_weights(&[0.5, 0.0, 0.5]), Some(numbers(&["1/2", "0", "1/2"])));
    assert_eq!(family::dyadic_from_weights(&[7.0]), Some(numbers(&["1"])));
}

proptest! {
    #[test]
    fn dense_models_are_dense_with_small_denominators(seed: u64, states in 1_usize..7, actions in 1_usize..5) {
        let mdp = family::random_dense(states, actions, gamma(), &mut seeded(seed)).unwrap();
        prop_assert_eq!((mdp.states(), mdp.pairs()), (states, states * actions));
        prop_assert_eq!(mdp.transitions(), states * states * actions);
        prop_assert!(mdp.has_unit_rewards() && mdp.initial().iter().all(Rational::is_positive));
        for pair in 0..mdp.pairs() {
            prop_assert!(mdp.successors(pair).all(|(_, p)| *p.denominator() <= 4 * states as u64));
        }
        prop_assert_eq!(&family::random_dense(states, actions, gamma(), &mut seeded(seed)).unwrap(), &mdp);
    }

    #[test]
    fn garnets_have_the_branching_asked_for(seed: u64, states in 1_usize..9, actions in 1_usize..4, b in 1_usize..9) {
        let branching = b.min(states);
        let mdp = family::garnet(states, actions, branching, gamma(), &mut seeded(seed)).unwrap();
        prop_assert_eq!((mdp.states(), mdp.pairs()), (states, states * actions));
        prop_assert!(mdp.has_unit_rewards());
        for pair in 0..mdp.pairs() {
            prop_assert_eq!(mdp.successors(pair).count(), branching);
            prop_assert!(mdp.successors(pair).all(|(_, p)| *p.denominator() <= 1000));
        }
    }

    #[test]
    fn random_policies_are_positive_and_sum_to_one(seed: u64, exponent in 1_u32..10) {
        let mdp = family::garnet(5, 4, 2, gamma(), &mut seeded(seed)).unwrap();
        let policy = family::random_policy(&mdp, &mut seeded(seed));
        prop_assert!(is_positive_policy(&mdp, &policy));
        prop_assert!(policy.probabilities().iter().all(|p| *p.denominator() <= 16));
        let near = family::random_near_deterministic(&mdp, exponent, &mut seeded(seed));
        prop_assert!(is_positive_policy(&mdp, &near));
    }

    #[test]
    fn dyadic_numbers_sum_to_one_and_keep_the_support(weights in proptest::collection::vec(0.0..1e9_f64, 1..12)) {
        prop_assume!(weights.iter().any(|&weight| weight > 0.0));
        let dyadic = family::dyadic_from_weights(&weights).unwrap();
        prop_assert!(dyadic.iter().cloned().sum::<Rational>().is_one());
        let sum: Rational = weights.iter().filter_map(|&weight| Rational::from_f64(weight)).sum();
        for (share, &weight) in dyadic.iter().zip(&weights) {
            prop_assert_eq!(share.is_zero(), weight == 0.0);
            prop_assert!(share.denominator().is_power_of_two() && share.denominator().significant_bits() <= 54);
            let error = (share.clone() - &(Rational::from_f64(weight).unwrap() / &sum)).abs();
            prop_assert!(error <= Rational::from(12) * Rational::power_of_two(-53));
        }
    }
}
