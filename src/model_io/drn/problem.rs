//! What can be wrong in a DRN file in particular.

use thiserror::Error;

/// A violation of the DRN format, or a part of it this reader does not have.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DrnProblem {
    /// A required section is absent.
    #[error("there is no `{0}` section; is the file cut off?")]
    MissingSection(&'static str),
    /// A section without its value in the next line.
    #[error("the line after `{0}` must hold its value")]
    MissingValue(&'static str),
    /// A section that occurs twice.
    #[error("`{0}` occurs a second time; remove one")]
    RepeatedSection(String),
    /// A header line that is no known section.
    #[error(
        "`{0}` is not a section of the header; known are @type:, @value_type:, @parameters, @reward_models, \
         @nr_states, @nr_choices, @model"
    )]
    UnknownSection(String),
    /// A model type or number type beyond this reader.
    #[error("`{section} {found}` is not supported; export the model as {supported}")]
    Unsupported {
        /// The section.
        section: &'static str,
        /// Its value.
        found: String,
        /// What is supported.
        supported: &'static str,
    },
    /// A parametric model.
    #[error("the model has parameters ({0}); give them values before exporting it")]
    Parameters(String),
    /// `@nr_states` is 0.
    #[error("`@nr_states` declares no state; a model has at least one")]
    NoState,
    /// A state out of order.
    #[error("state {found} where state {expected} must come; list the states 0, 1, 2, ... in order")]
    StateOrder {
        /// The next state.
        expected: usize,
        /// The state listed.
        found: usize,
    },
    /// More states than declared.
    #[error("state {state} is one more than the {declared} states that `@nr_states` declares; correct the number")]
    ExtraState {
        /// The state.
        state: usize,
        /// `@nr_states`.
        declared: usize,
    },
    /// Fewer states than declared.
    #[error("`@nr_states` declares {declared} states, the file lists {found}; is the file cut off?")]
    MissingStates {
        /// `@nr_states`.
        declared: usize,
        /// States listed.
        found: usize,
    },
    /// Another number of actions than declared.
    #[error("`@nr_choices` declares {declared} actions, the file lists {found}; correct the number or the file")]
    Choices {
        /// `@nr_choices`.
        declared: usize,
        /// Actions listed.
        found: usize,
    },
    /// A transition to a state beyond the declared ones.
    #[error("successor {successor} is beyond the {declared} states that `@nr_states` declares; list that state too")]
    Successor {
        /// The successor.
        successor: usize,
        /// `@nr_states`.
        declared: usize,
    },
    /// An action or a transition before the first state.
    #[error("{0} before the first state; write a line `state 0` first")]
    BeforeState(&'static str),
    /// A transition of a state before its first action.
    #[error("a transition of state {state} before its first action; write a line `action 0` first")]
    BeforeAction {
        /// The state.
        state: usize,
    },
    /// A state without actions.
    #[error("state {state} has no action; end states need `action 0` with the transition `{state} : 1`")]
    NoAction {
        /// The state.
        state: usize,
    },
    /// A Markov chain with a choice.
    #[error("state {state} has a second action, but the type is DTMC; write `@type: MDP`")]
    SecondAction {
        /// The state.
        state: usize,
    },
    /// A reward list that does not end.
    #[error("the list of rewards has no closing `]`")]
    OpenBracket,
    /// Another number of rewards than reward models.
    #[error("{found} rewards for {expected} reward models; write one reward for each, separated by commas")]
    RewardCount {
        /// Reward models.
        expected: usize,
        /// Rewards listed.
        found: usize,
    },
    /// A line of the model that is nothing known.
    #[error("`{0}` is not `state N ...`, `action LABEL ...` or `SUCCESSOR : PROBABILITY`")]
    Line(String),
}
