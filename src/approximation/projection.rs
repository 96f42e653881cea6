//! The nearest log-linear policy, as floats see it, with exact short parameters.

use super::{Surrogate, descend, newton};
use crate::mdp::Policy;
use crate::scalar::Rational;

/// Up to this many features a Newton step costs less than the hundreds of gradient steps it saves.
const NEWTON_FEATURES: usize = 64;

const NEWTON_STEPS: usize = 60;
const GRADIENT_STEPS: usize = 5000;

/// Parameters are multiples of 2 to the minus this power.
const FRACTION_BITS: i32 = 24;

/// Probabilities are multiples of 2 to the minus this power.
const POLICY_BITS: i32 = 40;

/// Larger parameters are cut: `e^-64` is far below every probability of interest.
const LARGEST: f64 = 64.0;

/// Exact parameters near the minimiser of `l`, found by floats from 0.
pub fn project(surrogate: &Surrogate<f64>) -> Vec<Rational> {
    let start = vec![0.0; surrogate.features().dimension()];
    dyadic(&if start.len() <= NEWTON_FEATURES {
        newton(surrogate, &start, NEWTON_STEPS)
    } else {
        descend(surrogate, &start, GRADIENT_STEPS)
    })
}

/// The parameters rounded to multiples of `2^-24` in `[-64, 64]`; 0 for NaN.
pub fn dyadic(theta: &[f64]) -> Vec<Rational> {
    let scale = f64::from(1 << FRACTION_BITS);
    let rounded = |x: &f64| {
        let cut = if x.is_nan() { 0.0 } else { x.clamp(-LARGEST, LARGEST) };
        Rational::from((cut * scale).round() as i64) * Rational::power_of_two(-FRACTION_BITS)
    };
    theta.iter().map(rounded).collect()
}

/// An exact policy near one of floats: probabilities rounded up to positive multiples of `2^-40`, and the largest one
/// lowered so that each state's sum is 1.
pub fn rational_policy(policy: &Policy<f64>) -> Policy<Rational> {
    let scale = (1_i64 << POLICY_BITS) as f64;
    let mut probabilities = Vec::with_capacity(policy.probabilities().len());
    for state in 0..policy.states() {
        let own = policy.at(state);
        let mut steps: Vec<i64> = own.iter().map(|p| ((p * scale).ceil() as i64).max(1)).collect();
        let largest = (1..own.len()).fold(0, |best, a| if own[a] > own[best] { a } else { best });
        steps[largest] += (1_i64 << POLICY_BITS) - steps.iter().sum::<i64>();
        probabilities.extend(steps.into_iter().map(|k| Rational::from(k) * Rational::power_of_two(-POLICY_BITS)));
    }
    policy.with_probabilities(probabilities)
}
