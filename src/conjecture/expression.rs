//! Formulas whose names are resolved and whose shapes fit.

use std::ops::Range;
use std::sync::Arc;

use super::quantity::{Quantity, Shape};
use super::syntax::{Comparator, Factor, Sign};
use crate::claim::Depth;
use crate::scalar::Rational;

/// A formula over the quantities of an instance.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub kind: Kind,
    pub shape: Shape,
    pub facts: Facts,
    /// Where it stands in the file, in bytes; `None` where escapes hide that.
    pub at: Option<Range<usize>>,
}

/// What is known of a formula without an instance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Facts {
    /// Do field operations and comparisons suffice?
    pub is_algebraic: bool,
    /// Does it speak of the data alone, which are exact?
    pub is_given: bool,
    /// Does it have a value at every instance?
    pub is_total: bool,
    /// How exact arithmetic grows.
    pub depth: Depth,
    /// Nodes, counting those of abbreviations each time.
    pub size: usize,
    /// Nodes on the longest way down, through abbreviations too: how deep an evaluation recurses.
    pub height: u32,
    /// Folds over states and actions around one another: each multiplies what an evaluation costs.
    pub folds: u32,
    /// Degree as a polynomial of its quantities: how much longer than theirs its digits are.
    pub degree: u64,
    /// Is it taken at each step of a run somewhere?
    pub folds_steps: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Number(Rational),
    Quantity(Quantity),
    Sum(Vec<(Sign, Expression)>),
    Product(Vec<(Factor, Expression)>),
    /// `x^(n/2)`
    HalfPower(Box<Expression>, i32),
    /// `x^n` with a whole number `n` known with the instance.
    CountPower(Box<Expression>, Box<Expression>),
    Function(Function, Box<Expression>),
    /// Of at least one.
    Extremum(Extremum, Vec<Expression>),
    Fold(Fold, Over, Box<Expression>),
    /// An abbreviation.
    Named(Arc<Expression>),
}

/// Of one argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Absolute,
    Exp,
    Ln,
    Sqrt,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extremum {
    Least,
    Largest,
}

/// What is made of many values; those that do not exist are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Least,
    Largest,
    Sum,
    Product,
}

/// What a fold runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    States,
    Actions,
    Steps,
}

/// A comparison of two formulas with their texts.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    pub left: Expression,
    pub comparator: Comparator,
    pub right: Expression,
    /// The text of the left side.
    pub left_text: String,
}

impl Comparison {
    /// What both sides depend on.
    pub fn shape(&self) -> Shape {
        self.left.shape.max(self.right.shape)
    }

    /// Both sides.
    pub fn sides(&self) -> [&Expression; 2] {
        [&self.left, &self.right]
    }

    /// Does this hold of both sides?
    pub fn both(&self, fact: impl Fn(&Facts) -> bool) -> bool {
        self.sides().iter().all(|side| fact(&side.facts))
    }
}

/// The deeper of two.
pub(super) fn deeper(one: Depth, other: Depth) -> Depth {
    let rank = |depth: Depth| match depth {
        Depth::Static => 0,
        Depth::OneValue => 1,
        Depth::NextValue => 2,
        Depth::Trajectory => 3,
    };
    if rank(one) >= rank(other) { one } else { other }
}
