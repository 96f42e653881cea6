//! The tools that are here, and those that are not.

use std::path::{Path, PathBuf};

use super::CliError;
use crate::prove::{Coq, DIALECTS, Solver};

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
    /// Looks for what is wanted; `programs` are `NAME=PROGRAM`.
    pub fn find(programs: &[String], wants_solvers: bool, wants_coq: bool) -> Result<Self, CliError> {
        let programs: Vec<(&str, PathBuf)> = programs.iter().map(|text| named(text)).collect::<Result<_, _>>()?;
        let mut tools = Tools { solvers: Vec::new(), coq: None, missing: Vec::new() };
        for dialect in DIALECTS.iter().filter(|_| wants_solvers) {
            let program = programs.iter().find(|(name, _)| *name == dialect.name).map(|(_, path)| path.as_path());
            match Solver::find(dialect, program) {
                Ok(solver) => tools.solvers.push(solver),
                Err(error) => tools.missing.push(format!(
                    "UNAVAILABLE: {error}; on Debian: apt-get install -y --no-install-recommends {}",
                    dialect.package
                )),
            }
        }
        if wants_coq {
            match Coq::find(Path::new(".")) {
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
