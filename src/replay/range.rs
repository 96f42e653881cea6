//! Closed ranges of rationals, bounded or not: what the naive path computes with
//! where an elementary function is involved.
//!
//! Endpoints are rational, so no operation rounds; long endpoints are moved
//! outward to a grid now and then, to keep them short. Every operation has an
//! answer: a quotient by what may be 0, or a power beyond all use, is unbounded.

use num_traits::{One, Zero};

use super::{exp_bounds, ln_bounds, sqrt_bounds};
use crate::scalar::{Bounds, Rational};

/// Endpoints that take more bits than this are moved outward,
const LONG: u64 = 1200;

/// to a grid of this many bits below the point.
const GRID: i32 = 300;

/// `{x : low <= x <= high}`; an end that is `None` is unbounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    low: Option<Rational>,
    high: Option<Rational>,
}

impl From<Rational> for Range {
    fn from(x: Rational) -> Self {
        Range { low: Some(x.clone()), high: Some(x) }
    }
}

impl From<&Rational> for Range {
    fn from(x: &Rational) -> Self {
        Range::from(x.clone())
    }
}

impl From<Range> for Bounds {
    fn from(range: Range) -> Self {
        Bounds { lower: range.low, upper: range.high }
    }
}

impl From<Bounds> for Range {
    fn from(bounds: Bounds) -> Self {
        Range { low: bounds.lower, high: bounds.upper }
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

    /// Every number.
    pub fn line() -> Self {
        Range { low: None, high: None }
    }

    /// `{x : low <= x <= high}`.
    ///
    /// # Panics
    /// When `low > high`.
    pub fn between(low: Rational, high: Rational) -> Self {
        assert!(low <= high, "the range [{low}, {high}] is empty");
        Range { low: Some(low), high: Some(high) }
    }

    /// Least element; `None` when there is none.
    pub fn low(&self) -> Option<&Rational> {
        self.low.as_ref()
    }

    /// Greatest element; `None` when there is none.
    pub fn high(&self) -> Option<&Rational> {
        self.high.as_ref()
    }

    /// The only element; `None` when there are several.
    pub fn point(&self) -> Option<&Rational> {
        self.low().filter(|low| self.high() == Some(low))
    }

    /// Are all elements above 0?
    pub fn is_positive(&self) -> bool {
        self.low().is_some_and(Rational::is_positive)
    }

    /// Are all elements below 0?
    pub fn is_negative(&self) -> bool {
        self.high().is_some_and(Rational::is_negative)
    }

    /// Is no element below 0?
    pub fn is_nonnegative(&self) -> bool {
        self.low().is_some_and(|low| !low.is_negative())
    }

    /// Is no element above 0?
    pub fn is_nonpositive(&self) -> bool {
        self.high().is_some_and(|high| !high.is_positive())
    }

    /// Is this `{0}`?
    pub fn is_zero(&self) -> bool {
        self.is_nonnegative() && self.is_nonpositive()
    }

    fn outward(low: Option<Rational>, high: Option<Rational>) -> Self {
        let bits = |end: &Option<Rational>| end.as_ref().map_or(0, Rational::bits);
        if bits(&low).max(bits(&high)) <= LONG {
            return Range { low, high };
        }
        let (scale, unit) = (Rational::power_of_two(GRID), Rational::power_of_two(-GRID));
        let low = low.map(|low| Rational::from((low * &scale).floor()) * &unit);
        Range { low, high: high.map(|high| Rational::from((high * &scale).ceil()) * &unit) }
    }

    /// `{x + y}`.
    pub fn plus(&self, other: &Range) -> Range {
        let sum = |x: &Rational, y: &Rational| x.clone() + y;
        Range::outward(of_both(&self.low, &other.low, sum), of_both(&self.high, &other.high, sum))
    }

    /// `{x - y}`.
    pub fn minus(&self, other: &Range) -> Range {
        let difference = |x: &Rational, y: &Rational| x.clone() - y;
        Range::outward(of_both(&self.low, &other.high, difference), of_both(&self.high, &other.low, difference))
    }

    /// `{x y}`; the line when one of two is unbounded and one may have either sign.
    pub fn times(&self, other: &Range) -> Range {
        let product = |x: &Rational, y: &Rational| x.clone() * y;
        if let (Some(a), Some(b), Some(c), Some(d)) = (self.low(), self.high(), other.low(), other.high()) {
            let products = [product(a, c), product(a, d), product(b, c), product(b, d)];
            let least = products.iter().min().cloned();
            return Range::outward(least, products.into_iter().max());
        }
        if self.is_zero() || other.is_zero() {
            Range::zero()
        } else if self.is_nonnegative() && other.is_nonnegative() {
            Range::outward(of_both(&self.low, &other.low, product), of_both(&self.high, &other.high, product))
        } else if self.is_nonpositive() {
            self.negative().times(other).negative()
        } else if other.is_nonpositive() {
            self.times(&other.negative()).negative()
        } else {
            Range::line()
        }
    }

    /// `{-x}`.
    fn negative(&self) -> Range {
        Range { low: self.high.clone().map(|x| -x), high: self.low.clone().map(|x| -x) }
    }

    /// `{x / y : y != 0}`, closed: unbounded when there are such `y` as near to 0 as one likes.
    pub fn over(&self, other: &Range) -> Range {
        self.times(&other.inverse())
    }

    /// `{1 / x : x != 0}`, closed.
    fn inverse(&self) -> Range {
        // An end that is unbounded has the reciprocal 0, an end that is 0 an unbounded one.
        let of_end = |end: &Option<Rational>| match end {
            None => Some(Rational::zero()),
            Some(end) if end.is_zero() => None,
            Some(end) => Some(Rational::one() / end),
        };
        if self.is_zero() || !(self.is_nonnegative() || self.is_nonpositive()) {
            return Range::line();
        }
        Range { low: of_end(&self.high), high: of_end(&self.low) }
    }

    /// `{max(x, y)}`.
    pub fn maximum(&self, other: &Range) -> Range {
        Range { low: of_any(&self.low, &other.low, Ord::max), high: of_both(&self.high, &other.high, larger) }
    }

    /// `{min(x, y)}`.
    pub fn minimum(&self, other: &Range) -> Range {
        Range { low: of_both(&self.low, &other.low, smaller), high: of_any(&self.high, &other.high, Ord::min) }
    }

    /// `{|x|}`.
    pub fn absolute(&self) -> Range {
        if self.is_nonnegative() {
            return self.clone();
        }
        let negative = self.negative();
        if self.is_nonpositive() {
            return negative;
        }
        Range { low: Some(Rational::zero()), high: of_both(&self.high, &negative.high, larger) }
    }

    /// The least range around both.
    pub fn hull(&self, other: &Range) -> Range {
        Range { low: of_both(&self.low, &other.low, smaller), high: of_both(&self.high, &other.high, larger) }
    }

    /// What both have in common, of two ranges around one number.
    ///
    /// # Panics
    /// When there is nothing.
    #[must_use]
    pub fn within(&self, other: &Range) -> Range {
        let common =
            Range { low: of_any(&self.low, &other.low, Ord::max), high: of_any(&self.high, &other.high, Ord::min) };
        let is_empty = common.low().zip(common.high()).is_some_and(|(low, high)| low > high);
        assert!(!is_empty, "{self:?} and {other:?} are not around one number");
        common
    }

    /// `{e^x}`.
    pub fn exp(&self) -> Range {
        let low = self.low().map_or_else(|| Some(Rational::zero()), |low| exp_bounds(low).lower);
        Range { low, high: self.high().and_then(|high| exp_bounds(high).upper) }
    }

    /// `{ln x : x > 0}`.
    ///
    /// # Panics
    /// When there is no such element.
    pub fn ln(&self) -> Range {
        let low = self.low().filter(|low| low.is_positive()).and_then(|low| ln_bounds(low).lower);
        Range { low, high: self.high().and_then(|high| ln_bounds(high).upper) }
    }

    /// `{sqrt x : x >= 0}`.
    ///
    /// # Panics
    /// When there is no such element.
    pub fn sqrt(&self) -> Range {
        let low = self.low().cloned().unwrap_or_else(Rational::zero).max(Rational::zero());
        Range { low: sqrt_bounds(&low).lower, high: self.high().and_then(|high| sqrt_bounds(high).upper) }
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

type End = Option<Rational>;

/// An end that is unbounded as soon as one of two is.
fn of_both(a: &End, b: &End, function: impl Fn(&Rational, &Rational) -> Rational) -> End {
    a.as_ref().zip(b.as_ref()).map(|(a, b)| function(a, b))
}

/// An end that is unbounded only when both are.
fn of_any(a: &End, b: &End, choose: impl Fn(Rational, Rational) -> Rational) -> End {
    match (a, b) {
        (Some(a), Some(b)) => Some(choose(a.clone(), b.clone())),
        (Some(end), None) | (None, Some(end)) => Some(end.clone()),
        (None, None) => None,
    }
}

fn larger(a: &Rational, b: &Rational) -> Rational {
    a.max(b).clone()
}

fn smaller(a: &Rational, b: &Rational) -> Rational {
    a.min(b).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: i64, high: i64) -> Range {
        Range::between(Rational::from(low), Rational::from(high))
    }

    fn from(low: i64) -> Range {
        Range { low: Some(Rational::from(low)), high: None }
    }

    fn up_to(high: i64) -> Range {
        Range { low: None, high: Some(Rational::from(high)) }
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
        assert_eq!(range(-3, 2).within(&range(0, 7)), range(0, 2));
        assert_eq!(range(-4, 9).sqrt(), range(0, 3));
    }

    #[test]
    fn a_quotient_by_a_range_around_0_is_unbounded_on_the_sides_it_has_to_be() {
        assert_eq!(range(2, 4).over(&range(0, 2)), from(1));
        assert_eq!(range(1, 1).over(&range(-2, 0)), Range { low: None, high: Some(Rational::new(-1, 2)) });
        assert_eq!(range(1, 2).over(&range(-1, 1)), Range::line());
        assert_eq!(range(1, 2).over(&Range::zero()), Range::line());
        assert_eq!(range(0, 0).over(&range(-1, 1)), Range::zero());
        assert_eq!(range(1, 2).over(&from(4)), Range::between(Rational::zero(), Rational::new(1, 2)));
        assert_eq!(range(1, 1).over(&up_to(-4)), Range::between(Rational::new(-1, 4), Rational::zero()));
    }

    #[test]
    fn operations_on_unbounded_ranges_by_hand() {
        assert_eq!((from(1).plus(&range(2, 3)), from(1).minus(&range(2, 3))), (from(3), from(-2)));
        assert_eq!((from(1).minus(&from(1)), range(2, 3).minus(&from(1))), (Range::line(), up_to(2)));
        assert_eq!((from(2).times(&range(3, 4)), from(2).times(&range(-3, 4))), (from(6), Range::line()));
        assert_eq!((from(2).times(&range(-4, -3)), up_to(-2).times(&range(3, 4))), (up_to(-6), up_to(-6)));
        assert_eq!((up_to(-2).times(&range(-4, -3)), Range::line().times(&range(1, 2))), (from(6), Range::line()));
        assert_eq!((from(2).maximum(&range(3, 4)), from(2).minimum(&range(3, 4))), (from(3), range(2, 4)));
        assert_eq!((up_to(-2).absolute(), Range::line().absolute(), from(3).absolute()), (from(2), from(0), from(3)));
        assert_eq!((from(2).hull(&range(0, 1)), from(2).within(&range(0, 3))), (from(0), range(2, 3)));
        assert_eq!((from(4).sqrt(), up_to(4).sqrt()), (from(2), range(0, 2)));
        assert_eq!((up_to(0).exp(), from(0).exp()), (range(0, 1), from(1)));
        assert_eq!((from(1).ln(), range(0, 1).ln()), (from(0), up_to(0)));
    }

    #[test]
    fn powers_beyond_all_use_are_bounded_by_the_largest_one_that_is_computed() {
        let (tiny, huge) = (range(-1_000_000_000, -1_000_000).exp(), range(1_000_000, 1_000_000_000).exp());
        let most = Rational::power_of_two(-90_000);
        assert!(tiny.low().is_some_and(Rational::is_zero) && tiny.high().is_some_and(|high| *high < most));
        assert!(huge.low().is_some_and(|low| *low > Rational::power_of_two(90_000)) && huge.high().is_none());
    }

    #[test]
    fn long_endpoints_are_moved_outward() {
        let long = Range::from(Rational::one() / Rational::from(3).power(2000) + Rational::one());
        let sum = long.plus(&Range::zero());
        assert!(sum.low() < long.low() && long.high() < sum.high() && sum.low().unwrap().bits() < 700);
    }
}
