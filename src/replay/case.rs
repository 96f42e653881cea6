//! Case files: an instance of a claim or control, and what was found there.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::NaiveSide;
use crate::claim::{Evaluated, Instance, InstanceData, InstanceError, Variation};
use crate::scalar::{Bounds, Rational, Truth};

/// Version of the file format.
pub const CASE_SCHEMA: &str = "spma-case/1";

/// Beyond this many states elimination over nested lists of rationals takes
/// minutes.
const MOST_STATES: usize = 40;

/// Digits double in every step.
const MOST_STEPS: u32 = 24;

/// Longest file read.
const MOST_BYTES: u64 = 50_000_000;

/// A case file: exact data, and the comparison that made it worth keeping.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    schema: String,
    /// Claim id.
    pub claim: String,
    /// Part of the claim, or of the control.
    pub part: String,
    /// Name of the control that this instance refutes.
    pub control: Option<String>,
    /// What is changed of the statement, when the instance is about that.
    #[serde(default, skip_serializing_if = "Variation::is_unchanged")]
    pub variation: Variation,
    /// Label of the comparison.
    pub label: String,
    relation: String,
    /// The left side, as bounds.
    pub left: [String; 2],
    /// The right side, as bounds.
    pub right: [String; 2],
    instance: InstanceData,
}

/// Why a case cannot be replayed.
#[derive(Debug, Error)]
pub enum CaseError {
    /// The file cannot be read.
    #[error("cannot read {file}: {error}")]
    Read {
        /// The path.
        file: String,
        /// The reason.
        error: std::io::Error,
    },
    /// The file is not a case.
    #[error("{file} is not a case file: {error}")]
    Json {
        /// The path.
        file: String,
        /// The place and the reason.
        error: serde_json::Error,
    },
    /// Another format.
    #[error("{file} has schema `{found}`; this version replays `{CASE_SCHEMA}`")]
    Schema {
        /// The path.
        file: String,
        /// As written in the file.
        found: String,
    },
    /// More than any case that was written.
    #[error("{file} is longer than {MOST_BYTES} bytes, which no case file is")]
    TooLong {
        /// The path.
        file: String,
    },
    /// A side is not given by its bounds.
    #[error("{file}: the field `{field}` must hold a lower and an upper bound, as p/q, a decimal, -inf or inf")]
    Side {
        /// The path.
        file: String,
        /// `left` or `right`.
        field: &'static str,
    },
    /// A run whose numbers would fill the memory.
    #[error("{file} asks for {steps} steps; exact replay is offered up to {MOST_STEPS}")]
    TooManySteps {
        /// The path.
        file: String,
        /// Steps of the instance.
        steps: u32,
    },
    /// The data are not an instance.
    #[error("{file}: {error}")]
    Instance {
        /// The path.
        file: String,
        /// The reason.
        error: InstanceError,
    },
    /// Plain elimination would take too long.
    #[error("{file} has {states} states; exact replay by plain elimination is offered up to {MOST_STATES}")]
    TooLarge {
        /// The path.
        file: String,
        /// States of the model.
        states: usize,
    },
}

impl Case {
    /// A case of an instance and the comparison found there.
    pub fn new(claim: &str, part: &str, control: Option<&str>, instance: &Instance, found: &Evaluated) -> Self {
        Case {
            schema: CASE_SCHEMA.to_owned(),
            claim: claim.to_owned(),
            part: part.to_owned(),
            control: control.map(str::to_owned),
            variation: Variation::default(),
            label: found.label.clone(),
            relation: found.relation.symbol().to_owned(),
            left: exact_or_outward(&found.left),
            right: exact_or_outward(&found.right),
            instance: instance.to_data(),
        }
    }

    /// The same, of the statement with something changed.
    #[must_use]
    pub fn varied(self, variation: Variation) -> Self {
        Case { variation, ..self }
    }

    /// The text of a case file.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings, numbers and lists have a JSON form") + "\n"
    }

    /// Can [`Naive`](super::Naive) evaluate an instance of this many states?
    pub fn is_replayable(instance: &Instance) -> bool {
        instance.mdp.states() <= MOST_STATES
    }

    /// Reads a case file.
    ///
    /// # Errors
    /// [`CaseError`] names the file and the place.
    pub fn read(path: &Path) -> Result<Self, CaseError> {
        let file = path.display().to_string();
        let failed = |error| CaseError::Read { file: file.clone(), error };
        let mut text = String::new();
        let read = File::open(path).map_err(failed)?.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(failed)?;
        if read as u64 > MOST_BYTES {
            return Err(CaseError::TooLong { file });
        }
        Self::parse(&text, &file)
    }

    /// Reads a case from text; `file` is for messages.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub fn parse(text: &str, file: &str) -> Result<Self, CaseError> {
        let case: Case =
            serde_json::from_str(text).map_err(|error| CaseError::Json { file: file.to_owned(), error })?;
        if case.schema != CASE_SCHEMA {
            return Err(CaseError::Schema { file: file.to_owned(), found: case.schema });
        }
        for (field, side) in [("left", &case.left), ("right", &case.right)] {
            bounds(side).ok_or_else(|| CaseError::Side { file: file.to_owned(), field })?;
        }
        Ok(case)
    }

    /// The validated instance.
    ///
    /// # Errors
    /// When the data are not an instance, or too large for plain elimination.
    pub fn instance(&self, file: &str) -> Result<Instance, CaseError> {
        let instance = Instance::from_data(self.instance.clone())
            .map_err(|error| CaseError::Instance { file: file.to_owned(), error })?;
        if !Self::is_replayable(&instance) {
            return Err(CaseError::TooLarge { file: file.to_owned(), states: instance.mdp.states() });
        }
        if instance.steps > MOST_STEPS {
            return Err(CaseError::TooManySteps { file: file.to_owned(), steps: instance.steps });
        }
        Ok(instance)
    }

    /// Does a replayed side agree with what the file records: the same label,
    /// relation and bounds?
    pub fn agrees_with(&self, side: &NaiveSide) -> bool {
        let overlap = |recorded: &[String; 2], found: &Bounds| {
            let below = |lower: &Option<Rational>, upper: &Option<Rational>| {
                lower.as_ref().zip(upper.as_ref()).is_none_or(|(lower, upper)| lower <= upper)
            };
            bounds(recorded).is_some_and(|side| below(&side.lower, &found.upper) && below(&found.lower, &side.upper))
        };
        side.label == self.label
            && side.relation.symbol() == self.relation
            && overlap(&self.left, &side.left)
            && overlap(&self.right, &side.right)
    }

    /// The truth that a replay must find for the recorded comparison.
    pub fn expected_truth(&self) -> Truth {
        if self.control.is_some() || !self.variation.is_unchanged() { Truth::No } else { Truth::Yes }
    }
}

/// The bounds that a file records.
fn bounds([lower, upper]: &[String; 2]) -> Option<Bounds> {
    Bounds::from_texts([lower, upper])
}

/// `p/q` twice for a point; outward decimals for bounds.
fn exact_or_outward(bounds: &Bounds) -> [String; 2] {
    match (&bounds.lower, &bounds.upper) {
        (Some(lower), Some(upper)) if lower == upper => bounds.to_texts(),
        _ => bounds.outward_decimals(40),
    }
}
