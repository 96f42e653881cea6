//! A number as every kind of arithmetic knows it.

use num_traits::Zero;

use super::operation::Operation;
use spma::replay::Range;
use spma::scalar::{BigFloat, Bounds, Endpoint, Field, Interval, Ordered, Rational, Transcendental, Truth};

/// Fractions of more bits, and exponents beyond this, are left out: comparing them takes milliseconds.
const MOST_BITS: u64 = 20_000;
const MOST_EXPONENT: i32 = 5_000;

/// Largest argument of `exp`.
const MOST_POWER: i64 = 2_000;

/// One real number by what is known of it.
#[derive(Clone, Debug)]
pub struct Known {
    /// The number itself, where only field operations were used.
    exact: Option<Rational>,
    /// By the second path's rational arithmetic and series.
    range: Option<Range>,
    narrow: Enclosed<f64>,
    middle: Enclosed<BigFloat<64>>,
    wide: Enclosed<BigFloat<256>>,
}

/// An enclosure, and the float that the same operations give without directed rounding.
///
/// The float is in the enclosure although it need not be the number: the operands were, so the exact result of the
/// operation on the floats is, and rounding to the nearest float does not pass an end, which is a float too.
#[derive(Clone, Debug)]
struct Enclosed<E: Endpoint> {
    interval: Interval<E>,
    float: E,
}

impl<E: Endpoint + Transcendental> Enclosed<E> {
    fn number(x: &Rational) -> Self {
        Enclosed { interval: Interval::from_rational(x), float: E::from_rational(x) }.with_finite_float()
    }

    fn then(&self, operation: Operation, right: &Self) -> Self {
        let interval = operation.over(&self.interval, &right.interval);
        let float = operation.over(&self.float, &right.float);
        Enclosed { interval, float }.with_finite_float()
    }

    /// Beyond its domain or range the float is any element of the enclosure.
    fn with_finite_float(self) -> Self {
        if Endpoint::is_finite(&self.float) { self } else { self.with_any_float() }
    }

    fn with_any_float(self) -> Self {
        Enclosed { float: self.interval.midpoint(), interval: self.interval }
    }

    fn check(&self) -> Bounds {
        let (lower, upper) = (self.interval.lower(), self.interval.upper());
        assert!(*lower <= self.float && self.float <= *upper, "{:?} lacks {:?}", self.interval, self.float);
        let bounds = self.interval.bounds();
        let shown = Bounds::from_texts(bounds.outward_decimals(17).each_ref().map(String::as_str));
        assert!(shown.is_some_and(|shown| contains(&shown, &bounds)), "{bounds:?} is not inside what is shown of it");
        bounds
    }
}

impl Known {
    /// A rational number.
    pub fn number(x: &Rational) -> Self {
        Known {
            exact: Some(x.clone()),
            range: Some(Range::from(x)),
            narrow: Enclosed::number(x),
            middle: Enclosed::number(x),
            wide: Enclosed::number(x),
        }
    }

    /// The result of an operation on this number and another; `None` where it is not known to be defined, or too long.
    pub fn then(&self, operation: Operation, right: &Known) -> Option<Known> {
        if !right.admits(operation) {
            return None;
        }
        let exact = self.exact.as_ref().zip(right.exact.as_ref());
        let ranges = self.range.as_ref().zip(right.range.as_ref());
        let narrow = self.narrow.then(operation, &right.narrow);
        let result = Known {
            exact: exact.and_then(|(x, y)| operation.exactly(x, y)).filter(|x| x.bits() <= MOST_BITS),
            range: ranges.and_then(|(x, y)| operation.by_ranges(x, y)),
            narrow: if operation.is_rounded_to_nearest() { narrow } else { narrow.with_any_float() },
            middle: self.middle.then(operation, &right.middle),
            wide: self.wide.then(operation, &right.wide),
        };
        result.is_short().then_some(result)
    }

    /// Is this certainly in the domain of the operation, as its right operand?
    fn admits(&self, operation: Operation) -> bool {
        let bounds = self.wide.interval.bounds();
        let (Some(lower), Some(upper)) = (bounds.lower, bounds.upper) else { return false };
        match operation {
            Operation::Over => lower.is_positive() || upper.is_negative(),
            Operation::Ln => lower.is_positive(),
            Operation::Sqrt => !lower.is_negative(),
            Operation::Exp => upper <= Rational::from(MOST_POWER) && lower >= Rational::from(-MOST_POWER),
            _ => true,
        }
    }

    fn is_short(&self) -> bool {
        has_short_ends(&self.middle.interval) && has_short_ends(&self.wide.interval)
    }

    /// The exact number is in every enclosure, and any two enclosures share a number.
    pub fn check(&self) {
        let mut all = vec![self.narrow.check(), self.middle.check(), self.wide.check()];
        all.extend(self.range.clone().map(Bounds::from));
        for bounds in &all {
            if let Some(exact) = &self.exact {
                assert!(bounds.contains(exact), "{bounds:?} lacks {exact}");
            }
            for other in &all {
                assert!(is_below(bounds, other), "{bounds:?} and {other:?} are to contain the same number");
            }
        }
        if let Some(exact) = &self.exact {
            assert_eq!(exact.to_string().parse().as_ref(), Ok(exact), "{exact} is not read as it is written");
        }
    }

    /// No kind of number contradicts another on how this number compares with another one.
    pub fn check_comparisons(&self, other: &Known) {
        type Question<T> = fn(&T, &T) -> Truth;
        fn questions<T: Ordered>() -> [Question<T>; 3] {
            [T::less, T::at_most, T::equal]
        }
        for question in 0..3 {
            let mut answers = vec![
                questions()[question](&self.narrow.interval, &other.narrow.interval),
                questions()[question](&self.middle.interval, &other.middle.interval),
                questions()[question](&self.wide.interval, &other.wide.interval),
            ];
            let exact = self.exact.as_ref().zip(other.exact.as_ref());
            answers.extend(exact.map(|(x, y)| questions()[question](x, y)));
            let contradict = answers.contains(&Truth::Yes) && answers.contains(&Truth::No);
            assert!(!contradict, "question {question}: {answers:?} of {self:?} and {other:?}");
        }
        let difference = self.narrow.interval.clone() - &self.narrow.interval;
        assert!(difference.contains(&Rational::zero()), "{difference:?} lacks 0");
    }
}

/// Are the ends finite, with exponents that are not too large?
fn has_short_ends<const BITS: u32>(interval: &Interval<BigFloat<BITS>>) -> bool {
    [interval.lower(), interval.upper()].into_iter().all(|end| {
        let exponent = end.as_float().get_exp().unwrap_or(0);
        end.is_finite() && exponent.abs() <= MOST_EXPONENT
    })
}

/// Is every element of `inner` in `outer`?
fn contains(outer: &Bounds, inner: &Bounds) -> bool {
    let is_above = |low: &Rational| inner.lower.as_ref().is_some_and(|own| low <= own);
    let is_below = |high: &Rational| inner.upper.as_ref().is_some_and(|own| own <= high);
    outer.lower.as_ref().is_none_or(is_above) && outer.upper.as_ref().is_none_or(is_below)
}

/// Is the lower end of `a` at most the upper end of `b`?
fn is_below(a: &Bounds, b: &Bounds) -> bool {
    a.lower.as_ref().zip(b.upper.as_ref()).is_none_or(|(lower, upper)| lower <= upper)
}
