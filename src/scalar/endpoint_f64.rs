//! Hardware floats as endpoints.
//!
//! The processor rounds `x op y` to the nearest float `r`, so the exact result
//! lies between the neighbours of `r`. An error-free transformation tells the
//! sign of `(x op y) - r`: rounding down keeps `r` when it is not negative, and
//! takes the neighbour below otherwise. The result is the largest float that is
//! at most the exact one, found without touching the rounding mode.

use std::cmp::Ordering;

use rug::float::Round;
use rug::{Float, Integer};

use super::{Endpoint, Rational};

/// Mantissa bits of an `f64`.
const MANTISSA: u32 = 53;

/// Magnitude from which [`excess`] needs no scaling: `2^-900`.
const UNSCALED: f64 = f64::from_bits((1023 - 900) << 52);

/// What [`excess`] scales by below it: `2^300`.
const SCALE: f64 = f64::from_bits((1023 + 300) << 52);

impl Endpoint for f64 {
    fn zero() -> Self {
        0.0
    }

    fn infinity() -> Self {
        f64::INFINITY
    }

    fn negate(&self) -> Self {
        -self
    }

    fn sign(&self) -> Ordering {
        self.partial_cmp(&0.0).expect("an endpoint is never NaN")
    }

    fn is_nan(&self) -> bool {
        f64::is_nan(*self)
    }

    fn is_finite(&self) -> bool {
        f64::is_finite(*self)
    }

    /// Fast2Sum: for `|x| >= |y|` and `s = fl(x + y)`, the float
    /// `y - (s - x)` is exactly `x + y - s`. A sum that is subnormal is exact,
    /// and nothing overflows unless `s` does, so there is no other case.
    fn add_down(&self, other: &Self) -> Self {
        let (x, y) = if self.abs() >= other.abs() { (*self, *other) } else { (*other, *self) };
        let sum = x + y;
        if sum.is_finite() {
            floor(sum, y - (sum - x))
        } else if sum.is_nan() {
            f64::NEG_INFINITY
        } else {
            infinite_down(sum, x, y)
        }
    }

    fn mul_down(&self, other: &Self) -> Self {
        let (x, y) = (*self, *other);
        if x == 0.0 || y == 0.0 {
            return 0.0;
        }
        let product = x * y;
        if product.is_infinite() {
            infinite_down(product, x, y)
        } else if product == 0.0 {
            floor(0.0, x.signum() * y.signum())
        } else {
            floor(product, excess(x, y, product))
        }
    }

    /// With `q = fl(x / y)`, the error `x/y - q` is `-(q y - x) / y`.
    fn div_down(&self, other: &Self) -> Self {
        let (x, y) = (*self, *other);
        let quotient = x / y;
        if y == 0.0 || quotient.is_nan() {
            f64::NEG_INFINITY
        } else if x == 0.0 || y.is_infinite() {
            0.0
        } else if quotient.is_infinite() {
            infinite_down(quotient, x, x)
        } else if quotient == 0.0 {
            floor(0.0, x.signum() * y.signum())
        } else {
            floor(quotient, -excess(quotient, y, x) * y.signum())
        }
    }

    fn div_up(&self, other: &Self) -> Self {
        -(-self).div_down(other)
    }

    /// With `s = fl(sqrt x)`, the error `sqrt x - s` has the sign of `x - s^2`.
    fn sqrt_down(&self) -> Self {
        let root = f64::sqrt(*self);
        if root.is_nan() {
            f64::NEG_INFINITY
        } else if root == 0.0 || root.is_infinite() {
            root
        } else {
            floor(root, -excess(root, root, *self))
        }
    }

    /// The mirror image of [`sqrt_down`](Endpoint::sqrt_down): the float above
    /// when `s^2 < x`.
    fn sqrt_up(&self) -> Self {
        let root = f64::sqrt(*self);
        if root.is_nan() {
            f64::INFINITY
        } else if root == 0.0 || root.is_infinite() {
            root
        } else {
            -floor(-root, excess(root, root, *self))
        }
    }

    fn exp_down(&self) -> Self {
        through_mpfr(*self, Float::exp_round, Round::Down)
    }

    fn exp_up(&self) -> Self {
        through_mpfr(*self, Float::exp_round, Round::Up)
    }

    fn ln_down(&self) -> Self {
        if *self < 0.0 { f64::NEG_INFINITY } else { through_mpfr(*self, Float::ln_round, Round::Down) }
    }

    fn ln_up(&self) -> Self {
        if *self < 0.0 { f64::INFINITY } else { through_mpfr(*self, Float::ln_round, Round::Up) }
    }

    /// Rounded down to 53 bits and down again to `f64`, which is rounding once.
    fn from_rational_down(value: &Rational) -> Self {
        Float::with_val_round(MANTISSA, value.as_rug(), Round::Down).0.to_f64_round(Round::Down)
    }

    /// Rounded up to 53 bits and up again to `f64`, which is rounding once.
    fn from_rational_up(value: &Rational) -> Self {
        Float::with_val_round(MANTISSA, value.as_rug(), Round::Up).0.to_f64_round(Round::Up)
    }

    fn from_dyadic_down(numerator: &Integer, exponent: i32) -> Self {
        (Float::with_val_round(MANTISSA, numerator, Round::Down).0 << exponent).to_f64_round(Round::Down)
    }

    fn from_dyadic_up(numerator: &Integer, exponent: i32) -> Self {
        (Float::with_val_round(MANTISSA, numerator, Round::Up).0 << exponent).to_f64_round(Round::Up)
    }

    fn to_rational(&self) -> Option<Rational> {
        Rational::from_f64(*self)
    }

    fn to_f64(&self) -> f64 {
        *self
    }

    fn midpoint(lower: &Self, upper: &Self) -> Self {
        // A point of the half-line from `bound` upward.
        let above = |bound: f64| if bound < 0.0 { 0.0 } else { (2.0 * bound + 1.0).min(f64::MAX) };
        match (f64::is_finite(*lower), f64::is_finite(*upper)) {
            (true, true) => f64::midpoint(*lower, *upper),
            (true, false) => above(*lower),
            (false, true) => -above(-upper),
            (false, false) => 0.0,
        }
    }
}

/// The largest float that is at most an exact result, from the float nearest to
/// it and a number with the sign of `exact - nearest`.
fn floor(nearest: f64, error: f64) -> f64 {
    if error < 0.0 { nearest.next_down() } else { nearest }
}

/// An infinite result of finite or infinite operands, rounded down: it is exact
/// when an operand is infinite; otherwise it overflowed, and a positive one is
/// only known to exceed the largest float.
fn infinite_down(result: f64, x: f64, y: f64) -> f64 {
    if x.is_infinite() || y.is_infinite() { result } else { result.min(f64::MAX) }
}

/// A number with the sign of `x y - z`, for finite nonzero operands with
/// `|z|/2 <= |x y| <= 2|z|`.
///
/// That condition holds where it is called: `z = fl(x y)`, `x = fl(z / y)` or
/// `x = y = fl(sqrt z)`, nonzero, is off by half of itself at most, also among
/// the subnormals.
///
/// A fused multiply-add rounds `x y - z` once, so its sign is right unless a
/// nonzero difference underflows to 0. With `u(t)` the unit of the last bit of
/// `t`, the difference is a multiple of `u(x) u(y)` or of `u(z) >= 2^-1074`, and
/// `|t| < 2^53 u(t)` gives `u(x) u(y) > 2^-106 |x y| >= 2^-107 |z|`.
/// - `|z| >= 2^-900`: that is above `2^-1074`, and nothing underflows.
/// - else `x y 2^300` and `z 2^300` differ by a multiple of `2^(300-107-1074)`
///   at least. Scaling is exact: the smaller factor is below `2^-449`.
fn excess(x: f64, y: f64, z: f64) -> f64 {
    if z.abs() >= UNSCALED {
        return x.mul_add(y, -z);
    }
    let (small, large) = if x.abs() < y.abs() { (x, y) } else { (y, x) };
    (small * SCALE).mul_add(large, -(z * SCALE))
}

/// A function computed by MPFR, correctly rounded to 53 bits with any exponent,
/// and then to `f64` in the same direction: rounding twice in one direction, to
/// a set and then to a subset of it, is rounding once to the subset.
fn through_mpfr(value: f64, function: fn(&mut Float, Round) -> Ordering, round: Round) -> f64 {
    let mut result = Float::with_val(MANTISSA, value);
    function(&mut result, round);
    result.to_f64_round(round)
}
