//! Text in columns.

use super::output::{OutputError, print};

/// A cell wider than this does not widen its column.
const WIDEST: usize = 60;

/// Columns padded to their widest cell, with a rule below the heading, which is
/// the first row.
pub fn aligned<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let widths = widths(rows);
    let mut table = String::new();
    for (number, row) in rows.iter().enumerate() {
        table.push_str(&line(row, &widths));
        if number == 0 {
            table.push_str(&rule(&widths));
        }
    }
    table
}

/// A table that is printed while its rows come in.
pub struct LiveTable<const COLUMNS: usize> {
    widths: [usize; COLUMNS],
}

impl<const COLUMNS: usize> LiveTable<COLUMNS> {
    /// Prints the heading, which is the first of the rows; the others, which are not printed, have cells as wide as
    /// any that will come.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn begin(rows: &[[String; COLUMNS]]) -> Result<Self, OutputError> {
        let widths = widths(rows);
        print(&(line(&rows[0], &widths) + &rule(&widths)))?;
        Ok(LiveTable { widths })
    }

    /// Prints a row.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn row(&self, row: &[String; COLUMNS]) -> Result<(), OutputError> {
        print(&line(row, &self.widths))
    }
}

fn widths<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> [usize; COLUMNS] {
    let width = |row: &[String; COLUMNS], column: usize| row[column].chars().count();
    std::array::from_fn(|column| {
        rows.iter().map(|row| width(row, column)).filter(|&width| width <= WIDEST).max().unwrap_or(0)
    })
}

fn line<const COLUMNS: usize>(row: &[String; COLUMNS], widths: &[usize; COLUMNS]) -> String {
    let cells: Vec<String> = row.iter().zip(widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
    format!("{}\n", cells.join("  ").trim_end())
}

fn rule<const COLUMNS: usize>(widths: &[usize; COLUMNS]) -> String {
    format!("{}\n", "-".repeat(widths.iter().sum::<usize>() + 2 * (COLUMNS - 1)))
}
