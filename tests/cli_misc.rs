//! The other commands as a user runs them: list, explain, model, replay, help.

mod command;

use std::fs;
use std::path::{Path, PathBuf};

use command::{refusal, spma};
use serde_json::{Value, json};
use tempfile::tempdir;

const IDS: [&str; 38] = [
    "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "D1", "D2", "D3", "D4", "S1", "S2", "S3", "S4", "B0", "B1",
    "B2", "M1", "M2", "M3", "A0", "A1", "A2", "A3", "A4", "A5", "N1", "G1", "G2", "G3", "X1", "X2", "X3", "X4", "X5",
];

#[test]
fn help_and_version_succeed_and_the_help_lists_the_exit_codes() {
    let folder = tempdir().unwrap();
    for flag in ["--help", "-h", "help"] {
        let answer = spma(folder.path(), &[flag]);
        assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
        let codes = answer.stdout.split("Exit codes:").nth(1).expect("the exit codes");
        let listed: Vec<u32> = codes.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect();
        assert_eq!(listed, [0, 1, 2, 3, 4, 5, 6, 7, 70]);
    }
    for command in ["verify", "list", "explain", "solve", "run", "model", "replay"] {
        let answer = spma(folder.path(), &[command, "--help"]);
        assert!(answer.code == 0 && answer.stdout.contains("Usage: spma "), "{command}");
    }
    let answer = spma(folder.path(), &["--version"]);
    assert_eq!((answer.code, answer.stdout), (0, format!("spma {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn wrong_usage_exits_with_code_one_and_prints_nothing_to_standard_output() {
    let folder = tempdir().unwrap();
    for args in [&[][..], &["model"], &["nothing"], &["verify", "--nothing"], &["solve"], &["replay"], &["explain"]] {
        let answer = spma(folder.path(), args);
        assert_eq!((answer.code, answer.stdout.as_str()), (1, ""), "{args:?}");
        assert!(answer.stderr.contains("Usage: spma"), "{args:?}: {}", answer.stderr);
    }
}

#[test]
fn the_list_has_a_line_for_every_claim_and_each_explains_itself() {
    let folder = tempdir().unwrap();
    let list = spma(folder.path(), &["list"]);
    let ids: Vec<&str> = list.stdout.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!((list.code, ids.as_slice()), (0, &IDS[..]));
    for id in IDS {
        let answer = spma(folder.path(), &["explain", &id.to_lowercase()]);
        assert_eq!(answer.code, 0);
        assert!(answer.stdout.starts_with(&format!("# {id}")), "{}", answer.stdout);
        for section in ["## Statement", "## Proof", "## Source", "## Checked as", "- part `", "- control `"] {
            assert!(answer.stdout.contains(section), "{id} lacks {section}");
        }
    }
    let message = refusal(folder.path(), &["explain", "M4"]);
    assert!(message.contains("unknown claim id `M4`") && message.contains("M1"), "{message}");
}

#[test]
fn every_listed_model_can_be_shown_and_checked() {
    let folder = tempdir().unwrap();
    let list = spma(folder.path(), &["model", "list"]);
    assert_eq!(list.code, 0);
    let bundled = list.stdout.split("Families").next().unwrap();
    let names: Vec<&str> = bundled
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 10, "{bundled}");
    let answer = spma(folder.path(), &[&["model", "check", "--gamma", "1/2"], names.as_slice()].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let answers = answer.stdout.matches("every row of probabilities sums to exactly 1").count();
    assert_eq!(answers, names.len());
    let shown = spma(folder.path(), &["model", "show", "small2", "--gamma", "1/2"]);
    for expected in ["2 states", "rewards in [-1, 10]", "licence: ", "source: "] {
        assert!(shown.stdout.contains(expected), "{}", shown.stdout);
    }
}

#[test]
fn a_model_written_as_csv_reads_back_with_its_initial_distribution() {
    let folder = tempdir().unwrap();
    for name in ["riverswim:n=4", "small2", "bandit:1,1/3"] {
        let shown = spma(folder.path(), &["model", "show", name, "--csv", "--output", "copy.csv"]);
        assert!(shown.code == 0 && shown.stdout.is_empty(), "{}", shown.stderr);
        assert!(shown.stderr.contains("copy.initial.csv"), "{}", shown.stderr);
        let printed = spma(folder.path(), &["model", "show", name, "--csv"]).stdout;
        assert_eq!(printed, fs::read_to_string(folder.path().join("copy.csv")).unwrap());
        let checked = spma(folder.path(), &["model", "check", "copy.csv"]);
        assert!(checked.code == 0 && checked.stdout.contains("copy.initial.csv"), "{}", checked.stdout);
        let value = |model: &str| {
            let answer = spma(folder.path(), &["solve", model, "--gamma", "0", "--json"]);
            serde_json::from_str::<Value>(&answer.stdout).unwrap()["value"].clone()
        };
        assert_eq!(value("copy.csv"), value(name));
    }
    let message = refusal(folder.path(), &["model", "show", "small2", "--csv", "--output", "no/such/copy.csv"]);
    assert!(message.contains("cannot write no/such/copy.csv"), "{message}");
}

#[test]
fn large_models_are_solved_and_run_alike_on_any_number_of_threads() {
    let folder = tempdir().unwrap();
    let model = "garnet:n=800,a=4,b=80,seed=1";
    for args in [&["solve", model, "--scalar", "f64", "--json"][..], &["run", model, "--steps", "2", "--csv"]] {
        let on = |jobs: &str| spma(folder.path(), &[args, &["--jobs", jobs]].concat());
        let (one, two) = (on("1"), on("2"));
        assert_eq!((one.code, one.stdout.is_empty()), (0, false), "{args:?}: {}", one.stderr);
        assert_eq!(one.stdout, two.stdout, "{args:?}");
    }
}

#[test]
fn a_check_goes_on_after_a_bad_model_and_fails_in_the_end() {
    let folder = tempdir().unwrap();
    let header = "idstatefrom,idaction,idstateto,probability,reward";
    fs::write(folder.path().join("bad.csv"), format!("{header}\n0,0,0,1/2,0\n")).unwrap();
    let answer = spma(folder.path(), &["model", "check", "bad.csv", "none.csv", "small2"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stdout.starts_with("small2:"), "{}", answer.stdout);
    assert!(answer.stderr.contains("bad.csv, line 2:") && answer.stderr.contains("none.csv"), "{}", answer.stderr);
}

/// Case files of a run over all claims, in a folder.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let args = ["verify", "--models", "chain:n=3", "bandit:1,1/2,0", "--cases", "cases"];
    let answer = spma(folder, &args);
    assert_eq!(answer.code, 0, "{}", answer.stdout);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder.join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_case_that_a_run_writes_is_confirmed() {
    let folder = tempdir().unwrap();
    let paths = cases(folder.path());
    let names: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    assert!(names.len() > 2 * IDS.len(), "{names:?}");
    let answer = spma(folder.path(), &[&["replay"], names.as_slice()].concat());
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    assert_eq!(answer.stdout.matches("\nconfirmed: ").count(), names.len(), "{}", answer.stdout);
    for id in IDS {
        assert!(answer.stdout.contains(&format!("claim {id}, control ")), "no control of {id}");
    }
}

/// A good case: `1/4 <= 1/4` of L1 for two arms.
fn case() -> Value {
    json!({
        "schema": "spma-case/1", "claim": "L1", "part": "distributions", "control": null,
        "label": "state 0", "relation": "<=", "left": ["1/4", "1/4"], "right": ["1/4", "1/4"],
        "instance": {
            "origin": "by hand", "gamma": "0",
            "states": [[
                { "reward": "1", "transitions": [[0, "1"]] },
                { "reward": "0", "transitions": [[0, "1"]] }
            ]],
            "initial": ["1"], "policy": [["1/2", "1/2"]], "other": [["1/2", "1/2"]], "eta": "1", "steps": 3
        }
    })
}

/// The case with one place changed.
fn tampered(pointer: &str, value: Value) -> String {
    let mut case = case();
    *case.pointer_mut(pointer).expect("a place in the case") = value;
    case.to_string()
}

/// The case with something changed of its claim.
fn varied(field: &str, value: Value) -> String {
    let mut case = case();
    case["variation"] = json!({ "dropped": [], "step_size": null, "constants": [] });
    case["variation"][field] = value;
    case.to_string()
}

/// The case with one more field in a place.
fn with_field(pointer: &str, field: &str) -> String {
    let mut case = case();
    case.pointer_mut(pointer).expect("a place in the case")[field] = json!(1);
    case.to_string()
}

#[test]
fn a_case_cannot_send_commands_to_the_terminal() {
    let folder = tempdir().unwrap();
    let text = tampered("/instance/origin", json!("\u{1b}[2J\u{202e}by hand\nconfirmed"));
    fs::write(folder.path().join("case.json"), text).unwrap();
    let answer = spma(folder.path(), &["replay", "case.json"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.contains("at `\\u{1b}[2J\\u{202e}by hand\\nconfirmed`"), "{}", answer.stdout);
    fs::write(folder.path().join("case.json"), tampered("/part", json!("\u{1b}[2J"))).unwrap();
    assert!(refusal(folder.path(), &["replay", "case.json"]).contains("has no part `\\u{1b}[2J`"));
}

#[test]
fn a_case_with_another_result_is_not_confirmed() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("case.json");
    fs::write(&path, case().to_string()).unwrap();
    let answer = spma(folder.path(), &["replay", "case.json"]);
    assert!(answer.code == 0 && answer.stdout.contains("1/4 (0.25) <= 1/4 (0.25)  holds"), "{}", answer.stdout);
    assert!(answer.stdout.contains("confirmed: the claim holds here"), "{}", answer.stdout);
    for (pointer, value) in [
        ("/left", json!(["1/5", "1/5"])),
        ("/right", json!(["1/3", "1/3"])),
        ("/relation", json!("<")),
        ("/label", json!("state 1")),
        ("/instance/policy", json!([["1/3", "2/3"]])),
        ("/instance/states/0/0/reward", json!("2")),
    ] {
        fs::write(&path, tampered(pointer, value)).unwrap();
        let answer = spma(folder.path(), &["replay", "case.json"]);
        assert_eq!(answer.code, 2, "{pointer}: {}{}", answer.stdout, answer.stderr);
        assert!(answer.stdout.contains("NOT CONFIRMED"), "{pointer}: {}", answer.stdout);
    }
}

#[test]
fn a_file_that_is_no_case_is_refused_with_the_place() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("case.json");
    let whole = case().to_string();
    let texts = [
        (tampered("/schema", json!("spma-case/2")), "has schema `spma-case/2`; this version replays `spma-case/1`"),
        (tampered("/claim", json!("Q1")), "unknown claim id `Q1`"),
        (tampered("/part", json!("something")), "claim L1 has no part `something`"),
        (tampered("/control", json!("something")), "claim L1 has no control `something`"),
        (tampered("/left", json!(["a", "b"])), "the field `left` must hold a lower and an upper bound"),
        (tampered("/right", json!(["1", "0"])), "the field `right` must hold a lower and an upper bound"),
        (tampered("/instance/states/0/0/transitions/0/1", json!("1/2")), "the probabilities sum to 1/2"),
        (tampered("/instance/states/0/0/transitions/0/0", json!(7)), "unknown successor state 7"),
        (tampered("/instance/states", json!([])), "the model has no state"),
        (tampered("/instance/states", json!([[]])), "state 0 has no action"),
        (tampered("/instance/policy", json!([["1/2", "1/4"]])), "the field `policy`"),
        (tampered("/instance/other", json!([["-1", "2"]])), "the field `other`"),
        (tampered("/instance/initial", json!(["1/2"])), "the initial distribution sums to 1/2"),
        (tampered("/instance/gamma", json!("1")), "gamma = 1"),
        (tampered("/instance/eta", json!("1/0")), "zero denominator"),
        (tampered("/instance/eta", json!(0.5)), "is not a case file"),
        (tampered("/instance/steps", json!(4_000_000_000_u32)), "4000000000 steps"),
        (
            varied("dropped", json!(["nope"])),
            "the field `variation`: L1 (distributions) has no hypothesis `nope`; those",
        ),
        (varied("constants", json!([["nope", "2"]])), "L1 (distributions) has no constant `nope`; known: right"),
        (varied("constants", json!([["right", "-1"]])), "right times -1: the factor must be positive"),
        (varied("step_size", json!("0")), "eta times 0: the factor must be positive"),
        (varied("step_size", json!("-1")), "eta times -1: the factor must be positive"),
        (varied("step_size", json!("2")), "L1 (distributions) has no step size to relax"),
        (varied("other", json!("2")), "unknown field `other`"),
        (with_field("", "note"), "unknown field `note`"),
        (with_field("/instance", "\u{1b}[2Jnote"), "unknown field `\\u{1b}[2Jnote`"),
        (with_field("/instance/states/0/0", "note"), "unknown field `note`"),
        (whole[..whole.len() / 2].to_owned(), "is not a case file"),
        (String::new(), "is not a case file"),
        ("not JSON".to_owned(), "is not a case file"),
        ("[".repeat(100_000), "is not a case file"),
        ("{}".to_owned(), "is not a case file"),
    ];
    for (text, expected) in texts {
        fs::write(&path, text).unwrap();
        let message = refusal(folder.path(), &["replay", "case.json"]);
        assert!(message.contains(expected), "{expected}: {message}");
        assert!(message.contains("case.json"), "the file is not named: {message}");
    }
    fs::write(&path, [0xff, 0xfe]).unwrap();
    assert!(refusal(folder.path(), &["replay", "case.json"]).contains("cannot read case.json"));
    assert!(refusal(folder.path(), &["replay", "none.json"]).contains("cannot read none.json"));
    assert!(refusal(folder.path(), &["replay", "."]).contains("cannot read ."));
}

#[test]
fn a_replay_of_a_control_confirms_that_it_is_refuted() {
    let folder = tempdir().unwrap();
    let mut refuted = case();
    refuted["control"] = json!("drop p(b)");
    refuted["left"] = json!(["1/2", "1/2"]);
    fs::write(folder.path().join("case.json"), refuted.to_string()).unwrap();
    let answer = spma(folder.path(), &["replay", "case.json"]);
    assert_eq!(answer.code, 0, "{}", answer.stdout);
    assert!(answer.stdout.contains("confirmed: the control is refuted"), "{}", answer.stdout);
}

/// A bandit of two arms for N1, whose second code path works with ranges.
fn npg_case(gamma: &str, eta: &str, steps: u32, step_size: Option<&str>) -> Value {
    let mut case = case();
    case["claim"] = json!("N1");
    case["part"] = json!("T steps");
    case["label"] = json!("1 eta");
    case["left"] = json!(["-inf", "inf"]);
    case["right"] = json!(["-inf", "inf"]);
    case["instance"]["gamma"] = json!(gamma);
    case["instance"]["eta"] = json!(eta);
    case["instance"]["steps"] = json!(steps);
    if let Some(factor) = step_size {
        case["variation"] = json!({ "dropped": [], "step_size": factor, "constants": [] });
    }
    case
}

#[test]
fn a_replay_near_gamma_1_is_confirmed_though_ranges_become_too_wide_to_divide_by() {
    let folder = tempdir().unwrap();
    let gamma = "99999999999999999999/100000000000000000000";
    for steps in [1, 2, 5] {
        fs::write(folder.path().join("case.json"), npg_case(gamma, "1", steps, None).to_string()).unwrap();
        let answer = spma(folder.path(), &["replay", "case.json"]);
        assert_eq!(answer.code, 0, "{steps} steps: {}{}", answer.stdout, answer.stderr);
        assert!(answer.stdout.contains("confirmed: the claim holds here"), "{}", answer.stdout);
    }
}

#[test]
fn a_replay_with_an_enormous_step_size_ends() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("case.json"), npg_case("1/2", "1/2", 2, Some("1000000000")).to_string()).unwrap();
    let answer = spma(folder.path(), &["replay", "case.json"]);
    assert_eq!(answer.code, 2, "{}{}", answer.stdout, answer.stderr);
    assert!(answer.stdout.contains("holds") && answer.stdout.contains("NOT CONFIRMED"), "{}", answer.stdout);
}

#[test]
fn a_case_that_ranges_leave_open_is_called_undecided() {
    let folder = tempdir().unwrap();
    let mut open = npg_case("99999999999999999999/100000000000000000000", "1", 3, None);
    open["control"] = json!("half of the bound");
    open["variation"] =
        json!({ "dropped": [], "step_size": null, "constants": [["right", "1/100000000000000000000"]] });
    fs::write(folder.path().join("case.json"), open.to_string()).unwrap();
    let answer = spma(folder.path(), &["replay", "case.json"]);
    assert_eq!(answer.code, 3, "{}{}", answer.stdout, answer.stderr);
    assert!(answer.stdout.contains("UNDECIDED"), "{}", answer.stdout);
}

#[test]
fn a_case_outside_the_hypotheses_of_its_claim_is_refused_and_not_computed() {
    let folder = tempdir().unwrap();
    let at = |claim: &str, part: &str, control: Value, pointer: &str, value: Value| {
        let mut case = case();
        case["claim"] = json!(claim);
        case["part"] = json!(part);
        case["control"] = control;
        *case.pointer_mut(pointer).expect("a place in the case") = value;
        case.to_string()
    };
    let equal = json!([[{ "reward": "1", "transitions": [[0, "1"]] }, { "reward": "1", "transitions": [[0, "1"]] }]]);
    let rewards = "/instance/states";
    let texts = [
        (at("B1", "T steps", Value::Null, rewards, equal.clone()), "two different rewards"),
        (at("B2", "two arms: the scalar step 1/Delta", Value::Null, rewards, equal.clone()), "two different rewards"),
        (at("S4", "", json!("the second condition alone suffices"), rewards, equal), "C > 0"),
        (at("L8", "pairs of distributions", Value::Null, "/instance/other", json!([["0", "1"]])), "q has full support"),
    ];
    for (text, hypothesis) in texts {
        fs::write(folder.path().join("case.json"), text).unwrap();
        let message = refusal(folder.path(), &["replay", "case.json"]);
        assert!(message.contains(&format!("does not meet the hypothesis `{hypothesis}`")), "{message}");
    }
}
