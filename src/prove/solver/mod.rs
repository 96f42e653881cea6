//! SMT solvers: found, asked, timed out.

mod cvc5;
mod process;
mod z3;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
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
    /// What stands in that text before the version: no other program says that.
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
    pub fn find(dialect: &'static Dialect, program: Option<&Path>, stop: &AtomicBool) -> Result<Self, SolverError> {
        let program = match program {
            Some(program) => program.to_owned(),
            None => find_on_path(dialect.name)?,
        };
        let arguments: Vec<&str> = dialect.version.to_vec();
        let text = run(&program, &arguments, VERSION_TIMEOUT, stop)?.stdout;
        match text.split_once(dialect.before_version).and_then(|(_, rest)| rest.split_whitespace().next()) {
            Some(version) => Ok(Solver { dialect, version: version.to_owned(), program }),
            None => Err(SolverError::NoVersion { program: program.display().to_string(), name: dialect.name }),
        }
    }

    /// Name and version, e.g. `solver 1.2`.
    pub fn identity(&self) -> String {
        format!("{} {}", self.dialect.name, self.version)
    }

    /// Its dialect.
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// Asks a query; after `timeout`, or when `stop` is set, the process is ended and nothing is known.
    pub fn ask(&self, query: &Query, timeout: Duration, stop: &AtomicBool) -> Asked {
        let start = Instant::now();
        let answer = self.answer(query, timeout, stop).unwrap_or_else(|error| match error {
            RunError::Timeout(_) | RunError::Stopped => Answer::Unknown(error.to_string()),
            RunError::Missing(_) | RunError::Start { .. } => Answer::Failed(error.to_string()),
        });
        Asked { answer, elapsed: start.elapsed() }
    }

    fn answer(&self, query: &Query, timeout: Duration, stop: &AtomicBool) -> Result<Answer, RunError> {
        let failed = |error: std::io::Error| RunError::Start {
            program: self.program.display().to_string(),
            reason: format!("cannot write its query: {error}"),
        };
        let mut file = tempfile::Builder::new().suffix(".smt2").tempfile().map_err(failed)?;
        std::io::Write::write_all(&mut file, query.to_string().as_bytes()).map_err(failed)?;
        let path = file.path().display().to_string();
        let mut arguments = self.dialect.arguments.to_vec();
        arguments.push(&path);
        let printed = run(&self.program, &arguments, timeout, stop)?;
        // After `unsat` there are no values, of which solvers complain by their exit code too: only where there is no
        // answer does the code say anything.
        Ok(match Answer::read(&printed.stdout) {
            Answer::Failed(message) => {
                // Ctrl-C at a terminal ends solvers too, and perhaps before the signal has come here.
                thread::sleep(SIGNAL_DELAY);
                if stop.load(Ordering::Relaxed) {
                    return Err(RunError::Stopped);
                }
                let complaint = printed.stderr.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                Answer::Failed(format!("{message} ({}) {complaint}", printed.status).trim_end().to_owned())
            }
            answer => answer,
        })
    }
}

/// The time in which one signal reaches all programs it is meant for.
const SIGNAL_DELAY: Duration = Duration::from_millis(50);

/// A program that takes longer to say its version is not used.
const VERSION_TIMEOUT: Duration = Duration::from_secs(20);
