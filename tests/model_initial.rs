//! Where the initial distribution comes from, and bad ones.

use std::fs;
use std::path::{Path, PathBuf};

use spma::mdp::RowSums;
use spma::model_io::{self, InitialSource, Model, ModelReadError, ReadOptions};
use spma::scalar::Rational;
use tempfile::TempDir;

const MODEL: &str = "idstatefrom,idaction,idstateto,probability,reward\n0,0,1,1,0\n1,0,2,1,0\n2,0,2,1,0\n";
const DRN: &str = "@type: DTMC\n@nr_states\n2\n@model\nstate 0\n1 : 1\nstate 1 init\n1 : 1\n";

/// A folder with a model in both formats.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("m.csv"), MODEL).unwrap();
    fs::write(folder.path().join("d.drn"), DRN).unwrap();
    folder
}

fn write(folder: &TempDir, file_name: &str, rows: &str) -> PathBuf {
    let path = folder.path().join(file_name);
    fs::write(&path, format!("idstate,probability\n{rows}")).unwrap();
    path
}

fn read(path: &Path, initial: Option<&Path>, row_sums: RowSums) -> Result<Model, ModelReadError> {
    let initial = initial.map(Path::to_owned);
    model_io::read(path, &ReadOptions { discount: Rational::new(1, 2), initial, row_sums })
}

/// What is said about the model with these initial rows.
fn message(rows: &str) -> String {
    let folder = folder();
    let initial = write(&folder, "start.csv", rows);
    let error = read(&folder.path().join("m.csv"), Some(&initial), RowSums::Exact).expect_err("a refused file");
    let message = error.to_string();
    message.strip_prefix(&initial.display().to_string()).expect("the message names the file").to_owned()
}

fn rationals(texts: &[&str]) -> Vec<Rational> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn the_file_named_comes_before_the_file_beside_before_labels_before_uniform() {
    let folder = folder();
    let (csv, drn) = (folder.path().join("m.csv"), folder.path().join("d.drn"));
    let without = |path: &Path| read(path, None, RowSums::Exact).unwrap();
    assert_eq!(without(&csv).initial_source, InitialSource::Uniform);
    assert_eq!(without(&csv).mdp.initial(), rationals(&["1/3", "1/3", "1/3"]));
    assert_eq!(without(&drn).initial_source, InitialSource::Labels);
    assert_eq!(without(&drn).mdp.initial(), rationals(&["0", "1"]));

    let beside_csv = write(&folder, "m.initial.csv", "2,1\n");
    let beside_drn = write(&folder, "d.initial.csv", "0,1\n");
    assert_eq!(without(&csv).initial_source, InitialSource::Beside(beside_csv));
    assert_eq!(without(&csv).mdp.initial(), rationals(&["0", "0", "1"]));
    assert_eq!(without(&drn).initial_source, InitialSource::Beside(beside_drn));
    assert_eq!(without(&drn).mdp.initial(), rationals(&["1", "0"]));

    let named = write(&folder, "start.csv", "1,0.25\n0,3/4\n");
    for (path, expected) in [(&csv, rationals(&["3/4", "1/4", "0"])), (&drn, rationals(&["3/4", "1/4"]))] {
        let model = read(path, Some(&named), RowSums::Exact).unwrap();
        assert_eq!(model.initial_source, InitialSource::File(named.clone()));
        assert_eq!(model.mdp.initial(), expected);
    }
}

#[test]
fn every_source_is_told_in_one_sentence() {
    let path = PathBuf::from("x.csv");
    for (source, sentence) in [
        (InitialSource::File(path.clone()), "The initial distribution is that of x.csv."),
        (InitialSource::Beside(path), "The initial distribution is that of x.csv, found beside the model."),
        (InitialSource::Labels, "The initial distribution is uniform over the states labelled `init`."),
        (InitialSource::Uniform, "The initial distribution is uniform over all states; no other was given."),
        (InitialSource::BuiltIn, "The initial distribution is the model's own."),
    ] {
        assert_eq!(source.to_string(), sentence);
    }
}

#[test]
fn bad_rows_are_refused_with_their_line() {
    assert_eq!(message(""), ": there is no row after the header; write at least one");
    assert_eq!(message("0,1\n3,0\n"), ", line 3: the model has no state 3 (its states are 0 to 2); remove the row");
    assert_eq!(message("0,1/2\n\n0,1/2\n"), ", line 4: state 0 was already listed in line 2; give every state one row");
    assert_eq!(message("0,1.5\n1,-0.5\n"), ", line 3: probability: -0.5 is negative; probabilities lie in [0, 1]");
    assert_eq!(message("0\n"), ", line 2: the row has 1 columns; write 2: idstate,probability");
    assert!(message("0,nan\n").starts_with(", line 2: probability: `nan` is not a finite number"));
    assert!(message("a,1\n").starts_with(", line 2: idstate: `a` is not a non-negative integer"));
}

#[test]
fn probabilities_that_do_not_sum_to_one_are_refused_or_renormalised() {
    assert_eq!(
        message("0,0.5\n1,0.25\n"),
        ": the initial probabilities sum to 3/4, not to 1 (defect -0.25); \
         write them as fractions such as 1/3, or pass --renormalise"
    );
    let folder = folder();
    let initial = write(&folder, "m.initial.csv", "0,0.5\n1,0.25\n");
    let model = read(&folder.path().join("m.csv"), None, RowSums::Renormalise).unwrap();
    assert_eq!(model.mdp.initial(), rationals(&["2/3", "1/3", "0"]));
    assert_eq!(
        model.warnings,
        ["the initial probabilities did not sum to 1 and were divided by their sum; the defect is 0.25"]
    );
    fs::write(initial, "idstate,probability\n0,0\n").unwrap();
    let error = read(&folder.path().join("m.csv"), None, RowSums::Renormalise).unwrap_err();
    assert!(error.to_string().contains("the initial probabilities sum to 0, not to 1"));
}

#[test]
fn a_missing_file_of_the_initial_distribution_is_named() {
    let folder = folder();
    let missing = folder.path().join("nowhere.csv");
    let error = read(&folder.path().join("m.csv"), Some(&missing), RowSums::Exact).unwrap_err();
    let expected = format!("cannot read {}: entity not found; check the path and its permissions", missing.display());
    assert_eq!(error.to_string(), expected);
}
