//! Closed intervals of real numbers with outward rounding.

use std::fmt;

use thiserror::Error;

use super::{Bounds, Endpoint, Rational};

/// The set `{x real : lower <= x <= upper}`; an infinite endpoint means
/// unbounded. It is never empty.
///
/// Every operation returns a set that contains the results for all choices of
/// elements of its operands for which the operation is defined: lower bounds
/// are rounded down, upper bounds up. So if the inputs of a formula lie in
/// their intervals, its exact value lies in the computed one.
///
/// `==` compares the sets; whether the numbers they stand for are equal is
/// [`Ordered::equal`](super::Ordered::equal).
#[derive(Clone, PartialEq)]
pub struct Interval<E: Endpoint> {
    lower: E,
    upper: E,
}

/// Why two endpoints bound no interval.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum IntervalError {
    /// An endpoint is NaN.
    #[error("an endpoint is not a number")]
    NotANumber,
    /// The bounds are in the wrong order.
    #[error("the lower bound {lower} exceeds the upper bound {upper}")]
    Reversed {
        /// Lower bound, as text.
        lower: String,
        /// Upper bound, as text.
        upper: String,
    },
    /// Both bounds are the same infinity.
    #[error("no real number lies between {0} and {0}")]
    Infinite(String),
}

impl<E: Endpoint> Interval<E> {
    /// `[lower, upper]`.
    pub fn new(lower: E, upper: E) -> Result<Self, IntervalError> {
        if lower.is_nan() || upper.is_nan() {
            Err(IntervalError::NotANumber)
        } else if lower > upper {
            Err(IntervalError::Reversed { lower: format!("{lower:?}"), upper: format!("{upper:?}") })
        } else if lower == upper && !lower.is_finite() {
            Err(IntervalError::Infinite(format!("{lower:?}")))
        } else {
            Ok(Interval { lower, upper })
        }
    }

    /// `[value, value]`.
    pub fn point(value: E) -> Result<Self, IntervalError> {
        Self::new(value.clone(), value)
    }

    /// The tightest interval that contains `[lower, upper]`.
    pub fn from_bounds(lower: &Rational, upper: &Rational) -> Result<Self, IntervalError> {
        if lower > upper {
            return Err(IntervalError::Reversed { lower: lower.to_string(), upper: upper.to_string() });
        }
        Ok(Self::ordered(E::from_rational_down(lower), E::from_rational_up(upper)))
    }

    /// The real line.
    pub fn entire() -> Self {
        Self::ordered(E::infinity().negate(), E::infinity())
    }

    /// The interval between bounds known to be in order.
    pub(super) fn ordered(lower: E, upper: E) -> Self {
        debug_assert!(lower < upper || (lower == upper && lower.is_finite()), "[{lower:?}, {upper:?}] is no interval");
        Interval { lower, upper }
    }

    /// Lower bound; `-inf` when unbounded.
    pub fn lower(&self) -> &E {
        &self.lower
    }

    /// Upper bound; `inf` when unbounded.
    pub fn upper(&self) -> &E {
        &self.upper
    }

    /// The exact values of the endpoints.
    pub(super) fn exact_bounds(&self) -> Bounds {
        Bounds { lower: self.lower.to_rational(), upper: self.upper.to_rational() }
    }

    /// Is `value` an element?
    pub fn contains(&self, value: &Rational) -> bool {
        self.exact_bounds().contains(value)
    }

    /// A finite element, near the middle where there is one.
    pub fn midpoint(&self) -> E {
        E::midpoint(&self.lower, &self.upper)
    }

    /// `upper - lower`, rounded up.
    pub fn width(&self) -> E {
        self.upper.add_up(&self.lower.negate())
    }

    /// `max(upper - m, m - lower)` for `m` the [`midpoint`](Self::midpoint),
    /// rounded up: no element is farther from the midpoint.
    pub fn radius(&self) -> E {
        let middle = self.midpoint();
        greatest(self.upper.add_up(&middle.negate()), middle.add_up(&self.lower.negate()))
    }

    /// Has the set a single element?
    pub fn is_point(&self) -> bool {
        self.lower == self.upper
    }

    /// Do the two sets share an element?
    pub fn overlaps(&self, other: &Self) -> bool {
        self.lower <= other.upper && other.lower <= self.upper
    }

    /// The shared elements, if any.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        self.overlaps(other).then(|| {
            let lower = greatest(&self.lower, &other.lower).clone();
            Self::ordered(lower, least(&self.upper, &other.upper).clone())
        })
    }
}

/// The smaller of two values.
pub(super) fn least<T: PartialOrd>(a: T, b: T) -> T {
    if b < a { b } else { a }
}

/// The larger of two values.
pub(super) fn greatest<T: PartialOrd>(a: T, b: T) -> T {
    if b > a { b } else { a }
}

/// The bounds as decimals rounded outward, with as many significant digits as
/// the format's precision says (17 without one).
impl<E: Endpoint> fmt::Display for Interval<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [lower, upper] = self.exact_bounds().outward_decimals(f.precision().unwrap_or(17).max(1));
        write!(f, "[{lower}, {upper}]")
    }
}

/// The endpoints as they are stored.
impl<E: Endpoint> fmt::Debug for Interval<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{:?}, {:?}]", self.lower, self.upper)
    }
}
