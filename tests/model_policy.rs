//! Policies in files, and what the user is told about bad ones.

use std::fs;

use spma::family;
use spma::mdp::Policy;
use spma::model_io::{self, ModelReadError};
use spma::scalar::Rational;

/// Reads rows as a policy of a model with three states of two actions.
fn read(rows: &str) -> Result<Policy<Rational>, ModelReadError> {
    let mdp = family::chain(3, Rational::new(1, 2)).expect("a model");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pi.csv");
    fs::write(&path, format!("idstate,idaction,probability\n{rows}")).expect("a written file");
    model_io::read_policy(&path, &mdp)
}

fn message(rows: &str) -> String {
    let message = read(rows).expect_err("a refused file").to_string();
    message.split_once("pi.csv").expect("the message names the file").1.to_owned()
}

#[test]
fn pairs_without_a_row_have_probability_zero() {
    let policy = read("2,1,1\n0,0,0.25\n0,1,3/4\n1,0,1\n").unwrap();
    let expected = ["1/4", "3/4", "1", "0", "0", "1"].map(|text| text.parse::<Rational>().unwrap());
    assert_eq!(policy.probabilities(), expected);
}

#[test]
fn bad_rows_are_refused_with_their_line() {
    assert_eq!(message("0,0,1\n3,0,1\n"), ", line 3: the model has no action 0 in state 3; remove the row");
    assert_eq!(message("0,2,1\n"), ", line 2: the model has no action 2 in state 0; remove the row");
    assert_eq!(
        message("0,0,1\n\n0,0,0\n"),
        ", line 4: state 0, action 0 was already listed in line 2; give every pair one row"
    );
    assert_eq!(message("0,0,-1\n"), ", line 2: probability: -1 is negative; probabilities lie in [0, 1]");
    assert!(message("0,0,0\n").starts_with(": state 0: the probabilities sum to 0, not to 1"));
}
