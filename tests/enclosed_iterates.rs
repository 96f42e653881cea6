//! Every enclosure that a run computes contains the exact number: at ties, near
//! ties, identical actions and states with one action, over every method.

use std::sync::Arc;

use num_traits::{One, Zero};
use proptest::prelude::*;
use spma::algorithm::{
    AdaptiveSpma, Algorithm, Constraint, GapDependentSpma, Iterate, Npg, PolicyIteration, Problem, SoftmaxPg, Spma,
};
use spma::mdp::{Action, Evaluate, Mdp, Policy, RowSums};
use spma::scalar::{BigFloat, Bounds, Interval, Ordered, Rational, Transcendental, Truth};

type Wide<const BITS: u32> = Interval<BigFloat<BITS>>;

/// Steps followed; exact digits multiply in each.
const STEPS: usize = 2;

fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

fn number(text: &str) -> Rational {
    text.parse().expect("a number")
}

/// A model whose transitions are deterministic, from (reward, successor).
fn model(gamma: &Rational, states: &[Vec<(Rational, usize)>]) -> Arc<Mdp<Rational>> {
    let action = |(reward, to): &(Rational, usize)| Action {
        reward: reward.clone(),
        transitions: vec![(*to % states.len(), q(2, 3)), ((*to + 1) % states.len(), q(1, 3))],
    };
    let rows = states.iter().map(|row| row.iter().map(action).collect()).collect();
    let start = vec![Rational::new(1, states.len()); states.len()];
    Arc::new(Mdp::new(gamma.clone(), rows, start, RowSums::Exact).expect("a model").0)
}

fn bandit(rewards: &[&str]) -> Arc<Mdp<Rational>> {
    model(&Rational::zero(), &[rewards.iter().map(|reward| (number(reward), 0)).collect()])
}

fn weighted(mdp: &Mdp<Rational>, weights: &[u64]) -> Policy<Rational> {
    let row = |state: usize| {
        let own: Vec<u64> = mdp.actions(state).map(|pair| weights[pair % weights.len()]).collect();
        own.iter().map(|&w| Rational::new(w, own.iter().sum::<u64>())).collect()
    };
    Policy::new(mdp, (0..mdp.states()).map(row).collect()).expect("a policy")
}

/// Do two enclosures, of one number, share a value?
fn meet(a: &Bounds, b: &Bounds) -> bool {
    let below = |x: &Bounds, y: &Bounds| x.lower.as_ref().zip(y.upper.as_ref()).is_none_or(|(low, high)| low <= high);
    below(a, b) && below(b, a)
}

fn assert_meets<T: Ordered, U: Ordered>(what: &str, enclosure: &T, exact: &U) {
    assert!(meet(&enclosure.bounds(), &exact.bounds()), "{what}: {enclosure:?} lacks {exact:?}");
}

fn assert_all_meet<T: Ordered, U: Ordered>(what: &str, enclosures: &[T], exact: &[U]) {
    assert_eq!(enclosures.len(), exact.len(), "{what}");
    for (i, (enclosure, value)) in enclosures.iter().zip(exact).enumerate() {
        assert_meets(&format!("{what}[{i}]"), enclosure, value);
    }
}

fn assert_constraints_meet<T: Ordered, U: Ordered>(what: &str, enclosure: &Constraint<T>, exact: &Constraint<U>) {
    match (enclosure, exact) {
        (Constraint::Value(box_) | Constraint::Perhaps(box_), Constraint::Value(value)) => {
            assert_meets(what, box_, value);
        }
        (Constraint::None | Constraint::Perhaps(_), Constraint::None) | (_, Constraint::Perhaps(_)) => {}
        (enclosure, exact) => panic!("{what}: {enclosure:?} where {exact:?}"),
    }
}

/// Compares everything known of two iterates that stand for the same policy,
/// and of the step from them.
fn assert_iterates_meet<T: Evaluate, U: Evaluate>(
    what: &str,
    (enclosed, next): (&Iterate<T>, &Policy<T>),
    (exact, exact_next): (&Iterate<U>, &Policy<U>),
) {
    let name = |quantity: &str| format!("{what}: {quantity}");
    assert_all_meet(&name("pi"), enclosed.policy().probabilities(), exact.policy().probabilities());
    assert_all_meet(&name("V"), enclosed.values(), exact.values());
    assert_all_meet(&name("Q"), enclosed.action_values(), exact.action_values());
    assert_all_meet(&name("Adv"), enclosed.advantages(), exact.advantages());
    assert_all_meet(&name("d"), enclosed.occupancy(), exact.occupancy());
    assert_all_meet(&name("errors"), &enclosed.errors(), &exact.errors());
    assert_meets(&name("e"), &enclosed.error(), &exact.error());
    assert_meets(&name("C"), &enclosed.constant(), &exact.constant());
    assert_meets(&name("C of one action"), &enclosed.single_action_constant(), &exact.single_action_constant());
    assert_meets(&name("min Var/M"), &enclosed.variance_constant(), &exact.variance_constant());
    assert_all_meet(&name("T V - V"), &enclosed.improvement(next), &exact.improvement(exact_next));
    assert_meets(&name("kappa"), &enclosed.improvement_constant(next), &exact.improvement_constant(exact_next));
    for (s, (box_, point)) in enclosed.states().iter().zip(exact.states()).enumerate() {
        let name = |quantity: &str| format!("{what}, state {s}: {quantity}");
        for (a, (seen, truth)) in box_.is_best.iter().zip(&point.is_best).enumerate() {
            assert!(
                *seen == Truth::Undecided || *truth == Truth::Undecided || seen == truth,
                "{}",
                name(&a.to_string())
            );
        }
        assert_meets(&name("max Q"), &box_.highest, &point.highest);
        assert_meets(&name("pi(best)"), &box_.best_probability, &point.best_probability);
        assert_meets(&name("M"), &box_.largest_advantage, &point.largest_advantage);
        assert_meets(&name("m"), &box_.largest_loss, &point.largest_loss);
        assert_meets(&name("Var"), &box_.variance, &point.variance);
        assert_meets(&name("span"), &box_.span, &point.span);
        assert_constraints_meet(&name("gap"), &box_.gap(), &point.gap());
        assert_constraints_meet(&name("pi gap"), &box_.weighted_gap(), &point.weighted_gap());
        let single = (box_.single_action_weighted_gap(), point.single_action_weighted_gap());
        assert_constraints_meet(&name("pi gap of one action"), &single.0, &single.1);
    }
}

/// Runs the same method over two kinds of number, as long as the step is valid.
fn follow<T: Evaluate, U: Evaluate>(
    mdp: &Arc<Mdp<Rational>>,
    start: &Policy<Rational>,
    enclosed: &dyn Algorithm<T>,
    exact: &dyn Algorithm<U>,
) {
    let (boxes, points) = (Problem::<T>::new(mdp.clone()), Problem::<U>::new(mdp.clone()));
    let (mut now, mut truth) = (Iterate::exact(&boxes, start), Iterate::exact(&points, start));
    for t in 0..=STEPS {
        if exact.check_step_size(&truth).is_err() {
            return;
        }
        let (next, true_next) = (enclosed.next_policy(&now), exact.next_policy(&truth));
        assert_iterates_meet(&format!("{} at t = {t}", exact.name()), (&now, &next), (&truth, &true_next));
        now = Iterate::new(&boxes, next);
        truth = Iterate::new(&points, true_next);
    }
}

/// The methods that need field operations only. Policy iteration is not among
/// them: over enclosures its choice at a near tie may differ.
fn algebraic<T: Evaluate>(eta: &Rational) -> Vec<Box<dyn Algorithm<T>>> {
    vec![
        Box::new(Spma::constant(T::from_rational(eta))),
        Box::new(AdaptiveSpma::new(T::one())),
        Box::new(AdaptiveSpma::new(T::from_rational(&q(1, 2)))),
        Box::new(GapDependentSpma),
    ]
}

fn transcendental<T: Evaluate + Transcendental>(eta: &Rational) -> Vec<Box<dyn Algorithm<T>>> {
    vec![Box::new(Npg::new(T::from_rational(eta))), Box::new(SoftmaxPg::new(T::from_rational(eta)))]
}

fn assert_enclosed<T: Evaluate + Transcendental>(mdp: &Arc<Mdp<Rational>>, start: &Policy<Rational>, eta: &Rational) {
    for (enclosed, exact) in algebraic::<T>(eta).iter().zip(algebraic::<Rational>(eta)) {
        follow(mdp, start, enclosed.as_ref(), exact.as_ref());
    }
    for (enclosed, wider) in transcendental::<T>(eta).iter().zip(transcendental::<Wide<1024>>(eta)) {
        follow(mdp, start, enclosed.as_ref(), wider.as_ref());
    }
}

/// The largest step with a guarantee.
fn step_size(mdp: &Mdp<Rational>) -> Rational {
    let (lowest, highest) = mdp.reward_range();
    (Rational::one() - mdp.discount()) / (highest - lowest).max(Rational::one())
}

/// Rewards with exact ties and near ties, and a shift that hides differences
/// below the precision of `f64`.
fn rewards() -> impl Strategy<Value = Rational> {
    let choices = ["0", "1", "1/2", "1/3", "1e-18", "0.999999999999999999", "1/1000"];
    prop::sample::select(choices.to_vec()).prop_map(number)
}

fn models() -> impl Strategy<Value = Arc<Mdp<Rational>>> {
    let gammas = prop::sample::select(vec![q(0, 1), q(1, 2), q(9, 10), q(999, 1000)]);
    let shifts = prop::sample::select(vec![("0", "1"), ("0", "1"), ("1e20", "100"), ("-3", "20")]);
    let states = prop::collection::vec(prop::collection::vec((rewards(), 0_usize..3), 1..4), 1..4);
    (gammas, shifts, states).prop_map(|(gamma, (shift, scale), states)| {
        let moved = |(reward, to): (Rational, usize)| (reward * &number(scale) + &number(shift), to);
        let states: Vec<Vec<_>> = states.into_iter().map(|row| row.into_iter().map(moved).collect()).collect();
        model(&gamma, &states)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn enclosures_of_every_quantity_along_a_run_contain_the_exact_one(
        mdp in models(),
        weights in prop::collection::vec(prop::sample::select(vec![1_u64, 2, 3, 1_000_000_000]), 1..9),
    ) {
        let (start, eta) = (weighted(&mdp, &weights), step_size(&mdp));
        assert_enclosed::<Interval<f64>>(&mdp, &start, &eta);
        assert_enclosed::<Wide<128>>(&mdp, &start, &eta);
    }

    #[test]
    fn policy_iteration_over_enclosures_takes_an_action_that_may_be_best(mdp in models()) {
        let problem = Problem::<Interval<f64>>::new(mdp.clone());
        let exact = Problem::<Rational>::new(mdp.clone());
        let start = Policy::uniform(&mdp);
        let (now, truth) = (Iterate::exact(&problem, &start), Iterate::exact(&exact, &start));
        let (next, true_next) = (PolicyIteration.next_policy(&now), PolicyIteration.next_policy(&truth));
        for state in 0..mdp.states() {
            let chosen = next.at(state).iter().position(|p| !p.is_zero()).expect("an action is taken");
            prop_assert!(!now.state(state).is_best[chosen].is_no());
            if now.state(state).is_best.iter().all(|&best| best != Truth::Undecided) {
                assert_all_meet("policy iteration", next.at(state), true_next.at(state));
            }
        }
    }
}

#[test]
fn an_adaptive_step_at_a_near_tie_is_not_taken_for_no_step() {
    // m is 5e-19, so the exact step moves half of the mass; 53 bits cannot tell m from 0.
    let mdp = bandit(&["1", "0.999999999999999999"]);
    let start = Policy::uniform(&mdp);
    let (boxes, points) = (Problem::<Interval<f64>>::new(mdp.clone()), Problem::<Rational>::new(mdp));
    let exact = AdaptiveSpma::new(Rational::one()).next_policy(&Iterate::exact(&points, &start));
    let enclosed = AdaptiveSpma::new(Interval::one()).next_policy(&Iterate::exact(&boxes, &start));
    assert_eq!(exact.probabilities(), [q(1, 1), q(0, 1)]);
    assert_all_meet("pi'", enclosed.probabilities(), exact.probabilities());
}

#[test]
fn ratios_to_an_advantage_that_may_be_zero_are_not_assumed_to_lie_between_zero_and_one() {
    // Var/M = 50, which 53 bits cannot tell from a tie.
    let mdp = bandit(&["100000000000000000100", "1e20"]);
    let start = Policy::uniform(&mdp);
    let (boxes, points) = (Problem::<Interval<f64>>::new(mdp.clone()), Problem::<Rational>::new(mdp.clone()));
    let (now, truth) = (Iterate::exact(&boxes, &start), Iterate::exact(&points, &start));
    assert_eq!(truth.variance_constant(), q(50, 1));
    assert_meets("min Var/M", &now.variance_constant(), &truth.variance_constant());
    // A next policy that loses value has a negative ratio.
    let worse = Policy::<Rational>::deterministic(&mdp, &[1]);
    assert_eq!(truth.improvement_constant(&worse), q(-1, 1));
    assert_meets("kappa", &now.improvement_constant(&worse.convert()), &truth.improvement_constant(&worse));
}

#[test]
fn the_mass_of_the_best_actions_is_enclosed_when_they_are_not_separated() {
    let mdp = bandit(&["1", "0.999999999999999999", "0"]);
    let start = weighted(&mdp, &[1, 2, 3]);
    let problem = Problem::<Interval<f64>>::new(mdp);
    let mass = Iterate::exact(&problem, &start).state(0).best_probability.bounds();
    assert!(mass.contains(&q(1, 6)) && mass.contains(&q(1, 2)), "{mass:?}");
}

#[test]
fn a_valid_step_from_negative_numbers_is_not_cut_to_the_simplex() {
    let mdp = bandit(&["1", "0"]);
    let problem = Problem::<Rational>::new(mdp.clone());
    let start = weighted(&mdp, &[9, 1]);
    let outside = Spma::constant(q(2, 1)).next_policy(&Iterate::exact(&problem, &start));
    assert_eq!(outside.probabilities(), [q(27, 25), q(-2, 25)]);
    // V = 27/25, so the advantage of the second arm is -27/25.
    let next = Spma::constant(q(1, 10)).next_policy(&Iterate::new(&problem, outside));
    assert_eq!(next.probabilities()[1], q(-2, 25) * q(223, 250));
}

#[test]
fn floats_that_overflow_give_numbers_without_meaning_and_no_panic() {
    let mdp = model(&q(9, 10), &[vec![(number("1e308"), 0), (number("-1e308"), 1), (q(0, 1), 0)], vec![(q(1, 1), 1)]]);
    let start = Policy::uniform(&mdp);
    let problem = Problem::<f64>::new(mdp.clone());
    let mut all = algebraic::<f64>(&q(1, 100));
    all.extend(transcendental::<f64>(&q(1, 100)));
    all.push(Box::new(PolicyIteration));
    for algorithm in all {
        let mut now = Iterate::exact(&problem, &start);
        for _ in 0..3 {
            let next = algorithm.next_policy(&now);
            let _ = (now.error(), now.constant(), now.single_action_constant(), now.variance_constant());
            let _ = (now.improvement_constant(&next), algorithm.check_step_size(&now));
            now = Iterate::new(&problem, next);
        }
    }
}
