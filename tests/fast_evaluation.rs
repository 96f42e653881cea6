//! The fast paths (float certificates, digit by digit lifting, reconstruction of
//! fractions, sweeps) against the defining equations in exact rationals.

use num_traits::{One, Zero};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use spma::family;
use spma::mdp::{Action, Evaluate, Mdp, Policy, RowSums, WarmEvaluation, bellman_optimal, bellman_policy};
use spma::model_io::bundled;
use spma::scalar::{BigFloat, Field, Interval, Ordered, Rational};

type Wide<const BITS: u32> = Interval<BigFloat<BITS>>;

fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

/// A model most of whose transitions are possible, with probabilities over
/// `denominator`.
fn dense(states: usize, actions: usize, denominator: u64, gamma: Rational, seed: u64) -> Mdp<Rational> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut row = || {
        let weights: Vec<f64> = (0..states).map(|_| rng.random_range(0.0..1.0)).collect();
        let total: f64 = weights.iter().sum();
        let mut shares: Vec<u64> = weights.iter().map(|w| (w / total * denominator as f64) as u64).collect();
        shares[0] += denominator - shares.iter().sum::<u64>();
        let transitions = shares.into_iter().map(|share| Rational::new(share, denominator)).enumerate().collect();
        Action { reward: Rational::new(rng.random_range(0..=1000_u32), 1000), transitions }
    };
    let rows = (0..states).map(|_| (0..actions).map(|_| row()).collect()).collect();
    let start = vec![Rational::new(1, states); states];
    Mdp::new(gamma, rows, start, RowSums::Exact).expect("a model").0
}

/// Policies with short, long and trivial probabilities.
fn policies(mdp: &Mdp<Rational>, seed: u64) -> [Policy<Rational>; 3] {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let best = vec![0; mdp.states()];
    [Policy::uniform(mdp), family::random_policy(mdp, &mut rng), Policy::deterministic(mdp, &best)]
}

fn assert_encloses<T: Evaluate>(mdp: &Mdp<Rational>, policy: &Policy<Rational>, exact: &[Rational], what: &str) {
    for (state, (enclosure, value)) in T::evaluate_exact(mdp, policy).iter().zip(exact).enumerate() {
        assert!(enclosure.bounds().contains(value), "{what}, state {state}: {enclosure:?} lacks {}", value.to_f64());
    }
}

/// Exact values solve `V = T_pi V`, and every enclosure contains them.
fn assert_exact_and_enclosed(mdp: &Mdp<Rational>, what: &str) {
    for (index, policy) in policies(mdp, 7).iter().enumerate() {
        let what = format!("{what}, policy {index}");
        let exact = Rational::evaluate(mdp, policy);
        assert_eq!(bellman_policy(mdp, policy, &exact), exact, "{what}");
        assert_encloses::<Interval<f64>>(mdp, policy, &exact, &what);
        assert_encloses::<Wide<128>>(mdp, policy, &exact, &what);
        assert_encloses::<Wide<256>>(mdp, policy, &exact, &what);
    }
}

/// The exact optimum solves `V = T V`, and every enclosure contains it.
fn assert_optimum(mdp: &Mdp<Rational>, what: &str) {
    let exact = Rational::optimum(mdp).values;
    assert_eq!(bellman_optimal(mdp, &exact), exact, "{what}");
    let contains = |enclosures: &[Interval<f64>]| {
        enclosures.iter().zip(&exact).all(|(enclosure, value)| enclosure.bounds().contains(value))
    };
    assert!(contains(&Interval::<f64>::optimum(mdp).values), "{what}, 53 bits");
    let wide = Wide::<256>::optimum(mdp).values;
    assert!(wide.iter().zip(&exact).all(|(enclosure, value)| enclosure.bounds().contains(value)), "{what}, 256 bits");
}

#[test]
fn dense_models_on_both_sides_of_every_threshold_are_solved_exactly_and_enclosed() {
    for states in [1, 2, 8, 9, 20, 48, 80] {
        for (denominator, gamma) in [(1000, q(9, 10)), (1 << 53, q(999, 1000)), (1 << 53, Rational::zero())] {
            let mdp = dense(states, 2, denominator, gamma.clone(), states as u64);
            assert_exact_and_enclosed(&mdp, &format!("{states} states over {denominator}, gamma {gamma}"));
        }
    }
}

#[test]
fn optima_of_dense_models_are_solved_exactly_and_enclosed() {
    for states in [1, 9, 48, 60] {
        for denominator in [1000, 1 << 53] {
            let mdp = dense(states, 3, denominator, q(9, 10), states as u64);
            assert_optimum(&mdp, &format!("{states} states over {denominator}"));
        }
    }
}

#[test]
fn a_discount_of_one_minus_a_millionth_is_solved_exactly_and_enclosed() {
    for states in [3, 12, 60] {
        let mdp = dense(states, 2, 1 << 53, q(999_999, 1_000_000), 3);
        assert_exact_and_enclosed(&mdp, &format!("{states} states"));
        assert_optimum(&mdp, &format!("{states} states"));
    }
}

#[test]
fn nearly_deterministic_rows_are_solved_exactly_and_enclosed() {
    for (states, exponent) in [(12, 50), (12, 200), (12, 1100), (60, 50)] {
        let rare = Rational::power_of_two(-exponent);
        let action = |state: usize| Action {
            reward: q(state as i64 % 3, 2),
            transitions: vec![((state + 1) % states, Rational::one() - &rare), (state, rare.clone())],
        };
        let rows = (0..states).map(|state| vec![action(state), action((state + 1) % states)]).collect();
        let start = vec![Rational::new(1, states); states];
        let mdp = Mdp::new(q(9, 10), rows, start, RowSums::Exact).expect("a model").0;
        assert_exact_and_enclosed(&mdp, &format!("{states} states, rare events of probability 2^-{exponent}"));
    }
}

#[test]
fn rewards_300_orders_of_magnitude_apart_are_solved_exactly_and_enclosed() {
    for (states, power) in [(12, 300), (60, 300), (60, -300), (12, 400)] {
        let huge = q(10, 1).power(power);
        let action = |state: usize| Action {
            reward: if state == 0 { huge.clone() } else { q(1, 3) },
            transitions: vec![((state * 7 + 1) % states, q(1, 2)), (state, q(1, 2))],
        };
        let rows = (0..states).map(|state| vec![action(state)]).collect();
        let start = vec![Rational::new(1, states); states];
        let mdp = Mdp::new(q(9, 10), rows, start, RowSums::Exact).expect("a model").0;
        assert_exact_and_enclosed(&mdp, &format!("{states} states, a reward of 10^{power}"));
        assert_optimum(&mdp, &format!("{states} states, a reward of 10^{power}"));
    }
}

#[test]
fn a_float_residual_of_zero_is_not_taken_for_an_exact_one() {
    // In floats 1/3 + 2/3 / 2 - 2/3 is 0, and yet no float is 2/3.
    let states = 50;
    let stay = |state| vec![Action { reward: q(1, 3), transitions: vec![(state, Rational::one())] }];
    let start = vec![Rational::new(1, states); states];
    let mdp = Mdp::new(q(1, 2), (0..states).map(stay).collect(), start, RowSums::Exact).expect("a model").0;
    assert_encloses::<Interval<f64>>(&mdp, &Policy::uniform(&mdp), &vec![q(2, 3); states], "2/3");
    let optimum = Interval::<f64>::optimum(&mdp).values;
    assert!(optimum.iter().all(|value| value.bounds().contains(&q(2, 3))));
}

#[test]
fn states_without_any_reward_have_value_zero_exactly() {
    let mdp = dense(60, 2, 1000, q(9, 10), 5);
    let rows = mdp
        .to_actions()
        .into_iter()
        .map(|state| state.into_iter().map(|action| Action { reward: Rational::zero(), ..action }).collect());
    let silent = Mdp::new(q(9, 10), rows.collect(), mdp.initial().to_vec(), RowSums::Exact).expect("a model").0;
    assert_exact_and_enclosed(&silent, "no reward");
    let enclosures = Interval::<f64>::evaluate_exact(&silent, &Policy::uniform(&silent));
    assert!(enclosures.iter().all(|value| value.is_point()), "an exact residual of 0 has no radius");
}

#[test]
fn a_certified_float_enclosure_has_the_width_that_is_promised() {
    for states in [64, 128, 200] {
        let mdp = dense(states, 1, 1 << 53, q(9, 10), 1);
        for value in Interval::<f64>::evaluate_exact(&mdp, &Policy::uniform(&mdp)) {
            assert!(value.width() <= 1e-12 * value.midpoint().abs(), "{states} states: {value}");
        }
    }
}

#[test]
fn large_sparse_models_are_enclosed_by_floats_and_more_tightly_by_integers() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    for gamma in [q(9, 10), q(999, 1000)] {
        let mdp = family::garnet(2500, 3, 4, gamma, &mut rng).expect("a model");
        let policy = Policy::uniform(&mdp);
        let quick = Interval::<f64>::evaluate_exact(&mdp, &policy);
        let tight = Wide::<128>::evaluate_exact(&mdp, &policy);
        for (wide, narrow) in quick.iter().zip(&tight) {
            let (wide, narrow) = (wide.bounds(), narrow.bounds());
            assert!(wide.lower < narrow.lower && narrow.upper < wide.upper, "values");
        }
        let quick = Interval::<f64>::optimum(&mdp).values;
        let tight = Wide::<128>::optimum(&mdp).values;
        for (wide, narrow) in quick.iter().zip(&tight) {
            let (wide, narrow) = (wide.bounds(), narrow.bounds());
            assert!(wide.lower < narrow.lower && narrow.upper < wide.upper, "optimal values");
        }
    }
}

#[test]
fn long_sparse_chains_that_mix_slowly_are_enclosed_to_full_precision() {
    // One end is absorbing: residuals are largest in few states, and no constant removes them.
    let states = 600;
    let action = |state: usize, share: i64| Action {
        reward: if state + 1 < states { q(-1, 1) } else { Rational::zero() },
        transitions: match state + 1 < states {
            true => vec![(state + 1, q(share, 5)), (state.saturating_sub(1), q(5 - share, 5))],
            false => vec![(state, Rational::one())],
        },
    };
    let rows = (0..states).map(|state| vec![action(state, 4), action(state, 3)]).collect();
    let start = vec![Rational::new(1, states); states];
    let mdp = Mdp::new(q(99, 100), rows, start, RowSums::Exact).expect("a model").0;
    for policy in &policies(&mdp, 3) {
        let exact = Rational::evaluate(&mdp, policy);
        assert_eq!(bellman_policy(&mdp, policy, &exact), exact);
        for (enclosure, value) in Wide::<256>::evaluate_exact(&mdp, policy).iter().zip(&exact) {
            assert!(enclosure.bounds().contains(value));
            assert!(enclosure.width().to_exact() < Rational::power_of_two(-240), "{enclosure}");
        }
        let mut warm = WarmEvaluation::new(&mdp.convert(), 1e-10);
        warm.evaluate(policy.convert::<f64>().probabilities());
        for (float, value) in warm.values().iter().zip(&exact) {
            assert!((float - value.to_f64()).abs() <= 1e-4, "{float} is not near {}", value.to_f64());
        }
    }
}

#[test]
fn every_bundled_model_is_solved_and_its_optimum_enclosed() {
    for name in bundled::names() {
        let provenance = bundled::provenance(name).expect("a bundled model");
        let gamma = provenance.discounts().next().expect("a discount").clone();
        let mdp = bundled::load(name, gamma).expect("a bundled model").expect("a valid model").mdp;
        assert_optimum(&mdp, name);
    }
}

#[test]
fn warm_evaluation_follows_a_sequence_of_policies_to_the_accuracy_asked_for() {
    for (states, accuracy) in [(1, 0.0), (10, 0.0), (60, 0.0), (400, 1e-9)] {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        let mdp = family::garnet(states, 3, states.min(4), q(95, 100), &mut rng).expect("a model");
        let mut warm = WarmEvaluation::new(&mdp.convert(), accuracy);
        for _ in 0..12 {
            let policy = family::random_policy(&mdp, &mut rng);
            warm.evaluate(policy.convert::<f64>().probabilities());
            let exact = Wide::<128>::evaluate_exact(&mdp, &policy);
            for (float, enclosure) in warm.values().iter().zip(&exact) {
                // A residual of `accuracy max |v|` is an error of 20 times as much here.
                let error = (Rational::from_f64(*float).expect("finite") - &enclosure.midpoint().to_exact()).abs();
                assert!(
                    error.to_f64() <= 20.0 * 20.0 * accuracy.max(1e-14),
                    "{states} states: off by {}",
                    error.to_f64()
                );
            }
        }
    }
}

/// The exact value of a big float.
trait ToExact {
    fn to_exact(&self) -> Rational;
}

impl<const BITS: u32> ToExact for BigFloat<BITS> {
    fn to_exact(&self) -> Rational {
        Rational::from_float(self.as_float()).expect("finite")
    }
}
