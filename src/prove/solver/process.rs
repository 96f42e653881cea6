//! Running a program with a time limit.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

/// What a program has printed.
pub struct Printed {
    pub stdout: String,
    pub stderr: String,
    pub status: ExitStatus,
}

/// Why a program gave no output.
#[derive(Debug, Error)]
pub enum RunError {
    /// It is not on the search path.
    #[error("{0} is not on the search path")]
    Missing(String),
    /// It cannot be started.
    #[error("cannot run {program}: {reason}")]
    Start {
        /// The program.
        program: String,
        /// Why.
        reason: String,
    },
    /// It was ended.
    #[error("timeout after {} s", .0.as_secs_f64())]
    Timeout(Duration),
    /// It was ended because the run shall end.
    #[error("interrupted")]
    Stopped,
}

/// The first executable of that name on `PATH`.
pub fn find_on_path(name: &str) -> Result<PathBuf, RunError> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
        .ok_or_else(|| RunError::Missing(name.to_owned()))
}

/// Runs a program to its end, or ends it after `timeout`, or when `stop` is set.
pub fn run(program: &Path, arguments: &[&str], timeout: Duration, stop: &AtomicBool) -> Result<Printed, RunError> {
    let failed =
        |error: std::io::Error| RunError::Start { program: program.display().to_string(), reason: error.to_string() };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // Read while it runs: a full pipe would stop it.
    let stdout = reader(child.stdout.take());
    let stderr = reader(child.stderr.take());
    let (start, mut pause) = (Instant::now(), Duration::from_millis(1));
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        let ended = match stop.load(Ordering::Relaxed) {
            true => Some(RunError::Stopped),
            false => (start.elapsed() >= timeout).then_some(RunError::Timeout(timeout)),
        };
        if let Some(ended) = ended {
            child.kill().map_err(failed)?;
            child.wait().map_err(failed)?;
            return Err(ended);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    };
    let text = |reader: thread::JoinHandle<String>| reader.join().unwrap_or_default();
    Ok(Printed { stdout: text(stdout), stderr: text(stderr), status })
}

/// Between two looks at whether a program has ended.
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

fn reader(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is still worth showing.
        pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
