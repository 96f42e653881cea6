//! How far a point is from the minimum of the surrogate, for certain.

use super::surrogate::centred;
use super::{Features, Ldl, LogLinear, Surrogate};
use crate::mdp::Policy;
use crate::scalar::{Rational, Transcendental};

/// An upper bound on `l(theta) - inf l` that is quadratically small near the minimum; `None` when
/// `theta` is too far from it, or the enclosures are too wide to say.
///
/// Let `q` be any policy with the moments of the target,
/// `sum_s d(s) sum_a q(a|s) phi(s,a) = sum_s d(s) sum_a pi_half(a|s) phi(s,a)`. Then for all `theta'`
///
/// ```text
/// l(theta) - l(theta') = sum_s d(s) sum_a pi_half(a|s) (ln pi_theta'(a|s) - ln pi_theta(a|s))
///                      = sum_s d(s) sum_a q(a|s) (ln pi_theta'(a|s) - ln pi_theta(a|s))
///                      = sum_s d(s) [ KL(q || pi_theta) - KL(q || pi_theta') ] <= sum_s d(s) KL(q || pi_theta),
/// ```
///
/// because `ln pi_theta'(a|s) - ln pi_theta(a|s)` is linear in `phi(s,a)` up to a constant of each
/// state. With `c(s,a) = phi(s,a) - sum_b pi_theta(b|s) phi(s,b)`, gradient `g` and Hessian `H` at
/// `theta`, the choice `q = pi_theta (1 + c . w)` has these moments iff `H w = -g`; it is a policy when
/// `1 + c . w >= 0`. For `x = c . w`, `KL(q || pi_theta) = sum_a pi_theta ((1 + x) ln(1 + x) - x)`.
///
/// `columns` are the [independent columns](Features::independent_columns): their equations imply
/// the others.
pub fn excess_bound<T: Transcendental>(
    features: &Features<Rational>,
    columns: &[usize],
    surrogate: &Surrogate<T>,
    at: &LogLinear<T>,
) -> Option<T> {
    if columns.is_empty() {
        // Every parameter has the same policy.
        return Some(T::zero());
    }
    let reduced =
        Surrogate::new(features.columns(columns).convert(), surrogate.weights().to_vec(), surrogate.target().clone());
    let hessian = Ldl::new(&reduced.hessian(&at.policy));
    if !hessian.is_positive_definite().is_yes() {
        return None;
    }
    let descent: Vec<T> = reduced.gradient(&at.policy).into_iter().map(|entry| -entry).collect();
    let tilt = hessian.solve(&descent);
    let mut bound = T::zero();
    for state in 0..at.policy.states() {
        bound.add_product(&reduced.weights()[state], &tilted_divergence(reduced.features(), &at.policy, state, &tilt)?);
    }
    Some(bound)
}

/// `KL(q || pi)` of one state for `q = pi (1 + c . w)`; `None` unless `1 + c . w > 0` for certain.
fn tilted_divergence<T: Transcendental>(
    features: &Features<T>,
    policy: &Policy<T>,
    state: usize,
    tilt: &[T],
) -> Option<T> {
    let mut divergence = T::zero();
    for (probability, centred) in policy.at(state).iter().zip(centred(features, policy, state)) {
        let x = T::dot(&centred, tilt);
        let factor = T::one() + &x;
        if !T::zero().less(&factor).is_yes() {
            return None;
        }
        divergence.add_product(probability, &(factor.clone() * &factor.ln() - &x));
    }
    Some(divergence)
}
