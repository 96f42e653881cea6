//! Case files of a run: worst cases, refutations, witnesses.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::output::{OutputError, check_writable, make_folder, write_atomically};
use super::slug::slug;
use crate::replay::Case;
use crate::search::{ClaimReport, Found};

/// Where to write case files.
pub struct CaseFiles<'a> {
    directory: &'a Path,
}

/// Paths of the files written, by what they hold.
#[derive(Debug, Default)]
pub struct WrittenCases {
    paths: BTreeMap<(String, String), PathBuf>,
}

impl WrittenCases {
    /// The file of a claim's worst case, control or witness.
    pub fn path(&self, claim: &str, what: &str) -> Option<String> {
        self.paths.get(&(claim.to_owned(), what.to_owned())).map(|path| path.display().to_string())
    }

    /// Number of files.
    pub fn count(&self) -> usize {
        self.paths.len()
    }
}

impl<'a> CaseFiles<'a> {
    /// Into a directory, created when it is missing.
    ///
    /// # Errors
    /// When it cannot be created or nothing can be written there.
    pub fn new(directory: &'a Path) -> Result<Self, OutputError> {
        make_folder(directory)?;
        check_writable(&directory.join("case.json"))?;
        Ok(CaseFiles { directory })
    }

    /// Writes every worst case, refutation, witness and refuted control that
    /// can be replayed.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, reports: &[ClaimReport]) -> Result<WrittenCases, OutputError> {
        let mut written = WrittenCases::default();
        for report in reports {
            for (what, control, found) in found_in(report) {
                if !Case::is_replayable(&found.instance) {
                    continue;
                }
                let case = Case::new(report.id, found.part, control, &found.instance, &found.comparison);
                let path = self.directory.join(format!("{}.{}.json", report.id, slug(&what)));
                write_atomically(&path, &case.to_text())?;
                written.paths.insert((report.id.to_owned(), what), path);
            }
        }
        Ok(written)
    }
}

/// What a report holds: name, control, instance.
fn found_in(report: &ClaimReport) -> Vec<(String, Option<&str>, &Found)> {
    let mut all = Vec::new();
    if let Some((_, found)) = &report.worst {
        all.push(("worst".to_owned(), None, found));
    }
    if let Some(found) = &report.refutation {
        all.push(("refuted".to_owned(), None, found));
    }
    for witness in &report.witnesses {
        if let Some(found) = &witness.found {
            all.push((format!("witness {}", witness.part), None, found));
        }
    }
    for control in &report.controls {
        if let Some(found) = &control.witness {
            all.push((format!("control {}", control.name), Some(control.name), found));
        }
    }
    all
}
