//! What a search is after.

use super::Domain;
use crate::claim::{Decide, Depth, Part};

/// A statement and where to look: a part of a claim, a control or a conjecture.
#[derive(Clone, Copy)]
pub struct Goal<'a> {
    /// Name within its claim.
    pub name: &'a str,
    /// Instances it speaks of.
    pub domain: Domain,
    /// How exact arithmetic grows.
    pub depth: Depth,
    /// Hypotheses and sides.
    pub statement: &'a dyn Decide,
}

impl<'a> From<&'a Part> for Goal<'a> {
    fn from(part: &'a Part) -> Self {
        Goal { name: part.name, domain: part.domain, depth: part.depth, statement: part.statement.as_ref() }
    }
}
