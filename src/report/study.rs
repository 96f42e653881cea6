//! Tables of studies as CSV and JSON.

use serde_json::{Value, json};

use crate::study::{Cell, Study, Table};

/// Version of the JSON format.
const STUDY_SCHEMA: &str = "spma-study/1";

/// Digits of a bound.
const DIGITS: usize = 20;

/// One line a row. A column with numbers becomes two, `NAME lower` and
/// `NAME upper`, with outward decimals.
pub fn study_csv(table: &Table) -> String {
    let is_numeric: Vec<bool> = (0..table.columns().len())
        .map(|column| table.rows().iter().any(|row| matches!(row[column], Cell::Number(_))))
        .collect();
    let heading = table.columns().iter().zip(&is_numeric).flat_map(|(name, &numeric)| {
        if numeric { vec![format!("{name} lower"), format!("{name} upper")] } else { vec![name.clone()] }
    });
    let rows = table.rows().iter().map(|row| {
        row.iter().zip(&is_numeric).flat_map(|(cell, &numeric)| fields(cell, numeric)).collect::<Vec<String>>()
    });
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in std::iter::once(heading.collect()).chain(rows) {
        writer.write_record(record).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("the fields are UTF-8")
}

fn fields(cell: &Cell, is_numeric: bool) -> Vec<String> {
    match cell {
        Cell::Number(bounds) => bounds.outward_decimals(DIGITS).to_vec(),
        Cell::Absent => vec![String::new(); if is_numeric { 2 } else { 1 }],
        other => vec![other.to_string(); if is_numeric { 2 } else { 1 }],
    }
}

/// The table as a list of objects by column; numbers are `[lower, upper]`.
pub fn study_json(study: &Study, table: &Table) -> Value {
    let value = |cell: &Cell| match cell {
        Cell::Text(name) => json!(name),
        Cell::Count(count) => json!(count),
        Cell::Number(bounds) => json!(bounds.outward_decimals(DIGITS)),
        Cell::Absent => Value::Null,
    };
    let rows: Vec<Value> = table
        .rows()
        .iter()
        .map(|row| table.columns().iter().cloned().zip(row.iter().map(value)).collect::<serde_json::Map<_, _>>().into())
        .collect();
    json!({ "schema": STUDY_SCHEMA, "name": study.name, "title": study.title, "rows": rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::Rational;

    #[test]
    fn numbers_take_two_columns_of_outward_decimals() {
        let mut table = Table::new(["instance", "t", "rate"]);
        table.push(vec![Cell::text("a, b"), Cell::Count(3), Cell::number(&Rational::new(1, 2))]);
        table.push(vec![Cell::text("c"), Cell::Count(4), Cell::Absent]);
        assert_eq!(study_csv(&table), "instance,t,rate lower,rate upper\n\"a, b\",3,0.5,0.5\nc,4,,\n");
    }
}
