//! SMT solvers: found, asked, timed out.

mod cvc5;
mod process;
mod z3;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use thiserror::Error;

use super::{Answer, Query};
pub use process::RunError;
pub(super) use process::{find_on_path, run};

/// How a solver is called. One file each; nothing else of the program knows
/// which solvers there are.
#[derive(Debug)]
pub struct Dialect {
    /// The name of its program.
    pub name: &'static str,
    /// The Debian package that has it.
    pub package: &'static str,
    /// The arguments that make it print its version.
    version: &'static [&'static str],
    /// The word of that text before the version, e.g. `version`.
    before_version: &'static str,
    /// The arguments before the file with the query.
    arguments: &'static [&'static str],
}

/// The solvers, the first being the one whose decisions are required.
pub const DIALECTS: [&Dialect; 2] = [&z3::DIALECT, &cvc5::DIALECT];

/// A solver on this machine.
#[derive(Clone, Debug)]
pub struct Solver {
    dialect: &'static Dialect,
    program: PathBuf,
    version: String,
}

/// Why there is no solver.
#[derive(Debug, Error)]
pub enum SolverError {
    /// Not found, or not to be started.
    #[error(transparent)]
    Run(#[from] RunError),
    /// It does not say which version it is.
    #[error("{program} does not print a version; is it {name}?")]
    NoVersion {
        /// The program.
        program: String,
        /// The expected solver.
        name: &'static str,
    },
}

/// What came back, and when.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The answer.
    pub answer: Answer,
    /// Wall time.
    pub elapsed: Duration,
}

impl Solver {
    /// The solver of a dialect: `program`, or the one on the search path.
    ///
    /// # Errors
    /// When it is not there or does not say its version.
    pub fn find(dialect: &'static Dialect, program: Option<&Path>) -> Result<Self, SolverError> {
        let program = match program {
            Some(program) => program.to_owned(),
            None => find_on_path(dialect.name)?,
        };
        let arguments: Vec<&str> = dialect.version.to_vec();
        let text = run(&program, &arguments, VERSION_TIMEOUT)?.stdout;
        let mut words = text.split_whitespace().skip_while(|word| *word != dialect.before_version).skip(1);
        let Some(version) = words.next() else {
            return Err(SolverError::NoVersion { program: program.display().to_string(), name: dialect.name });
        };
        let version = version.to_owned();
        Ok(Solver { dialect, program, version })
    }

    /// Name and version, e.g. `solver 1.2`.
    pub fn identity(&self) -> String {
        format!("{} {}", self.dialect.name, self.version)
    }

    /// Its dialect.
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// Asks a query; after `timeout` the process is ended and nothing is known.
    pub fn ask(&self, query: &Query, timeout: Duration) -> Asked {
        let start = Instant::now();
        let answer = self.answer(query, timeout).unwrap_or_else(|error| Answer::Unknown(error.to_string()));
        Asked { answer, elapsed: start.elapsed() }
    }

    fn answer(&self, query: &Query, timeout: Duration) -> Result<Answer, RunError> {
        let failed = |error: std::io::Error| RunError::Start {
            program: self.program.display().to_string(),
            reason: format!("cannot write its query: {error}"),
        };
        let mut file = tempfile::Builder::new().suffix(".smt2").tempfile().map_err(failed)?;
        std::io::Write::write_all(&mut file, query.to_string().as_bytes()).map_err(failed)?;
        let path = file.path().display().to_string();
        let mut arguments = self.dialect.arguments.to_vec();
        arguments.push(&path);
        Ok(Answer::read(&run(&self.program, &arguments, timeout)?.stdout))
    }
}

/// A program that takes longer to say its version is not used.
const VERSION_TIMEOUT: Duration = Duration::from_secs(20);
