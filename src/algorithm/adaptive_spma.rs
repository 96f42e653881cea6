//! SPMA with the largest step each state allows.

use super::spma::{StepSizes, is_nonnegative, multiplicative_update, shown};
use super::{Algorithm, Iterate, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::Truth;

/// SPMA with `eta_t(s) = c / m_t(s)`, `m_t(s) = -min_a Adv(s,a)`, `0 < c <= 1`,
/// with one `c` for all states or one for each: needs no reward range and never
/// takes a smaller step than `c (1-gamma)` does. In a state without a loss every
/// action ties and nothing moves.
#[derive(Clone, Debug)]
pub struct AdaptiveSpma<T> {
    fractions: StepSizes<T>,
}

impl<T: Evaluate> AdaptiveSpma<T> {
    /// With `c = fraction` in all states.
    pub fn new(fraction: T) -> Self {
        AdaptiveSpma { fractions: StepSizes::Constant(fraction) }
    }

    /// With a `c` for each state.
    pub fn per_state(fractions: Vec<T>) -> Self {
        AdaptiveSpma { fractions: StepSizes::PerState(fractions) }
    }

    /// `c` in a state.
    pub fn fraction(&self, state: usize) -> &T {
        self.fractions.at(state)
    }

    /// `eta_t(s)`, and 0 where `m_t(s) = 0`. When it is not decided whether
    /// `m_t(s)` is 0, both: a tiny loss asks for a huge step.
    pub fn step_size(&self, iterate: &Iterate<T>, state: usize) -> T {
        let loss = &iterate.state(state).largest_loss;
        let fraction = self.fraction(state).clone();
        match T::zero().less(loss) {
            Truth::Yes => fraction / loss,
            Truth::No => T::zero(),
            Truth::Undecided => T::zero().hull(&(fraction / &loss.maximum(&T::zero()))),
        }
    }
}

impl<T: Evaluate> Algorithm<T> for AdaptiveSpma<T> {
    fn name(&self) -> &'static str {
        "spma-adaptive"
    }

    fn check_step_size(&self, iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        for state in 0..iterate.mdp().states() {
            let fraction = self.fraction(state);
            if !T::zero().less(fraction).and(fraction.at_most(&T::one())).is_yes() {
                return Err(StepSizeError::Fraction { eta: shown(fraction) });
            }
        }
        Ok(())
    }

    /// The step is valid by construction, although enclosures of
    /// `eta_t(s) m_t(s)` do not decide it for `c = 1`. Because
    /// `Adv >= -m_t(s)`, no probability falls below `(1-c) pi(a|s)`, and as they
    /// sum to 1 none exceeds `(1-c) pi(a|s) + c`: enclosures are cut to that.
    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        let next = multiplicative_update(iterate, |state| self.step_size(iterate, state));
        if self.check_step_size(iterate).is_err() || !is_nonnegative(iterate.policy().probabilities()) {
            return next;
        }
        let mut cut = Vec::with_capacity(iterate.mdp().pairs());
        for state in 0..iterate.mdp().states() {
            let fraction = self.fraction(state);
            let keep = T::one() - fraction;
            for (p, before) in next.at(state).iter().zip(iterate.policy().at(state)) {
                let least = keep.clone() * before;
                cut.push(p.maximum(&least).minimum(&(least + fraction)));
            }
        }
        Policy::from_pairs(iterate.mdp(), cut)
    }
}
