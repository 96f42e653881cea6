//! Forward differentiation.

use std::ops::Neg;

use num_traits::{One, Zero};

use super::operators::field_operators;
use super::{Bounds, Field, Ordered, Rational, Transcendental, Truth};

/// The value `f(t)` and the derivative `f'(t)` of a function of one variable at
/// one point, carried through a formula by the rules of differentiation.
///
/// Over intervals both parts are enclosures, for every `t` of the variable's
/// interval at which the formula is differentiable.
#[derive(Clone, Debug, PartialEq)]
pub struct Dual<T: Field> {
    /// `f(t)`.
    pub value: T,
    /// `f'(t)`.
    pub derivative: T,
}

impl<T: Field> Dual<T> {
    /// `f(t) = value`, `f'(t) = 0`.
    pub fn constant(value: T) -> Self {
        Dual { value, derivative: T::zero() }
    }

    /// `f(t) = t` at `t = value`, `f'(t) = 1`.
    pub fn variable(value: T) -> Self {
        Dual { value, derivative: T::one() }
    }

    /// `(f + g)' = f' + g'`.
    fn plus(&self, other: &Self) -> Self {
        Dual { value: self.value.clone() + &other.value, derivative: self.derivative.clone() + &other.derivative }
    }

    /// `(f - g)' = f' - g'`.
    fn minus(&self, other: &Self) -> Self {
        Dual { value: self.value.clone() - &other.value, derivative: self.derivative.clone() - &other.derivative }
    }

    /// `(f g)' = f' g + f g'`.
    fn times(&self, other: &Self) -> Self {
        let mut derivative = self.derivative.clone() * &other.value;
        derivative.add_product(&self.value, &other.derivative);
        Dual { value: self.value.clone() * &other.value, derivative }
    }

    /// `q = f / g` has `q g = f`, hence `q' = (f' - q g') / g`.
    fn over(&self, other: &Self) -> Self {
        let value = self.value.clone() / &other.value;
        let derivative = (self.derivative.clone() - &(value.clone() * &other.derivative)) / &other.value;
        Dual { value, derivative }
    }
}

field_operators!([T: Field] Dual<T>);

/// `(-f)' = -f'`.
impl<T: Field> Neg for Dual<T> {
    type Output = Self;
    fn neg(self) -> Self {
        Dual { value: -self.value, derivative: -self.derivative }
    }
}

impl<T: Field> Zero for Dual<T> {
    fn zero() -> Self {
        Dual::constant(T::zero())
    }

    /// Is it the constant 0: value and derivative?
    fn is_zero(&self) -> bool {
        self.value.is_zero() && self.derivative.is_zero()
    }
}

impl<T: Field> One for Dual<T> {
    fn one() -> Self {
        Dual::constant(T::one())
    }
}

impl<T: Field> Field for Dual<T> {
    fn from_rational(value: &Rational) -> Self {
        Dual::constant(T::from_rational(value))
    }

    fn from_integer(value: i64) -> Self {
        Dual::constant(T::from_integer(value))
    }

    fn to_f64(&self) -> f64 {
        self.value.to_f64()
    }
}

impl<T: Ordered> Dual<T> {
    /// `value`, with the derivative of either of two functions of which the
    /// comparison of values could not tell which one it is: the hull of both.
    ///
    /// A comparison of points is undecided for NaN only. `0 * value` is 0 for
    /// every enclosure and NaN for NaN, which then takes over the derivative.
    fn either(value: T, first: &T, second: &T) -> Self {
        let nothing = T::zero() * &value;
        let derivative = (first.clone() + &nothing).hull(&(second.clone() + &nothing));
        Dual { value, derivative }
    }
}

/// Compares values and ignores derivatives.
///
/// Where two functions meet, `max`, `min` and `|f|` have a kink; the derivative
/// is then that of the first operand (of `f` for `|f|`), which is one-sided.
impl<T: Ordered> Ordered for Dual<T> {
    fn less(&self, other: &Self) -> Truth {
        self.value.less(&other.value)
    }

    fn at_most(&self, other: &Self) -> Truth {
        self.value.at_most(&other.value)
    }

    fn equal(&self, other: &Self) -> Truth {
        self.value.equal(&other.value)
    }

    fn maximum(&self, other: &Self) -> Self {
        match self.less(other) {
            Truth::Yes => other.clone(),
            Truth::No => self.clone(),
            Truth::Undecided => Self::either(self.value.maximum(&other.value), &self.derivative, &other.derivative),
        }
    }

    fn minimum(&self, other: &Self) -> Self {
        match other.less(self) {
            Truth::Yes => other.clone(),
            Truth::No => self.clone(),
            Truth::Undecided => Self::either(self.value.minimum(&other.value), &self.derivative, &other.derivative),
        }
    }

    /// `|f|' = f'` where `f > 0`, `-f'` where `f < 0`.
    fn absolute(&self) -> Self {
        match self.value.less(&T::zero()) {
            Truth::Yes => -self.clone(),
            Truth::No => self.clone(),
            Truth::Undecided => Self::either(self.value.absolute(), &self.derivative, &-self.derivative.clone()),
        }
    }

    fn hull(&self, other: &Self) -> Self {
        Dual { value: self.value.hull(&other.value), derivative: self.derivative.hull(&other.derivative) }
    }

    fn bounds(&self) -> Bounds {
        self.value.bounds()
    }
}

impl<T: Transcendental> Transcendental for Dual<T> {
    /// `(e^f)' = f' e^f`.
    fn exp(&self) -> Self {
        let value = self.value.exp();
        Dual { derivative: self.derivative.clone() * &value, value }
    }

    /// `(ln f)' = f' / f`.
    fn ln(&self) -> Self {
        Dual { value: self.value.ln(), derivative: self.derivative.clone() / &self.value }
    }

    /// `(sqrt f)' = f' / (2 sqrt f)`.
    fn sqrt(&self) -> Self {
        let value = self.value.sqrt();
        Dual { derivative: self.derivative.clone() / &(value.clone() + &value), value }
    }
}
