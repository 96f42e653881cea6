//! `spma study` and `spma worst` as a user runs them.

mod command;

use std::fs;

use command::{refusal, spma};
use serde_json::Value;
use tempfile::tempdir;

#[test]
fn without_a_claim_the_studies_are_listed_and_with_one_its_tables_are_printed() {
    let folder = tempdir().unwrap();
    let list = spma(folder.path(), &["study"]);
    assert!(list.code == 0 && list.stdout.contains("rate-constants"), "{}", list.stdout);
    let answer = spma(folder.path(), &["study", "m1"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.starts_with("M1 rate-constants: "), "{}", answer.stdout);
    assert!(answer.stdout.contains("bandit K = 10"), "{}", answer.stdout);
}

#[test]
fn a_table_is_written_as_csv_and_json_with_both_ends_of_each_number() {
    let folder = tempdir().unwrap();
    let files = ["--csv", "t.csv", "--json", "t.json"];
    let answer = spma(folder.path(), &[&["study", "X5", "best-found"][..], &files].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let csv = fs::read_to_string(folder.path().join("t.csv")).unwrap();
    assert!(csv.starts_with("rate,gamma lower,gamma upper,states,"), "{csv}");
    let json: Value = serde_json::from_str(&fs::read_to_string(folder.path().join("t.json")).unwrap()).unwrap();
    let rows = json["rows"].as_array().expect("rows");
    assert_eq!(rows.len() + 1, csv.lines().count());
    assert_eq!(rows[0]["rate"], "gap rate");
    assert_eq!(rows[0]["claimed/actual progress"], serde_json::json!(["1", "1"]));
}

#[test]
fn unknown_claims_and_studies_are_refused_with_what_there_is() {
    let folder = tempdir().unwrap();
    let message = refusal(folder.path(), &["study", "M1", "rates"]);
    assert!(message.contains("`rates`") && message.contains("rate-constants"), "{message}");
    assert!(refusal(folder.path(), &["study", "L1"]).contains("L1 has no study"));
    assert!(refusal(folder.path(), &["study", "M77"]).contains("unknown claim id"));
    let message = refusal(folder.path(), &["study", "M1", "rate-constants", "--csv", "missing/t.csv"]);
    assert!(message.contains("missing/t.csv"), "{message}");
}

#[test]
fn a_table_without_a_picture_says_so_and_writes_nothing() {
    let folder = tempdir().unwrap();
    let message = refusal(folder.path(), &["study", "M1", "rate-constants", "--svg", "t.svg"]);
    assert!(message.contains("has no picture"), "{message}");
    assert!(!folder.path().join("t.svg").exists());
}

#[test]
fn the_search_for_the_worst_case_repeats_itself_and_its_file_is_confirmed_by_replay() {
    let folder = tempdir().unwrap();
    let short = ["--gamma", "1/2", "--starts", "4", "--instances", "50"];
    let command = [&["worst", "X5", "--part", "gap rate", "--save", "w.json"][..], &short].concat();
    let first = spma(folder.path(), &command);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stdout.contains("X5 (gap rate): left/right ") && first.stdout.contains("gamma = 1/2"));
    assert_eq!(spma(folder.path(), &command).stdout, first.stdout);
    assert_eq!(spma(folder.path(), &["replay", "w.json"]).code, 0);
}

#[test]
fn the_search_for_the_worst_case_refuses_what_has_no_bound() {
    let folder = tempdir().unwrap();
    assert!(refusal(folder.path(), &["worst", "S2"]).contains("no bound"));
    assert!(refusal(folder.path(), &["worst", "M1", "--part", "x"]).contains("one step"));
    assert!(refusal(folder.path(), &["worst", "M1", "--gamma", "1"]).contains("discount factor"));
    let answer = spma(folder.path(), &["worst", "L3", "--starts", "2", "--instances", "3"]);
    assert_eq!(answer.code, 4, "{}", answer.stdout);
}
