//! What can be wrong inside a model file. Every message ends with the fix.

use thiserror::Error;

use super::drn::DrnProblem;
use crate::mdp::PolicyError;
use crate::scalar::RationalParseError;

/// Largest state or action number read: a file that names a larger one is
/// refused before memory is set aside for it.
pub(super) const MAX_ID: usize = 10_000_000;

/// Longest line read, in bytes.
pub(super) const MAX_LINE: usize = 1_000_000;

/// What is wrong with the content of a file, and the fix.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// A line no reader should load.
    #[error("the line is longer than {MAX_LINE} bytes; write one transition a line")]
    LongLine,
    /// Bytes that are not UTF-8.
    #[error("byte {byte} of the line is not UTF-8; save the file as UTF-8 text")]
    NotUtf8 {
        /// Position in the line, counted from 1.
        byte: usize,
    },
    /// A control character other than a tab or the end of a line.
    #[error("control character U+{:04X}; save the file as UTF-8 text with LF or CRLF line ends", u32::from(*.0))]
    ControlCharacter(char),
    /// Nothing but blank lines.
    #[error("the file is empty; its first line must be `{expected}`")]
    Empty {
        /// The header the format requires.
        expected: &'static str,
    },
    /// Another first line than the format has.
    #[error("the header is `{found}`; replace it by `{expected}`")]
    Header {
        /// The header the format requires.
        expected: &'static str,
        /// The first line, shortened.
        found: String,
    },
    /// A header and nothing else.
    #[error("there is no row after the header; write at least one")]
    NoRows,
    /// A quotation mark that is not closed in its line.
    #[error("a quoted field runs over the end of the line; write plain numbers separated by commas")]
    OpenQuote,
    /// A row the CSV reader gives up on.
    #[error("not a CSV row ({0}); write plain numbers separated by commas")]
    Csv(String),
    /// A row with too few or too many columns.
    #[error("the row has {found} columns; write {expected}: {columns}")]
    Columns {
        /// Columns of the format.
        expected: usize,
        /// Columns of the row.
        found: usize,
        /// Their names.
        columns: &'static str,
    },
    /// A probability or reward that is not a number.
    #[error("{column}: {error}; write a finite decimal or a fraction p/q")]
    Number {
        /// The column or field.
        column: &'static str,
        /// What is wrong with the text.
        error: RationalParseError,
    },
    /// A state or action that is not a number.
    #[error("{column}: `{text}` is not a non-negative integer; number states and actions 0, 1, 2, ...")]
    Id {
        /// The column or field.
        column: &'static str,
        /// The text, shortened.
        text: String,
    },
    /// A state or action number beyond every model that fits in memory.
    #[error("{column}: {text} is larger than {MAX_ID}; number states and actions 0, 1, 2, ... without gaps")]
    IdTooLarge {
        /// The column or field.
        column: &'static str,
        /// The text, shortened.
        text: String,
    },
    /// A probability below zero.
    #[error("{column}: {text} is negative; probabilities lie in [0, 1]")]
    NegativeProbability {
        /// The column or field.
        column: &'static str,
        /// The text, shortened.
        text: String,
    },
    /// A transition to a state without rows.
    #[error(
        "unknown state {state}: it has no rows of its own; \
         give an end state the row `{state},0,{state},1,0` to make it absorbing"
    )]
    UnknownState {
        /// The successor named.
        state: usize,
    },
    /// A state number that is skipped.
    #[error("state {next} has rows but state {state} has none; number states 0, 1, 2, ... without gaps")]
    MissingState {
        /// The number skipped.
        state: usize,
        /// The next number in use.
        next: usize,
    },
    /// An action number that is skipped.
    #[error("state {state} has action {next} but no action {action}; number its actions 0, 1, 2, ... without gaps")]
    MissingAction {
        /// The state.
        state: usize,
        /// The number skipped.
        action: usize,
        /// The next number in use.
        next: usize,
    },
    /// Probabilities of a pair that do not sum to exactly 1.
    #[error(
        "state {state}, action {action}: the probabilities sum to {sum}, not to 1 (defect {defect}); \
         write them as fractions such as 1/3, or pass --renormalise"
    )]
    RowSum {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
        /// The exact sum, or its first digits when that is long.
        sum: String,
        /// `sum - 1`, rounded away from zero.
        defect: String,
    },
    /// Probabilities of a pair that are all zero.
    #[error("state {state}, action {action}: all probabilities are zero; write its successors with probabilities")]
    ZeroRow {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
    },
    /// An initial probability of a state the model does not have.
    #[error("the model has no state {state} (its states are 0 to {last}); remove the row")]
    UnknownInitialState {
        /// The state named.
        state: usize,
        /// The largest state.
        last: usize,
    },
    /// A state with two initial probabilities.
    #[error("state {state} was already listed in line {first}; give every state one row")]
    RepeatedInitialState {
        /// The state.
        state: usize,
        /// Its first line.
        first: usize,
    },
    /// Initial probabilities that do not sum to exactly 1.
    #[error(
        "the initial probabilities sum to {sum}, not to 1 (defect {defect}); \
         write them as fractions such as 1/3, or pass --renormalise"
    )]
    InitialSum {
        /// The exact sum, or its first digits when that is long.
        sum: String,
        /// `sum - 1`, rounded away from zero.
        defect: String,
    },
    /// A policy row of a pair the model does not have.
    #[error("the model has no action {action} in state {state}; remove the row")]
    UnknownPair {
        /// The state named.
        state: usize,
        /// The action named.
        action: usize,
    },
    /// A pair with two rows in a policy.
    #[error("state {state}, action {action} was already listed in line {first}; give every pair one row")]
    RepeatedPair {
        /// The state.
        state: usize,
        /// The action.
        action: usize,
        /// Its first line.
        first: usize,
    },
    /// Rows that are not distributions.
    #[error("{0}; write probabilities as fractions such as 1/3")]
    Policy(PolicyError),
    /// Something particular to the DRN format.
    #[error(transparent)]
    Drn(#[from] DrnProblem),
}
