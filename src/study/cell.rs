//! One entry of a table.

use std::fmt;

use crate::scalar::{Bounds, Field, Ordered, Rational};

/// Significant digits of an enclosure; its ends are rounded outward.
const DIGITS: usize = 12;

/// A fraction with more characters than this is shown as an enclosure.
const LONGEST_FRACTION: usize = 24;

/// An entry of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A name; no `|` and no line break.
    Text(String),
    /// A number of things.
    Count(u64),
    /// An exact number, or bounds of a number.
    Number(Bounds),
    /// There is no such quantity here.
    Absent,
}

impl Cell {
    /// A name.
    pub fn text(name: impl Into<String>) -> Self {
        Cell::Text(name.into())
    }

    /// An exact number, or what a number of any rigorous kind stands for.
    pub fn number<T: Ordered>(value: &T) -> Self {
        Cell::Number(value.bounds())
    }

    /// A number that may not exist.
    pub fn optional<T: Ordered>(value: Option<&T>) -> Self {
        value.map_or(Cell::Absent, Cell::number)
    }

    /// The middle as a float, for pictures.
    pub fn to_f64(&self) -> Option<f64> {
        match self {
            Cell::Text(_) | Cell::Absent => None,
            Cell::Count(count) => Some(*count as f64),
            Cell::Number(Bounds { lower, upper }) => {
                let (lower, upper) = (lower.as_ref()?.to_f64(), upper.as_ref()?.to_f64());
                Some(lower + (upper - lower) / 2.0)
            }
        }
    }

    /// Bounds of the number that a text shows; `None` for a name.
    pub(super) fn parse_bounds(text: &str) -> Option<Bounds> {
        let Some(inside) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
            return text.parse::<Rational>().ok().map(Bounds::point);
        };
        Bounds::from_texts(inside.split_once(", ").map(|(lower, upper)| [lower, upper])?)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Cell::Count(count)
    }
}

impl From<&str> for Cell {
    fn from(name: &str) -> Self {
        Cell::text(name)
    }
}

impl fmt::Display for Cell {
    /// `p/q` for a short exact number, otherwise `[lower, upper]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Text(name) => f.pad(name),
            Cell::Count(count) => f.pad(&count.to_string()),
            Cell::Absent => f.pad("-"),
            Cell::Number(bounds) => f.pad(&shown(bounds)),
        }
    }
}

fn shown(bounds: &Bounds) -> String {
    if let (Some(lower), Some(upper)) = (&bounds.lower, &bounds.upper)
        && lower == upper
    {
        let fraction = lower.to_string();
        if fraction.len() <= LONGEST_FRACTION {
            return fraction;
        }
    }
    let [lower, upper] = bounds.outward_decimals(DIGITS);
    format!("[{lower}, {upper}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_fraction_is_shown_exactly_and_a_long_one_by_outward_bounds() {
        assert_eq!(Cell::number(&Rational::new(1, 3)).to_string(), "1/3");
        let long = Rational::new(1, 3) + Rational::power_of_two(-100);
        assert_eq!(Cell::number(&long).to_string(), "[0.333333333333, 0.333333333334]");
        assert_eq!(Cell::Number(Bounds::unbounded()).to_string(), "[-inf, inf]");
        assert_eq!(Cell::Count(7).to_string(), "7");
        assert_eq!(Cell::Absent.to_string(), "-");
    }

    #[test]
    fn what_is_shown_is_read_back_as_bounds_that_contain_the_number() {
        let long = Rational::new(2, 7) * Rational::power_of_two(-90);
        for value in [Rational::new(-5, 3), Rational::from(0), long] {
            let read = Cell::parse_bounds(&Cell::number(&value).to_string()).expect("a number");
            assert!(read.contains(&value), "{value}: {read:?}");
        }
        assert_eq!(Cell::parse_bounds("[-inf, inf]"), Some(Bounds::unbounded()));
        assert_eq!(Cell::parse_bounds("chain:5"), None);
        assert_eq!(Cell::parse_bounds("-"), None);
    }
}
