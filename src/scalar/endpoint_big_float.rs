//! Big floats as endpoints: MPFR rounds every operation correctly in the
//! direction it is told.

use std::cmp::Ordering;

use rug::float::{Round, Special};
use rug::ops::AssignRound;
use rug::{Float, Integer};

use super::{BigFloat, Endpoint, Rational};

impl<const BITS: u32> Endpoint for BigFloat<BITS> {
    fn zero() -> Self {
        rounded(0, Round::Nearest)
    }

    fn infinity() -> Self {
        rounded(Special::Infinity, Round::Nearest)
    }

    fn negate(&self) -> Self {
        -self.clone()
    }

    fn sign(&self) -> Ordering {
        self.as_float().cmp0().expect("an endpoint is never NaN")
    }

    fn is_nan(&self) -> bool {
        self.as_float().is_nan()
    }

    fn is_finite(&self) -> bool {
        self.as_float().is_finite()
    }

    fn add_down(&self, other: &Self) -> Self {
        rounded(self.as_float() + other.as_float(), Round::Down)
    }

    fn mul_down(&self, other: &Self) -> Self {
        if self.as_float().is_zero() || other.as_float().is_zero() {
            return Endpoint::zero();
        }
        rounded(self.as_float() * other.as_float(), Round::Down)
    }

    fn mul_up(&self, other: &Self) -> Self {
        if self.as_float().is_zero() || other.as_float().is_zero() {
            return Endpoint::zero();
        }
        rounded(self.as_float() * other.as_float(), Round::Up)
    }

    fn add_up(&self, other: &Self) -> Self {
        rounded(self.as_float() + other.as_float(), Round::Up)
    }

    fn div_down(&self, other: &Self) -> Self {
        if other.as_float().is_zero() {
            return undefined(Round::Down);
        }
        rounded(self.as_float() / other.as_float(), Round::Down)
    }

    fn div_up(&self, other: &Self) -> Self {
        if other.as_float().is_zero() {
            return undefined(Round::Up);
        }
        rounded(self.as_float() / other.as_float(), Round::Up)
    }

    fn sqrt_down(&self) -> Self {
        rounded(self.as_float().sqrt_ref(), Round::Down)
    }

    fn sqrt_up(&self) -> Self {
        rounded(self.as_float().sqrt_ref(), Round::Up)
    }

    fn exp_down(&self) -> Self {
        rounded(self.as_float().exp_ref(), Round::Down)
    }

    fn exp_up(&self) -> Self {
        rounded(self.as_float().exp_ref(), Round::Up)
    }

    fn ln_down(&self) -> Self {
        rounded(self.as_float().ln_ref(), Round::Down)
    }

    fn ln_up(&self) -> Self {
        rounded(self.as_float().ln_ref(), Round::Up)
    }

    fn from_rational_down(value: &Rational) -> Self {
        rounded(value.as_rug(), Round::Down)
    }

    fn from_rational_up(value: &Rational) -> Self {
        rounded(value.as_rug(), Round::Up)
    }

    fn from_dyadic_down(numerator: &Integer, exponent: i32) -> Self {
        BigFloat::from_float(Float::with_val_round(BITS, numerator, Round::Down).0 << exponent)
    }

    fn from_dyadic_up(numerator: &Integer, exponent: i32) -> Self {
        BigFloat::from_float(Float::with_val_round(BITS, numerator, Round::Up).0 << exponent)
    }

    fn to_rational(&self) -> Option<Rational> {
        Rational::from_float(self.as_float())
    }

    fn to_f64(&self) -> f64 {
        self.as_float().to_f64()
    }

    fn midpoint(lower: &Self, upper: &Self) -> Self {
        match (Endpoint::is_finite(lower), Endpoint::is_finite(upper)) {
            (true, true) => middle(lower, upper),
            (true, false) => above(lower),
            (false, true) => above(&upper.negate()).negate(),
            (false, false) => Endpoint::zero(),
        }
    }
}

/// `value` at `BITS` bits, rounded in the given direction; NaN becomes the
/// infinity of that direction.
fn rounded<const BITS: u32, V>(value: V, round: Round) -> BigFloat<BITS>
where
    Float: AssignRound<V, Round = Round, Ordering = Ordering>,
{
    let (result, _) = Float::with_val_round(BITS, value, round);
    if result.is_nan() { undefined(round) } else { BigFloat::from_float(result) }
}

/// The infinity of a direction: the only bound of an undefined result.
fn undefined<const BITS: u32>(round: Round) -> BigFloat<BITS> {
    let special = if round == Round::Down { Special::NegInfinity } else { Special::Infinity };
    BigFloat::from_float(Float::with_val(BITS, special))
}

/// `(lower + upper) / 2`, rounded; kept between the bounds where the sum
/// overflows.
fn middle<const BITS: u32>(lower: &BigFloat<BITS>, upper: &BigFloat<BITS>) -> BigFloat<BITS> {
    let sum: BigFloat<BITS> = rounded(lower.as_float() + upper.as_float(), Round::Zero);
    let middle = rounded(sum.as_float() / 2u32, Round::Zero);
    if middle < *lower {
        lower.clone()
    } else if middle > *upper {
        upper.clone()
    } else {
        middle
    }
}

/// A finite point of the half-line from `bound` upward: 0, or `2 bound + 1`.
fn above<const BITS: u32>(bound: &BigFloat<BITS>) -> BigFloat<BITS> {
    if bound.sign() == Ordering::Less {
        return Endpoint::zero();
    }
    let double: BigFloat<BITS> = rounded(bound.as_float() * 2u32, Round::Zero);
    rounded(double.as_float() + 1u32, Round::Zero)
}
