//! The ledger: what was checked, by which program, at which statement.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Version of the format.
const SCHEMA: &str = "spma-proofs/1";

/// Checked proofs by claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    schema: String,
    /// By claim id.
    pub claims: BTreeMap<String, Entry>,
}

/// What was checked of one claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Items that solvers have shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub smt: Vec<SmtRecord>,
    /// The Coq proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coq: Option<CoqRecord>,
}

/// An item that a solver has shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtRecord {
    /// Name of the item.
    pub item: String,
    /// Its size, as text.
    pub size: String,
    /// Number of its queries.
    pub queries: usize,
    /// Digest of the text of its queries.
    pub encoding: String,
    /// Digest of the claim's formulas.
    pub formulas: String,
    /// The solvers that have shown it, with their versions, and the seconds that took.
    pub shown_by: BTreeMap<String, f64>,
}

/// A compiled Coq proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoqRecord {
    /// The headline theorems.
    pub theorems: Vec<String>,
    /// What some of them assume; nothing when empty.
    pub axioms: Vec<String>,
    /// Lines of the claim's own files.
    pub lines: usize,
    /// Seconds that compiling those took, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// The compiler, with its version.
    pub checked_by: String,
    /// Digest of the proof, of all files it depends on and of what it assumes.
    pub sources: String,
    /// Digest of the claim's formulas.
    pub formulas: String,
}

/// A ledger that cannot be read.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// No JSON, or a field too many or too few.
    #[error("{place}: {reason}; make it again with `spma prove --update`")]
    Malformed {
        /// The file.
        place: String,
        /// Why.
        reason: String,
    },
    /// Another version of the format.
    #[error("{place} has the format `{found}`, not `{SCHEMA}`; make it again with `spma prove --update`")]
    Schema {
        /// The file.
        place: String,
        /// Its format.
        found: String,
    },
}

impl Ledger {
    /// A ledger of this format.
    pub fn new(claims: BTreeMap<String, Entry>) -> Self {
        Ledger { schema: SCHEMA.to_owned(), claims }
    }

    /// Reads a ledger; `place` is for messages.
    ///
    /// # Errors
    /// When it is no ledger of this format.
    pub fn parse(text: &str, place: &str) -> Result<Self, LedgerError> {
        let malformed =
            |error: serde_json::Error| LedgerError::Malformed { place: place.to_owned(), reason: error.to_string() };
        let ledger: Ledger = serde_json::from_str(text).map_err(malformed)?;
        if ledger.schema != SCHEMA {
            return Err(LedgerError::Schema { place: place.to_owned(), found: ledger.schema });
        }
        Ok(ledger)
    }

    /// The text to write.
    ///
    /// # Panics
    /// Never: every field has a JSON form.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings, numbers and lists have a JSON form") + "\n"
    }
}
