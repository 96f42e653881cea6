//! `spma solve` as a user runs it.

mod command;

use std::fs;
use std::path::Path;

use command::{refusal, spma};
use serde_json::Value;
use spma::scalar::Rational;
use tempfile::tempdir;

const HEADER: &str = "idstatefrom,idaction,idstateto,probability,reward\n";

/// `V*(rho)` of the bundled model small2 at `gamma = 9/10`.
const SMALL2: (i64, i64) = (1825, 43);

fn json(folder: &Path, args: &[&str]) -> Value {
    let answer = spma(folder, &[args, &["--json"]].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    serde_json::from_str(&answer.stdout).expect("standard output is JSON and nothing else")
}

fn number(value: &Value) -> Rational {
    value.as_str().expect("numbers are strings").parse().expect("an exact number")
}

#[test]
fn the_value_is_exact_over_rationals_and_near_or_around_it_over_other_scalars() {
    let folder = tempdir().unwrap();
    let exact = Rational::new(SMALL2.0, SMALL2.1);
    let value = |scalar: &str| json(folder.path(), &["solve", "small2", "--scalar", scalar])["value"].clone();
    assert_eq!(value("rational"), "1825/43");
    for (scalar, bits) in [("f64", 40), ("mpfr:64", 50), ("mpfr:128", 110), ("mpfr:1024", 1000)] {
        let error = (number(&value(scalar)) - &exact).abs();
        assert!(error < Rational::power_of_two(-bits), "{scalar}: {}", value(scalar));
    }
    for (scalar, bits) in [("interval", 30), ("interval:64", 40), ("interval:256", 220)] {
        let ends = value(scalar);
        let (low, high) = (number(&ends[0]), number(&ends[1]));
        assert!(low <= exact && exact <= high, "{scalar}: {ends}");
        assert!(high - low < Rational::power_of_two(-bits), "{scalar}: {ends}");
    }
}

#[test]
fn the_json_answer_has_its_fields_and_the_table_says_the_same() {
    let folder = tempdir().unwrap();
    let answer = json(folder.path(), &["solve", "small2"]);
    assert_eq!(answer["schema"], "spma-solve/1");
    assert_eq!((&answer["model"], &answer["gamma"]), (&Value::from("small2"), &Value::from("9/10")));
    assert_eq!((&answer["states"], &answer["pairs"], &answer["transitions"]), (&2.into(), &4.into(), &7.into()));
    assert_eq!((&answer["scalar"], &answer["policy"]), (&"rational".into(), &vec![1, 0].into()));
    let table = spma(folder.path(), &["solve", "small2"]).stdout;
    for expected in ["2 states, 4 state-action pairs, 7 transitions, gamma = 9/10", "= 1825/43", "0: 1  1: 0"] {
        assert!(table.contains(expected), "{table}");
    }
    assert!(table.contains("is in [42.441860465116279069, 42.44186046511627907]"), "{table}");
    let table = spma(folder.path(), &["solve", "small2", "--scalar", "interval"]).stdout;
    assert!(table.contains("V*(rho) is in ["), "{table}");
    let short = spma(folder.path(), &["solve", "bandit:1/2,0"]).stdout;
    assert!(short.contains("V*(rho) = 1/2") && short.contains("= 0.5\n") && !short.contains("..."), "{short}");
}

#[test]
fn notes_stay_out_of_standard_output() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["solve", "small2", "--json", "--scalar", "mpfr:100"]);
    assert!(answer.stderr.contains("note: computing with mpfr:128"), "{}", answer.stderr);
    assert!(answer.stderr.contains("note: no --gamma given, taking 9/10"), "{}", answer.stderr);
    assert!(serde_json::from_str::<Value>(&answer.stdout).is_ok());
    let quiet = spma(folder.path(), &["solve", "small2", "--gamma", "0.9"]);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn gamma_is_read_exactly_and_must_lie_between_zero_and_one() {
    let folder = tempdir().unwrap();
    let value = |gamma: &str| json(folder.path(), &["solve", "small2", "--gamma", gamma])["value"].clone();
    assert_eq!(value("0.9"), value("9/10"));
    assert_eq!(json(folder.path(), &["solve", "small2", "--gamma", "0"])["gamma"], "0");
    for (gamma, expected) in [
        ("1", "less than 1"),
        ("1.0", "less than 1"),
        ("3/2", "less than 1"),
        ("-1/10", "at least 0"),
        ("nan", "not a finite number"),
        ("-inf", "not a finite number"),
        ("1/0", "zero denominator"),
        ("", "empty number"),
        ("0,9", "not a number"),
        ("1e999999999", "exponent"),
    ] {
        let message = refusal(folder.path(), &["solve", "small2", "--gamma", gamma]);
        assert!(message.contains("--gamma") && message.contains(expected), "{gamma}: {message}");
    }
}

#[test]
fn a_bandit_keeps_its_discount_factor_and_says_so() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["solve", "bandit:1,0", "--gamma", "1/2"]);
    assert!(
        answer.stderr.contains("warning") && answer.stderr.contains("--gamma 1/2 has no effect"),
        "{}",
        answer.stderr
    );
    assert_eq!(spma(folder.path(), &["solve", "bandit:1,0"]).stderr, "");
    assert_eq!(spma(folder.path(), &["solve", "bandit:1,0", "--gamma", "0"]).stderr, "");
}

#[test]
fn the_initial_distribution_is_the_one_named_else_the_one_beside_else_uniform() {
    let folder = tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    // V* = 2 in state 0 and 0 in state 1 at gamma = 1/2.
    write("m.csv", &format!("{HEADER}0,0,0,1,1\n1,0,1,1,0\n"));
    let solve = |extra: &[&str]| {
        let answer = json(folder.path(), &[&["solve", "m.csv", "--gamma", "1/2"], extra].concat());
        (answer["value"].as_str().unwrap().to_owned(), answer["initial"].as_str().unwrap().to_owned())
    };
    let (value, source) = solve(&[]);
    assert_eq!(value, "1");
    assert!(source.contains("uniform over all states; no other was given"), "{source}");
    write("m.initial.csv", "idstate,probability\n0,1/4\n1,3/4\n");
    let (value, source) = solve(&[]);
    assert_eq!(value, "1/2");
    assert!(source.contains("m.initial.csv, found beside"), "{source}");
    write("other.csv", "idstate,probability\n0,1\n");
    let (value, source) = solve(&["--initial", "other.csv"]);
    assert_eq!(value, "2");
    assert!(source.contains("other.csv"), "{source}");
    for (text, expected) in [
        ("idstate,probability\n0,1/2\n", "other.csv: the initial probabilities sum to 1/2"),
        ("idstate,probability\n0,1/2\n7,1/2\n", "other.csv, line 3: the model has no state 7"),
        ("idstate,probability\n0,-1\n1,2\n", "other.csv, line 2: probability: -1 is negative"),
        ("state,p\n0,1\n", "other.csv, line 1: the header is"),
    ] {
        write("other.csv", text);
        let message = refusal(folder.path(), &["solve", "m.csv", "--initial", "other.csv"]);
        assert!(message.contains(expected), "{message}");
    }
    let message = refusal(folder.path(), &["solve", "m.csv", "--initial", "none.csv"]);
    assert!(message.contains("cannot read none.csv"), "{message}");
}

#[test]
fn every_bad_model_file_is_refused_with_its_line() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("bad.csv");
    let rows = |rows: &str| format!("{HEADER}{rows}").into_bytes();
    let mut invalid = rows("0,0,0,1,0\n0,1,0,1,");
    invalid.extend([0xff, 0xfe]);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (rows("0,0,0,1/2,0\n"), "line 2: state 0, action 0: the probabilities sum to 1/2"),
        (rows("0,0,0,1/3,0\n0,0,0,0.666,0\n"), "line 2: state 0, action 0: the probabilities sum to"),
        (rows("0,0,0,1.5,0\n0,0,0,-1/2,0\n"), "line 3: probability: -1/2 is negative"),
        (rows("0,0,0,nan,0\n"), "line 2: probability: `nan` is not a finite number"),
        (rows("0,0,0,1,inf\n"), "line 2: reward: `inf` is not a finite number"),
        (rows("0,0,0,1,1/0\n"), "line 2: reward: `1/0` has a zero denominator"),
        (rows("0,0,0,1,0\n0,1,0\n"), "line 3: the row has 3 columns"),
        (rows("0,0,0,1,0,9\n"), "line 2: the row has 6 columns"),
        (rows("0,0,0,1,0\n0,1,0,1"), "line 3: the row has 4 columns"),
        (rows("0,0,1,1,0\n"), "line 2: unknown state 1"),
        (rows("-1,0,0,1,0\n"), "line 2: idstatefrom: `-1` is not a non-negative integer"),
        (rows("99999999999,0,0,1,0\n"), "line 2: idstatefrom: 99999999999 is larger than"),
        (rows("0,0,0,1,\"0\n"), "line 2:"),
        (rows(""), "there is no row after the header"),
        (Vec::new(), "the file is empty"),
        (b"hello\n".to_vec(), "line 1: the header is `hello`"),
        (vec![b'7'; 10_000_000], "line 1: the line is longer than 1000000 bytes"),
        (invalid, "line 3: byte 9 of the line is not UTF-8"),
        (rows("0,0,0,1,0\0\n"), "line 2: control character"),
    ];
    for (content, expected) in cases {
        fs::write(&path, &content).unwrap();
        let message = refusal(folder.path(), &["solve", "bad.csv"]);
        assert!(message.contains("bad.csv") && message.contains(expected), "{expected}: {message}");
        assert!(message.len() < 1000, "a message of {} bytes", message.len());
    }
}

#[test]
fn what_is_no_model_is_refused_with_what_was_tried() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("folder.csv")).unwrap();
    fs::write(folder.path().join("model.txt"), "x").unwrap();
    for (name, expected) in [
        ("none.csv", "cannot read none.csv"),
        ("folder.csv", "cannot read folder.csv"),
        ("model.txt", "unknown file format"),
        ("small3", "did you mean `small2`?"),
        ("nothing-like-it", "`spma model list` shows all"),
        ("garnet:n=5", "the parameter `a` is missing"),
        ("garnet:n=-5,a=1,b=1", "garnet"),
        ("chain:n=99999999999", "chain"),
        ("bandit:", "bandit"),
        ("bandit:1,nan", "nan"),
        ("", "no model"),
    ] {
        let message = refusal(folder.path(), &["solve", name]);
        assert!(message.contains(expected), "{name}: {message}");
    }
    let long = "x".repeat(100_000);
    assert!(refusal(folder.path(), &["solve", &long]).len() < 1000);
}

#[test]
fn renormalising_is_asked_for_and_reported() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("m.csv"), format!("{HEADER}0,0,0,0.333,1\n0,0,1,0.666,1\n1,0,1,1,0\n")).unwrap();
    let message = refusal(folder.path(), &["solve", "m.csv"]);
    assert!(message.contains("--renormalise"), "{message}");
    let answer = spma(folder.path(), &["solve", "m.csv", "--renormalise", "--json"]);
    assert!(answer.code == 0 && answer.stderr.contains("0.001"), "{}", answer.stderr);
    assert!(serde_json::from_str::<Value>(&answer.stdout).is_ok());
}

#[test]
fn scalars_that_do_not_exist_are_refused_with_those_that_do() {
    let folder = tempdir().unwrap();
    for (scalar, expected) in [
        ("float", "known: f64, mpfr:BITS, interval, interval:BITS, rational"),
        ("rational:64", "unknown scalar"),
        ("f64:64", "unknown scalar"),
        ("mpfr:1", "from 2 to 4096"),
        ("mpfr:99999999999999", "from 2 to 4096"),
        ("interval:-3", "from 2 to 4096"),
    ] {
        let message = refusal(folder.path(), &["solve", "small2", "--scalar", scalar]);
        assert!(message.contains(expected), "{scalar}: {message}");
    }
}

#[test]
fn a_discount_factor_that_rounds_to_one_is_refused_by_floats_and_solved_exactly() {
    let folder = tempdir().unwrap();
    let gamma = format!("0.{}", "9".repeat(400));
    for scalar in ["f64", "mpfr:128"] {
        let message = refusal(folder.path(), &["solve", "small2", "--gamma", &gamma, "--scalar", scalar]);
        assert!(message.contains("rounds to 1") && message.contains("--scalar rational"), "{message}");
        let message = refusal(folder.path(), &["run", "small2", "--gamma", &gamma, "--scalar", scalar]);
        assert!(message.contains("rounds to 1"), "{message}");
    }
    assert_eq!(spma(folder.path(), &["solve", "small2", "--gamma", &gamma]).code, 0);
    assert_eq!(spma(folder.path(), &["solve", "small2", "--gamma", &gamma, "--scalar", "interval"]).code, 0);
}
