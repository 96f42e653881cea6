//! The operations of expressions, over every kind of number.

use num_traits::Zero;

use spma::replay::Range;
use spma::scalar::{Ordered, Rational, Transcendental};

/// An operation on one or two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Plus,
    Minus,
    Times,
    Over,
    Maximum,
    Minimum,
    Absolute,
    Negative,
    Exp,
    Ln,
    Sqrt,
}

/// Above this argument the series of the second path takes long.
const MOST_SERIES_EXPONENT: i64 = 60;

impl Operation {
    /// By their code in programs.
    pub const ALL: [Operation; 11] = [
        Operation::Plus,
        Operation::Minus,
        Operation::Times,
        Operation::Over,
        Operation::Maximum,
        Operation::Minimum,
        Operation::Absolute,
        Operation::Negative,
        Operation::Exp,
        Operation::Ln,
        Operation::Sqrt,
    ];

    /// Does it take two operands? The others ignore the left one.
    pub fn is_binary(self) -> bool {
        !matches!(self, Operation::Absolute | Operation::Negative | Operation::Exp | Operation::Ln | Operation::Sqrt)
    }

    /// Does `f64` round it by the definition of IEEE 754, to the nearest number?
    pub fn is_rounded_to_nearest(self) -> bool {
        !matches!(self, Operation::Exp | Operation::Ln)
    }

    /// The result over a kind of number that has all of them.
    pub fn over<T: Transcendental>(self, left: &T, right: &T) -> T {
        match self {
            Operation::Plus => left.clone() + right,
            Operation::Minus => left.clone() - right,
            Operation::Times => left.clone() * right,
            Operation::Over => left.clone() / right,
            Operation::Maximum => left.maximum(right),
            Operation::Minimum => left.minimum(right),
            Operation::Absolute => right.absolute(),
            Operation::Negative => -right.clone(),
            Operation::Exp => right.exp(),
            Operation::Ln => right.ln(),
            Operation::Sqrt => right.sqrt(),
        }
    }

    /// The exact result; `None` where it is not rational as far as this knows.
    pub fn exactly(self, left: &Rational, right: &Rational) -> Option<Rational> {
        Some(match self {
            Operation::Plus => left.clone() + right,
            Operation::Minus => left.clone() - right,
            Operation::Times => left.clone() * right,
            Operation::Over => left.clone() / right,
            Operation::Maximum => left.maximum(right),
            Operation::Minimum => left.minimum(right),
            Operation::Absolute => right.abs(),
            Operation::Negative => -right.clone(),
            Operation::Exp if right.is_zero() => Rational::from(1),
            Operation::Ln if *right == Rational::from(1) => Rational::zero(),
            Operation::Exp | Operation::Ln | Operation::Sqrt => return None,
        })
    }

    /// The result by the second path; `None` where that is not defined or takes long.
    pub fn by_ranges(self, left: &Range, right: &Range) -> Option<Range> {
        let most = Rational::from(MOST_SERIES_EXPONENT);
        let is_defined = match self {
            Operation::Over => right.is_positive() || right.is_negative(),
            Operation::Ln => right.is_positive(),
            Operation::Sqrt => right.is_nonnegative(),
            Operation::Exp => right.absolute().high().is_some_and(|size| *size <= most),
            _ => true,
        };
        is_defined.then(|| match self {
            Operation::Plus => left.plus(right),
            Operation::Minus => left.minus(right),
            Operation::Times => left.times(right),
            Operation::Over => left.over(right),
            Operation::Maximum => left.maximum(right),
            Operation::Minimum => left.minimum(right),
            Operation::Absolute => right.absolute(),
            Operation::Negative => Range::zero().minus(right),
            Operation::Exp => right.exp(),
            Operation::Ln => right.ln(),
            Operation::Sqrt => right.sqrt(),
        })
    }
}
