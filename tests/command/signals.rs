//! Running the program and interrupting it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::command::Answer;

/// Longest time from the signal to the end.
const SOON: Duration = Duration::from_secs(20);

/// What a run answers that gets a signal, e.g. `INT`, so long after it has printed a line with this text; after its start
/// when the text is empty.
///
/// # Panics
/// When it does not end soon after the signal.
pub fn interrupted(folder: &Path, args: &[&str], (line, after): (&str, Duration), signal: &str) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spma"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut printed = String::new();
    while !printed.contains(line) && stdout.read_line(&mut printed).unwrap() > 0 {}
    std::thread::sleep(after);
    send(&child, signal);
    let asked = Instant::now();
    stdout.read_to_string(&mut printed).unwrap();
    let mut answer = Answer::from(child.wait_with_output().unwrap());
    assert!(asked.elapsed() < SOON, "{args:?} ended only after {:?}", asked.elapsed());
    answer.stdout = printed;
    answer
}

fn send(child: &Child, signal: &str) {
    let status = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
    assert!(status.expect("kill runs").success());
}
