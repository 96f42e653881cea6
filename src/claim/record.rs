//! A claim as data.

use std::fmt;

use super::{Decide, Depth};
use crate::replay::NaiveSides;
use crate::search::Domain;
use crate::study::Study;

/// For which instances a claim speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// Every part holds at every instance that meets its hypotheses.
    ForAll,
    /// Every part holds at some instance; the search has to find it.
    Exists,
}

/// What the author of a conjecture believes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belief {
    /// Not known.
    Open,
    /// It follows from what is proved.
    True,
    /// There is a counterexample.
    False,
}

impl fmt::Display for Belief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Belief::Open => "open",
            Belief::True => "true",
            Belief::False => "false",
        })
    }
}

/// One statement of a claim.
pub struct Part {
    /// Name within the claim.
    pub name: &'static str,
    /// Instances it is checked on.
    pub domain: Domain,
    /// How exact arithmetic grows.
    pub depth: Depth,
    /// Hypotheses and sides, over every scalar.
    pub statement: Box<dyn Decide>,
    /// The sides once more, transcribed apart, for exact replay.
    pub naive: NaiveSides,
}

/// A false variant of a claim. The run must find an instance that refutes it:
/// otherwise the check of the claim has no teeth.
pub struct Control {
    /// What is changed, e.g. `drop (1-gamma)`.
    pub name: &'static str,
    /// The false statement.
    pub part: Part,
}

/// A claim of the paper, or of this project.
pub struct Claim {
    /// Short id, e.g. `M1`.
    pub id: &'static str,
    /// One line.
    pub title: &'static str,
    /// Statement, hypotheses, proof in words and source, as Markdown.
    pub explanation: &'static str,
    /// For all instances, or for some.
    pub quantifier: Quantifier,
    /// The statements.
    pub parts: Vec<Part>,
    /// False variants.
    pub controls: Vec<Control>,
    /// Tables of what the claim speaks of, on fixed instances.
    pub studies: Vec<Study>,
}
