//! What a campaign leaves behind: table, JSON report, case files.

use std::path::Path;
use std::time::Instant;

use super::{CliError, ExitCode, VerifyArgs};
use crate::cli::proof_statuses;
use crate::report::{CaseFiles, WrittenCases, check_writable, print, verify_json, verify_table, write_atomically};
use crate::search::ClaimReport;

/// Where to write, known to be writable.
pub struct Outputs<'a> {
    cases: Option<(CaseFiles<'a>, &'a Path)>,
    json: Option<&'a Path>,
}

impl<'a> Outputs<'a> {
    /// Finds out before anything is computed. A shard writes no cases.
    pub fn new(args: &'a VerifyArgs) -> Result<Self, CliError> {
        let wants_cases = !args.no_cases && args.shard.is_none();
        let cases = wants_cases.then(|| CaseFiles::new(&args.cases)).transpose()?;
        if let Some(path) = &args.json {
            check_writable(path)?;
        }
        Ok(Outputs { cases: cases.map(|files| (files, args.cases.as_path())), json: args.json.as_deref() })
    }

    /// Writes files and prints the table, also when a file cannot be written, and below it `interruption` and a
    /// line with `origin`, where the reports come from; both may be empty.
    pub fn write(
        &self,
        reports: &[ClaimReport],
        seed: u64,
        start: Instant,
        origin: &str,
        interruption: &str,
    ) -> Result<ExitCode, CliError> {
        let code = ExitCode::of(reports);
        let cases = match &self.cases {
            Some((files, _)) => files.write(reports),
            None => Ok(WrittenCases::default()),
        };
        let (written, without_cases) = match cases {
            Ok(written) => (written, Ok(())),
            Err(error) => (WrittenCases::default(), Err(error)),
        };
        let proofs = proof_statuses(reports.iter().map(|report| report.id))?;
        let elapsed = start.elapsed().as_secs_f64();
        let report = self.json.map_or(Ok(()), |path| {
            let json = verify_json(reports, &proofs, &written, seed, elapsed, code as u8);
            write_atomically(path, &format!("{json:#}\n"))
        });
        let mut text = verify_table(reports, &proofs);
        text.push_str(interruption);
        let claims = if reports.len() == 1 { "claim" } else { "claims" };
        text.push_str(&format!("{} {claims}{origin} in {elapsed:.1} s, seed {seed}", reports.len()));
        if let Some((_, directory)) = self.cases
            && written.count() > 0
        {
            text.push_str(&format!("; {} cases in {} (see `spma replay`)", written.count(), directory.display()));
        }
        text.push('\n');
        print(&text)?;
        without_cases?;
        report?;
        Ok(code)
    }
}
