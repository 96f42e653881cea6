//! Has a constant drifted?

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Cell;
use crate::scalar::{Bounds, Rational};

/// A cell that no longer agrees with the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// The row's first cell, and its line in the table.
    pub row: String,
    /// The column.
    pub column: String,
    /// As kept.
    pub stored: String,
    /// As computed now.
    pub found: String,
    /// What is wrong.
    pub change: Change,
}

/// How a cell differs from the snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Both are numbers, and no number lies in both.
    Disjoint,
    /// The new enclosure is more than twice as wide.
    Wider,
    /// Another text, or the table has another shape.
    Text,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.change {
            Change::Disjoint => "has drifted",
            Change::Wider => "is known less tightly",
            Change::Text => "has changed",
        };
        write!(f, "{} of {} {what}: {} was kept, {} is found", self.column, self.row, self.stored, self.found)
    }
}

/// Compares two tables in text form, cell by cell.
///
/// Numbers agree when what is kept and what is found overlap and the new one is
/// at most twice as wide: rounding to the printed digits may double the width
/// of an enclosure. So a tighter enclosure agrees, a disjoint one does not.
pub fn drifts(stored: &str, found: &str) -> Vec<Drift> {
    let (stored, found) = (lines(stored), lines(found));
    let no_line = Vec::new();
    let columns = found.first().unwrap_or(&no_line);
    let mut all = Vec::new();
    for number in 0..stored.len().max(found.len()) {
        let (old, new) = (stored.get(number).unwrap_or(&no_line), found.get(number).unwrap_or(&no_line));
        for place in 0..old.len().max(new.len()) {
            let (was, is) = (old.get(place).copied().unwrap_or(""), new.get(place).copied().unwrap_or(""));
            if let Some(change) = change(was, is) {
                let name = new.first().or(old.first()).copied().unwrap_or_default();
                all.push(Drift {
                    row: format!("`{name}` (line {})", number + 1),
                    column: format!("`{}`", columns.get(place).copied().unwrap_or_default()),
                    stored: shown(was),
                    found: shown(is),
                    change,
                });
            }
        }
    }
    all
}

fn lines(table: &str) -> Vec<Vec<&str>> {
    table.lines().map(|line| line.split(" | ").map(str::trim).collect()).collect()
}

fn shown(cell: &str) -> String {
    if cell.is_empty() { "nothing".to_owned() } else { cell.to_owned() }
}

fn change(stored: &str, found: &str) -> Option<Change> {
    if stored == found {
        return None;
    }
    match (Cell::parse_bounds(stored), Cell::parse_bounds(found)) {
        (Some(old), Some(new)) if are_disjoint(&old, &new) => Some(Change::Disjoint),
        (Some(old), Some(new)) => is_wider(&old, &new).then_some(Change::Wider),
        _ => Some(Change::Text),
    }
}

fn are_disjoint(a: &Bounds, b: &Bounds) -> bool {
    let below = |upper: &Option<Rational>, lower: &Option<Rational>| {
        upper.as_ref().zip(lower.as_ref()).is_some_and(|(upper, lower)| upper < lower)
    };
    below(&a.upper, &b.lower) || below(&b.upper, &a.lower)
}

fn is_wider(old: &Bounds, new: &Bounds) -> bool {
    match (old.width(), new.width()) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(old), Some(new)) => new > old * Rational::from(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(stored: &str, found: &str) -> Vec<Change> {
        drifts(stored, found).into_iter().map(|drift| drift.change).collect()
    }

    #[test]
    fn equal_tables_and_tighter_enclosures_agree() {
        assert_eq!(changes("a | b\nx | [0.1, 0.3]", "a | b\nx | [0.1, 0.3]"), []);
        assert_eq!(changes("a | b\nx | [0.1, 0.3]", "a   | b\nx | [0.2, 0.25]"), []);
        assert_eq!(changes("a | b\nx | [0.1, 0.3]", "a | b\nx | 1/5"), []);
        assert_eq!(changes("a\n[0.1, 0.3]", "a\n[0.05, 0.31]"), []);
    }

    #[test]
    fn disjoint_numbers_drift_and_wider_enclosures_are_told_apart() {
        assert_eq!(changes("a\n[0.1, 0.3]", "a\n[0.31, 0.32]"), [Change::Disjoint]);
        assert_eq!(changes("a\n1/3", "a\n1/4"), [Change::Disjoint]);
        assert_eq!(changes("a\n[0.1, 0.3]", "a\n[0, 1]"), [Change::Wider]);
        assert_eq!(changes("a\n1/3", "a\n[0.3, 0.4]"), [Change::Wider]);
        assert_eq!(changes("a\n[0, 1]", "a\n[0, inf]"), [Change::Wider]);
    }

    #[test]
    fn another_name_row_or_column_is_a_change() {
        assert_eq!(changes("a\nx", "a\ny"), [Change::Text]);
        assert_eq!(changes("a\nx", "a\nx\ny"), [Change::Text]);
        assert_eq!(changes("a\nx\ny", "a\nx"), [Change::Text]);
        assert_eq!(changes("a | b\nx | 1", "a\nx"), [Change::Text, Change::Text]);
        assert_eq!(changes("", "a\n1"), [Change::Text, Change::Text]);
    }

    #[test]
    fn a_drift_names_row_column_and_both_values() {
        let drift = &drifts("instance | rate\nchain | 1/2", "instance | rate\nchain | 1/3")[0];
        assert_eq!(drift.to_string(), "`rate` of `chain` (line 2) has drifted: 1/2 was kept, 1/3 is found");
    }
}
