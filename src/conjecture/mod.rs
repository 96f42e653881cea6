//! Conjectures that are written in files: hypotheses and sides are formulas
//! over documented quantities, read at run time and evaluated over every scalar.
//!
//! `syntax` reads a formula, `resolve` looks up its names and checks its
//! shapes, `evaluate` takes it at an instance, `statement` makes it
//! something that decides; `second` evaluates it once more on nested lists.

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
mod statement;
mod syntax;

pub use error::ConjectureFileError;
pub use file::{CONJECTURE_SCHEMA, parse, read};
pub use quantity::{QUANTITIES, QuantityInfo, Shape};

use crate::claim::{Belief, Decide, Depth};
use crate::replay::{Naive, NaiveSide};
use crate::search::{Domain, Goal};
use statement::Formulas;

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
}

impl ConjecturePart {
    fn new(name: String, domain: Domain, formulas: Formulas) -> Self {
        let statement = formulas.clone().into_statement();
        ConjecturePart { name, domain, depth: formulas.depth(), formulas, statement }
    }

    /// What searches are after.
    pub fn goal(&self) -> Goal<'_> {
        Goal { name: &self.name, domain: self.domain, depth: self.depth, statement: self.statement.as_ref() }
    }

    /// The sides at an instance by the second code path; a comparison that it
    /// cannot make, because it cannot tell whether a side exists, is left out.
    pub fn naive_sides(&self, naive: &Naive) -> Vec<NaiveSide> {
        second::sides(&self.formulas.claims, naive)
    }
}
