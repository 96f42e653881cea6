//! How witnesses are chosen and shown.

use super::*;

#[test]
fn a_witness_whose_step_is_no_policy_says_so() {
    let folder = tempdir().unwrap();
    let relaxed =
        ["falsify", "M1", "--part", "one step", "--relax", "eta=1.1x", "--starts", "24", "--instances", "150"];
    let answer = spma(folder.path(), &relaxed);
    assert_eq!(answer.code, 2, "{}", answer.stderr);
    for expected in [
        "M1, part `one step`, eta times 11/10: REFUTED, but only where a step gives a probability below 0",
        "one step of SPMA, no policy: a probability is below 0",
        "state  V*  V_t",
    ] {
        assert!(answer.stdout.contains(expected), "{expected}: {}", answer.stdout);
    }
    assert!(!answer.stdout.contains("V_{t+1}"), "{}", answer.stdout);
}

#[test]
fn programs_and_latex_files_say_in_a_comment_what_was_not_refuted() {
    let folder = tempdir().unwrap();
    for (form, comment) in [("--latex", "% "), ("--as-test", "// ")] {
        let effort = ["--part", "one step", "--starts", "2", "--instances", "20", form];
        let answer = spma(folder.path(), &[&["falsify", "M1"][..], &effort].concat());
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        let line = format!("{comment}M1, part `one step`: not refuted with this effort, 40 instances tried\n");
        assert_eq!(answer.stdout, line);
    }
}

#[test]
fn printed_tests_of_one_run_have_different_names() {
    let folder = tempdir().unwrap();
    let effort = ["--constant", "rate=1.01x", "--starts", "24", "--instances", "100", "--as-test"];
    let answer = spma(folder.path(), &[&["falsify", "M1", "--keep-margin", "1"][..], &effort].concat());
    let mut names: Vec<&str> = answer.stdout.lines().filter(|line| line.starts_with("fn ")).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert!(all >= 3 && names.len() == all, "{names:?}");
    assert!(names.iter().any(|name| name.contains("m1_part_one_step_rate_times_101_100_is_refuted_at_the_worst")));
}

#[test]
fn long_fractions_are_shown_by_bounds_and_kept_exactly_in_the_case_file() {
    let folder = tempdir().unwrap();
    let effort = ["--part", "T steps", "--keep-margin", "1", "--starts", "24", "--instances", "100", "--save", "found"];
    let answer = spma(folder.path(), &[&["falsify", "M1", "--constant", "rate=1.01x"][..], &effort].concat());
    assert_eq!(answer.code, 2, "{}", answer.stderr);
    assert!(answer.stdout.contains("fractions of many digits are shown by bounds"), "{}", answer.stdout);
    assert!(answer.stdout.lines().all(|line| line.len() < 250), "{}", answer.stdout);
    let worst = "found/m1-part-t-steps-rate-times-101-100.worst.json";
    assert_eq!(spma(folder.path(), &["replay", worst]).code, 0);
}

#[test]
fn the_tables_of_a_claim_on_log_linear_policies_show_them() {
    let folder = tempdir().unwrap();
    let effort = ["--part", "one step in a bandit", "--starts", "12", "--instances", "60", "--show"];
    let answer = spma(folder.path(), &[&["worst", "A1"][..], &effort].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(
        answer.stdout.contains("log-linear policies") && answer.stdout.contains("their values"),
        "{}",
        answer.stdout
    );
}

#[test]
fn the_smallest_witness_of_a_sharp_step_size_has_two_arms() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["falsify", "S2", "--part", "bandit, eps = 1/10", "--smallest"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.contains("smallest factor at eta = 11/10 (1-gamma)"), "{}", answer.stdout);
    let arms = answer.stdout.split("hypotheses").next().unwrap().lines().filter(|line| line.contains("    ")).count();
    assert_eq!(arms, 3, "a heading and two arms: {}", answer.stdout);
}
