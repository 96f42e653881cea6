//! `spma prove` as a user runs it, with solvers that are scripts; and with a real one where that is installed.

#![cfg(unix)]

mod command;
#[path = "command/signals.rs"]
mod signals;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use command::{Answer, refusal, spma};
use signals::interrupted;
use tempfile::{TempDir, tempdir};

/// A folder with a script named like the first solver, which says its version and then `body`.
fn with_solver(body: &str) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let program = folder.path().join("z3");
    let text = format!("#!/bin/sh\ncase $1 in --version) echo 'Z3 version 0.1 - test'; exit;; esac\n{body}\n");
    fs::write(&program, text).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    (folder, program)
}

/// The program where nothing but the given folder is on the search path.
fn spma_on_path(path: &Path, args: &[&str]) -> Answer {
    let command = Command::new(env!("CARGO_BIN_EXE_spma")).args(args).env("PATH", path).current_dir(path).output();
    command.expect("the program starts").into()
}

#[test]
fn missing_tools_are_named_with_what_installs_them_and_required_ones_give_6() {
    let empty = tempdir().unwrap();
    let answer = spma_on_path(empty.path(), &["prove", "L2"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    for text in ["UNAVAILABLE", "apt-get install -y --no-install-recommends z3", "scripts/setup-provers", "current"] {
        assert!(answer.stdout.contains(text), "{text}: {}", answer.stdout);
    }
    assert!(!answer.stdout.contains("PROVED"), "nothing was checked: {}", answer.stdout);
    assert_eq!(spma_on_path(empty.path(), &["prove", "L2", "--require"]).code, 6);
}

#[test]
fn a_solver_that_calls_everything_unsatisfiable_lets_controls_survive_and_refutes_what_exists() {
    let (folder, _program) = with_solver("echo unsat");
    let answer = spma_on_path(folder.path(), &["prove", "L2", "--smt"]);
    assert_eq!(answer.code, 7, "{}", answer.stdout);
    assert!(answer.stdout.contains("SURVIVED") && answer.stdout.contains("z3 0.1"), "{}", answer.stdout);
    assert!(answer.stdout.contains("the solver, the chain"), "a lone solver is said to be trusted: {}", answer.stdout);
    let answer = spma_on_path(folder.path(), &["prove", "S2", "--smt"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stdout.contains("REFUTED"), "{}", answer.stdout);
}

#[test]
fn a_wrong_model_or_a_satisfiable_link_proves_nothing() {
    let values = "((p_0 0.5) (p_1 0.5) (q_0 1.0) (q_1 1.0) (mu 0.0) (Var 7.0))";
    let (folder, _program) = with_solver(&format!("echo sat; echo '{values}'"));
    let answer = spma_on_path(folder.path(), &["prove", "L2", "--smt"]);
    assert_eq!(answer.code, 3, "{}", answer.stdout);
    assert!(!answer.stdout.contains("PROVED") && !answer.stdout.contains("FOUND"), "{}", answer.stdout);
    assert!(answer.stdout.contains("`the bound is violated` is false at Var = 0"), "{}", answer.stdout);
    assert!(answer.stdout.contains("does not follow from what its link uses"), "{}", answer.stdout);
}

#[test]
fn a_solver_that_does_not_end_is_ended_and_leaves_the_claim_undecided() {
    let (folder, program) = with_solver("exec /bin/sleep 600");
    let start = Instant::now();
    let solver = format!("z3={}", program.display());
    let answer =
        spma(folder.path(), &["prove", "S3", "--smt", "--timeout", "1", "--solver", &solver, "--solver", "cvc5=none"]);
    assert_eq!(answer.code, 3, "{}", answer.stdout);
    assert!(answer.stdout.contains("UNDECIDED") && answer.stdout.contains("timeout after 1 s"), "{}", answer.stdout);
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

#[test]
fn a_solver_that_was_named_and_is_none_is_refused_at_once() {
    let (folder, _program) = with_solver("echo unsat");
    fs::write(folder.path().join("other"), "#!/bin/sh\necho 'other version 3 or later'\n").unwrap();
    fs::set_permissions(folder.path().join("other"), fs::Permissions::from_mode(0o755)).unwrap();
    for (solver, expected) in [
        ("z3=/nonexistent", "--solver z3=/nonexistent: cannot run /nonexistent"),
        ("cvc5=./other", "--solver cvc5=./other: ./other does not print a version; is it cvc5?"),
        ("z3=./other", "is it z3?"),
    ] {
        let message = refusal(folder.path(), &["prove", "L2", "--smt", "--solver", solver]);
        assert!(message.contains(expected) && message.contains("`none` to do without it"), "{message}");
    }
}

#[test]
fn a_solver_that_does_not_answer_has_failed_which_is_not_called_undecided() {
    for (body, expected) in [
        ("echo 'out of luck' >&2; exit 7", "it printed nothing (exit status: 7) out of luck"),
        ("echo '(error \"line 1\")'; exit 1", "(error \"line 1\") (exit status: 1)"),
        ("exit 0", "it printed nothing (exit status: 0)"),
    ] {
        let (folder, _program) = with_solver(body);
        let answer = spma_on_path(folder.path(), &["prove", "L2", "--smt"]);
        assert_eq!(answer.code, 3, "{}", answer.stdout);
        for text in ["SOLVER FAILED", "z3 0.1 failed: ", expected] {
            assert!(answer.stdout.contains(text), "{text}: {}", answer.stdout);
        }
        assert!(!answer.stdout.contains("UNDECIDED"), "{}", answer.stdout);
    }
    // `unsat` counts, although solvers then complain that there are no values.
    let (folder, _program) = with_solver("echo unsat; echo '(error \"no model\")'; exit 1");
    let answer = spma_on_path(folder.path(), &["prove", "L2", "--smt"]);
    assert!(answer.stdout.contains("PROVED, ") && !answer.stdout.contains("FAILED"), "{}", answer.stdout);
}

#[test]
fn rows_are_printed_as_they_are_decided_and_an_interruption_ends_the_run() {
    // The first query is answered, all others take ten minutes.
    let (folder, program) = with_solver("if mkdir once 2>/dev/null; then echo unsat; else exec /bin/sleep 600; fi");
    let solver = format!("z3={}", program.display());
    let args = ["prove", "S2", "--smt", "--timeout", "600", "--solver", &solver, "--solver", "cvc5=none"];
    let answer = interrupted(folder.path(), &args, ("REFUTED", Duration::ZERO), "INT");
    assert_eq!(answer.code, 2, "{}{}", answer.stdout, answer.stderr);
    assert_eq!(answer.stdout.matches("S2  ").count(), 1, "{}", answer.stdout);
    assert!(answer.stdout.contains("interrupted: not everything was checked"), "{}", answer.stdout);
    let answer = interrupted(folder.path(), &args, ("on file", Duration::ZERO), "TERM");
    assert_eq!(answer.code, 3, "{}{}", answer.stdout, answer.stderr);
    assert!(!answer.stdout.contains("S2  "), "{}", answer.stdout);
}

#[test]
fn solvers_may_run_on_one_thread() {
    let (folder, _program) = with_solver("echo unsat");
    for jobs in ["1", "2"] {
        let answer = spma_on_path(folder.path(), &["prove", "L2", "--smt", "--jobs", jobs]);
        assert_eq!((answer.code, answer.stdout.matches("PROVED, ").count()), (7, 3), "{}", answer.stdout);
    }
}

#[test]
fn encodings_are_listed_and_written_as_smt_lib() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["prove", "L1", "S2", "--list"]);
    assert_eq!(answer.code, 0);
    assert!(answer.stdout.contains("K = 5") && answer.stdout.contains("sat, replayed exactly"), "{}", answer.stdout);
    let answer = spma(folder.path(), &["prove", "L1", "--export", "out"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let query = fs::read_to_string(folder.path().join("out/L1/distributions-k-2/case-1-link-001.smt2")).unwrap();
    assert!(query.starts_with("(set-logic QF_NRA)\n") && query.ends_with("(check-sat)\n"), "{query}");
}

#[test]
fn wrong_arguments_are_refused_with_the_remedy() {
    let folder = tempdir().unwrap();
    assert!(refusal(folder.path(), &["prove", "L77"]).contains("spma list"));
    assert!(refusal(folder.path(), &["prove", "--solver", "abc"]).contains("NAME=PROGRAM"));
    assert!(refusal(folder.path(), &["prove", "L1", "--smt", "--update"]).contains("checkout"));
}

#[test]
fn a_ledger_that_is_no_ledger_is_refused_by_name() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("theorems")).unwrap();
    fs::write(folder.path().join("theorems/proofs.json"), "{}").unwrap();
    let message = refusal(folder.path(), &["prove", "L1", "--smt", "--update"]);
    assert!(message.contains("theorems/proofs.json"), "{message}");
}

/// With Z3 itself, where it is installed.
#[test]
fn an_installed_solver_proves_lemmas_and_finds_examples() {
    let is_here = Command::new("z3").arg("--version").output().is_ok();
    if !is_here {
        eprintln!("skipped: z3 is not installed (scripts/setup-provers)");
        return;
    }
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["prove", "L2", "S3", "A3", "--smt", "--solver", "cvc5=none"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    assert_eq!(answer.stdout.matches("PROVED, ").count(), 6, "{}", answer.stdout);
    assert_eq!(answer.stdout.matches("FOUND, replayed").count(), 6, "{}", answer.stdout);
    let updated = {
        fs::create_dir(folder.path().join("theorems")).unwrap();
        fs::write(folder.path().join("theorems/proofs.json"), "{\"schema\": \"spma-proofs/1\", \"claims\": {}}")
            .unwrap();
        spma(folder.path(), &["prove", "S3", "--smt", "--update", "--solver", "cvc5=none"])
    };
    assert_eq!(updated.code, 0, "{}{}", updated.stdout, updated.stderr);
    let ledger = fs::read_to_string(folder.path().join("theorems/proofs.json")).unwrap();
    assert!(ledger.contains("\"S3\"") && ledger.contains("\"K = 4\"") && ledger.contains("z3 "), "{ledger}");
}
