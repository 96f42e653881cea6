//! Closed ranges of rationals: what the naive path computes with where an
//! elementary function is involved.
//!
//! Endpoints are rational, so no operation rounds; long endpoints are moved
//! outward to a grid now and then, to keep them short.

use num_traits::{One, Zero};

use super::{exp_bounds, ln_bounds, sqrt_bounds};
use crate::scalar::{Bounds, Rational};

/// Endpoints that take more bits than this are moved outward,
const LONG: u64 = 1200;

/// to a grid of this many bits below the point.
const GRID: i32 = 300;

/// `{x : low <= x <= high}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Least element.
    pub low: Rational,
    /// Greatest element.
    pub high: Rational,
}

impl From<Rational> for Range {
    fn from(x: Rational) -> Self {
        Range { low: x.clone(), high: x }
    }
}

impl From<&Rational> for Range {
    fn from(x: &Rational) -> Self {
        Range::from(x.clone())
    }
}

impl From<Range> for Bounds {
    fn from(range: Range) -> Self {
        Bounds { lower: Some(range.low), upper: Some(range.high) }
    }
}

impl Range {
    /// `{0}`.
    pub fn zero() -> Self {
        Range::from(Rational::zero())
    }

    /// `{1}`.
    pub fn one() -> Self {
        Range::from(Rational::one())
    }

    fn outward(low: Rational, high: Rational) -> Self {
        if low.bits().max(high.bits()) <= LONG {
            return Range { low, high };
        }
        let (scale, unit) = (Rational::power_of_two(GRID), Rational::power_of_two(-GRID));
        let low = Rational::from((low * &scale).floor()) * &unit;
        Range { low, high: Rational::from((high * scale).ceil()) * unit }
    }

    /// `{x + y}`.
    pub fn plus(&self, other: &Range) -> Range {
        Range::outward(self.low.clone() + &other.low, self.high.clone() + &other.high)
    }

    /// `{x - y}`.
    pub fn minus(&self, other: &Range) -> Range {
        Range::outward(self.low.clone() - &other.high, self.high.clone() - &other.low)
    }

    /// `{x y}`.
    pub fn times(&self, other: &Range) -> Range {
        let products = [
            self.low.clone() * &other.low,
            self.low.clone() * &other.high,
            self.high.clone() * &other.low,
            self.high.clone() * &other.high,
        ];
        let least = products.iter().min().expect("four products").clone();
        Range::outward(least, products.into_iter().max().expect("four products"))
    }

    /// `{x / y}`.
    ///
    /// # Panics
    /// When `y` may be 0.
    pub fn over(&self, other: &Range) -> Range {
        assert!(other.low.is_positive() || other.high.is_negative(), "division by a range around 0");
        let inverse = Range { low: Rational::one() / &other.high, high: Rational::one() / &other.low };
        self.times(&inverse)
    }

    /// `{max(x, y)}`.
    pub fn maximum(&self, other: &Range) -> Range {
        Range { low: self.low.clone().max(other.low.clone()), high: self.high.clone().max(other.high.clone()) }
    }

    /// `{min(x, y)}`.
    pub fn minimum(&self, other: &Range) -> Range {
        Range { low: self.low.clone().min(other.low.clone()), high: self.high.clone().min(other.high.clone()) }
    }

    /// `{|x|}`.
    pub fn absolute(&self) -> Range {
        let high = self.low.abs().max(self.high.abs());
        let low = if self.low.is_negative() && self.high.is_positive() {
            Rational::zero()
        } else {
            self.low.abs().min(self.high.abs())
        };
        Range { low, high }
    }

    /// The least range around both.
    pub fn hull(&self, other: &Range) -> Range {
        Range { low: self.low.clone().min(other.low.clone()), high: self.high.clone().max(other.high.clone()) }
    }

    /// `{e^x}`.
    pub fn exp(&self) -> Range {
        Range { low: lower(exp_bounds(&self.low)), high: upper(exp_bounds(&self.high)) }
    }

    /// `{ln x}`.
    ///
    /// # Panics
    /// When `x` may be 0 or negative.
    pub fn ln(&self) -> Range {
        Range { low: lower(ln_bounds(&self.low)), high: upper(ln_bounds(&self.high)) }
    }

    /// `{sqrt x : x >= 0}`.
    ///
    /// # Panics
    /// When there is no such element.
    pub fn sqrt(&self) -> Range {
        let low = self.low.clone().max(Rational::zero());
        Range { low: lower(sqrt_bounds(&low)), high: upper(sqrt_bounds(&self.high)) }
    }

    /// `{sum_i x_i}`.
    pub fn sum<'a>(terms: impl IntoIterator<Item = &'a Range>) -> Range {
        terms.into_iter().fold(Range::zero(), |total, term| total.plus(term))
    }

    /// `{sum_i x_i y_i}`.
    pub fn dot(a: &[Range], b: &[Range]) -> Range {
        a.iter().zip(b).fold(Range::zero(), |total, (x, y)| total.plus(&x.times(y)))
    }
}

fn lower(bounds: Bounds) -> Rational {
    bounds.lower.expect("series bounds are finite")
}

fn upper(bounds: Bounds) -> Rational {
    bounds.upper.expect("series bounds are finite")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: i64, high: i64) -> Range {
        Range { low: Rational::from(low), high: Rational::from(high) }
    }

    #[test]
    fn operations_on_ranges_by_hand() {
        assert_eq!(range(1, 2).plus(&range(-1, 3)), range(0, 5));
        assert_eq!(range(1, 2).minus(&range(-1, 3)), range(-2, 3));
        assert_eq!(range(-1, 2).times(&range(-3, 4)), range(-6, 8));
        assert_eq!(range(4, 8).over(&range(-2, -1)), range(-8, -2));
        assert_eq!((range(-3, 2).absolute(), range(-3, -2).absolute()), (range(0, 3), range(2, 3)));
        assert_eq!(range(-3, 2).maximum(&range(0, 1)), range(0, 2));
        assert_eq!(range(-3, 2).minimum(&range(0, 1)), range(-3, 1));
        assert_eq!(range(-4, 9).sqrt(), range(0, 3));
    }

    #[test]
    fn long_endpoints_are_moved_outward() {
        let long = Range::from(Rational::one() / Rational::from(3).power(2000) + Rational::one());
        let sum = long.plus(&Range::zero());
        assert!(sum.low < long.low && long.high < sum.high && sum.low.bits() < 700);
    }
}
