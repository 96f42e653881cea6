//! What an interval needs of its endpoints: arithmetic with a chosen direction
//! of rounding.

use std::cmp::Ordering;
use std::fmt::Debug;

use rug::Integer;

use super::Rational;

/// A float that may bound an interval.
///
/// `*_down` returns a value that is at most the exact result, `*_up` one that
/// is at least it; overflow goes to the infinity of that direction or to the
/// largest finite value. Operands are never NaN, and no operation returns NaN:
/// an undefined result (`inf - inf`, `inf / inf`, `x / 0`, the root of a
/// negative number, ...) becomes the infinity of its direction, except
/// `0 * inf`, which is 0 (the product of a zero and an unbounded set of reals is
/// zero). Zero has no sign that matters: `1 / -0` is undefined like `1 / 0`.
pub trait Endpoint: Clone + Debug + PartialOrd + Send + Sync + 'static {
    /// 0.
    fn zero() -> Self;
    /// Positive infinity.
    fn infinity() -> Self;
    /// `-self`, exact.
    fn negate(&self) -> Self;
    /// How the value compares with 0.
    ///
    /// # Panics
    /// For NaN, which is no endpoint.
    fn sign(&self) -> Ordering;
    /// Is the value NaN?
    fn is_nan(&self) -> bool;
    /// Is the value neither NaN nor infinite?
    fn is_finite(&self) -> bool;

    /// `self + other`, rounded down.
    fn add_down(&self, other: &Self) -> Self;
    /// `self * other`, rounded down.
    fn mul_down(&self, other: &Self) -> Self;
    /// `self / other`, rounded down.
    fn div_down(&self, other: &Self) -> Self;
    /// `self / other`, rounded up.
    fn div_up(&self, other: &Self) -> Self;
    /// Square root of a nonnegative value, rounded down.
    fn sqrt_down(&self) -> Self;
    /// Square root of a nonnegative value, rounded up.
    fn sqrt_up(&self) -> Self;
    /// `e^self`, rounded down.
    fn exp_down(&self) -> Self;
    /// `e^self`, rounded up.
    fn exp_up(&self) -> Self;
    /// Logarithm of a nonnegative value, rounded down (`-inf` at 0).
    fn ln_down(&self) -> Self;
    /// Logarithm of a nonnegative value, rounded up (`-inf` at 0).
    fn ln_up(&self) -> Self;

    /// The nearest value at most `value`.
    fn from_rational_down(value: &Rational) -> Self;
    /// The nearest value at least `value`.
    fn from_rational_up(value: &Rational) -> Self;
    /// `numerator 2^exponent`, rounded down.
    fn from_dyadic_down(numerator: &Integer, exponent: i32) -> Self;
    /// `numerator 2^exponent`, rounded up.
    fn from_dyadic_up(numerator: &Integer, exponent: i32) -> Self;
    /// The exact value, or `None` for infinities.
    fn to_rational(&self) -> Option<Rational>;
    /// A nearby `f64`.
    fn to_f64(&self) -> f64;
    /// A finite point between two bounds, near the middle where there is one;
    /// on a half-line a point as far from the bound as the bound is from 0, or
    /// farther, or 0 itself.
    fn midpoint(lower: &Self, upper: &Self) -> Self;

    /// `self + other`, rounded up.
    fn add_up(&self, other: &Self) -> Self {
        self.negate().add_down(&other.negate()).negate()
    }

    /// `self * other`, rounded up.
    fn mul_up(&self, other: &Self) -> Self {
        self.negate().mul_down(other).negate()
    }
}
