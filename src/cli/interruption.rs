//! Ctrl-C and SIGTERM: a run ends early and shows what it has.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{CliError, ExitCode};
use crate::report::{print, print_note};

/// Set when the run shall end.
static STOP: AtomicBool = AtomicBool::new(false);

/// From now on a signal that asks the program to end sets the flag that is
/// returned, and the work has to look at it.
pub fn listen() -> &'static AtomicBool {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        // Also where the signal is ignored at first, as in a script's background jobs. Without a handler Ctrl-C just
        // ends the program.
        let _ = ctrlc::set_handler(stop);
        #[cfg(unix)]
        listen_to_sigterm();
    });
    &STOP
}

/// The feature of `ctrlc` for this would take SIGHUP as well, and so end runs that were started with `nohup`.
#[cfg(unix)]
fn listen_to_sigterm() {
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([signal_hook::consts::SIGTERM]) {
        std::thread::spawn(move || signals.forever().for_each(|_| stop()));
    }
}

/// Ends the run early; when asked twice, at once.
fn stop() {
    if STOP.swap(true, Ordering::Relaxed) {
        std::process::exit(ExitCode::Undecided.into());
    }
    print_note("interrupted: finishing the checks under way; press Ctrl-C again to end at once");
}

/// The flag of [`listen`].
pub fn flag() -> &'static AtomicBool {
    &STOP
}

/// Has the run been asked to end?
pub fn is_asked() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// The exit code of a run that was interrupted when its findings gave `code`: what is refuted stays so.
pub fn cut_short(code: ExitCode) -> ExitCode {
    match code {
        ExitCode::Refuted | ExitCode::ControlSurvived => code,
        _ => ExitCode::Undecided,
    }
}

/// The exit code of a search whose findings give `code`: one that was interrupted says so, and is no success.
/// `comment` is what comments begin with in the form of the output.
///
/// # Errors
/// When the line cannot be printed.
pub fn ending(code: ExitCode, comment: &str) -> Result<ExitCode, CliError> {
    if !is_asked() {
        return Ok(code);
    }
    print(&format!(
        "{comment}interrupted: this is not all; run the same command with the same seed to see the rest\n"
    ))?;
    Ok(cut_short(code))
}
