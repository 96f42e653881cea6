//! Newton's method, gradient descent, rounding, sampling.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use spma::approximation::{
    LogLinear, Simulator, descend, draw, dyadic, newton, one_hot, polynomial, project, rational_policy,
};
use spma::mdp::Policy;
use spma::scalar::{Field, Rational, Truth};

use crate::support::{chain, features, q, surrogate, two_arms};

#[test]
fn newton_finds_the_hand_computed_minimiser_of_two_arms() {
    let surrogate = surrogate(&two_arms(), &features(&[&[1], &[0]])).convert::<f64>();
    let theta = newton(&surrogate, &[0.0], 50);
    assert!((theta[0] - 1.098_612_288_668_11).abs() < 1e-7, "{theta:?} for ln 3");
}

#[test]
fn both_minimisers_agree_and_never_climb() {
    let surrogate = surrogate(&chain(), &polynomial(&*chain(), 1)).convert::<f64>();
    let value = |theta: &[f64]| surrogate.value(&surrogate.log_linear(theta));
    let start = [0.5, -0.5, 0.0, 2.0];
    let (fast, slow) = (newton(&surrogate, &start, 100), descend(&surrogate, &start, 20_000));
    assert!((value(&fast) - value(&slow)).abs() < 1e-9, "{fast:?} {slow:?}");
    let mut last = value(&start);
    for steps in 1..10 {
        let next = value(&descend(&surrogate, &start, steps));
        assert!(next < last, "step {steps}: {next} after {last}");
        last = next;
    }
    assert_eq!(descend(&surrogate, &start, 0), start);
}

#[test]
fn with_one_feature_per_pair_the_projection_is_the_target() {
    let surrogate = surrogate(&chain(), &one_hot(&*chain()));
    let theta: Vec<f64> = project(&surrogate.convert()).iter().map(Field::to_f64).collect();
    let found = surrogate.convert::<f64>().log_linear(&theta).policy;
    for (p, target) in found.probabilities().iter().zip(surrogate.target().probabilities()) {
        assert!((p - target.to_f64()).abs() < 1e-6, "{p} for {target}");
    }
}

#[test]
fn parameters_are_rounded_to_short_numbers_and_cut() {
    let rounded = dyadic(&[0.75, 1e-9, -1e9, f64::INFINITY, f64::NAN, 0.1]);
    assert_eq!(rounded[..5], [q(3, 4), q(0, 1), q(-64, 1), q(64, 1), q(0, 1)]);
    assert!((rounded[5].clone() - q(1, 10)).abs() <= Rational::power_of_two(-25));
}

#[test]
fn rounded_policies_are_exact_distributions_with_full_support() {
    let layout = Policy::<Rational>::uniform(&*chain());
    let features = one_hot(&*chain()).convert::<f64>();
    let steep = LogLinear::new(&layout, &features, &[900.0, 0.0, 0.1, 0.2, 0.0, 55.0]).policy;
    let rounded = rational_policy(&steep);
    assert_eq!(rounded.has_full_support(), Truth::Yes);
    assert!(Policy::new(&chain(), rounded.to_states()).is_ok());
    for (exact, p) in rounded.probabilities().iter().zip(steep.probabilities()) {
        assert!((exact.to_f64() - p).abs() < 1e-11);
    }
}

#[test]
fn draws_follow_thirds_and_never_hit_an_impossible_case() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let probabilities = [q(1, 3), q(0, 1), q(2, 3)];
    let mut counts = [0_u32; 3];
    for _ in 0..3000 {
        counts[draw(&probabilities, &mut rng)] += 1;
    }
    assert_eq!(counts[1], 0);
    // Five standard deviations, sqrt(3000 * 2/9) < 26.
    assert!(counts[0].abs_diff(1000) < 130, "{counts:?}");
    assert_eq!(draw(&[q(1, 1)], &mut rng), 0);
    assert_eq!(draw(&[q(0, 1), q(1, 1)], &mut rng), 1);
}

#[test]
fn a_simulation_is_a_function_of_its_seed() {
    let mdp = chain();
    let policy = Policy::uniform(&*mdp);
    let simulate = |seed| Simulator::new(&mdp, &policy).frequencies(100, &mut ChaCha8Rng::seed_from_u64(seed));
    assert_eq!(simulate(7), simulate(7));
    assert_ne!(simulate(7), simulate(8));
    assert_eq!(simulate(7).into_iter().sum::<Rational>(), q(1, 1));
}
