//! A sheet as text for the terminal.

use std::fmt::Write;

use super::sheet::{LONG_NUMBERS, Sheet, SheetTable};

/// The sheet as text, columns aligned.
pub(super) fn text(sheet: &Sheet) -> String {
    let mut text = format!("{}\n", sheet.title);
    let facts: Vec<String> = sheet.facts.iter().map(|(name, _, value)| format!("{name} = {}", value.plain())).collect();
    writeln!(text, "  {}", facts.join(", ")).expect("writing to a string cannot fail");
    for table in &sheet.tables {
        text.push_str(&aligned(table));
    }
    if sheet.has_long_numbers() {
        writeln!(text, "  {LONG_NUMBERS}").expect("writing to a string cannot fail");
    }
    text
}

fn aligned(table: &SheetTable) -> String {
    let head: Vec<String> = table.head.iter().map(|&cell| cell.to_owned()).collect();
    let body = table.rows.iter().map(|row| row.iter().map(super::sheet::Cell::plain).collect());
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.head.len()).map(width).collect();
    let mut text = format!("  {}\n", table.caption);
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        writeln!(text, "    {}", cells.join("  ").trim_end()).expect("writing to a string cannot fail");
    }
    text
}
