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

pub use case::{CASE_SCHEMA, Case, CaseError};
pub use elementary::{exp_bounds, ln_bounds, sqrt_bounds};
pub use naive::Naive;
pub use range::Range;
pub use range_policy::RangePolicy;

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
        let ends = (&self.left.lower, &self.left.upper, &self.right.lower, &self.right.upper);
        let (Some(left_low), Some(left_high), Some(right_low), Some(right_high)) = ends else {
            return Truth::Undecided;
        };
        let (yes, no) = match self.relation {
            Relation::AtMost | Relation::AtMostPlain => (left_high <= right_low, left_low > right_high),
            Relation::LessPlain => (left_high < right_low, left_low >= right_high),
            Relation::Equal => {
                (left_low == right_high && left_high == right_low, left_high < right_low || right_high < left_low)
            }
        };
        match (yes, no) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::No,
            _ => Truth::Undecided,
        }
    }
}
