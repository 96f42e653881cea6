//! Arithmetic of intervals: the extremes of each operation, rounded outward.

use std::cmp::Ordering;

use super::interval::{greatest, least};
use super::operators::field_operators;
use super::{Endpoint, Interval};

/// Where an interval lies relative to 0.
enum Side {
    Nonnegative,
    Nonpositive,
    Across,
}

impl<E: Endpoint> Interval<E> {
    fn side(&self) -> Side {
        if self.lower().sign() != Ordering::Less {
            Side::Nonnegative
        } else if self.upper().sign() != Ordering::Greater {
            Side::Nonpositive
        } else {
            Side::Across
        }
    }

    /// `{-x}`.
    pub(super) fn opposite(&self) -> Self {
        Self::ordered(self.upper().negate(), self.lower().negate())
    }

    /// `{|x|}`, tight: 0 is the lower bound when it is an element.
    pub(super) fn magnitude(&self) -> Self {
        match self.side() {
            Side::Nonnegative => self.clone(),
            Side::Nonpositive => self.opposite(),
            Side::Across => Self::ordered(E::zero(), greatest(self.lower().negate(), self.upper().clone())),
        }
    }

    /// `{x^2}`, never negative, where `x * x` would forget that both factors
    /// are the same number.
    pub fn square(&self) -> Self {
        let magnitude = self.magnitude();
        let (lower, upper) = (magnitude.lower(), magnitude.upper());
        Self::ordered(lower.mul_down(lower), upper.mul_up(upper))
    }

    fn plus(&self, other: &Self) -> Self {
        Self::ordered(self.lower().add_down(other.lower()), self.upper().add_up(other.upper()))
    }

    fn minus(&self, other: &Self) -> Self {
        Self::ordered(self.lower().add_down(&other.upper().negate()), self.upper().add_up(&other.lower().negate()))
    }

    /// `x y` is monotone in `x` for fixed `y` and the other way round, so its
    /// extremes over a box are at corners; the signs tell at which.
    fn times(&self, other: &Self) -> Self {
        use Side::{Across, Nonnegative, Nonpositive};
        let (a, b, c, d) = (self.lower(), self.upper(), other.lower(), other.upper());
        let ((x, y), (z, w)) = match (self.side(), other.side()) {
            (Nonnegative, Nonnegative) => ((a, c), (b, d)),
            (Nonnegative, Nonpositive) => ((b, c), (a, d)),
            (Nonnegative, Across) => ((b, c), (b, d)),
            (Nonpositive, Nonnegative) => ((a, d), (b, c)),
            (Nonpositive, Nonpositive) => ((b, d), (a, c)),
            (Nonpositive, Across) => ((a, d), (a, c)),
            (Across, Nonnegative) => ((a, d), (b, d)),
            (Across, Nonpositive) => ((b, c), (a, c)),
            (Across, Across) => {
                let lower = least(a.mul_down(d), b.mul_down(c));
                return Self::ordered(lower, greatest(a.mul_up(c), b.mul_up(d)));
            }
        };
        Self::ordered(x.mul_down(y), z.mul_up(w))
    }

    /// `{x / y : y != 0}`. The real line when the divisor reaches to both sides
    /// of 0 or is 0.
    fn over(&self, other: &Self) -> Self {
        match other.side() {
            Side::Nonnegative if other.upper().sign() == Ordering::Greater => self.over_positive(other),
            Side::Nonpositive => self.opposite().over_positive(&other.opposite()),
            _ => Self::entire(),
        }
    }

    /// `{x / y : y > 0}` for a divisor without negative elements and with a
    /// positive one. For `y > 0`, `x / y` grows with `x`, and falls with `y`
    /// when `x > 0`, grows when `x < 0`.
    ///
    /// A divisor that starts at 0 has quotients without bound, and dividing an
    /// endpoint by 0 gives just the infinity of its direction: a half-line when
    /// the dividend has a sign, and the real line when `0 / 0` is among the
    /// quotients.
    fn over_positive(&self, other: &Self) -> Self {
        let (near, far) = (other.lower(), other.upper());
        let (low, high) = match (self.lower().sign(), self.upper().sign()) {
            (Ordering::Greater, _) => (far, near),
            (_, Ordering::Less) => (near, far),
            _ => (near, near),
        };
        Self::ordered(self.lower().div_down(low), self.upper().div_up(high))
    }
}

field_operators!([E: Endpoint] Interval<E>);
