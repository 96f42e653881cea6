//! Hardware floats.

use super::big_float::compare;
use super::{Bounds, Field, Ordered, Rational, Transcendental, Truth};
use std::cmp::Ordering;

impl Field for f64 {
    fn from_rational(value: &Rational) -> Self {
        value.to_f64()
    }

    fn from_integer(value: i64) -> Self {
        value as f64
    }

    fn to_f64(&self) -> f64 {
        *self
    }
}

impl Ordered for f64 {
    fn less(&self, other: &Self) -> Truth {
        compare(self, other, |ordering| ordering == Ordering::Less)
    }

    fn at_most(&self, other: &Self) -> Truth {
        compare(self, other, |ordering| ordering != Ordering::Greater)
    }

    fn equal(&self, other: &Self) -> Truth {
        compare(self, other, |ordering| ordering == Ordering::Equal)
    }

    fn maximum(&self, other: &Self) -> Self {
        if self.is_nan() || self >= other { *self } else { *other }
    }

    fn minimum(&self, other: &Self) -> Self {
        if self.is_nan() || self <= other { *self } else { *other }
    }

    fn hull(&self, other: &Self) -> Self {
        if self == other { *self } else { f64::NAN }
    }

    fn bounds(&self) -> Bounds {
        Rational::from_f64(*self).map_or_else(Bounds::unbounded, Bounds::point)
    }
}

/// Elementary functions in software: those of the system differ between machines.
impl Transcendental for f64 {
    fn exp(&self) -> Self {
        libm::exp(*self)
    }

    fn ln(&self) -> Self {
        libm::log(*self)
    }

    fn sqrt(&self) -> Self {
        f64::sqrt(*self)
    }
}
