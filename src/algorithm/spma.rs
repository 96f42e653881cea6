//! Softmax policy mirror ascent (the paper's Eq. 3).

use super::{Algorithm, Iterate, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Ordered, Truth};

/// `pi'(a|s) = pi(a|s) (1 + eta Adv(s,a))`, with one step size for all states
/// or one for each.
///
/// Valid in state `s` iff `eta m(s) <= 1` with `m(s) = -min_a Adv(s,a)`, which
/// `eta <= 1 - gamma` ensures for rewards in `[0, 1]`.
#[derive(Clone, Debug)]
pub struct Spma<T> {
    step_sizes: StepSizes<T>,
}

/// One number for all states, or one for each.
#[derive(Clone, Debug)]
pub(super) enum StepSizes<T> {
    Constant(T),
    PerState(Vec<T>),
}

impl<T> StepSizes<T> {
    /// The number of a state.
    pub(super) fn at(&self, state: usize) -> &T {
        match self {
            StepSizes::Constant(eta) => eta,
            StepSizes::PerState(etas) => &etas[state],
        }
    }
}

impl<T: Evaluate> Spma<T> {
    /// One step size for all states.
    pub fn constant(eta: T) -> Self {
        Spma { step_sizes: StepSizes::Constant(eta) }
    }

    /// A step size for each state.
    pub fn per_state(etas: Vec<T>) -> Self {
        Spma { step_sizes: StepSizes::PerState(etas) }
    }

    fn eta(&self, state: usize) -> &T {
        self.step_sizes.at(state)
    }
}

impl<T: Evaluate> Algorithm<T> for Spma<T> {
    fn name(&self) -> &'static str {
        "spma"
    }

    fn check_step_size(&self, iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        for (state, quantities) in iterate.states().iter().enumerate() {
            check_valid(state, self.eta(state), &quantities.largest_loss)?;
        }
        Ok(())
    }

    /// `eta C_t` for one step size for all states.
    fn rate(&self, iterate: &Iterate<T>) -> Option<T> {
        match &self.step_sizes {
            StepSizes::Constant(eta) => Some(iterate.constant() * eta),
            StepSizes::PerState(_) => None,
        }
    }

    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        multiplicative_update(iterate, |state| self.eta(state).clone())
    }
}

/// `pi(a|s) (1 + eta(s) Adv(s,a))`. A valid update of a distribution lies in
/// `[0, 1]`, so enclosures are cut to that range; an update after an invalid one
/// may start from negative numbers, and is not.
pub fn multiplicative_update<T: Evaluate>(iterate: &Iterate<T>, eta: impl Fn(usize) -> T) -> Policy<T> {
    let mut probabilities = Vec::with_capacity(iterate.mdp().pairs());
    for state in 0..iterate.mdp().states() {
        let eta = eta(state);
        let quantities = iterate.state(state);
        // The smallest factor is that of the worst action, or of the best one where the step is negative.
        let is_at_most_one = |x: &T| (eta.clone() * x).at_most(&T::one()).is_yes();
        let valid = is_at_most_one(&quantities.largest_loss)
            && is_at_most_one(&-quantities.largest_advantage.clone())
            && is_nonnegative(iterate.policy().at(state));
        for pair in iterate.actions(state) {
            let factor = T::one() + &(eta.clone() * &iterate.advantages()[pair]);
            let next = iterate.policy().probabilities()[pair].clone() * &factor;
            probabilities.push(if valid { next.maximum(&T::zero()).minimum(&T::one()) } else { next });
        }
    }
    Policy::from_pairs(iterate.mdp(), probabilities)
}

/// Is every number certainly at least 0?
pub(super) fn is_nonnegative<T: Ordered>(numbers: &[T]) -> bool {
    numbers.iter().all(|x| T::zero().at_most(x).is_yes())
}

pub(super) fn check_positive<T: Ordered>(eta: &T) -> Result<(), StepSizeError> {
    if T::zero().less(eta).is_yes() {
        return Ok(());
    }
    Err(StepSizeError::NotPositive { eta: shown(eta) })
}

fn check_valid<T: Ordered>(state: usize, eta: &T, largest_loss: &T) -> Result<(), StepSizeError> {
    check_positive(eta)?;
    match (eta.clone() * largest_loss).at_most(&T::one()) {
        Truth::Yes => Ok(()),
        Truth::Undecided => Err(StepSizeError::Undecided { state, eta: shown(eta) }),
        Truth::No => {
            let limit = T::one() / largest_loss;
            Err(StepSizeError::Spma { state, eta: shown(eta), limit: limit.bounds().outward_decimals(6)[0].clone() })
        }
    }
}

/// A number for a message.
pub(super) fn shown<T: Ordered>(x: &T) -> String {
    let [lower, upper] = x.bounds().outward_decimals(6);
    if lower == upper { lower } else { format!("[{lower}, {upper}]") }
}
