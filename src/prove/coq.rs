//! Coq, through `scripts/coq` of a checkout.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use thiserror::Error;

use super::solver::{RunError, find_on_path, run};

/// The name of the compiler.
const COMPILER: &str = "coqc";

/// The script that compiles all proofs and compares what they assume.
const SCRIPT: &str = "scripts/coq";

/// Compiling everything takes some minutes.
const TIMEOUT: Duration = Duration::from_secs(3600);

/// A program that takes longer to say its version is not used.
const VERSION_TIMEOUT: Duration = Duration::from_secs(20);

/// Coq on this machine, and a checkout with proofs.
#[derive(Clone, Debug)]
pub struct Coq {
    version: String,
    script: PathBuf,
}

/// Why proofs cannot be compiled.
#[derive(Debug, Error)]
pub enum CoqError {
    /// It is not there, or cannot be started.
    #[error(transparent)]
    Run(#[from] RunError),
    /// It does not say its version.
    #[error("{COMPILER} does not print a version")]
    NoVersion,
    /// Not run in a checkout.
    #[error("there is no {SCRIPT} in {0}; run it in a checkout of spma")]
    NoCheckout(String),
    /// A proof or a comparison fails.
    #[error("{SCRIPT} fails: {0}")]
    Failed(String),
}

/// A successful run.
#[derive(Clone, Debug, Default)]
pub struct CoqRun {
    /// Seconds that compiling each file took, in this run or before, by path below `theorems/`.
    pub seconds: BTreeMap<String, f64>,
    /// All of it.
    pub elapsed: Duration,
}

impl Coq {
    /// Coq on the search path, for the checkout at `root`.
    ///
    /// # Errors
    /// When it is not there, or `root` is no checkout.
    pub fn find(root: &Path, stop: &AtomicBool) -> Result<Self, CoqError> {
        let script = root.join(SCRIPT);
        let compiler = find_on_path(COMPILER)?;
        if !script.is_file() {
            return Err(CoqError::NoCheckout(root.display().to_string()));
        }
        let text = run(&compiler, &["--version"], VERSION_TIMEOUT, stop)?.stdout;
        let mut words = text.split_whitespace().skip_while(|word| *word != "version").skip(1);
        let version = words.next().ok_or(CoqError::NoVersion)?.to_owned();
        Ok(Coq { version, script })
    }

    /// Name and version.
    pub fn identity(&self) -> String {
        format!("Coq {}", self.version)
    }

    /// The command that installs it.
    pub fn remedy() -> &'static str {
        "scripts/setup-provers"
    }

    /// Compiles what is not compiled yet, and compares what every theorem assumes with what is on file.
    ///
    /// # Errors
    /// When a proof or the comparison fails, or `stop` was set.
    pub fn check(&self, stop: &AtomicBool) -> Result<CoqRun, CoqError> {
        let start = std::time::Instant::now();
        let printed = run(&self.script, &[], TIMEOUT, stop)?;
        if !printed.status.success() {
            let message = if printed.stderr.trim().is_empty() { &printed.stdout } else { &printed.stderr };
            return Err(CoqError::Failed(message.trim().to_owned()));
        }
        Ok(CoqRun { seconds: seconds(&printed.stdout), elapsed: start.elapsed() })
    }
}

/// The lines `12.3 s  folder/file.v`.
fn seconds(text: &str) -> BTreeMap<String, f64> {
    let line = |line: &str| {
        let (time, file) = line.split_once(" s  ")?;
        Some((file.to_owned(), time.trim().parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}
