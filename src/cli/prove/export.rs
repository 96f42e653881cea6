//! The encodings as a list and as files.

use std::fmt::Write;
use std::path::Path;

use super::CliError;
use crate::prove::{Item, Task};
use crate::report::{aligned, file_slug, write_atomically};

/// One line for each item.
pub fn listed(items: &[(&str, Vec<Item>)]) -> String {
    let mut rows = vec![["id", "statement", "size", "queries", "each must be"].map(str::to_owned)];
    for (id, items) in items {
        for item in items {
            let wanted = if matches!(item.task, Task::Proof(_)) { "unsat" } else { "sat, replayed exactly" };
            let queries = item.queries().len().to_string();
            rows.push([(*id).to_owned(), item.name.clone(), item.size.to_string(), queries, wanted.to_owned()]);
        }
    }
    let mut text = aligned(&rows);
    let all: usize = items.iter().flat_map(|(_, items)| items).map(|item| item.queries().len()).sum();
    writeln!(text, "{all} queries").expect("writing to a string cannot fail");
    text
}

/// Writes every query to its own file; returns how many.
pub fn write(items: &[(&str, Vec<Item>)], folder: &Path) -> Result<usize, CliError> {
    let mut count = 0;
    for (id, items) in items {
        for item in items {
            let own = folder.join(id).join(file_slug(&format!("{} {}", item.name, item.size)));
            std::fs::create_dir_all(&own)
                .map_err(|error| CliError::Usage(format!("cannot make {}: {error}", own.display())))?;
            for (name, query) in item.queries() {
                write_atomically(&own.join(format!("{name}.smt2")), &query.to_string())?;
                count += 1;
            }
        }
    }
    Ok(count)
}
