//! The program as a user runs it.

use std::path::Path;
use std::process::{Command, Output};

/// What came back.
pub struct Answer {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Answer {
    /// # Panics
    /// When the program panicked, whatever it was given.
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let answer = Answer {
            code: output.status.code().expect("no signal ends the program"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(answer.code != 70 && !answer.stderr.contains("panicked"), "a panic: {}", answer.stderr);
        answer
    }
}

/// Runs the program in a folder.
pub fn spma(folder: &Path, args: &[&str]) -> Answer {
    let command = Command::new(env!("CARGO_BIN_EXE_spma")).args(args).current_dir(folder).output();
    command.expect("the program starts").into()
}

/// The message of a run that must be refused: exit code 1, nothing on standard
/// output.
pub fn refusal(folder: &Path, args: &[&str]) -> String {
    let answer = spma(folder, args);
    assert_eq!((answer.code, answer.stdout.as_str()), (1, ""), "{args:?}: {}", answer.stderr);
    assert!(answer.stderr.contains("error: "), "{args:?}: {}", answer.stderr);
    answer.stderr
}
