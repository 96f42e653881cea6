//! SPMA with the largest step each state allows.

use super::spma::{is_nonnegative, multiplicative_update, shown};
use super::{Algorithm, Iterate, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::Truth;

/// SPMA with `eta_t(s) = c / m_t(s)`, `m_t(s) = -min_a Adv(s,a)`, `0 < c <= 1`:
/// needs no reward range and never takes a smaller step than `c (1-gamma)`
/// does. In a state without a loss every action ties and nothing moves.
#[derive(Clone, Debug)]
pub struct AdaptiveSpma<T> {
    fraction: T,
}

impl<T: Evaluate> AdaptiveSpma<T> {
    /// With `c = fraction`.
    pub fn new(fraction: T) -> Self {
        AdaptiveSpma { fraction }
    }

    /// `eta_t(s)`, and 0 where `m_t(s) = 0`. When it is not decided whether
    /// `m_t(s)` is 0, both: a tiny loss asks for a huge step.
    fn eta(&self, iterate: &Iterate<T>, state: usize) -> T {
        let loss = &iterate.state(state).largest_loss;
        match T::zero().less(loss) {
            Truth::Yes => self.fraction.clone() / loss,
            Truth::No => T::zero(),
            Truth::Undecided => T::zero().hull(&(self.fraction.clone() / &loss.maximum(&T::zero()))),
        }
    }
}

impl<T: Evaluate> Algorithm<T> for AdaptiveSpma<T> {
    fn name(&self) -> &'static str {
        "spma-adaptive"
    }

    fn check_step_size(&self, _iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        let inside = T::zero().less(&self.fraction).and(self.fraction.at_most(&T::one()));
        if inside.is_yes() { Ok(()) } else { Err(StepSizeError::Fraction { eta: shown(&self.fraction) }) }
    }

    /// The step is valid by construction, although enclosures of
    /// `eta_t(s) m_t(s)` do not decide it for `c = 1`. Because
    /// `Adv >= -m_t(s)`, no probability falls below `(1-c) pi(a|s)`, and as they
    /// sum to 1 none exceeds `(1-c) pi(a|s) + c`: enclosures are cut to that.
    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        let next = multiplicative_update(iterate, |state| self.eta(iterate, state));
        if self.check_step_size(iterate).is_err() || !is_nonnegative(iterate.policy().probabilities()) {
            return next;
        }
        let keep = T::one() - &self.fraction;
        let cut = next.probabilities().iter().zip(iterate.policy().probabilities()).map(|(p, before)| {
            let least = keep.clone() * before;
            p.maximum(&least).minimum(&(least + &self.fraction))
        });
        Policy::from_pairs(iterate.mdp(), cut.collect())
    }
}
