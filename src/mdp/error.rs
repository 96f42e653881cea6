//! Why a model or a policy is refused.

use thiserror::Error;

use crate::scalar::Rational;

/// Why data are not a Markov decision process.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MdpError {
    /// A model without states.
    #[error("the model has no state")]
    NoState,
    /// A state without actions.
    #[error("state {state} has no action; give an end state the row `{state},0,{state},1,0` to make it absorbing")]
    NoAction {
        /// The state.
        state: usize,
    },
    /// Discount factor outside `[0, 1)`.
    #[error("the discount factor gamma = {gamma} is outside [0, 1)")]
    Discount {
        /// The value given.
        gamma: Rational,
    },
    /// A probability below zero.
    #[error("state {state}, action {action}: the probability {probability} of going to state {successor} is negative")]
    NegativeProbability {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
        /// The successor.
        successor: usize,
        /// The value given.
        probability: Rational,
    },
    /// A transition to a state the model does not have.
    #[error("state {state}, action {action}: unknown successor state {successor} (the model has states 0 to {last})")]
    UnknownState {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
        /// The successor named.
        successor: usize,
        /// The largest known state.
        last: usize,
    },
    /// Probabilities of a state-action pair that do not sum to exactly 1.
    #[error(
        "state {state}, action {action}: the probabilities sum to {sum} (defect {defect}), not to 1; \
         correct them, write them as fractions, or pass --renormalise"
    )]
    RowSum {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
        /// The exact sum.
        sum: Rational,
        /// `sum - 1`, as a short decimal.
        defect: String,
    },
    /// A row of zeros, which cannot be renormalised.
    #[error("state {state}, action {action}: all probabilities are zero")]
    ZeroRow {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
    },
    /// An initial distribution over another number of states.
    #[error("the initial distribution has {found} entries for {states} states")]
    InitialLength {
        /// Entries given.
        found: usize,
        /// States of the model.
        states: usize,
    },
    /// A negative initial probability.
    #[error("the initial probability {probability} of state {state} is negative")]
    NegativeInitial {
        /// The state.
        state: usize,
        /// The value given.
        probability: Rational,
    },
    /// An initial distribution that does not sum to exactly 1.
    #[error("the initial distribution sums to {sum}, not to 1")]
    InitialSum {
        /// The exact sum.
        sum: Rational,
    },
    /// NaN or infinity in a float model.
    #[error("state {state}, action {action}: {what} is not a finite number")]
    NotFinite {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
        /// Which number.
        what: &'static str,
    },
}

/// Why data are not a policy of a model.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PolicyError {
    /// Another number of states than the model.
    #[error("the policy has {found} states, the model {states}")]
    States {
        /// States given.
        found: usize,
        /// States of the model.
        states: usize,
    },
    /// Another number of actions than the model in a state.
    #[error("state {state}: the policy has {found} probabilities for {actions} actions")]
    Actions {
        /// The state.
        state: usize,
        /// Probabilities given.
        found: usize,
        /// Actions of the model in the state.
        actions: usize,
    },
    /// A negative probability.
    #[error("state {state}: the probability {probability} of action {action} is negative")]
    Negative {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
        /// The value given.
        probability: Rational,
    },
    /// Probabilities that do not sum to exactly 1.
    #[error("state {state}: the probabilities sum to {sum}, not to 1")]
    Sum {
        /// The state.
        state: usize,
        /// The exact sum.
        sum: Rational,
    },
}
