//! `g(theta) = sum_s d(s) [ -sum_a pi(a|s) Adv(s,a) ln pi_theta(a|s) + KL(pi(.|s) || pi_theta(.|s)) / eta ]`.

use super::{agreement as tolerance, linear_steps};
use crate::claim::{Comparison, Setting};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::Transcendental;

/// `grad g` at the parameters whose policy is given, with `weight` in place of `1/eta`, from
/// `grad ln pi_theta(a|s) = phi(s,a) - sum_b pi_theta(b|s) phi(s,b)`.
pub fn gradient<T: Evaluate>(setting: &Setting<T>, policy: &Policy<T>, weight: &T) -> Vec<T> {
    let surrogate = linear_steps::surrogate(setting);
    let features = surrogate.features();
    let now = setting.now();
    let mut gradient = vec![T::zero(); features.dimension()];
    for state in setting.states() {
        let mut mean = vec![T::zero(); features.dimension()];
        for pair in policy.actions(state) {
            for (entry, phi) in mean.iter_mut().zip(features.at(pair)) {
                entry.add_product(&policy.probabilities()[pair], phi);
            }
        }
        for pair in policy.actions(state) {
            // Both terms are -c ln pi_theta(a|s) plus a constant, with c = pi(a|s) (Adv(s,a) + weight).
            let coefficient = now.policy().probabilities()[pair].clone() * &(now.advantages()[pair].clone() + weight);
            let scale = coefficient * &now.occupancy()[state];
            for ((entry, phi), mean) in gradient.iter_mut().zip(features.at(pair)).zip(&mean) {
                *entry -= &(scale.clone() * &(phi.clone() - mean));
            }
        }
    }
    gradient
}

/// `g` from `ln pi_theta`.
pub fn value<T: Evaluate + Transcendental>(setting: &Setting<T>, logarithms: &[T]) -> T {
    let now = setting.now();
    let mut value = T::zero();
    for state in setting.states() {
        for pair in now.actions(state) {
            let p = &now.policy().probabilities()[pair];
            let gain = now.advantages()[pair].clone() * &logarithms[pair];
            let relative = (p.ln() - &logarithms[pair]) / setting.eta();
            value.add_product(&(now.occupancy()[state].clone() * p), &(relative - &gain));
        }
    }
    value
}

/// `|l(theta) - eta g(theta) - c| <= 2^-100` for the first two parameters and a candidate `g`.
pub fn agreement<T: Evaluate + Transcendental>(
    setting: &Setting<T>,
    candidate: impl Fn(&[T], &Policy<T>) -> T,
) -> Vec<Comparison<T>> {
    let surrogate = linear_steps::surrogate(setting);
    let constant = constant(setting, surrogate.target());
    let side = |place: usize| {
        let at = surrogate.log_linear(&linear_steps::parameter(setting, place));
        let scaled = candidate(&at.logarithms, &at.policy) * setting.eta();
        let difference = surrogate.value(&at) - &scaled - &constant;
        Comparison::at_most_plain(format!("parameter {place}"), difference.absolute(), tolerance())
    };
    (0..2).map(side).collect()
}

/// `sum_s d(s) [ sum_a pi_half ln pi_half - sum_a pi ln pi ]`
fn constant<T: Evaluate + Transcendental>(setting: &Setting<T>, target: &Policy<T>) -> T {
    let now = setting.now();
    let mut constant = T::zero();
    for state in setting.states() {
        for pair in now.actions(state) {
            let (half, p) = (&target.probabilities()[pair], &now.policy().probabilities()[pair]);
            let difference = half.clone() * &half.ln() - &(p.clone() * &p.ln());
            constant.add_product(&now.occupancy()[state], &difference);
        }
    }
    constant
}
