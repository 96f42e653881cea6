//! The second, simpler code path: plain rational arithmetic on nested lists,
//! Gaussian elimination, policy iteration from scratch.
//!
//! Replay shares nothing with the evaluation layer but the number type, so a
//! case that both confirm does not rest on one solver.

mod case;
mod elementary;
pub mod log_linear;
pub mod naive;
mod range;
mod range_policy;
mod range_values;

pub use case::{CASE_SCHEMA, Case, CaseError};
use elementary::{exp_bounds, ln_bounds, sqrt_bounds};
pub use naive::Naive;
pub use range::Range;
pub use range_policy::{RangePolicy, relative_entropy};

use crate::claim::Relation;
use crate::scalar::{Bounds, Rational, Truth};

/// A claim part transcribed for the naive path.
pub type NaiveSides = fn(&Naive) -> Vec<NaiveSide>;

/// Two sides as the naive path computes them: points, or bounds where an
/// elementary function is involved.
#[derive(Clone, Debug, PartialEq)]
pub struct NaiveSide {
    /// As in the claim.
    pub label: String,
    /// The left side.
    pub left: Bounds,
    /// The relation claimed.
    pub relation: Relation,
    /// The right side.
    pub right: Bounds,
}

impl NaiveSide {
    /// Sides known by bounds.
    pub fn within(label: impl Into<String>, left: &Range, relation: Relation, right: &Range) -> Self {
        NaiveSide { label: label.into(), left: left.clone().into(), relation, right: right.clone().into() }
    }

    /// Exact sides.
    pub fn new(label: impl Into<String>, left: Rational, relation: Relation, right: Rational) -> Self {
        NaiveSide { label: label.into(), left: Bounds::point(left), relation, right: Bounds::point(right) }
    }

    /// Does the relation hold?
    pub fn truth(&self) -> Truth {
        let (left, right) = (&self.left, &self.right);
        // An end that is unbounded decides nothing.
        let ends = |a: &Option<Rational>, b: &Option<Rational>, holds: fn(&Rational, &Rational) -> bool| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| holds(a, b))
        };
        let (yes, no) = match self.relation {
            Relation::AtMost | Relation::AtMostPlain => {
                (ends(&left.upper, &right.lower, Rational::le), ends(&left.lower, &right.upper, Rational::gt))
            }
            Relation::LessPlain => {
                (ends(&left.upper, &right.lower, Rational::lt), ends(&left.lower, &right.upper, Rational::ge))
            }
            Relation::Equal => (
                ends(&left.lower, &right.upper, Rational::eq) && ends(&left.upper, &right.lower, Rational::eq),
                ends(&left.upper, &right.lower, Rational::lt) || ends(&left.lower, &right.upper, Rational::gt),
            ),
        };
        match (yes, no) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::No,
            _ => Truth::Undecided,
        }
    }
}
