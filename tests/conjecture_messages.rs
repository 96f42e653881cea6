//! What is said of conjecture files that are not good, and of trials that find nothing.

mod command;

use std::fs;
use std::sync::atomic::AtomicBool;
use std::thread;

use command::{Answer, refusal, spma};
use spma::claim::{Instance, Outcome, Variation};
use spma::conjecture::{Conjecture, parse};
use spma::replay::Naive;
use spma::scalar::{Rational, ScalarKind};
use spma::search::{Adversary, Domain, Ranges, Reach, Size, Stage, Trial};
use tempfile::tempdir;

static NEVER: AtomicBool = AtomicBool::new(false);

const EFFORT: [&str; 6] = ["--starts", "10", "--instances", "30", "--shrink", "300"];

/// A file with these lines after the usual ones.
fn file(lines: &str) -> String {
    format!("schema = \"spma-conjecture/1\"\nname = \"test\"\ninstances = \"mdp\"\n{lines}\n")
}

fn refused(lines: &str) -> String {
    parse(&file(lines), "test.toml").map(|_| ()).expect_err(lines).to_string()
}

fn conjecture(lines: &str) -> Conjecture {
    parse(&file(lines), "test.toml").unwrap_or_else(|error| panic!("{error}"))
}

/// A run of `spma conjecture` on a file with these lines.
fn run(command: &str, lines: &str, options: &[&str]) -> Answer {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), file(lines)).unwrap();
    spma(folder.path(), &[&["conjecture", command, "a.toml"], options, &EFFORT].concat())
}

fn tried(lines: &str) -> Answer {
    run("try", lines, &["--random", "60"])
}

/// `a0`, and `a1` to `a{count}`, each made of the one before it.
fn chained(first: &str, count: usize, step: impl Fn(String) -> String) -> String {
    let mut lines = format!("claim = \"a{count} <= a{count}\"\n[let]\na0 = \"{first}\"\n");
    for i in 1..=count {
        lines.push_str(&format!("a{i} = \"{}\"\n", step(format!("a{}", i - 1))));
    }
    lines
}

#[test]
fn abbreviations_nested_too_deeply_are_refused_where_they_stand() {
    let error = refused(&chained("e_t", 2500, |before| format!("abs({before})")));
    assert!(error.starts_with("test.toml:206:9: with its abbreviations written out"), "{error}");
    assert!(error.contains("nested more than 400 levels deep"), "{error}");
}

#[test]
fn formulas_at_the_limit_of_depth_are_evaluated_by_everything_on_half_the_stack_of_a_worker() {
    type Step = fn(String) -> String;
    let steps: [Step; 6] = [
        |before| format!("abs({before})"),
        |before| format!("{before} + 1"),
        |before| format!("{before} * 1"),
        |before| format!("min({before}, 1)"),
        |before| format!("sqrt({before})"),
        |before| format!("1 / {before}"),
    ];
    for (place, step) in steps.into_iter().enumerate() {
        let deep = move || {
            let conjecture = conjecture(&chained("eta", 199, step));
            let part = &conjecture.parts[0];
            let instance = Domain::Mdp.instance(1, 40);
            let kinds = [
                ScalarKind::F64,
                ScalarKind::BigFloat(256),
                ScalarKind::Interval,
                ScalarKind::BigInterval(4096),
                ScalarKind::Rational,
            ];
            for kind in kinds {
                let outcome = part.goal().statement.decide(&instance, kind);
                assert!(matches!(outcome, Outcome::Compared { .. } | Outcome::Unsupported), "{outcome:?}");
            }
            assert_eq!(part.naive_sides(&Naive::new(&instance)).len(), 1);
            assert!(part.absence(&instance).is_none());
            assert!(part.goal().statement.hypotheses(&instance, &Variation::default()).len() <= 1);
        };
        let thread = thread::Builder::new().stack_size(1 << 20).spawn(deep).expect("a thread");
        thread.join().unwrap_or_else(|_| panic!("step {place}"));
    }
}

#[test]
fn folds_around_one_another_that_nobody_waits_for_are_refused() {
    let lines = |count| chained("e_t", count, |before| format!("max_s(V + {before})"));
    assert_eq!(conjecture(&lines(6)).parts.len(), 1);
    let error = refused(&lines(7));
    assert!(error.contains("test.toml:13:13: folds over states and actions are nested more than 6 deep"), "{error}");
}

#[test]
fn signs_and_words_of_other_notations_are_refused_with_what_to_write() {
    let rows = [
        ("claim = \"e_t == 1\"", "test.toml:4:14: write `=` instead of `==`"),
        ("claim = \"e_t != 1\"", "test.toml:4:14: write `abs(x - y) > 0` instead of `!=`"),
        ("claim = \"e_t <= 1 && 0 <= e_t\"", "test.toml:4:19: write several hypotheses"),
        ("claim = \"e_t \u{2264} 1\"", "test.toml:4:14: write `<=` instead of `\u{2264}`"),
        ("claim = \"e_t \u{2265} 1\"", "write `>=` instead of"),
        ("claim = \"\u{3b3} <= 1\"", "test.toml:4:10: write `gamma` instead of"),
        ("claim = \"1 <= \u{3b7}\"", "write `eta` instead of"),
        ("claim = \"1 <= 2 * \u{3c0}\"", "write `pi` instead of"),
        ("claim = \"2^3^2 <= 1\"", "test.toml:4:13: powers are not chained; write parentheses"),
        ("claim = \"min() <= 1\"", "test.toml:4:10: `min` takes at least one argument"),
        ("claim = \"exp() <= 1\"", "`exp` takes one argument, not 0"),
        (
            "claim = \"e_t <= .5\"",
            "test.toml:4:17: write numbers as in `0.5`, with one point between digits, instead of `.`",
        ),
        ("claim = \"1 <= 1e999\"", "test.toml:4:15: the exponent of this number is beyond the limit"),
        (
            "hypotheses = [\"papre\"]\nclaim = \"1 <= 2\"",
            "test.toml:4:15: a hypothesis is a comparison or `paper`, and `papre` is neither; did you mean `paper`?",
        ),
        ("[claims]\n\"\" = \"1 <= 2\"", "the name of a claim is one line, not empty"),
        (
            "[claims]\n\"a\\u001b[2J\" = \"1 <= 2\"",
            "the name of a claim is one line, not empty, without control characters",
        ),
    ];
    for (lines, wanted) in rows {
        let error = refused(lines);
        assert!(error.contains(wanted), "{lines}\n  {error}\n  {wanted}");
    }
    assert!(refused("claim = \"1 <= 1e999\"").ends_with("\n  claim = \"1 <= 1e999\"\n                ^^^^^"));
}

#[test]
fn an_empty_file_is_told_where_examples_are_and_belief_may_be_left_out() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), "").unwrap();
    assert!(refusal(folder.path(), &["conjecture", "try", "a.toml"]).contains("a.toml: the file is empty"));
    for text in ["", " \n\t\n"] {
        let error = parse(text, "test.toml").map(|_| ()).expect_err("an empty file").to_string();
        assert!(error.starts_with("test.toml: the file is empty") && error.contains("examples/"), "{error}");
    }
    assert_eq!(conjecture("claim = \"1 <= 2\"").believed.to_string(), "open");
}

#[test]
fn the_label_of_a_side_keeps_its_first_parenthesis() {
    let conjecture = conjecture("claim = \"(1 - eta) * e_t  <=  e_next\"");
    let outcome = conjecture.parts[0].goal().statement.decide(&Domain::Mdp.instance(1, 40), ScalarKind::Rational);
    assert_eq!(outcome.first().expect("compared").label, "(1 - eta) * e_t");
}

#[test]
fn simple_hypotheses_on_sizes_are_met_by_the_instances_of_random_and_adversarial_searches() {
    let rows = [
        "gamma = 0.95",
        "gamma >= 0.9999",
        "gamma >= 1 - 1e-9",
        "gamma > 0.999999999999",
        "1 - gamma <= 1e-4",
        "1/3 < gamma < 0.35",
        "S >= 10",
        "7 = S",
        "A = 5",
        "A <= 1",
        "T >= 6",
        "T = 20",
        "2 < S",
    ];
    for hypothesis in rows {
        let conjecture = conjecture(&format!("hypotheses = [\"paper\", \"{hypothesis}\"]\nclaim = \"0 <= e_t\""));
        let part = &conjecture.parts[0];
        let adversary = Adversary {
            seed: 1,
            starts: 20,
            instances: 5,
            ranges: part.ranges(),
            reach: Reach::Paper,
            stored: Vec::new(),
            stop: &NEVER,
        };
        let met = |outcome: &Outcome| matches!(outcome, Outcome::Compared { .. });
        for (instance, decision) in adversary.starts(part.goal(), 20) {
            assert!(met(&decision.outcome), "{hypothesis}: {:?} at {instance:?}", decision.outcome);
        }
        let trial = Trial { seed: 1, random: 20, stored: Vec::new(), adversary };
        let report = trial.stage(part.goal(), Stage::Random);
        assert_eq!((report.tried, report.kept), (20, 20), "{hypothesis}");
        let again: Vec<Instance> = trial.instances(part.goal(), Stage::Random);
        assert_eq!(again, trial.instances(part.goal(), Stage::Random), "{hypothesis}");
    }
}

#[test]
fn hypotheses_on_sizes_that_are_not_simple_ask_for_nothing() {
    let ranges = |hypothesis: &str| {
        conjecture(&format!("hypotheses = [\"{hypothesis}\"]\nclaim = \"0 <= e_t\"")).parts[0].ranges()
    };
    for hypothesis in ["gamma^2 >= 0.5", "S + A <= 4", "S >= A", "2 * S >= 20", "gamma >= eta", "0 <= 1"] {
        assert_eq!(ranges(hypothesis), Ranges::default(), "{hypothesis}");
    }
    let own = ranges("2 - gamma < 1.5");
    assert!(own.of(Size::Discount).contains(&Rational::new(3, 4)));
    assert!(!own.of(Size::Discount).contains(&Rational::new(1, 2)));
}

#[test]
fn a_trial_keeps_to_a_discount_factor() {
    let lines = "claim = \"gamma = 1/3\"";
    assert_eq!(tried(lines).code, 2);
    let kept = run("try", lines, &["--random", "60", "--gamma", "1/3"]);
    assert!(kept.code == 0 && kept.stdout.contains("not refuted"), "{}{}", kept.stdout, kept.stderr);
}

#[test]
fn hypotheses_that_nothing_met_are_listed_with_how_many_instances_met_each() {
    let answer = tried("hypotheses = [\"paper\", \"S >= 100\"]\nclaim = \"0 <= e_t\"");
    assert_eq!(answer.code, 3, "{}", answer.stdout);
    for wanted in
        ["  no instance met all hypotheses\n", "`S >= 100`: met by 0 of ", "; S is 1 to ", "20 at most in any search"]
    {
        assert!(answer.stdout.contains(wanted), "{wanted}: {}", answer.stdout);
    }
    assert!(!answer.stdout.contains("VACUOUS"), "{}", answer.stdout);
    let never = tried("hypotheses = [\"e_t < 0\", \"0 <= gamma\"]\nclaim = \"0 <= e_t\"");
    // Degenerate, stored and random instances.
    let all = 11 + spma::theorems::worst_cases().len() + 60;
    assert!(never.stdout.contains(&format!("`e_t < 0`: met by 0 of {all}")), "{}", never.stdout);
    assert!(never.stdout.contains(&format!("`0 <= gamma`: met by {all} of {all}")), "{}", never.stdout);
    let contradiction = tried("hypotheses = [\"gamma >= 0.9\", \"gamma < 1/2\"]\nclaim = \"0 <= e_t\"");
    assert!(contradiction.stdout.contains("VACUOUS: no gamma with 0 <= gamma < 1"), "{}", contradiction.stdout);
    let fraction = tried("hypotheses = [\"A = 1.5\"]\nclaim = \"0 <= e_t\"");
    assert!(fraction.stdout.contains("VACUOUS: no whole number A >= 1"), "{}", fraction.stdout);
    let fit = run("fit", "hypotheses = [\"S >= 100\"]\nclaim = \"e_next <= e_t\"", &[]);
    assert!(fit.code == 4 && fit.stdout.contains("`S >= 100`: met by 0 of 10"), "{}", fit.stdout);
}

#[test]
fn a_claim_without_a_value_is_told_from_one_whose_hypotheses_nothing_meets() {
    let rows = [
        ("ln(0 - e_t - 1) <= 0", "a.toml:4:10: a logarithm of a number that is not positive"),
        ("e_next / (e_t - e_t) <= 1", "a.toml:4:10: a quotient by 0"),
        ("exp(exp(exp(10))) >= 0", "a.toml:4:14: `exp` of a number beyond 1000"),
        ("1 + sqrt(-1 - e_t) <= 0", "a.toml:4:14: a root of a negative number"),
        ("2^(5000 * T) >= 0", "a.toml:4:10: an exponent beyond 4096"),
    ];
    for (claim, why) in rows {
        for command in ["try", "fit"] {
            let answer = run(command, &format!("claim = \"{claim}\""), &[]);
            assert_eq!(answer.code, if command == "try" { 3 } else { 4 }, "{claim}: {}", answer.stdout);
            assert!(answer.stdout.contains("the claim has no value at any of the "), "{claim}: {}", answer.stdout);
            assert!(answer.stdout.contains(why), "{claim}: {}", answer.stdout);
        }
    }
    let named = tried("claim = \"a <= 1\"\n[let]\na = \"1 / (e_t - e_t)\"");
    assert!(named.stdout.contains("a.toml:6:6: a quotient by 0\n      a = \"1 / (e_t - e_t)\""), "{}", named.stdout);
}

#[test]
fn a_fit_says_why_no_constant_is_found() {
    let rows = [
        ("e_t + 1 <= 0 * e_t", "no constant is large enough: the right side is 0 and the left side is positive"),
        ("e_t <= 0 - 1 - e_t", "the right side is below 0"),
        ("0 <= 0 * e_t", "the right side is 0, as the left side is"),
        ("e_t = e_next", "only claims with `<=` or `>=` have a constant to fit"),
    ];
    for (claim, why) in rows {
        let answer = run("fit", &format!("claim = \"{claim}\""), &[]);
        assert!(answer.code == 4 && answer.stdout.contains(why), "{claim}: {}{}", answer.stdout, answer.stderr);
    }
}

#[test]
fn the_first_undecided_instance_is_shown_with_what_could_not_be_told() {
    let rows = [
        ("claim = \"sqrt((1 + e_t)^2) <= 1 + e_t\"", "interval:4096 does not tell "),
        (
            "claim = \"1 / (sqrt((1 + e_t)^2) - 1 - e_t) <= 1\"",
            "interval:4096 does not tell whether the claim has a value",
        ),
        ("claim = \"1 / (sqrt((1 + e_t)^2) - 1 - e_t) <= 1\"", "a.toml:4:10: perhaps a quotient by 0"),
        (
            "hypotheses = [\"sqrt((1 + e_t)^2) = 1 + e_t\"]\nclaim = \"0 <= 1 + e_t\"",
            "interval:4096 does not tell whether `sqrt((1 + e_t)^2) = 1 + e_t` holds",
        ),
    ];
    for (lines, wanted) in rows {
        let answer = run("try", lines, &["--random", "5"]);
        assert_eq!(answer.code, 3, "{}", answer.stdout);
        assert!(answer.stdout.contains("    the first: ") && answer.stdout.contains(wanted), "{}", answer.stdout);
    }
}

#[test]
fn latex_is_all_that_stands_outside_comments() {
    let answer = run("try", "title = \"50% & more\"\nclaim = \"e_next <= e_t / 2\"", &["--latex", "--random", "20"]);
    assert_eq!(answer.code, 2, "{}", answer.stderr);
    let outside: Vec<&str> = answer.stdout.lines().filter(|line| !line.starts_with("% ")).collect();
    assert!(outside[0].starts_with("\\paragraph{") && outside.contains(&"\\end{center}"), "{}", answer.stdout);
    assert!(!outside.iter().any(|line| line.contains("tried") || line.contains("confirmed")), "{}", answer.stdout);
    assert!(answer.stdout.contains("% test: 50% & more\n"), "{}", answer.stdout);
}

#[test]
fn the_instance_of_a_fit_is_shown_in_short_numbers() {
    let lines = "hypotheses = [\"paper\"]\nclaim = \"(1 - gamma) * max_s(V_opt) <= 1\"";
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), file(lines)).unwrap();
    let effort = ["--starts", "14", "--instances", "80"];
    let answer =
        spma(folder.path(), &[&["conjecture", "fit", "a.toml", "--show", "--gamma", "1/2"][..], &effort].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let model = answer.stdout.split("model and policy").nth(1).and_then(|rest| rest.split("hypotheses").next());
    let model = model.expect("a table of the model");
    let longest = model.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    assert!(longest <= 6 && answer.stdout.contains("gamma = 1/2"), "{}", answer.stdout);
}
