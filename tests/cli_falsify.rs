//! `spma falsify`, `spma weaken`, `spma worst` and `spma conjecture` as a user runs them.

mod command;
#[cfg(unix)]
#[path = "cli_falsify/interruption.rs"]
mod interruption;
#[path = "cli_falsify/places.rs"]
mod places;
#[cfg(unix)]
#[path = "command/signals.rs"]
mod signals;
#[path = "cli_falsify/witnesses.rs"]
mod witnesses;
#[path = "cli_falsify/worst.rs"]
mod worst;

use std::fs;
use std::path::Path;

use command::{refusal, spma};
use tempfile::tempdir;

/// A witness printed with `--as-test`: it has to compile and to pass.
mod printed_test {
    include!("fixtures/witness_test.rs");
}

const SHARPER: [&str; 7] = ["falsify", "M1", "--part", "one step", "--constant", "rate=1.01x", "--smallest"];

#[test]
fn a_sharpened_constant_is_refuted_at_a_bandit_with_every_hypothesis_and_its_slack() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &SHARPER);
    assert_eq!(answer.code, 2, "{}", answer.stderr);
    for expected in [
        "M1, part `one step`, rate times 101/100: REFUTED",
        "rewards in [0, 1]  holds  0",
        "full support       holds  1/2",
        "e   1/4   <=  99/400  FAILS  1/400         100/99",
        "pi_t (1 + eta Adv)",
    ] {
        assert!(answer.stdout.contains(expected), "{expected}: {}", answer.stdout);
    }
}

#[test]
fn the_witness_is_printed_as_latex_and_as_the_test_that_is_compiled_here() {
    let folder = tempdir().unwrap();
    let latex = spma(folder.path(), &[&SHARPER[..], &["--latex"]].concat());
    let head = "% M1, part `one step`, rate times 101/100: REFUTED, 184 instances tried
\\paragraph{M1, part `one step`, rate times 101/100: smallest witness}";
    assert!(latex.stdout.starts_with(head), "{}", latex.stdout);
    assert!(latex.stdout.contains("e & $\\frac{1}{4}$ & $\\le$ & $\\frac{99}{400}$ & FAILS"), "{}", latex.stdout);
    assert_eq!(latex.stdout.matches("\\begin{tabular}").count(), latex.stdout.matches("\\end{tabular}").count());
    let printed = spma(folder.path(), &[&SHARPER[..], &["--as-test"]].concat());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/witness_test.rs");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &printed.stdout).unwrap();
    }
    assert_eq!(printed.stdout, fs::read_to_string(path).unwrap());
}

#[test]
fn saved_witnesses_are_confirmed_by_replay_whatever_was_changed() {
    let changes: [&[&str]; 4] = [
        &["--constant", "rate=1.01x"],
        &["--constant", "right=0.99x"],
        &["--relax", "eta=1.1x"],
        &["--drop", "rewards in [0, 1]"],
    ];
    for change in changes {
        let folder = tempdir().unwrap();
        let saved = [&["falsify", "M1", "--part", "one step", "--smallest", "--save", "found"], change].concat();
        assert_eq!(spma(folder.path(), &saved).code, 2, "{change:?}");
        let files: Vec<_> = fs::read_dir(folder.path().join("found")).unwrap().collect();
        assert_eq!(files.len(), 1, "{change:?}");
        let name = format!("found/{}", files[0].as_ref().unwrap().file_name().to_string_lossy());
        let answer = spma(folder.path(), &["replay", &name]);
        assert_eq!(answer.code, 0, "{change:?}: {}{}", answer.stdout, answer.stderr);
        assert!(answer.stdout.contains("confirmed: the claim with this change is refuted"), "{}", answer.stdout);
        let second = answer.stdout.contains("by the second code path");
        assert_eq!(second, change[1] != "rate=1.01x", "{}", answer.stdout);
        // What a file says of its origin is not obeyed by the terminal.
        let path = folder.path().join(&name);
        let text = fs::read_to_string(&path).unwrap();
        let hostile = text.replace(r#""origin": "shrunk""#, r#""origin": "\u001b[2J""#);
        assert_ne!(text, hostile);
        fs::write(&path, hostile).unwrap();
        let answer = spma(folder.path(), &["replay", &name]);
        assert!(
            answer.code == 0 && !answer.stdout.contains('\u{1b}'),
            "{change:?}: {}{}",
            answer.stdout,
            answer.stderr
        );
    }
}

#[test]
fn a_true_claim_is_not_refuted_and_a_claim_of_existence_gets_its_witness() {
    let folder = tempdir().unwrap();
    let effort = ["--starts", "20", "--instances", "100"];
    let answer = spma(folder.path(), &[&["falsify", "L3"][..], &effort].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.contains("not refuted with this effort, 2000 instances tried"), "{}", answer.stdout);
    let witness = spma(folder.path(), &["falsify", "S2", "--part", "bandit, eps = 1/1000"]);
    assert_eq!(witness.code, 0, "{}", witness.stderr);
    assert!(witness.stdout.contains("a witness was found"), "{}", witness.stdout);
}

#[test]
fn a_witness_that_is_not_found_leaves_a_claim_of_existence_undecided() {
    let folder = tempdir().unwrap();
    let effort = ["--starts", "2", "--instances", "8"];
    let answer = spma(folder.path(), &[&["falsify", "S2"][..], &effort].concat());
    assert!(answer.stdout.contains("no witness was found with this effort"), "{}", answer.stdout);
    assert_eq!(answer.code, 3, "{}", answer.stderr);
}

#[test]
fn parts_of_which_nothing_is_changed_are_not_attacked_and_named() {
    let folder = tempdir().unwrap();
    let effort = ["--starts", "4", "--instances", "20", "--smallest"];
    for (change, same) in [
        (["falsify", "X1", "--relax", "eta=9/10x"], "X1, part `never weaker than C`"),
        (["falsify", "M1", "--constant", "rate=1x"], "M1, part `values do not fall`"),
    ] {
        let answer = spma(folder.path(), &[&change[..], &effort].concat());
        let told =
            format!("{same}: not attacked, its hypotheses and the values of its sides are the same with this change");
        assert!(answer.stdout.contains(&told), "{}{}", answer.stdout, answer.stderr);
        assert!(answer.stdout.contains("instances tried"), "{}", answer.stdout);
    }
}

#[test]
fn what_is_found_does_not_depend_on_the_number_of_threads() {
    let folder = tempdir().unwrap();
    let effort = ["--starts", "6", "--instances", "40", "--shrink", "200"];
    for args in [
        &["falsify", "M1", "--part", "one step", "--relax", "eta=1.1x"][..],
        &["weaken", "M1", "--part", "one step", "--witnesses"],
        &["worst", "M1", "--part", "one step", "--from-scratch", "--show"],
        &["conjecture", "try", "a1-three-halves", "--random", "20"],
        &["conjecture", "fit", "a1-three-halves", "--show"],
    ] {
        let on = |jobs: &str| {
            let answer = spma(folder.path(), &[args, &effort, &["--jobs", jobs]].concat());
            assert!(answer.code == 0 || answer.code == 2, "{args:?}: {}", answer.stderr);
            answer.stdout
        };
        assert_eq!(on("1"), on("2"), "{args:?}");
    }
    assert!(refusal(folder.path(), &["falsify", "M1", "--jobs", "0"]).contains("1..=1024"));
}

#[test]
fn the_controls_of_a_claim_are_refuted_from_scratch() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["falsify", "B1", "S1", "--controls"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    assert!(answer.stdout.contains("5 of 5 controls refuted"), "{}", answer.stdout);
}

#[test]
fn weaken_says_of_each_hypothesis_whether_it_is_needed() {
    let folder = tempdir().unwrap();
    let effort = ["--starts", "24", "--instances", "150"];
    let answer = spma(folder.path(), &[&["weaken", "M1", "--part", "one step"][..], &effort].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let line = |name: &str| answer.stdout.lines().find(|line| line.contains(name)).expect("a line").to_owned();
    // As long as steps are valid, the rate needs no range of rewards and no bound of the step size (X2).
    assert!(line("rewards in [0, 1]").contains("needed for steps to give policies"));
    assert!(line("eta <= 1 - gamma").contains("needed for steps to give policies"));
    assert!(line("0 < eta").contains("needed  "));
    assert!(line("full support").contains("not refuted with this effort"));
}

#[test]
fn wrong_names_are_refused_with_those_that_exist() {
    let folder = tempdir().unwrap();
    for (args, expected) in [
        (&["falsify"][..], "name one claim to falsify, or use --controls"),
        (&["falsify", "M9"], "unknown claim id `M9`"),
        (&["falsify", "M1", "--part", "x"], "M1 has no part `x`; its parts are one step, values do not fall, T steps"),
        (&["falsify", "M1", "--drop", "x"], "M1 has no hypothesis `x`; those that can be dropped: `0 < eta`"),
        (&["falsify", "B0", "--drop", "bandit"], "have no meaning without `bandit`"),
        (&["falsify", "M1", "--constant", "x=2x"], "M1 has no constant `x`; known: rate, right"),
        (&["falsify", "M1", "--constant", "rate=2"], "write NAME=FACTORx"),
        (&["falsify", "M1", "--relax", "gamma=2x"], "--relax knows only the step size eta"),
        (&["falsify", "L8", "--relax", "eta=1.1x"], "L8 (pairs of distributions) has no step size to relax"),
        (&["falsify", "X2", "--relax", "eta=1.1x"], "X2 has no step size to relax"),
        (&["falsify", "M1", "--relax", "eta=-1x"], "the factor must be positive"),
        (&["falsify", "M1", "--keep-margin", "2"], "a share lies between 0 and 1"),
        (&["weaken", "S2"], "there is nothing to weaken"),
        (&["worst", "S2"], "it has no bound to be tight"),
        (&["worst", "M1", "--store"], "run it in a checkout of spma"),
        (&["conjecture", "try", "x"], "there is no conjecture `x`; known: a1-three-halves"),
        (&["conjecture", "new", "x", "--from", "M1"], "run it in a checkout of spma"),
        (&["conjecture", "new", "X/../y", "--from", "M1"], "is no name for a conjecture"),
        (&["conjecture", "new", "self", "--from", "M1"], "it is a word of the Rust language"),
        (&["conjecture", "new", "rate-", "--from", "M1"], "hyphens stand one by one"),
        (&["conjecture", "new", "m1", "--from", "M1"], "it is the id of a claim"),
    ] {
        let message = refusal(folder.path(), args);
        assert!(message.contains(expected), "{args:?}: {message}");
    }
}

#[test]
fn a_conjecture_is_tried_cheapest_first_and_fitted() {
    let folder = tempdir().unwrap();
    let effort = ["--starts", "12", "--instances", "60"];
    let answer =
        spma(folder.path(), &[&["conjecture", "try", "a1-three-halves", "--random", "100"][..], &effort].concat());
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    let places: Vec<Option<usize>> =
        ["well-formed", "degenerate sizes", "stored worst cases", "random instances", "adversarial search"]
            .map(|stage| answer.stdout.find(stage))
            .into();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{}", answer.stdout);
    let fit = spma(folder.path(), &[&["conjecture", "fit", "a1-three-halves", "--gamma", "1/2"][..], &effort].concat());
    assert!(fit.code == 0 && fit.stdout.contains("left <= c right fails for every c < 0."), "{}", fit.stdout);
}

/// What `conjecture new` needs of a checkout.
fn checkout() -> tempfile::TempDir {
    let folder = tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (from, to) in
        [("m1_tabular_linear_rate", "theorems/m1_tabular_linear_rate"), ("conjectures", "theorems/conjectures")]
    {
        let target = folder.path().join(to);
        fs::create_dir_all(&target).unwrap();
        for entry in fs::read_dir(root.join("theorems").join(from)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, target.join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

#[test]
fn a_new_conjecture_has_the_files_of_its_claim_and_is_entered_once() {
    let folder = checkout();
    let new = ["conjecture", "new", "faster-rate", "--from", "M1"];
    let answer = spma(folder.path(), &new);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let made = folder.path().join("theorems/conjectures/faster_rate");
    for file in ["mod.rs", "controls.rs", "naive.rs", "tests.rs", "README.md"] {
        assert!(made.join(file).is_file(), "{file}");
    }
    let record = fs::read_to_string(made.join("mod.rs")).unwrap();
    assert!(record.contains("id: \"faster-rate\"") && !record.contains("study"), "{record}");
    let registry = fs::read_to_string(folder.path().join("theorems/conjectures/mod.rs")).unwrap();
    assert_eq!(registry.matches("faster_rate").count(), 2, "{registry}");
    assert!(refusal(folder.path(), &new).contains("exists already"));
    let page = fs::read_to_string(made.join("README.md")).unwrap();
    assert!(page.contains("Status: open.") && page.contains("Nothing is proved of faster-rate."), "{page}");
    for absent in ["proof.v", "example.v", "proof.assumptions", "Machine-checked"] {
        assert!(!page.contains(absent), "{absent}: {page}");
    }
}
