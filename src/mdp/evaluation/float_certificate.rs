//! Rigorous enclosures at the price of floats: one residual in plain `f64` and
//! an a-priori bound on everything that was rounded.
//!
//! Let `u = 2^-53`, and let an expression have depth `n`: no operand passes
//! through more than `n` roundings, conversions of exact numbers to floats
//! counted twice. Then the computed value is off by at most `n u / (1 - n u)`
//! times the sum of the absolute values of its terms, plus `2^-1074` for each
//! product that underflows. The terms of a Bellman residual at `v` are at most
//! `max |r|`, `gamma max |v|` and `max |v|`.

use num_traits::One;

use super::LinearSolver;
use super::linear_solver::{DenseSystem, prefers_dense};
use crate::mdp::float_rows::largest;
use crate::mdp::{Mdp, Optimum, Policy};
use crate::scalar::{Endpoint, Field, Interval, Rational};

/// Smaller models are enclosed more tightly by integers, and as fast.
const LEAST_STATES: usize = 48;

/// An enclosure is good enough when its radius is at most this share of the
/// largest value: `2^-32`. At `gamma = 9/10` it is near `1e-13`.
const MOST_RELATIVE_RADIUS: f64 = 1.0 / (1_u64 << 32) as f64;

/// Roundings of a product `gamma pi(a|s) P(j|s,a)` and of what is added around it,
/// with the conversions of its factors.
const BASE_DEPTH: usize = 16;

/// Covers the rounding of the bounds themselves.
const SLACK: f64 = 1.01;

/// Encloses `V^pi`, or returns `None` when the model is small or the enclosure
/// would be poor.
pub fn certified_values(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Option<Vec<Interval<f64>>> {
    if mdp.states() < LEAST_STATES {
        return None;
    }
    let (floats, policy) = (mdp.floats(), policy.convert());
    let rewards: Vec<f64> =
        (0..mdp.states()).map(|s| f64::dot(policy.at(s), &floats.rewards()[mdp.actions(s)])).collect();
    let system = prefers_dense(floats, &policy).then(|| DenseSystem::new(floats, &policy));
    let values = match &system {
        Some(system) => system.solve(&rewards),
        None => LinearSolver::new(floats, &policy).solve(&rewards),
    };
    around(mdp, &policy, system.as_ref().map(|system| (system, rewards.as_slice())), &values)
}

/// The values within the radius that their residual implies, from the equations'
/// matrix and right side where there is one.
fn around(
    mdp: &Mdp<Rational>,
    policy: &Policy<f64>,
    system: Option<(&DenseSystem, &[f64])>,
    values: &[f64],
) -> Option<Vec<Interval<f64>>> {
    let floats = mdp.floats();
    let (residual, depth) = match system {
        Some((system, rewards)) => (system.largest_residual(rewards, values), system.residual_depth(mdp.states())),
        None => {
            let residual = (0..mdp.states()).map(|state| {
                let weighted = |pair: usize| policy.probabilities()[pair] * change(floats, state, pair, values);
                mdp.actions(state).map(weighted).sum::<f64>()
            });
            (largest(residual), longest_row(floats))
        }
    };
    let bounds = Bounds::new(mdp, values, depth + 2 * mdp.max_actions());
    let radius = bounds.radius(residual)?;
    enclosed(values, radius, radius, bounds.largest_value)
}

/// Encloses `V*`, with actions that are not beaten by more than the accuracy, or
/// returns `None` as [`certified_values`] does.
///
/// For any `v`: `min(T v - v) / (1-gamma) <= V* - v <= max(T v - v) / (1-gamma)`,
/// entry by entry, where the maximum counts as 0 when it is negative, and so does
/// the minimum when it is positive.
pub fn certified_optimum(mdp: &Mdp<Rational>) -> Option<Optimum<Interval<f64>>> {
    if mdp.states() < LEAST_STATES {
        return None;
    }
    let floats = mdp.floats();
    let Optimum { values, actions } = Optimum::in_floats(floats);
    let (mut below, mut above) = (0.0_f64, 0.0_f64);
    for state in 0..mdp.states() {
        let changes = mdp.actions(state).map(|pair| change(floats, state, pair, &values));
        let best = changes.fold(f64::NEG_INFINITY, f64::max);
        above = above.max(best);
        below = below.max(-best);
    }
    let bounds = Bounds::new(mdp, &values, longest_row(floats));
    let values = enclosed(&values, bounds.radius(below)?, bounds.radius(above)?, bounds.largest_value)?;
    Some(Optimum { values, actions })
}

/// `r(s,a) + gamma sum_j P(j|s,a) v_j - v_s`.
fn change(mdp: &Mdp<f64>, state: usize, pair: usize, values: &[f64]) -> f64 {
    let expected: f64 = mdp.successors(pair).map(|(successor, p)| p * values[successor]).sum();
    mdp.rewards()[pair] + mdp.discount() * expected - values[state]
}

/// The largest number of additions in a row's sum.
fn longest_row(mdp: &Mdp<f64>) -> usize {
    (0..mdp.pairs()).map(|pair| mdp.successors(pair).len()).max().unwrap_or(0)
}

/// What bounds the error of a residual.
struct Bounds {
    largest_value: f64,
    rounding: f64,
    /// At most `1 - gamma`.
    stop: f64,
}

impl Bounds {
    /// For residuals of the given depth without the [`BASE_DEPTH`].
    fn new(mdp: &Mdp<Rational>, values: &[f64], depth: usize) -> Self {
        let largest_value = largest(values.iter().copied());
        let largest_reward = largest(mdp.floats().rewards().iter().copied());
        let terms = 2.0 * largest_value + largest_reward;
        let depth = (depth + BASE_DEPTH) as f64;
        // Fewer than 2^52 products underflow, each by at most 2^-1074 times a value or 1.
        let underflow = f64::MIN_POSITIVE * (1.0 + largest_value);
        let rounding = depth * f64::EPSILON / 2.0 * terms * SLACK + underflow;
        Bounds { largest_value, rounding, stop: f64::from_rational_down(&(Rational::one() - mdp.discount())) }
    }

    /// An upper bound on the error of values whose residual was computed as
    /// `residual`; `None` when it is too large to be of use.
    fn radius(&self, residual: f64) -> Option<f64> {
        let radius = (residual + self.rounding) / self.stop * SLACK;
        (radius <= self.largest_value * MOST_RELATIVE_RADIUS).then_some(radius)
    }
}

fn enclosed(values: &[f64], below: f64, above: f64, largest: f64) -> Option<Vec<Interval<f64>>> {
    if !(largest + below + above).is_finite() {
        return None;
    }
    values.iter().map(|value| Interval::new(value.add_down(&-below), value.add_up(&above)).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mdp::{Action, Evaluate, RowSums};

    /// A ring of states in which each action moves on or stays.
    fn ring(states: usize) -> Mdp<Rational> {
        let action = |state: usize, share: i64| Action {
            reward: Rational::new((state % 7) as i64 + share, 11),
            transitions: vec![((state + 1) % states, Rational::new(share, 7)), (state, Rational::new(7 - share, 7))],
        };
        let rows = (0..states).map(|state| vec![action(state, 2), action(state, 5)]).collect();
        let start = vec![Rational::new(1, states); states];
        Mdp::new(Rational::new(9, 10), rows, start, RowSums::Exact).expect("a model").0
    }

    #[test]
    fn values_that_are_off_by_a_constant_get_just_the_radius_they_need() {
        let mdp = ring(60);
        let policy = Policy::<Rational>::uniform(&mdp);
        let exact = Rational::evaluate(&mdp, &policy);
        let floats = policy.convert();
        let rewards: Vec<f64> =
            (0..60).map(|s| f64::dot(floats.at(s), &mdp.floats().rewards()[mdp.actions(s)])).collect();
        let system = DenseSystem::new(mdp.floats(), &floats);
        for shift in [2e-12, -2e-12] {
            let values: Vec<f64> = exact.iter().map(|value| value.to_f64() + shift).collect();
            for system in [Some((&system, rewards.as_slice())), None] {
                let enclosures = around(&mdp, &floats, system, &values).expect("a small residual");
                for (enclosure, value) in enclosures.iter().zip(&exact) {
                    assert!(enclosure.contains(value), "{enclosure} lacks {}", value.to_f64());
                    assert!(enclosure.width() < 2.8 * shift.abs(), "{enclosure} is too wide");
                }
            }
        }
    }

    #[test]
    fn values_that_are_far_off_or_no_numbers_get_no_certificate() {
        let mdp = ring(60);
        let policy = Policy::<f64>::uniform(&mdp);
        for value in [0.0, 1e300, f64::INFINITY, f64::NAN] {
            assert!(around(&mdp, &policy, None, &[value; 60]).is_none(), "{value}");
        }
    }
}
