//! The traits every formula is written over.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use num_traits::{One, Zero};

use super::{Bounds, Rational, Truth};

/// Ring operations, division, and exact constructors.
///
/// Values are `Clone`, never `Copy`: most kinds own memory. Operators take the
/// right operand by reference, so a formula reads
/// `T::one() - &(eta.clone() * &variance)`.
///
/// What a result means depends on the kind: a rounded value for floats, a set
/// that contains the true value for intervals, the value itself for rationals.
pub trait Field:
    Clone
    + Debug
    + Send
    + Sync
    + 'static
    + Zero
    + One
    + Neg<Output = Self>
    + for<'a> Add<&'a Self, Output = Self>
    + for<'a> Sub<&'a Self, Output = Self>
    + for<'a> Mul<&'a Self, Output = Self>
    + for<'a> Div<&'a Self, Output = Self>
    + for<'a> AddAssign<&'a Self>
    + for<'a> SubAssign<&'a Self>
{
    /// The number `value`: rounded to nearest for floats, the tightest
    /// enclosure for intervals, exact for rationals.
    fn from_rational(value: &Rational) -> Self;

    /// The integer `value`, rounded or enclosed where it does not fit.
    fn from_integer(value: i64) -> Self {
        Self::from_rational(&Rational::from(value))
    }

    /// `self += a * b`.
    fn add_product(&mut self, a: &Self, b: &Self) {
        *self += &(a.clone() * b);
    }

    /// `sum_i terms_i`.
    fn sum<'a>(terms: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut total = Self::zero();
        for term in terms {
            total += term;
        }
        total
    }

    /// `sum_i a_i b_i`.
    ///
    /// # Panics
    /// When the lengths differ.
    fn dot(a: &[Self], b: &[Self]) -> Self {
        assert_eq!(a.len(), b.len(), "dot product of vectors of lengths {} and {}", a.len(), b.len());
        let mut total = Self::zero();
        for (x, y) in a.iter().zip(b) {
            total.add_product(x, y);
        }
        total
    }

    /// A nearby `f64`: for pictures, preconditioners and search, never for a
    /// verdict.
    fn to_f64(&self) -> f64;
}

/// Comparison that may stay undecided, and what follows from it.
pub trait Ordered: Field {
    /// Is `self < other`?
    fn less(&self, other: &Self) -> Truth;

    /// Is `self <= other`?
    fn at_most(&self, other: &Self) -> Truth;

    /// Is `self == other`? For enclosures `Yes` needs two equal points.
    fn equal(&self, other: &Self) -> Truth;

    /// The larger of the two (for enclosures: of every pair).
    fn maximum(&self, other: &Self) -> Self;

    /// The smaller of the two (for enclosures: of every pair).
    fn minimum(&self, other: &Self) -> Self;

    /// `|self|`.
    fn absolute(&self) -> Self {
        self.maximum(&-self.clone())
    }

    /// The smallest value of this kind that stands for both operands: the
    /// convex hull of enclosures. Kinds that are points return `self` when the
    /// operands are equal; two different floats have no such value, which is
    /// NaN.
    ///
    /// # Panics
    /// For two different exact numbers: the caller had a decided comparison.
    fn hull(&self, other: &Self) -> Self;

    /// The values this number may stand for. For floats the point itself,
    /// which is not a rigorous enclosure.
    fn bounds(&self) -> Bounds;
}

/// Elementary functions; rationals do not have them.
pub trait Transcendental: Ordered {
    /// `e^self`.
    fn exp(&self) -> Self;

    /// Natural logarithm. Outside the domain: NaN for floats; enclosures use
    /// the part of the interval inside the domain, and the whole line when
    /// there is none.
    fn ln(&self) -> Self;

    /// Square root, with the same rule outside the domain as [`ln`](Self::ln).
    fn sqrt(&self) -> Self;
}
