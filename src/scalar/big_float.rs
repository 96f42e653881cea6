//! MPFR floats whose precision is part of the type.

use std::cmp::Ordering;
use std::ops::Neg;

use num_traits::{One, Zero};
use rug::Float;
use rug::float::Special;
use rug::ops::NegAssign;

use super::operators::field_operators;
use super::{Bounds, Field, Ordered, Rational, Transcendental, Truth};

/// A float of `BITS` bits of mantissa, rounded to nearest (MPFR, through rug).
///
/// The precision is a const parameter, so `zero()`, `one()` and literals need
/// no context and two precisions cannot be mixed by accident.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub struct BigFloat<const BITS: u32>(Float);

impl<const BITS: u32> BigFloat<BITS> {
    /// Wraps a float of exactly `BITS` bits.
    ///
    /// # Panics
    /// When its precision differs.
    pub fn from_float(value: Float) -> Self {
        assert_eq!(value.prec(), BITS, "float of another precision");
        BigFloat(value)
    }

    /// The wrapped float.
    pub fn as_float(&self) -> &Float {
        &self.0
    }

    /// Is the value NaN?
    pub fn is_nan(&self) -> bool {
        self.0.is_nan()
    }

    fn plus(&self, other: &Self) -> Self {
        BigFloat(Float::with_val(BITS, &self.0 + &other.0))
    }

    fn minus(&self, other: &Self) -> Self {
        BigFloat(Float::with_val(BITS, &self.0 - &other.0))
    }

    fn times(&self, other: &Self) -> Self {
        BigFloat(Float::with_val(BITS, &self.0 * &other.0))
    }

    fn over(&self, other: &Self) -> Self {
        BigFloat(Float::with_val(BITS, &self.0 / &other.0))
    }
}

field_operators!([const BITS: u32] BigFloat<BITS>);

impl<const BITS: u32> Neg for BigFloat<BITS> {
    type Output = Self;
    fn neg(mut self) -> Self {
        self.0.neg_assign();
        self
    }
}

impl<const BITS: u32> Zero for BigFloat<BITS> {
    fn zero() -> Self {
        BigFloat(Float::new(BITS))
    }
    fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

impl<const BITS: u32> One for BigFloat<BITS> {
    fn one() -> Self {
        BigFloat(Float::with_val(BITS, 1))
    }
}

impl<const BITS: u32> Field for BigFloat<BITS> {
    fn from_rational(value: &Rational) -> Self {
        BigFloat(Float::with_val(BITS, value.as_rug()))
    }

    fn to_f64(&self) -> f64 {
        self.0.to_f64()
    }
}

impl<const BITS: u32> Ordered for BigFloat<BITS> {
    fn less(&self, other: &Self) -> Truth {
        compare(self, other, |ordering| ordering == Ordering::Less)
    }

    fn at_most(&self, other: &Self) -> Truth {
        compare(self, other, |ordering| ordering != Ordering::Greater)
    }

    fn equal(&self, other: &Self) -> Truth {
        compare(self, other, |ordering| ordering == Ordering::Equal)
    }

    fn maximum(&self, other: &Self) -> Self {
        if self.is_nan() || self >= other { self.clone() } else { other.clone() }
    }

    fn minimum(&self, other: &Self) -> Self {
        if self.is_nan() || self <= other { self.clone() } else { other.clone() }
    }

    fn hull(&self, other: &Self) -> Self {
        if self == other { self.clone() } else { BigFloat(Float::with_val(BITS, Special::Nan)) }
    }

    fn bounds(&self) -> Bounds {
        Rational::from_float(&self.0).map_or_else(Bounds::unbounded, Bounds::point)
    }
}

/// Answers from a partial order; a NaN operand leaves it undecided.
pub(super) fn compare<T: PartialOrd>(left: &T, right: &T, holds: impl Fn(Ordering) -> bool) -> Truth {
    left.partial_cmp(right).map_or(Truth::Undecided, |ordering| Truth::from_bool(holds(ordering)))
}

impl<const BITS: u32> Transcendental for BigFloat<BITS> {
    fn exp(&self) -> Self {
        BigFloat(Float::with_val(BITS, self.0.exp_ref()))
    }

    fn ln(&self) -> Self {
        BigFloat(Float::with_val(BITS, self.0.ln_ref()))
    }

    fn sqrt(&self) -> Self {
        BigFloat(Float::with_val(BITS, self.0.sqrt_ref()))
    }
}
