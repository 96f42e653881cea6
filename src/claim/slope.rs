//! How the sides of a statement move with its instance, by forward
//! differentiation in floats: a direction for searches, never a verdict.

use std::sync::Arc;

use super::decide::at_step_size;
use super::{Comparison, Instance, Setting, Variation};
use crate::algorithm::Problem;
use crate::mdp::{Evaluate, Mdp, Policy};
use crate::scalar::{Dual, Field, Rational};

/// A direction in which an instance moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Tangent {
    /// By pair.
    pub rewards: Vec<f64>,
    /// By transition of the model; those of a pair sum to 0.
    pub transitions: Vec<f64>,
    /// By pair; those of a state sum to 0.
    pub policy: Vec<f64>,
    /// Of `eta`.
    pub step_size: f64,
}

impl Tangent {
    /// No movement.
    pub fn zero(mdp: &Mdp<Rational>) -> Self {
        Tangent {
            rewards: vec![0.0; mdp.pairs()],
            transitions: vec![0.0; mdp.transitions()],
            policy: vec![0.0; mdp.pairs()],
            step_size: 0.0,
        }
    }
}

/// The largest [`excess`](Comparison::excess) of a statement's comparisons at an
/// instance, and its derivative along a tangent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Positive where the statement fails.
    pub excess: f64,
    /// Its derivative, of the comparison that has it.
    pub derivative: f64,
}

/// The slope of sides given over dual numbers; `None` without comparisons or
/// when floats do not suffice.
pub(super) fn slope(
    instance: &Instance,
    tangent: &Tangent,
    variation: &Variation,
    sides: impl Fn(&Setting<Dual<f64>>) -> Vec<Comparison<Dual<f64>>>,
) -> Option<Slope> {
    let instance = at_step_size(instance, variation);
    let mdp = instance.mdp.moved(&tangent.rewards, &tangent.transitions);
    let best = Policy::deterministic(&mdp, &f64::optimum(&instance.mdp).actions);
    // V* is the value of an optimal policy; where there are several, of one of them.
    let values = Dual::evaluate(&mdp, &best);
    let problem = Problem::moved(Arc::clone(&instance.mdp), mdp, values);
    let probabilities = instance.policy.probabilities().iter().zip(&tangent.policy);
    let policy = instance.policy.with_probabilities(probabilities.map(|(p, &d)| dual(p, d)).collect());
    let factor = variation.step_size.as_ref().map_or(1.0, f64::from_rational);
    let eta = dual(&instance.eta, tangent.step_size * factor);
    let setting = Setting::moved(&instance, &problem, policy, eta).varied(variation);
    let excesses = sides(&setting).into_iter().map(|comparison| comparison.excess());
    let largest = excesses.reduce(|most, own| if own.value > most.value { own } else { most })?;
    let slope = Slope { excess: largest.value, derivative: largest.derivative };
    (slope.excess.is_finite() && slope.derivative.is_finite()).then_some(slope)
}

fn dual(value: &Rational, derivative: f64) -> Dual<f64> {
    Dual { value: f64::from_rational(value), derivative }
}
