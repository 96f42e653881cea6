//! Conjectures that are written in files: hypotheses and sides are formulas
//! over documented quantities, read at run time and evaluated over every scalar.
//!
//! `syntax` reads a formula, `resolve` looks up its names and checks its
//! shapes, `evaluate` takes it at an instance, `statement` makes it
//! something that decides; `second` evaluates it once more on nested lists.

mod absence;
mod error;
mod evaluate;
mod expression;
mod file;
mod hints;
mod number;
mod partial;
mod quantities;
mod quantity;
mod resolve;
mod second;
mod sizes;
mod statement;
mod syntax;

pub use error::ConjectureFileError;
pub use file::{CONJECTURE_SCHEMA, parse, read};
pub use quantity::{QUANTITIES, QuantityInfo, Shape};

use std::sync::Arc;

use crate::claim::{Belief, Decide, Depth, Instance};
use crate::replay::{Naive, NaiveSide};
use crate::search::{Domain, Goal, Ranges, Size};
use error::FileText;
use statement::{Formulas, NamedHypothesis};

/// A conjecture from a file.
pub struct Conjecture {
    /// Its name.
    pub name: String,
    /// One line.
    pub title: String,
    /// What its author believes of it.
    pub believed: Belief,
    /// Does it ask for the paper's setting, so that a search may keep to it?
    pub is_in_paper_setting: bool,
    /// What it claims.
    pub parts: Vec<ConjecturePart>,
}

/// One statement of a conjecture.
pub struct ConjecturePart {
    name: String,
    domain: Domain,
    depth: Depth,
    formulas: Formulas,
    statement: Box<dyn Decide>,
    source: Arc<FileText>,
}

/// A hypothesis by itself.
pub struct HypothesisAlone {
    /// Its text.
    pub name: String,
    /// A statement that has it as its only hypothesis, and claims nothing.
    pub statement: Box<dyn Decide>,
    /// How exact arithmetic grows.
    pub depth: Depth,
    /// The sizes that it compares with numbers.
    pub sizes: Vec<Size>,
}

impl ConjecturePart {
    fn new(name: String, domain: Domain, formulas: Formulas, source: Arc<FileText>) -> Self {
        let statement = formulas.clone().into_statement();
        ConjecturePart { name, domain, depth: formulas.depth(), formulas, statement, source }
    }

    /// What searches are after.
    pub fn goal(&self) -> Goal<'_> {
        Goal { name: &self.name, domain: self.domain, depth: self.depth, statement: self.statement.as_ref() }
    }

    /// What its hypotheses ask of the discount factor and of sizes, where they
    /// compare these with numbers.
    pub fn ranges(&self) -> Ranges {
        sizes::ranges(&self.formulas.hypotheses)
    }

    /// Each hypothesis by itself, to count what meets it.
    pub fn hypotheses(&self) -> Vec<HypothesisAlone> {
        let alone = |(own, formulas): (&NamedHypothesis, Formulas)| HypothesisAlone {
            name: own.name.clone(),
            depth: formulas.depth(),
            sizes: sizes::sizes(own),
            statement: formulas.into_statement(),
        };
        self.formulas.hypotheses_alone().map(alone).collect()
    }

    /// Why the claim has no value at an instance, or none that enclosures are
    /// sure of, as a remark on its place in the file; `None` when it has one.
    pub fn absence(&self, instance: &Instance) -> Option<ConjectureFileError> {
        let absence = self.formulas.absence(instance)?;
        let hedge = if absence.is_certain { "" } else { "perhaps " };
        Some(self.source.said_of(absence.at, format!("{hedge}{}", absence.reason)))
    }

    /// The sides at an instance by the second code path; a comparison that it
    /// cannot make, because it cannot tell whether a side exists, is left out.
    pub fn naive_sides(&self, naive: &Naive) -> Vec<NaiveSide> {
        second::sides(&self.formulas.claims, naive)
    }
}
