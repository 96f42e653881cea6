//! How the sides of a statement move with its instance, by forward
//! differentiation in floats: a direction for searches, never a verdict.

use std::sync::Arc;

use super::decide::at_step_size;
use super::{Comparison, Instance, Relation, Setting, Variation};
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

/// The [`excess`](Comparison::excess) of a comparison at an instance, and its
/// derivative along a tangent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// How the sides are compared.
    pub relation: Relation,
    /// Positive where the comparison fails.
    pub excess: f64,
    /// Its derivative.
    pub derivative: f64,
}

/// The slopes of sides given over dual numbers, in their order; those that
/// floats cannot tell are not finite.
pub(super) fn slopes(
    instance: &Instance,
    tangent: &Tangent,
    variation: &Variation,
    sides: impl Fn(&Setting<Dual<f64>>) -> Vec<Comparison<Dual<f64>>>,
) -> Vec<Slope> {
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
    let slope = |comparison: Comparison<Dual<f64>>| {
        let excess = comparison.excess();
        Slope { relation: comparison.relation, excess: excess.value, derivative: excess.derivative }
    };
    sides(&setting).into_iter().map(slope).collect()
}

fn dual(value: &Rational, derivative: f64) -> Dual<f64> {
    Dual { value: f64::from_rational(value), derivative }
}
