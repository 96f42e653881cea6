//! `spma run` as a user runs it.

mod command;

use std::fs;
use std::path::Path;

use command::{refusal, spma};
use num_traits::One;
use serde_json::Value;
use spma::scalar::Rational;
use tempfile::tempdir;

const ALGEBRAIC: [&str; 4] = ["spma", "spma-adaptive", "spma-gap", "policy-iteration"];

fn json(folder: &Path, args: &[&str]) -> Value {
    let answer = spma(folder, &[&["run"], args, &["--json"]].concat());
    assert_eq!(answer.code, 0, "{args:?}: {}", answer.stderr);
    serde_json::from_str(&answer.stdout).expect("standard output is JSON and nothing else")
}

fn number(value: &Value) -> Rational {
    value.as_str().unwrap_or_else(|| panic!("{value} is no string")).parse().expect("an exact number")
}

fn ends(value: &Value) -> (Rational, Rational) {
    if value.is_string() { (number(value), number(value)) } else { (number(&value[0]), number(&value[1])) }
}

#[test]
fn an_exact_run_obeys_the_rate_recomputed_from_its_own_fields() {
    let folder = tempdir().unwrap();
    let args =
        ["garnet:n=3,a=3,b=2,seed=4", "--gamma", "9/10", "--eta", "1/12", "--scalar", "rational", "--steps", "4"];
    let run = json(folder.path(), &args);
    assert_eq!((&run["schema"], &run["gamma"], &run["eta"]), (&"spma-run/1".into(), &"9/10".into(), &"1/12".into()));
    assert_eq!((&run["scalar"], &run["runs"][0]["algorithm"]), (&"rational".into(), &"spma".into()));
    let steps = run["runs"][0]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 5);
    let (eta, stop) = (Rational::new(1, 12), Rational::new(1, 10));
    for (t, step) in steps.iter().enumerate() {
        assert_eq!(step["t"], t);
        if t == 0 {
            assert_eq!((&step["bound"], &step["ratio"]), (&Value::Null, &Value::Null));
            continue;
        }
        let (e, c) = (number(&steps[t - 1]["e"]), number(&steps[t - 1]["C"]));
        let bound = (Rational::one() - eta.clone() * c * &stop) * e;
        assert_eq!(number(&step["bound"]), bound);
        assert_eq!(number(&step["ratio"]), number(&step["e"]) / &bound);
        assert!(number(&step["ratio"]) <= Rational::one() && number(&step["kappa"]).is_positive());
    }
}

#[test]
fn other_methods_obey_the_rate_of_the_improvement_measured() {
    let folder = tempdir().unwrap();
    for name in &ALGEBRAIC[1..] {
        let run = json(folder.path(), &["chain:n=3", "--algorithm", name, "--scalar", "rational", "--steps", "3"]);
        let steps = run["runs"][0]["steps"].as_array().unwrap();
        for pair in steps.windows(2) {
            let rate = Rational::one() - number(&pair[0]["kappa"]) * Rational::new(1, 10);
            assert_eq!(number(&pair[1]["bound"]), rate * number(&pair[0]["e"]), "{name}");
            assert!(number(&pair[1]["e"]) <= number(&pair[1]["bound"]), "{name}");
        }
    }
}

#[test]
fn gap_dependent_steps_square_the_error_of_a_bandit() {
    let folder = tempdir().unwrap();
    let run = json(folder.path(), &["bandit:1,0", "--algorithm", "spma-gap", "--scalar", "rational", "--steps", "3"]);
    let errors: Vec<&str> =
        run["runs"][0]["steps"].as_array().unwrap().iter().map(|step| step["e"].as_str().unwrap()).collect();
    assert_eq!(errors, ["1/2", "1/4", "1/16", "1/256"]);
}

#[test]
fn every_method_runs_over_every_scalar_and_enclosures_contain_the_exact_numbers() {
    let folder = tempdir().unwrap();
    let model = ["garnet:n=3,a=2,b=2,seed=1", "--gamma", "4/5", "--eta", "1/10", "--steps", "2"];
    let exact =
        json(folder.path(), &[&model[..], &["--scalar", "rational", "--algorithm", &ALGEBRAIC.join(",")]].concat());
    let names = format!("{},npg,mdpo,spg,apg", ALGEBRAIC.join(","));
    for scalar in ["f64", "mpfr:64", "mpfr:256", "interval", "interval:64", "interval:256"] {
        let run = json(folder.path(), &[&model[..], &["--scalar", scalar, "--algorithm", &names]].concat());
        let runs = run["runs"].as_array().unwrap();
        assert_eq!(runs.len(), 8);
        for (one, truth) in runs.iter().zip(exact["runs"].as_array().unwrap()) {
            assert_eq!(one["algorithm"], truth["algorithm"]);
            for (step, truth) in one["steps"].as_array().unwrap().iter().zip(truth["steps"].as_array().unwrap()) {
                for field in ["e", "C", "bound"].into_iter().filter(|&field| !truth[field].is_null()) {
                    let ((low, high), point) = (ends(&step[field]), number(&truth[field]));
                    let place = format!("{scalar} {} t = {} {field}", one["algorithm"], step["t"]);
                    if scalar.starts_with("interval") {
                        assert!(low <= point && point <= high, "{place}");
                    } else {
                        assert!((low - point).abs() < Rational::power_of_two(-35), "{place}");
                    }
                }
            }
        }
    }
}

#[test]
fn all_forms_of_output_say_the_same() {
    let folder = tempdir().unwrap();
    let args = ["run", "chain:n=3", "--gamma", "9/10", "--steps", "2", "--algorithm", "spma,npg"];
    let csv = spma(folder.path(), &[&args[..], &["--csv"]].concat()).stdout;
    let table = spma(folder.path(), &args).stdout;
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0], ["algorithm", "t", "e", "C", "kappa", "bound", "ratio"]);
    assert_eq!(rows.len(), 7);
    assert!(rows.iter().all(|row| row.len() == 7), "{csv}");
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert!(lines[1].len() == 1 && lines[1][0].chars().all(|c| c == '-'), "{table}");
    for (line, row) in lines[2..].iter().zip(&rows[1..]) {
        let shown: Vec<&str> = row.iter().map(|&cell| if cell.is_empty() { "-" } else { cell }).collect();
        assert_eq!(*line, shown);
    }
    let json = json(folder.path(), &args[1..]);
    assert_eq!(json["runs"][1]["steps"][2]["e"], rows[6][2]);
    let message = refusal(folder.path(), &[&args[..], &["--csv", "--json"]].concat());
    assert!(message.contains("cannot be used with"), "{message}");
}

#[test]
fn step_sizes_outside_their_condition_are_refused_with_the_condition() {
    let folder = tempdir().unwrap();
    let cases: [(&[&str], &str); 9] = [
        (&["--eta", "0.11"], "needs 0 < eta <= 1 - gamma = 1/10"),
        (&["--eta", "0"], "must be positive"),
        (&["--eta", "-1/2"], "must be positive"),
        (&["--eta", "nan"], "not a finite number"),
        (&["--eta", "1/0"], "zero denominator"),
        (&["--eta", "20", "--invariant"], "eta m(s) <= 1"),
        (&["--eta", "11/10", "--algorithm", "spma-adaptive"], "must be in (0, 1]"),
        (&["--eta", "20", "--invariant", "--scalar", "interval"], "eta m(s) <= 1"),
        (&["--eta", "20", "--invariant", "--scalar", "rational", "--steps", "2"], "eta m(s) <= 1"),
    ];
    for (options, expected) in cases {
        let message = refusal(folder.path(), &[&["run", "garnet:n=3,a=3,b=2", "--gamma", "9/10"], options].concat());
        assert!(message.contains(expected), "{options:?}: {message}");
    }
    let args = ["run", "garnet:n=3,a=3,b=2", "--gamma", "9/10", "--eta", "0.11", "--invariant", "--steps", "1"];
    assert_eq!(spma(folder.path(), &args).code, 0, "a step of 0.11 is valid although it is no longer certain to be");
}

#[test]
fn rewards_outside_the_unit_interval_are_run_as_they_are_or_rescaled_on_request() {
    let folder = tempdir().unwrap();
    let args = ["small2", "--gamma", "9/10", "--scalar", "rational", "--steps", "2"];
    let raw = json(folder.path(), &args);
    assert_eq!(raw["eta"], "1/110");
    let rescaled = spma(folder.path(), &[&["run"], &args[..], &["--rescale", "--json"]].concat());
    assert!(rescaled.stderr.contains("note: r' = (r - (-1)) / 11"), "{}", rescaled.stderr);
    let rescaled: Value = serde_json::from_str(&rescaled.stdout).unwrap();
    assert_eq!(rescaled["eta"], "1/10");
    // eta Adv is the same number in both, so the policies are, and errors differ by the scale.
    let both = raw["runs"][0]["steps"].as_array().unwrap().iter().zip(rescaled["runs"][0]["steps"].as_array().unwrap());
    for (raw, unit) in both {
        assert_eq!(number(&raw["e"]), number(&unit["e"]) * Rational::from(11));
        assert_eq!(raw["ratio"], unit["ratio"]);
    }
    assert_eq!(spma(folder.path(), &["run", "small2", "--eta", "1/5", "--steps", "1"]).code, 0);
    let message = refusal(folder.path(), &["run", "small2", "--eta", "1/2", "--rescale", "--gamma", "9/10"]);
    assert!(message.contains("1 - gamma = 1/10"), "{message}");
}

#[test]
fn methods_that_need_exp_are_refused_over_rationals_and_unknown_ones_always() {
    let folder = tempdir().unwrap();
    for name in ["npg", "mdpo", "spg", "apg", "spma,npg"] {
        let message = refusal(folder.path(), &["run", "chain:n=3", "--algorithm", name, "--scalar", "rational"]);
        assert!(message.contains("needs exp") && message.contains("--scalar interval:BITS"), "{message}");
    }
    for name in ["ppo", "", "spma,"] {
        let message = refusal(folder.path(), &["run", "chain:n=3", "--algorithm", name]);
        assert!(
            message.contains("known: spma, spma-adaptive, spma-gap, npg, mdpo, spg, apg, policy-iteration"),
            "{message}"
        );
    }
}

#[test]
fn too_many_steps_are_refused_with_advice() {
    let folder = tempdir().unwrap();
    let message = refusal(folder.path(), &["run", "chain:n=3", "--scalar", "rational", "--steps", "100"]);
    assert!(message.contains("at most 10 steps") && message.contains("--scalar interval:BITS"), "{message}");
    let message = refusal(folder.path(), &["run", "taxi_v4", "--scalar", "rational", "--steps", "20"]);
    assert!(message.contains("--scalar interval:BITS"), "{message}");
    for steps in ["1000001", "4294967295", "-1", "ten"] {
        let message = refusal(folder.path(), &["run", "chain:n=3", &format!("--steps={steps}")]);
        assert!(message.contains("--steps"), "{message}");
    }
    let none = spma(folder.path(), &["run", "chain:n=3", "--steps", "0", "--csv"]);
    assert_eq!((none.code, none.stdout.lines().count()), (0, 2));
}

#[test]
fn the_start_may_be_a_file_which_is_checked_like_a_model() {
    let folder = tempdir().unwrap();
    let header = "idstate,idaction,probability\n";
    let write = |rows: &str| fs::write(folder.path().join("start.csv"), format!("{header}{rows}")).unwrap();
    let args = ["run", "bandit:1,0", "--policy", "start.csv", "--scalar", "rational", "--steps", "1", "--csv"];
    write("0,0,1/3\n0,1,2/3\n");
    let answer = spma(folder.path(), &args);
    assert!(answer.stdout.contains("spma,0,2/3,1/3,"), "{}{}", answer.stdout, answer.stderr);
    for (rows, expected) in [
        ("0,0,1/3\n", "start.csv: state 0: the probabilities sum to 1/3, not to 1"),
        ("0,0,1/3\n0,2,2/3\n", "start.csv, line 3: the model has no action 2 in state 0"),
        ("0,0,4/3\n0,1,-1/3\n", "start.csv, line 3: probability: -1/3 is negative"),
        ("0,0,1\n0,0,0\n", "start.csv, line 3: state 0, action 0 was already listed in line 2"),
        ("0,0,x\n", "start.csv, line 2: probability: `x` is not a number"),
        ("0,0\n", "start.csv, line 2: the row has 2 columns"),
        ("", "start.csv"),
    ] {
        write(rows);
        let message = refusal(folder.path(), &args);
        assert!(message.contains(expected), "{expected}: {message}");
    }
    let message = refusal(folder.path(), &["run", "bandit:1,0", "--policy", "none.csv"]);
    assert!(message.contains("cannot read none.csv"), "{message}");
}

#[test]
fn the_default_step_size_stays_valid_over_enclosures_all_the_way_to_convergence() {
    let folder = tempdir().unwrap();
    for (model, gamma) in [("bandit:1,0", "0"), ("bandit:1,1/2,0", "0"), ("garnet:n=3,a=3,b=2", "1/2")] {
        let args = ["run", model, "--gamma", gamma, "--scalar", "interval:128", "--steps", "150"];
        let answer = spma(folder.path(), &args);
        assert_eq!(answer.code, 0, "{model}: {}", answer.stderr);
    }
}

#[test]
fn reporting_every_nth_step_leaves_out_the_others_and_nothing_else() {
    let folder = tempdir().unwrap();
    for scalar in ["f64", "interval", "interval:128", "rational"] {
        let args = ["garnet:n=3,a=2,b=2,seed=4", "--gamma", "1/2", "--scalar", scalar, "--steps", "5"];
        let all = json(folder.path(), &args);
        let some = json(folder.path(), &[&args[..], &["--every", "2"]].concat());
        let steps = |run: &Value| run["runs"][0]["steps"].as_array().unwrap().clone();
        let (all, some) = (steps(&all), steps(&some));
        let reported: Vec<u64> = some.iter().map(|step| step["t"].as_u64().unwrap()).collect();
        assert_eq!(reported, [0, 2, 4, 5], "{scalar}");
        for step in &some {
            let same = &all[step["t"].as_u64().unwrap() as usize];
            for field in ["e", "C", "kappa", "bound", "ratio"] {
                if scalar == "f64" && step[field].is_string() {
                    let difference = (number(&step[field]) - &number(&same[field])).abs();
                    assert!(difference < Rational::power_of_two(-40), "{field}: {} and {}", step[field], same[field]);
                } else {
                    assert_eq!(step[field], same[field], "{scalar}, {field}");
                }
            }
        }
    }
}

#[test]
fn a_long_certified_run_stays_narrow() {
    let folder = tempdir().unwrap();
    let args = [
        "garnet:n=5,a=3,b=3,seed=1",
        "--gamma",
        "99/100",
        "--scalar",
        "interval",
        "--steps",
        "2000",
        "--every",
        "1000",
    ];
    let run = json(folder.path(), &args);
    let steps = run["runs"][0]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 3);
    for step in steps {
        let (lower, upper) = ends(&step["e"]);
        assert!(upper - &lower < Rational::power_of_two(-20), "{}", step["e"]);
    }
}

#[test]
fn reporting_every_zeroth_step_is_refused() {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &["run", "chain:n=3", "--every", "0"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (1, ""));
    assert!(answer.stderr.contains("--every"), "{}", answer.stderr);
}
