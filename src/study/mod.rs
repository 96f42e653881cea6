//! Studies: deterministic tables of exact or enclosed quantities on a fixed
//! list of instances, with the values that a snapshot keeps.
//!
//! A claim says what holds for all instances; its studies say by how much, and
//! how fast: rate constants, asymptotic rates, iteration counts. Every cell is
//! an exact number or an outward rounded enclosure, so a snapshot is the same
//! on every machine, and a later, tighter enclosure does not contradict it.

mod cell;
mod drift;
mod plot;
mod table;

pub use cell::Cell;
pub use drift::{Change, Drift, drifts};
pub use plot::{Axis, Plot};
pub use table::Table;

/// A table that can be computed again, and what it was when it was kept.
pub struct Study {
    /// Name within the claim, as in the snapshot's file name.
    pub name: &'static str,
    /// One line.
    pub title: &'static str,
    /// Module path of the file that defines it, `module_path!()`.
    pub module: &'static str,
    /// The snapshot file, `snapshots/<name>.snap` in the claim's folder.
    pub snapshot: &'static str,
    /// Computes the table; the same on every machine.
    pub table: fn() -> Table,
    /// How to draw it, where a picture helps.
    pub plot: Option<Plot>,
}

impl Study {
    /// The claim's folder below `theorems/`.
    ///
    /// # Panics
    /// When the module is not inside a claim's folder.
    pub fn folder(&self) -> &'static str {
        let mut parts = self.module.split("::").skip_while(|part| *part != "theorems");
        parts.nth(1).unwrap_or_else(|| panic!("{} is not inside the folder of a claim", self.module))
    }

    /// Computes the table and compares it with the snapshot.
    pub fn drifts(&self) -> Vec<Drift> {
        self.drifts_of(&(self.table)())
    }

    /// Compares a table of this study with the snapshot.
    pub fn drifts_of(&self, table: &Table) -> Vec<Drift> {
        drifts(contents(self.snapshot), &table.to_string())
    }
}

/// A snapshot file without its heading, the part between the first two lines
/// of three dashes.
fn contents(file: &str) -> &str {
    let body = file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(file, |(_, body)| body);
    body.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_of_a_snapshot_file_is_not_part_of_the_table() {
        assert_eq!(contents("---\nsource: x\nexpression: y\n---\na | b\n1 | 2\n"), "a | b\n1 | 2");
        assert_eq!(contents("a | b\n"), "a | b");
    }
}
