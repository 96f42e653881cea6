//! Tables of exact numbers, to be set as text or as LaTeX.

use crate::scalar::{Bounds, Rational};

/// Digits of bounds that are not exact.
const DIGITS: usize = 12;

/// Fractions with more digits than this are shown by bounds: nobody reads them.
const MOST_DIGITS: usize = 30;

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

    /// Is a number too long to be shown exactly?
    pub fn is_long(&self) -> bool {
        match self {
            Cell::Number(x) => is_long(x),
            Cell::Distribution(entries) => entries.iter().any(|(_, p)| is_long(p)),
            Cell::Text(_) | Cell::Within(_) | Cell::Empty => false,
        }
    }

    /// As plain text.
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(x) => number(x),
            Cell::Within(bounds) => {
                let [lower, upper] = bounds.outward_decimals(DIGITS);
                format!("[{lower}, {upper}]")
            }
            Cell::Distribution(entries) => match entries.as_slice() {
                [(only, _)] => only.to_string(),
                _ => entries.iter().map(|(to, p)| format!("{to}: {}", number(p))).collect::<Vec<_>>().join(", "),
            },
            Cell::Empty => String::new(),
        }
    }
}

fn is_long(x: &Rational) -> bool {
    x.to_string().len() > MOST_DIGITS
}

/// The fraction, or bounds where it is long.
fn number(x: &Rational) -> String {
    if is_long(x) { enclosed(x) } else { x.to_string() }
}

/// Decimal bounds of a long fraction; `None` for one that is shown exactly.
pub(super) fn bounds_of_long(x: &Rational) -> Option<String> {
    is_long(x).then(|| enclosed(x))
}

fn enclosed(x: &Rational) -> String {
    Cell::Within(Bounds::point(x.clone())).plain()
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

/// What is said below tables with numbers that are not shown exactly.
pub(super) const LONG_NUMBERS: &str =
    "fractions of many digits are shown by bounds; a case file (--save) holds them exactly";

impl Sheet {
    /// Is some number not shown exactly because it is long?
    pub fn has_long_numbers(&self) -> bool {
        let facts = self.facts.iter().map(|(_, _, cell)| cell);
        facts.chain(self.tables.iter().flat_map(|table| table.rows.iter().flatten())).any(Cell::is_long)
    }
}
