//! The tools that are here, and those that are not.

use std::path::{Path, PathBuf};

use super::CliError;
use crate::cli::interruption;
use crate::prove::{Coq, DIALECTS, Solver};

/// In place of a program: do without that solver.
const NONE: &str = "none";

/// What can be run.
pub struct Tools {
    /// Solvers, the required one first.
    pub solvers: Vec<Solver>,
    /// Coq.
    pub coq: Option<Coq>,
    /// A line for each tool that is not here, with what installs it.
    pub missing: Vec<String>,
}

impl Tools {
    /// Looks for what is wanted; `programs` are `NAME=PROGRAM`. What was named has to be there, what was not may be
    /// missing.
    pub fn find(programs: &[String], wants_solvers: bool, wants_coq: bool) -> Result<Self, CliError> {
        let programs: Vec<(&str, PathBuf)> = programs.iter().map(|text| named(text)).collect::<Result<_, _>>()?;
        let mut tools = Tools { solvers: Vec::new(), coq: None, missing: Vec::new() };
        for dialect in DIALECTS.iter().filter(|_| wants_solvers) {
            let program = programs.iter().find(|(name, _)| *name == dialect.name).map(|(_, path)| path.as_path());
            if program == Some(Path::new(NONE)) {
                continue;
            }
            match (Solver::find(dialect, program, interruption::flag()), program) {
                (Ok(solver), _) => tools.solvers.push(solver),
                (Err(error), Some(program)) => {
                    return Err(CliError::Usage(format!(
                        "--solver {}={}: {error}; name the program of {}, or `none` to do without it",
                        dialect.name,
                        program.display(),
                        dialect.name
                    )));
                }
                (Err(error), None) => tools.missing.push(format!(
                    "UNAVAILABLE: {error}; on Debian: apt-get install -y --no-install-recommends {}",
                    dialect.package
                )),
            }
        }
        if wants_coq {
            match Coq::find(Path::new("."), interruption::flag()) {
                Ok(coq) => tools.coq = Some(coq),
                Err(error) => tools.missing.push(format!("UNAVAILABLE: {error}; on Debian: {}", Coq::remedy())),
            }
        }
        Ok(tools)
    }
}

/// `NAME=PROGRAM`
fn named(text: &str) -> Result<(&str, PathBuf), CliError> {
    let known = DIALECTS.map(|dialect| dialect.name);
    match text.split_once('=') {
        Some((name, program)) if known.contains(&name) => Ok((name, program.into())),
        _ => Err(CliError::Usage(format!(
            "--solver {text}: expected NAME=PROGRAM with a name out of {}",
            known.join(", ")
        ))),
    }
}
