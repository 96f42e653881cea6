//! The `spma` command.

use std::process;

use spma::cli::{self, ExitCode};

fn main() -> process::ExitCode {
    let outcome = std::panic::catch_unwind(|| cli::main(std::env::args_os()));
    let code = outcome.unwrap_or_else(|_| {
        spma::report::print_note("internal error: a defect of spma; please report the message above and the command");
        ExitCode::Internal
    });
    process::ExitCode::from(code as u8)
}
