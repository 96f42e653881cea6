//! Exact lower and upper bounds, and their outward decimal form.

use super::Rational;

/// A closed set `[lower, upper]` of real numbers; `None` is unbounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Greatest known lower bound.
    pub lower: Option<Rational>,
    /// Least known upper bound.
    pub upper: Option<Rational>,
}

impl Bounds {
    /// The whole real line.
    pub fn unbounded() -> Self {
        Bounds { lower: None, upper: None }
    }

    /// The single point `value`.
    pub fn point(value: Rational) -> Self {
        Bounds { lower: Some(value.clone()), upper: Some(value) }
    }

    /// Does the set contain `value`?
    pub fn contains(&self, value: &Rational) -> bool {
        self.lower.as_ref().is_none_or(|lower| lower <= value) && self.upper.as_ref().is_none_or(|upper| value <= upper)
    }

    /// `upper - lower`, or `None` when unbounded.
    pub fn width(&self) -> Option<Rational> {
        Some(self.upper.clone()? - self.lower.as_ref()?)
    }

    /// Lower and upper bound as decimal strings with `digits` significant
    /// digits, rounded outward; `-inf` and `inf` where unbounded.
    pub fn outward_decimals(&self, digits: usize) -> [String; 2] {
        [
            self.lower.as_ref().map_or("-inf".to_owned(), |lower| lower.to_decimal_floor(digits)),
            self.upper.as_ref().map_or("inf".to_owned(), |upper| upper.to_decimal_ceil(digits)),
        ]
    }
}
