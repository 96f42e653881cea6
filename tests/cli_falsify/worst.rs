//! Worst cases: searched for, stored, listed.

use super::*;

#[test]
fn the_worst_case_of_a_part_is_stored_where_later_runs_start() {
    let folder = checkout();
    let effort = ["--part", "one step", "--starts", "12", "--instances", "40"];
    let answer = spma(folder.path(), &[&["worst", "M1", "--store"][..], &effort].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.contains("attained by: bandit with 2 arms"), "{}", answer.stdout);
    let stored = "theorems/m1_tabular_linear_rate/cases/worst/one-step.json";
    assert_eq!(spma(folder.path(), &["replay", stored]).code, 0);
}

#[test]
fn the_worst_case_at_a_discount_factor_is_made_readable_and_keeps_it() {
    let folder = checkout();
    let effort = ["--part", "one step", "--gamma", "1/2", "--starts", "12", "--instances", "40", "--show", "--store"];
    let answer = spma(folder.path(), &[&["worst", "M1"][..], &effort].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.contains("gamma = 1/2"), "{}", answer.stdout);
    let stored = folder.path().join("theorems/m1_tabular_linear_rate/cases/worst/one-step-gamma-1-2.json");
    let text = fs::read_to_string(&stored).unwrap();
    assert!(text.contains(r#""gamma": "1/2""#) && text.contains(r#""origin": "shrunk""#), "{text}");
    assert_eq!(spma(folder.path(), &["replay", stored.to_str().unwrap()]).code, 0);
}

#[test]
fn stored_worst_cases_are_listed_by_claim_part_and_discount_factor() {
    let folder = tempdir().unwrap();
    let all = spma(folder.path(), &["worst", "--stored"]);
    assert_eq!(all.code, 0, "{}", all.stderr);
    let own = spma(folder.path(), &["worst", "m1", "--part", "one step", "--stored"]);
    assert_eq!(own.code, 0, "{}", own.stderr);
    let rows: Vec<&str> = own.stdout.lines().skip(2).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.starts_with("M1  one step")), "{}", own.stdout);
    let in_all = |row: &&str| {
        let cells: Vec<&str> = row.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).collect();
        all.stdout.lines().any(|line| cells.iter().all(|cell| line.contains(cell)))
    };
    assert!(rows.iter().all(in_all), "{}", all.stdout);
    let none = spma(folder.path(), &["worst", "M1", "--stored", "--gamma", "7/8"]);
    assert!(none.code == 4 && none.stdout.contains("no worst case is stored"), "{}", none.stdout);
}

#[test]
fn worst_cases_that_make_no_sense_are_refused() {
    let folder = tempdir().unwrap();
    for (args, message) in [
        (&["worst", "M1", "X1", "--part", "one step"][..], "--part is a part of one claim"),
        (&["worst", "--part", "one step"], "<IDS>"),
        (&["worst", "M1", "--part", "nothing"], "M1 has no part `nothing`; its parts are one step"),
        (&["worst", "S2"], "claims that an instance exists"),
        (&["worst", "M1", "--stored", "--store"], "cannot be used with"),
        (&["worst", "M1", "--stored", "--starts", "3"], "cannot be used with"),
        (&["worst", "M1", "--gamma", "1"], "--gamma"),
        (&["worst", "M1", "--store"], "run it in a checkout"),
    ] {
        let told = refusal(folder.path(), args);
        assert!(told.contains(message), "{args:?}: {told}");
    }
}
