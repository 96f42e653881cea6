//! Tables of exact numbers, to be set as text or as LaTeX.

use crate::scalar::{Bounds, Rational};

/// Digits of bounds that are not exact.
const DIGITS: usize = 12;

/// One entry of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Words.
    Text(String),
    /// An exact number.
    Number(Rational),
    /// A number known by its bounds.
    Within(Bounds),
    /// A distribution over states by its support.
    Distribution(Vec<(usize, Rational)>),
    /// Nothing to say.
    Empty,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// An exact number where the bounds meet.
    pub fn bounds(bounds: &Bounds) -> Self {
        match (&bounds.lower, &bounds.upper) {
            (Some(lower), Some(upper)) if lower == upper => Cell::Number(lower.clone()),
            _ => Cell::Within(bounds.clone()),
        }
    }

    /// As plain text.
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(x) => x.to_string(),
            Cell::Within(bounds) => {
                let [lower, upper] = bounds.outward_decimals(DIGITS);
                format!("[{lower}, {upper}]")
            }
            Cell::Distribution(entries) => match entries.as_slice() {
                [(only, _)] => only.to_string(),
                _ => entries.iter().map(|(to, p)| format!("{to}: {p}")).collect::<Vec<_>>().join(", "),
            },
            Cell::Empty => String::new(),
        }
    }
}

/// A table with a heading over each column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetTable {
    pub caption: &'static str,
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

/// A page about one instance.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    pub title: String,
    /// Name, symbol in LaTeX, value.
    pub facts: Vec<(&'static str, &'static str, Cell)>,
    pub tables: Vec<SheetTable>,
}
