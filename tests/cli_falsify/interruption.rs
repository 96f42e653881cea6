//! What is left of a search that a signal ends.

use std::time::Duration;

use super::*;
use crate::signals::interrupted;

/// Hours of search from few starts.
const LONG: [&str; 4] = ["--starts", "64", "--instances", "1000000"];

/// Hours of search from many starts, of which the first do not take long.
const MANY: [&str; 4] = ["--starts", "100000", "--instances", "1000"];

#[test]
fn a_search_that_is_interrupted_says_how_far_it_came() {
    let folder = tempdir().unwrap();
    let soon = Duration::from_secs(3);
    for (args, signal, expected) in [
        (
            &["falsify", "M1", "--part", "one step"][..],
            "INT",
            "M1, part `one step`: not refuted before the interruption",
        ),
        (&["falsify", "M1", "--part", "one step"], "TERM", "M1, part `one step`: not refuted before the interruption"),
        (&["worst", "M1", "--part", "one step"], "INT", "M1 (one step): left/right 1 for e"),
        (&["conjecture", "fit", "a1-three-halves"], "INT", "left <= c right fails for every c < "),
    ] {
        let answer = interrupted(folder.path(), &[args, &LONG].concat(), ("", soon), signal);
        assert_eq!(answer.code, 3, "{args:?}: {}{}", answer.stdout, answer.stderr);
        assert!(answer.stdout.contains(expected), "{args:?}: {}", answer.stdout);
        assert!(answer.stdout.contains("\ninterrupted: "), "{args:?}: {}", answer.stdout);
    }
}

#[test]
fn what_was_found_before_an_interruption_is_printed_when_it_is_found() {
    let folder = tempdir().unwrap();
    for (args, line, not) in [
        (&["weaken", "M2"][..], "needed", "not refuted"),
        (&["falsify", "M1", "--controls", "--seed", "2"], "M1  ", "SURVIVED"),
        (&["conjecture", "try", "a1-three-halves", "--random", "10"], "random instances", "  not refuted"),
    ] {
        let answer = interrupted(folder.path(), &[args, &MANY].concat(), (line, Duration::ZERO), "INT");
        assert_eq!(answer.code, 3, "{args:?}: {}{}", answer.stdout, answer.stderr);
        assert!(answer.stdout.contains("\ninterrupted: "), "{args:?}: {}", answer.stdout);
        assert!(!answer.stdout.contains(not), "{args:?}: {}", answer.stdout);
    }
}

#[test]
fn a_refutation_is_graver_than_an_interruption() {
    let folder = tempdir().unwrap();
    let args = ["falsify", "M1", "--constant", "right=0.99x", "--smallest"];
    let answer = interrupted(folder.path(), &[&args[..], &MANY].concat(), ("REFUTED", Duration::ZERO), "INT");
    assert_eq!(answer.code, 2, "{}{}", answer.stdout, answer.stderr);
    assert!(answer.stdout.contains("smallest witness"), "{}", answer.stdout);
}
