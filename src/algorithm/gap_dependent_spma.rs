//! SPMA with pairwise gap-dependent step sizes (for bandits the paper's
//! super-linear variant, Theorem 4).

use super::{Algorithm, Iterate, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Ordered, Truth};

/// `pi'(a|s) = pi(a|s) (1 + sum_b pi(b|s) sgn(Q(s,a) - Q(s,b)))`: the step size
/// `1/|Q(s,a) - Q(s,b)|` for each pair of actions. Needs no condition.
#[derive(Clone, Copy, Debug)]
pub struct GapDependentSpma;

impl<T: Evaluate> Algorithm<T> for GapDependentSpma {
    fn name(&self) -> &'static str {
        "spma-gap"
    }

    fn check_step_size(&self, _iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        Ok(())
    }

    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        let probabilities = iterate.policy().probabilities();
        let values = iterate.action_values();
        let mut next = Vec::with_capacity(probabilities.len());
        for state in 0..iterate.mdp().states() {
            for a in iterate.actions(state) {
                let mut factor = T::one();
                for b in iterate.actions(state).filter(|&b| !iterate.mdp().are_twins(a, b)) {
                    factor.add_product(&probabilities[b], &sign(&values[a], &values[b]));
                }
                let updated = probabilities[a].clone() * &factor;
                next.push(updated.maximum(&T::zero()).minimum(&T::one()));
            }
        }
        Policy::from_pairs(iterate.mdp(), next)
    }
}

/// `sgn(x - y)`, with `sgn 0 = 0`.
fn sign<T: Ordered>(x: &T, y: &T) -> T {
    match (y.less(x), x.less(y)) {
        (Truth::Yes, _) => T::one(),
        (_, Truth::Yes) => -T::one(),
        (Truth::No, Truth::No) => T::zero(),
        (Truth::No, Truth::Undecided) => (-T::one()).hull(&T::zero()),
        (Truth::Undecided, Truth::No) => T::zero().hull(&T::one()),
        (Truth::Undecided, Truth::Undecided) => (-T::one()).hull(&T::one()),
    }
}
