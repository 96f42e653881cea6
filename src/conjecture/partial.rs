//! Numbers that may not exist: a gap where all actions tie, a quotient by 0.

use crate::algorithm::Constraint;
use crate::mdp::Evaluate;
use crate::scalar::Truth;

/// A number, if there is one.
#[derive(Clone, Debug)]
pub(super) enum Partial<T> {
    /// There is.
    Defined(T),
    /// There is none.
    Undefined,
    /// The enclosures do not say; if there is one, it is this.
    Perhaps(T),
}

impl<T: Evaluate> Partial<T> {
    /// Does it exist?
    pub fn exists(&self) -> Truth {
        match self {
            Partial::Defined(_) => Truth::Yes,
            Partial::Undefined => Truth::No,
            Partial::Perhaps(_) => Truth::Undecided,
        }
    }

    /// The number, where there may be one.
    pub fn number(self) -> Option<T> {
        match self {
            Partial::Defined(value) | Partial::Perhaps(value) => Some(value),
            Partial::Undefined => None,
        }
    }

    /// A number that exists if something holds.
    pub fn if_true(truth: Truth, value: impl FnOnce() -> T) -> Self {
        match truth {
            Truth::Yes => Partial::Defined(value()),
            Truth::No => Partial::Undefined,
            Truth::Undecided => Partial::Perhaps(value()),
        }
    }

    /// A function of it.
    pub fn map(self, function: impl FnOnce(T) -> T) -> Self {
        match self {
            Partial::Defined(value) => Partial::Defined(function(value)),
            Partial::Perhaps(value) => Partial::Perhaps(function(value)),
            Partial::Undefined => Partial::Undefined,
        }
    }

    /// A function of it that may not exist.
    pub fn and_then(self, function: impl FnOnce(T) -> Partial<T>) -> Self {
        match self {
            Partial::Defined(value) => function(value),
            Partial::Undefined => Partial::Undefined,
            Partial::Perhaps(value) => match function(value) {
                Partial::Defined(value) => Partial::Perhaps(value),
                other => other,
            },
        }
    }

    /// A function of two, which exists where both do.
    pub fn combine(self, other: Self, function: impl FnOnce(T, T) -> T) -> Self {
        self.and_then(|one| other.map(|other| function(one, other)))
    }

    /// `x / y`, which does not exist for `y = 0`.
    pub fn over(self, divisor: Self) -> Self {
        self.and_then(|one| divisor.and_then(|divisor| quotient(one, divisor)))
    }
}

/// `x / y` for `y != 0`.
fn quotient<T: Evaluate>(x: T, y: T) -> Partial<T> {
    let zero = T::zero();
    let differs = zero.less(&y).or(y.less(&zero));
    // An exact 0 must not be divided by; what an enclosure around 0 gives is the whole line.
    Partial::if_true(differs, || x / &y)
}

impl<T> From<Constraint<T>> for Partial<T> {
    fn from(constraint: Constraint<T>) -> Self {
        match constraint {
            Constraint::Value(value) => Partial::Defined(value),
            Constraint::None => Partial::Undefined,
            Constraint::Perhaps(value) => Partial::Perhaps(value),
        }
    }
}

/// The least of the numbers that exist; 0 when none does.
pub(super) fn least<T: Evaluate>(parts: Vec<Partial<T>>) -> T {
    extreme(parts, T::minimum)
}

/// The largest of the numbers that exist; 0 when none does.
pub(super) fn largest<T: Evaluate>(parts: Vec<Partial<T>>) -> T {
    extreme(parts, T::maximum)
}

/// Whichever of the doubtful numbers exist, the extremum is the hull of what
/// each of them makes of that of the certain ones.
fn extreme<T: Evaluate>(parts: Vec<Partial<T>>, pick: impl Fn(&T, &T) -> T) -> T {
    let (mut certain, mut doubtful): (Option<T>, Vec<T>) = (None, Vec::new());
    for part in parts {
        match part {
            Partial::Defined(value) => certain = Some(certain.map_or(value.clone(), |own| pick(&own, &value))),
            Partial::Perhaps(value) => doubtful.push(value),
            Partial::Undefined => {}
        }
    }
    let exists = certain.is_some();
    doubtful.iter().fold(certain.unwrap_or_else(T::zero), |own, value| {
        own.hull(&if exists { pick(&own, value) } else { value.clone() })
    })
}

/// The sum of the numbers that exist.
pub(super) fn total<T: Evaluate>(parts: Vec<Partial<T>>) -> T {
    parts.into_iter().fold(T::zero(), |total, part| match part {
        Partial::Defined(value) => total + &value,
        Partial::Undefined => total,
        Partial::Perhaps(value) => total + &T::zero().hull(&value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::{Bounds, Interval, Ordered, Rational};

    type Enclosure = Interval<f64>;

    fn between(low: i64, high: i64) -> Enclosure {
        Enclosure::from_integer(low).hull(&Enclosure::from_integer(high))
    }

    fn bounds(low: i64, high: i64) -> Bounds {
        Bounds { lower: Some(Rational::from(low)), upper: Some(Rational::from(high)) }
    }

    use crate::scalar::Field;

    #[test]
    fn a_quotient_by_zero_does_not_exist_and_one_by_perhaps_zero_does_perhaps() {
        let exact = |x: i64| Partial::Defined(Rational::from(x));
        assert!(exact(1).over(exact(0)).exists().is_no());
        assert!(matches!(exact(1).over(exact(-2)), Partial::Defined(half) if half == Rational::new(-1, 2)));
        let enclosed = |low, high| Partial::Defined(between(low, high));
        assert_eq!(enclosed(1, 1).over(enclosed(-1, 1)).exists(), Truth::Undecided);
        assert_eq!(enclosed(1, 1).over(enclosed(1, 2)).exists(), Truth::Yes);
    }

    #[test]
    fn what_does_not_exist_is_left_out_of_folds() {
        let parts =
            || vec![Partial::Undefined, Partial::Defined(Rational::from(3)), Partial::Defined(Rational::from(5))];
        assert_eq!((least(parts()), largest(parts()), total(parts())), (3.into(), 5.into(), 8.into()));
        assert_eq!(least::<Rational>(vec![Partial::Undefined]), Rational::from(0));
    }

    #[test]
    fn what_may_not_exist_widens_a_fold_to_both_cases() {
        let parts = |doubtful: Enclosure| vec![Partial::Defined(between(3, 3)), Partial::Perhaps(doubtful)];
        assert_eq!(least(parts(between(1, 2))).bounds(), bounds(1, 3));
        assert_eq!(least(parts(between(4, 5))).bounds(), bounds(3, 3));
        assert_eq!(largest(parts(between(4, 5))).bounds(), bounds(3, 5));
        assert_eq!(total(parts(between(4, 5))).bounds(), bounds(3, 8));
        assert_eq!(largest(vec![Partial::Perhaps(between(4, 5))]).bounds(), bounds(0, 5));
    }
}
