//! `spma verify` as a user runs it.

mod command;
#[cfg(unix)]
#[path = "command/signals.rs"]
mod signals;

use std::fs;
use std::path::Path;

use command::{refusal, spma};
use serde_json::Value;
use tempfile::tempdir;

/// A few quick claims on small models.
const QUICK: [&str; 8] = ["verify", "L1", "S2", "M1", "B2", "--models", "chain:n=3", "forest3"];

/// The report of a run, without its time.
fn report(folder: &Path, args: &[&str]) -> Value {
    let file = folder.join("report.json");
    let mut all = args.to_vec();
    all.extend(["--json", file.to_str().unwrap()]);
    let answer = spma(folder, &all);
    let mut json: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(json["exit_code"], answer.code, "{}", answer.stderr);
    let elapsed = json.as_object_mut().unwrap().remove("elapsed_s").expect("the report has a time");
    assert!(elapsed.as_f64().is_some_and(|seconds| seconds >= 0.0));
    json
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_subset_holds_with_every_control_refuted() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &QUICK);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    for (id, controls) in [("L1", "2/2"), ("S2", "1/1"), ("B2", "2/2"), ("M1", "6/6")] {
        let line = answer.stdout.lines().find(|line| line.starts_with(id)).expect("a line for the claim");
        assert!(line.contains("HOLDS") && line.contains(controls), "{line}");
    }
    assert!(answer.stdout.contains("4 claims in "), "{}", answer.stdout);
    assert!(answer.stdout.contains("cases in spma-cases"), "{}", answer.stdout);
}

#[test]
fn ids_are_read_in_any_case_and_an_unknown_one_is_refused_with_the_nearest() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["verify", "l9", "--no-cases", "--models", "chain:n=3"]);
    assert_eq!(answer.code, 0);
    assert!(answer.stdout.lines().any(|line| line.starts_with("L9")), "{}", answer.stdout);
    let message = refusal(folder.path(), &["verify", "L1", "L77"]);
    assert!(message.contains("`L77`") && message.contains("L7") && message.contains("spma list"), "{message}");
    assert!(files(folder.path()).is_empty());
}

#[test]
fn the_json_report_has_its_documented_fields() {
    let folder = tempdir().unwrap();
    let json = report(folder.path(), &QUICK);
    assert_eq!(json["schema"], "spma-verify/1");
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&json["seed"], &json["interrupted"]), (&Value::from(1), &Value::from(false)));
    let claims = json["claims"].as_array().unwrap();
    let ids: Vec<&str> = claims.iter().map(|claim| claim["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["L1", "S2", "B2", "M1"]);
    for claim in claims {
        assert_eq!(claim["verdict"], "HOLDS");
        assert!(!claim["title"].as_str().unwrap().is_empty());
        assert!(claim["evidence"].as_str().unwrap().contains("exact"), "{claim}");
        let (tried, kept) = (claim["tried"].as_u64().unwrap(), claim["kept"].as_u64().unwrap());
        let rejected: u64 = claim["rejected"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(tried, kept + rejected, "{claim}");
        for control in claim["controls"].as_array().unwrap() {
            assert!(control["name"].is_string() && control["refuted"] == true, "{control}");
            let file = control["witness"]["file"].as_str().unwrap();
            assert!(folder.path().join(file).is_file(), "{file}");
        }
        if claim["id"] == "M1" {
            let ratio = claim["worst"]["ratio"].as_array().unwrap();
            let [low, high] = [0, 1].map(|end| ratio[end].as_str().unwrap().parse::<f64>().unwrap());
            assert!(0.0 < low && low <= high && high <= 1.0, "{ratio:?}");
            assert!(claim["worst"]["case"]["origin"].is_string(), "{claim}");
        }
    }
}

#[test]
fn the_report_depends_on_the_seed_and_not_on_the_number_of_threads() {
    let (one, two, other) = (tempdir().unwrap(), tempdir().unwrap(), tempdir().unwrap());
    let with = |extra: &[&'static str]| [&QUICK[..], extra].concat();
    let first = report(one.path(), &with(&["--jobs", "1"]));
    assert_eq!(first, report(two.path(), &with(&["--jobs", "2"])));
    assert_eq!(first, report(one.path(), &with(&["--jobs", "1", "--seed", "1"])));
    let cases = files(&one.path().join("spma-cases"));
    assert!(!cases.is_empty());
    assert_eq!(cases, files(&two.path().join("spma-cases")));
    for case in &cases {
        let content = |folder: &Path| fs::read(folder.join("spma-cases").join(case)).unwrap();
        assert_eq!(content(one.path()), content(two.path()), "{case}");
    }
    let mut seeded = report(other.path(), &with(&["--seed", "2"]));
    seeded["seed"] = Value::from(1);
    assert_ne!(first, seeded);
}

#[test]
fn every_scalar_checks_and_only_rigorous_ones_prove() {
    let folder = tempdir().unwrap();
    let verdict = |scalar: &[&str]| {
        let args = [&["verify", "L6", "--no-cases", "--models", "chain:n=3"], scalar].concat();
        let answer = spma(folder.path(), &args);
        let line = answer.stdout.lines().find(|line| line.starts_with("L6")).expect("a line").to_owned();
        (answer.code, line, answer.stderr)
    };
    for scalar in ["f64", "mpfr", "mpfr:128"] {
        let (code, line, _) = verdict(&["--scalar", scalar]);
        assert!(code == 0 && line.contains("SUGGESTED"), "{scalar}: {line}");
    }
    let (code, line, _) = verdict(&["--scalar", "rational"]);
    assert!(code == 0 && line.contains("HOLDS"), "{line}");
    // Equalities cannot be confirmed by enclosures; that is said, and is no success.
    let (code, line, _) = verdict(&["--scalar", "interval"]);
    assert!(code == 3 && line.contains("UNDECIDED"), "{line}");
    let (_, line, note) = verdict(&["--scalar", "interval", "--bits", "300"]);
    assert!(line.contains("interval:1024"), "{line}");
    assert!(note.contains("note: computing with interval:1024"), "{note}");
}

#[test]
fn floats_refute_no_claim_that_is_an_equality_somewhere() {
    let folder = tempdir().unwrap();
    for scalar in ["f64", "mpfr"] {
        let args = ["verify", "L1", "L3", "S3", "--no-cases", "--models", "chain:n=3", "--scalar", scalar];
        let answer = spma(folder.path(), &args);
        assert_eq!(answer.code, 0, "{}", answer.stdout);
        assert!(answer.stdout.contains("SUGGESTED") && !answer.stdout.contains("REFUTED"), "{}", answer.stdout);
    }
}

#[test]
fn a_scalar_that_cannot_express_a_claim_leaves_it_undecided_and_says_what_can() {
    let folder = tempdir().unwrap();
    let args = ["verify", "L8", "--no-cases", "--models", "chain:n=3", "--scalar", "rational"];
    let answer = spma(folder.path(), &args);
    assert_eq!(answer.code, 3);
    assert!(answer.stdout.contains("logarithm") && answer.stdout.contains("--scalar interval"), "{}", answer.stdout);
}

#[test]
fn bad_options_are_refused_before_anything_is_computed() {
    let folder = tempdir().unwrap();
    let cases: [(&[&str], &str); 14] = [
        (&["--scalar", "double"], "unknown scalar `double`"),
        (&["--scalar", "mpfr:5000"], "from 2 to 4096"),
        (&["--scalar", "interval:"], "from 2 to 4096"),
        (&["--bits", "1"], "from 2 to 4096"),
        (&["--bits", "999999999"], "from 2 to 4096"),
        (&["--bits", "many"], "--bits"),
        (&["--scalar", "rational", "--bits", "100"], "--bits has no meaning with --scalar rational"),
        (&["--scalar", "interval:64", "--bits", "100"], "--bits has no meaning"),
        (&["--jobs", "0"], "1..=1024"),
        (&["--jobs", "1000000"], "1..=1024"),
        (&["--seed=-1"], "--seed"),
        (&["--gamma", "1"], "less than 1"),
        (&["--models", "chain"], "chain"),
        (&["--initial", "x.csv"], "--models"),
    ];
    for (options, expected) in cases {
        let message = refusal(folder.path(), &[&["verify", "L1"], options].concat());
        assert!(message.contains(expected), "{options:?}: {message}");
    }
    assert!(files(folder.path()).is_empty());
}

#[test]
fn models_may_be_files_bundled_ones_and_families() {
    let folder = tempdir().unwrap();
    let text = "idstatefrom,idaction,idstateto,probability,reward\n0,0,1,1,2\n0,1,0,1,-3\n1,0,0,1/3,0\n1,0,1,2/3,1\n";
    fs::write(folder.path().join("mine.csv"), text).unwrap();
    let json = report(folder.path(), &["verify", "L6", "--models", "mine.csv", "small2", "bandit:1,0", "--no-cases"]);
    let alone = report(folder.path(), &["verify", "L6", "--models", "mine.csv", "--no-cases"]);
    let tried = |json: &Value| json["claims"][0]["tried"].as_u64().unwrap();
    assert_eq!(tried(&json) - tried(&alone), 4, "two policies on each of two more models");
    fs::write(folder.path().join("mine.csv"), text.replace("2/3", "1/3")).unwrap();
    let message = refusal(folder.path(), &["verify", "L6", "--models", "small2", "mine.csv"]);
    assert!(message.contains("mine.csv, line 4:") && message.contains("2/3"), "{message}");
}

#[test]
fn outputs_that_cannot_be_written_are_refused_before_the_run_and_leave_nothing() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "kept").unwrap();
    let message = refusal(folder.path(), &["verify", "--json", "no/such/report.json"]);
    assert!(message.contains("cannot write no/such/report.json"), "{message}");
    assert!(!message.contains(".tmp"), "{message}");
    let message = refusal(folder.path(), &["verify", "--no-cases", "--json", "."]);
    assert!(message.contains("cannot write .:"), "{message}");
    let message = refusal(folder.path(), &["verify", "--cases", "file/cases"]);
    assert!(message.contains("cannot write file/cases"), "{message}");
    let message = refusal(folder.path(), &["verify", "--cases", "file"]);
    assert!(message.contains("cannot write file"), "{message}");
    assert_eq!(fs::read_to_string(file).unwrap(), "kept");
    let left = files(folder.path());
    assert!(left.iter().all(|name| name == "file" || name == "spma-cases"), "{left:?}");
}

#[test]
fn a_report_may_go_to_a_device() {
    if !Path::new("/dev/null").exists() {
        return;
    }
    let folder = tempdir().unwrap();
    let args = ["verify", "L9", "--models", "chain:n=3", "--no-cases", "--json", "/dev/null"];
    assert_eq!(spma(folder.path(), &args).code, 0);
    assert!(Path::new("/dev/null").exists());
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::Read;
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    use super::*;
    use crate::command::Answer;
    use crate::signals::interrupted;

    fn start(folder: &Path, args: &[&str], stdout: Stdio) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spma"));
        command.args(args).current_dir(folder).stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
        command.spawn().expect("the program starts")
    }

    #[test]
    fn ctrl_c_ends_a_long_run_within_seconds_with_a_partial_report() {
        let folder = tempdir().unwrap();
        let args = ["verify", "--full", "--json", "report.json"];
        let answer = interrupted(folder.path(), &args, ("", Duration::from_secs(3)), "INT");
        assert_eq!(answer.code, 3, "{}{}", answer.stdout, answer.stderr);
        assert!(answer.stdout.contains("(partial)") && answer.stdout.contains("interrupted:"), "{}", answer.stdout);
        assert!(!answer.stdout.contains("SURVIVED") && !answer.stdout.contains("no instance met"), "{}", answer.stdout);
        let json: Value =
            serde_json::from_str(&fs::read_to_string(folder.path().join("report.json")).unwrap()).unwrap();
        assert_eq!((&json["interrupted"], &json["exit_code"]), (&Value::from(true), &Value::from(3)));
        for claim in json["claims"].as_array().unwrap() {
            assert!(claim["interrupted"] == false || claim["verdict"] == "UNDECIDED", "{claim}");
        }
    }

    #[test]
    fn a_report_that_does_not_fit_on_the_disk_does_not_hide_the_table() {
        if !Path::new("/dev/full").exists() {
            return;
        }
        let folder = tempdir().unwrap();
        let args = ["verify", "L9", "--no-cases", "--models", "chain:n=3", "--json", "/dev/full"];
        let answer = spma(folder.path(), &args);
        assert!(answer.code == 1 && answer.stderr.contains("cannot write /dev/full"), "{}", answer.stderr);
        assert!(answer.stdout.contains("HOLDS"), "{}", answer.stdout);
    }

    #[test]
    fn a_reader_that_goes_away_is_no_error() {
        let folder = tempdir().unwrap();
        let args = ["verify", "L9", "--no-cases", "--models", "chain:n=3"];
        let mut child = start(folder.path(), &args, Stdio::piped());
        drop(child.stdout.take());
        let answer = Answer::from(child.wait_with_output().unwrap());
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        let mut child = start(folder.path(), &["explain", "M1"], Stdio::piped());
        let mut first = [0; 1];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        assert_eq!(Answer::from(child.wait_with_output().unwrap()).code, 0);
    }

    #[test]
    fn a_full_disk_is_an_error_and_a_full_standard_error_is_none() {
        let Ok(full) = File::options().write(true).open("/dev/full") else { return };
        let folder = tempdir().unwrap();
        let verify = ["verify", "L9", "--no-cases", "--models", "chain:n=3"];
        for args in [&["list"][..], &["solve", "small2"], &verify, &["--help"], &["solve", "-h"], &["--version"]] {
            let child = start(folder.path(), args, full.try_clone().unwrap().into());
            let answer = Answer::from(child.wait_with_output().unwrap());
            assert_eq!(answer.code, 1, "{args:?}");
            assert!(answer.stderr.contains("cannot write standard output"), "{}", answer.stderr);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_spma"));
        let output = command.args(["solve", "small2"]).stderr(full).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
    }
}
