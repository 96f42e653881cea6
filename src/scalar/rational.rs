//! Exact rational numbers.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{AddAssign, Neg, SubAssign};

use num_traits::{One, Zero};
use rug::float::Round;
use rug::ops::NegAssign;
use rug::{Assign, Float, Integer};

use super::operators::field_operators;
use super::{Bounds, Field, Ordered, Truth};

/// An exact rational number in lowest terms (GMP, through rug).
///
/// Text form: `p/q`, or `p` for integers; [`FromStr`](std::str::FromStr) also
/// reads decimals (`0.1`, `-2.5e-3`) exactly.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rational(rug::Rational);

/// Integers up to this one are floats.
const EXACT_IN_F64: u64 = 1 << 53;

impl Rational {
    /// `numerator / denominator`.
    ///
    /// # Panics
    /// When the denominator is zero.
    pub fn new(numerator: impl Into<Integer>, denominator: impl Into<Integer>) -> Self {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        assert!(!denominator.is_zero(), "rational {numerator}/0 has a zero denominator");
        Rational(rug::Rational::from((numerator, denominator)))
    }

    /// The exact value of a float, or `None` for NaN and infinities.
    pub fn from_f64(value: f64) -> Option<Self> {
        rug::Rational::from_f64(value).map(Rational)
    }

    /// The exact value of a big float, or `None` for NaN and infinities.
    pub fn from_float(value: &Float) -> Option<Self> {
        value.to_rational().map(Rational)
    }

    /// `2^exponent`.
    pub fn power_of_two(exponent: i32) -> Self {
        let one = rug::Rational::from(1);
        Rational(if exponent >= 0 { one << exponent.unsigned_abs() } else { one >> exponent.unsigned_abs() })
    }

    /// `self^exponent`.
    ///
    /// # Panics
    /// For zero to a negative power.
    pub fn power(&self, exponent: i32) -> Self {
        use rug::ops::Pow;
        assert!(exponent >= 0 || !self.is_zero(), "0^{exponent} is undefined");
        Rational((&self.0).pow(exponent).into())
    }

    /// Numerator in lowest terms; carries the sign.
    pub fn numerator(&self) -> &Integer {
        self.0.numer()
    }

    /// Denominator in lowest terms; positive.
    pub fn denominator(&self) -> &Integer {
        self.0.denom()
    }

    /// The largest integer that is at most `self`.
    pub fn floor(&self) -> Integer {
        self.0.clone().floor().into_numer_denom().0
    }

    /// The smallest integer that is at least `self`.
    pub fn ceil(&self) -> Integer {
        self.0.clone().ceil().into_numer_denom().0
    }

    /// `|self|`.
    pub fn abs(&self) -> Self {
        Rational(self.0.clone().abs())
    }

    /// Is the number below zero?
    pub fn is_negative(&self) -> bool {
        self.0.cmp0() == Ordering::Less
    }

    /// Is the number above zero?
    pub fn is_positive(&self) -> bool {
        self.0.cmp0() == Ordering::Greater
    }

    /// Bits of numerator and denominator together: the cost of computing with
    /// the number.
    pub fn bits(&self) -> u64 {
        u64::from(self.0.numer().significant_bits()) + u64::from(self.0.denom().significant_bits())
    }

    /// The wrapped number.
    pub fn as_rug(&self) -> &rug::Rational {
        &self.0
    }

    fn plus(&self, other: &Self) -> Self {
        Rational((&self.0 + &other.0).into())
    }

    fn minus(&self, other: &Self) -> Self {
        Rational((&self.0 - &other.0).into())
    }

    fn times(&self, other: &Self) -> Self {
        Rational((&self.0 * &other.0).into())
    }

    fn over(&self, other: &Self) -> Self {
        assert!(!other.is_zero(), "division of {self} by zero");
        Rational((&self.0 / &other.0).into())
    }
}

field_operators!(@binary [] Rational, Add, add, plus);
field_operators!(@binary [] Rational, Sub, sub, minus);
field_operators!(@binary [] Rational, Mul, mul, times);
field_operators!(@binary [] Rational, Div, div, over);

impl AddAssign<&Rational> for Rational {
    fn add_assign(&mut self, other: &Rational) {
        self.0 += &other.0;
    }
}

impl SubAssign<&Rational> for Rational {
    fn sub_assign(&mut self, other: &Rational) {
        self.0 -= &other.0;
    }
}

impl Neg for Rational {
    type Output = Self;
    fn neg(mut self) -> Self {
        self.0.neg_assign();
        self
    }
}

impl Zero for Rational {
    fn zero() -> Self {
        Rational(rug::Rational::new())
    }
    fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
    fn set_zero(&mut self) {
        self.0.assign(0);
    }
}

impl One for Rational {
    fn one() -> Self {
        Rational(rug::Rational::from(1))
    }
}

impl Sum for Rational {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Rational::zero(), |total, term| total + term)
    }
}

macro_rules! from_primitive {
    ($($type:ty),*) => {$(
        impl From<$type> for Rational {
            fn from(value: $type) -> Self {
                Rational(rug::Rational::from(value))
            }
        }
    )*};
}
from_primitive!(i32, u32, i64, u64, usize, i128, Integer, rug::Rational);

impl From<&Integer> for Rational {
    fn from(value: &Integer) -> Self {
        Rational(rug::Rational::from(value))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(!self.is_negative(), "", &self.abs().0.to_string())
    }
}

impl Field for Rational {
    fn from_rational(value: &Rational) -> Self {
        value.clone()
    }

    /// The nearest `f64`; a subnormal one is rounded once, not first to 53 bits.
    fn to_f64(&self) -> f64 {
        if let (Some(numerator), Some(denominator)) = (self.0.numer().to_i64(), self.0.denom().to_i64())
            && numerator.unsigned_abs() <= EXACT_IN_F64
            && denominator.unsigned_abs() <= EXACT_IN_F64
        {
            // Both are exact, so the division rounds once; it is far from subnormal.
            return numerator as f64 / denominator as f64;
        }
        let (mut nearest, direction) = Float::with_val_round(53, &self.0, Round::Nearest);
        nearest.subnormalize_ieee_round(direction, Round::Nearest);
        nearest.to_f64()
    }
}

impl Ordered for Rational {
    fn less(&self, other: &Self) -> Truth {
        Truth::from_bool(self < other)
    }

    fn at_most(&self, other: &Self) -> Truth {
        Truth::from_bool(self <= other)
    }

    fn equal(&self, other: &Self) -> Truth {
        Truth::from_bool(self == other)
    }

    fn maximum(&self, other: &Self) -> Self {
        self.max(other).clone()
    }

    fn minimum(&self, other: &Self) -> Self {
        self.min(other).clone()
    }

    fn hull(&self, other: &Self) -> Self {
        assert_eq!(self, other, "exact numbers that differ have no hull");
        self.clone()
    }

    fn bounds(&self) -> Bounds {
        Bounds::point(self.clone())
    }
}
