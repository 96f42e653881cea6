//! Intervals as a kind of number.

use std::cmp::Ordering;
use std::ops::Neg;

use num_traits::{One, Zero};

use super::interval::{greatest, least};
use super::{Bounds, Endpoint, Field, Interval, Ordered, Rational, Transcendental, Truth};

impl<E: Endpoint> Neg for Interval<E> {
    type Output = Self;
    fn neg(self) -> Self {
        self.opposite()
    }
}

impl<E: Endpoint> Zero for Interval<E> {
    fn zero() -> Self {
        Self::ordered(E::zero(), E::zero())
    }

    /// Is 0 the only element?
    fn is_zero(&self) -> bool {
        self.lower().sign() == Ordering::Equal && self.upper().sign() == Ordering::Equal
    }
}

impl<E: Endpoint> One for Interval<E> {
    fn one() -> Self {
        Self::from_rational(&Rational::one())
    }
}

impl<E: Endpoint> Field for Interval<E> {
    fn from_rational(value: &Rational) -> Self {
        Self::ordered(E::from_rational_down(value), E::from_rational_up(value))
    }

    fn to_f64(&self) -> f64 {
        self.midpoint().to_f64()
    }
}

impl<E: Endpoint> Ordered for Interval<E> {
    /// `Yes` when every element is below every element of `other`, `No` when
    /// none is.
    fn less(&self, other: &Self) -> Truth {
        decide(self.upper() < other.lower(), self.lower() >= other.upper())
    }

    fn at_most(&self, other: &Self) -> Truth {
        decide(self.upper() <= other.lower(), self.lower() > other.upper())
    }

    fn equal(&self, other: &Self) -> Truth {
        decide(self.is_point() && self == other, !self.overlaps(other))
    }

    /// `{max(x, y)}`: it grows with both operands.
    fn maximum(&self, other: &Self) -> Self {
        let lower = greatest(self.lower(), other.lower()).clone();
        Self::ordered(lower, greatest(self.upper(), other.upper()).clone())
    }

    /// `{min(x, y)}`: it grows with both operands.
    fn minimum(&self, other: &Self) -> Self {
        let lower = least(self.lower(), other.lower()).clone();
        Self::ordered(lower, least(self.upper(), other.upper()).clone())
    }

    fn absolute(&self) -> Self {
        self.magnitude()
    }

    fn hull(&self, other: &Self) -> Self {
        let lower = least(self.lower(), other.lower()).clone();
        Self::ordered(lower, greatest(self.upper(), other.upper()).clone())
    }

    fn bounds(&self) -> Bounds {
        self.exact_bounds()
    }
}

/// Each function grows on its domain, so its extremes are at the endpoints.
impl<E: Endpoint> Transcendental for Interval<E> {
    fn exp(&self) -> Self {
        Self::ordered(self.lower().exp_down(), self.upper().exp_up())
    }

    /// `{ln x : x > 0}`.
    fn ln(&self) -> Self {
        if self.upper().sign() != Ordering::Greater {
            return Self::entire();
        }
        Self::ordered(nonnegative_part(self.lower()).ln_down(), self.upper().ln_up())
    }

    /// `{sqrt x : x >= 0}`.
    fn sqrt(&self) -> Self {
        if self.upper().sign() == Ordering::Less {
            return Self::entire();
        }
        Self::ordered(nonnegative_part(self.lower()).sqrt_down(), self.upper().sqrt_up())
    }
}

/// `max(lower, 0)`: where the elements inside the domain begin.
fn nonnegative_part<E: Endpoint>(lower: &E) -> E {
    if lower.sign() == Ordering::Less { E::zero() } else { lower.clone() }
}

/// The answer to a question from proofs that it holds or fails everywhere.
fn decide(yes: bool, no: bool) -> Truth {
    match (yes, no) {
        (true, _) => Truth::Yes,
        (_, true) => Truth::No,
        _ => Truth::Undecided,
    }
}
