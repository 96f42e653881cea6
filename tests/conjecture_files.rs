//! Conjectures written in files: what they mean, and what is said of bad ones.

use std::path::Path;

use spma::claim::{Decide, Evaluated, Instance, Outcome};
use spma::conjecture::{Conjecture, QUANTITIES, Shape, parse, read};
use spma::replay::{Naive, NaiveSide};
use spma::scalar::{Rational, ScalarKind, Truth};
use spma::search::Domain;
use spma::theorems;

/// A file with these lines after the usual ones.
fn file(lines: &str) -> String {
    format!("schema = \"spma-conjecture/1\"\nname = \"test\"\nbelieved = \"open\"\ninstances = \"mdp run\"\n{lines}\n")
}

/// A conjecture of one claim.
fn claiming(claim: &str) -> Conjecture {
    parse(&file(&format!("claim = \"{claim}\"")), "test.toml").unwrap_or_else(|error| panic!("{error}"))
}

fn compared(statement: &dyn Decide, instance: &Instance, kind: ScalarKind) -> Option<Vec<Evaluated>> {
    match statement.decide(instance, kind) {
        Outcome::Compared { comparisons, .. } => Some(comparisons),
        _ => None,
    }
}

/// The comparisons of a claim at an instance, exactly.
fn exact_sides(claim: &str, instance: &Instance) -> Option<Vec<Evaluated>> {
    compared(claiming(claim).parts[0].goal().statement, instance, ScalarKind::Rational)
}

#[test]
fn a_formula_gives_the_sides_that_the_compiled_claim_gives() {
    let claims = theorems::all();
    let rows = [
        ("M1", 0, "e_next <= (1 - eta * C_t * (1 - gamma)) * e_t", 0),
        ("M1", 0, "e_next <= (1 - eta * C_single * (1 - gamma)) * e_t", 1),
        ("M1", 2, "e_T <= prod_t(1 - eta * C_t * (1 - gamma)) * e_0", 0),
        ("X1", 0, "e_next <= (1 - eta * min_s(Var / M) * (1 - gamma)) * e_t", 0),
    ];
    for (id, part, text, place) in rows {
        let claim = claims.iter().find(|claim| claim.id == id).expect("a claim");
        let conjecture = claiming(text);
        let mut agreed = 0;
        for index in 0..40 {
            let instance = claim.parts[part].domain.instance(1, index);
            let (Some(own), Some(compiled)) = (
                compared(conjecture.parts[0].goal().statement, &instance, ScalarKind::Rational),
                compared(claim.parts[part].statement.as_ref(), &instance, ScalarKind::Rational),
            ) else {
                continue;
            };
            let compiled = &compiled[place];
            assert_eq!((&own[0].left, &own[0].right), (&compiled.left, &compiled.right), "{text} at {index}");
            agreed += 1;
        }
        assert!(agreed > 20, "{text}: {agreed}");
    }
}

#[test]
fn every_quantity_is_the_same_by_both_code_paths() {
    for info in QUANTITIES {
        let conjecture = claiming(&format!("{0} <= {0}", info.name));
        let goal = conjecture.parts[0].goal();
        let kind = if goal.statement.is_algebraic() { ScalarKind::Rational } else { ScalarKind::BigInterval(256) };
        let mut compared_at = 0;
        for domain in [Domain::MdpRun, Domain::TwoPolicies, Domain::Bandit] {
            for index in 0..30 {
                let mut instance = domain.instance(3, index);
                instance.steps = instance.steps.min(2);
                let Some(sides) = compared(goal.statement, &instance, kind) else { continue };
                let naive = conjecture.parts[0].naive_sides(&Naive::new(&instance));
                assert_eq!(sides.len(), naive.len(), "{} at {domain:?} {index}", info.name);
                for (own, second) in sides.iter().zip(&naive) {
                    assert_eq!(own.label, second.label);
                    assert!(agree(own, second), "{} at {domain:?} {index}: {own:?} {second:?}", info.name);
                    compared_at += 1;
                }
            }
        }
        assert!(compared_at > 20, "{}: {compared_at}", info.name);
    }
}

/// The same number, or ranges that meet.
fn agree(own: &Evaluated, second: &NaiveSide) -> bool {
    let ends = |low: &Option<Rational>, high: &Option<Rational>| match (low, high) {
        (Some(low), Some(high)) => low <= high,
        _ => false,
    };
    ends(&own.left.lower, &second.left.upper) && ends(&second.left.lower, &own.left.upper)
}

#[test]
fn the_operations_are_the_same_by_both_code_paths_and_over_every_scalar() {
    let formulas = [
        "2 * e_t - 3 / 7 + (1 - eta)^2 <= 2 * e_t + 4 / 7 + eta^2",
        "max_s(V_opt - V) <= e_t",
        "min(e_t, 1, C_t) <= max(gamma, eta, 1/3)",
        "sum_s(sum_a(pi * Adv^2) - Var) = 0",
        "max_s(max_a(abs(Adv))) <= 1 / (1 - gamma)",
        "p_best * gap >= C_t",
        "Adv <= M",
        "sqrt(Var) <= span / 2 + 10^-30",
        "ln(1 + e_t) <= e_t + 1/1000",
        "exp(-eta * T) <= 1 + 2^-T",
        "(1 - eta)^T <= 1",
        "e_t^(3/2) <= 1 + e_t^2 * (1 - gamma)^(-2)",
        "sum_t(e_t) <= T * max_t(e_t)",
        "min_t(C_t) <= C_t",
        "Var / M <= m",
        "sum_a(best * pi) = p_best",
    ];
    let kinds = [
        ScalarKind::F64,
        ScalarKind::BigFloat(256),
        ScalarKind::Interval,
        ScalarKind::BigInterval(128),
        ScalarKind::BigInterval(1024),
        ScalarKind::Rational,
    ];
    for text in formulas {
        let conjecture = claiming(text);
        let goal = conjecture.parts[0].goal();
        let mut agreed = 0;
        for index in 0..25 {
            let mut instance = Domain::MdpRun.instance(5, index);
            instance.steps = instance.steps.min(2);
            let naive = conjecture.parts[0].naive_sides(&Naive::new(&instance));
            for kind in kinds {
                let Some(sides) = compared(goal.statement, &instance, kind) else { continue };
                assert_eq!(sides.len(), naive.len(), "{text} at {index} over {kind}");
                for (own, second) in sides.iter().zip(&naive) {
                    if kind.is_rigorous() {
                        assert!(agree(own, second), "{text} at {index} over {kind}: {own:?} {second:?}");
                        assert!(own.truth != Truth::No, "{text} at {index} over {kind}: {own:?}");
                    }
                    agreed += 1;
                }
            }
        }
        assert!(agreed > 60, "{text}: {agreed}");
    }
}

#[test]
fn what_has_no_value_is_not_claimed() {
    let tie = |index: usize| Domain::Bandit.instance(1, index);
    let bandits: Vec<Instance> = (0..8).map(tie).collect();
    let tied = bandits.iter().find(|own| own.mdp.rewards().windows(2).all(|pair| pair[0] == pair[1])).expect("a tie");
    let rejected = |claim: &str| {
        let conjecture = claiming(claim);
        match conjecture.parts[0].goal().statement.decide(tied, ScalarKind::Rational) {
            Outcome::Rejected { hypothesis } => hypothesis.into_owned(),
            other => panic!("{claim}: {other:?}"),
        }
    };
    assert_eq!(rejected("gap <= -1"), "both sides are defined");
    assert_eq!(rejected("Var / M <= -1"), "both sides are defined");
    assert_eq!(rejected("1 / e_t <= -1"), "both sides are defined");
    // Folds leave out what has no value.
    let sides = exact_sides("min_s(p_best * gap) = C_t", tied).expect("compared");
    assert_eq!(sides[0].truth, Truth::Yes);
}

#[test]
fn hypotheses_are_checked_by_their_text_and_with_their_slack() {
    let text = file("hypotheses = [\"paper\", \"1/4  <=  gamma\"]\nclaim = \"e_next <= e_t\"");
    let conjecture = parse(&text, "test.toml").expect("a conjecture");
    let goal = conjecture.parts[0].goal();
    let instance = Domain::Mdp.instance(1, 40);
    let hypotheses = goal.statement.hypotheses(&instance, &Default::default());
    let names: Vec<&str> = hypotheses.iter().map(|own| own.name.as_ref()).collect();
    assert_eq!(names, ["0 <= r_min", "r_max <= 1", "0 < eta", "eta <= 1 - gamma", "0 < pi_min", "1/4 <= gamma"]);
    let slack = hypotheses[5].slack.as_ref().and_then(|slack| slack.lower.clone()).expect("a slack");
    assert_eq!(slack, instance.mdp.discount().clone() - Rational::new(1, 4));
    // Equality in a hypothesis about the data is decided over enclosures too.
    let edge = Domain::Mdp.instance(1, 3);
    assert_eq!(edge.eta, Rational::from(1) - edge.mdp.discount());
    let paper = parse(&file("hypotheses = [\"paper\"]\nclaim = \"e_next <= e_t\""), "test.toml").expect("a conjecture");
    assert!(compared(paper.parts[0].goal().statement, &edge, ScalarKind::Interval).is_some());
}

#[test]
fn abbreviations_may_use_those_before_them() {
    let text = file("claim = \"b = 4 * eta\"\n[let]\na = \"2 * eta\"\nb = \"a + a\"");
    let conjecture = parse(&text, "test.toml").expect("a conjecture");
    let sides = compared(conjecture.parts[0].goal().statement, &Domain::Mdp.instance(1, 30), ScalarKind::Rational);
    assert_eq!(sides.expect("compared")[0].truth, Truth::Yes);
    let wrong = file("claim = \"b = 4 * eta\"\n[let]\nb = \"a + a\"\na = \"2 * eta\"");
    let error = parse(&wrong, "test.toml").map(|_| ()).expect_err("an abbreviation too early").to_string();
    assert!(error.starts_with("test.toml:7:6: there is no quantity `a`"), "{error}");
}

#[test]
fn errors_name_the_file_the_place_and_the_fix() {
    let rows = [
        ("claim = \"e_next <= * e_t\"", "test.toml:5:20: expected a number, a quantity, a function or `(`, found `*`"),
        ("claim = \"e_nxt <= e_t\"", "test.toml:5:10: there is no quantity `e_nxt`; did you mean `e_next`?"),
        ("claim = \"min_ss(gap) <= e_t\"", "test.toml:5:10: there is no function `min_ss`; did you mean `min_s`?"),
        ("claim = \"foo(gap) <= e_t\"", "there is no function `foo`; known: min, max, abs"),
        ("claim = \"max_s <= e_t\"", "`max_s` is a function; write `max_s(...)`"),
        (
            "claim = \"max_s(Adv) <= e_t\"",
            "test.toml:5:16: `max_s` takes a number for each state, and this is a number for each state and action; take sum_a, min_a or max_a of it first",
        ),
        (
            "claim = \"max_a(V) <= e_t\"",
            "`max_a` takes a number for each state and action, and this is a number for each state",
        ),
        ("claim = \"prod_t(sum_t(e_t)) <= 1\"", "cannot be nested"),
        ("claim = \"exp(1, 2) <= 1\"", "`exp` takes one argument, not 2"),
        ("claim = \"e_t / 0 <= 1\"", "test.toml:5:16: division by 0"),
        ("claim = \"e_t^eta <= 1\"", "an exponent is a number, or a formula of numbers and T, S, A, K"),
        ("claim = \"e_t^(1/3) <= 1\"", "a whole number or a half of one"),
        ("claim = \"e_t\"", "expected an operator or one of `<=`, `<`, `=`, `>=`, `>`, found the end"),
        ("claim = '''\n1 <=\n  2 +'''", "test.toml:7:6: expected a number"),
        ("claim = \"1 <= \\u0065_tt\"", "at character 6 of the formula: there is no quantity `e_tt`"),
        ("", "nothing is claimed"),
        ("claim = \"1 <= 2\"\n[claims]\na = \"1 <= 2\"", "write either `claim` or the table [claims]"),
        ("clam = \"1 <= 2\"", "unknown field `clam`"),
        ("claim = \"1 <= 2\"\n[let]\neta = \"1\"", "`eta` is a quantity already"),
        ("claim = \"1 <= 2\"\n[let]\n\"a b\" = \"1\"", "an abbreviation is made of letters"),
        ("claim = \"1 <= 2", "test.toml:5:"),
        ("claim = 7", "invalid type"),
    ];
    for (lines, wanted) in rows {
        let error = parse(&file(lines), "test.toml").map(|_| ()).expect_err(lines).to_string();
        assert!(error.contains(wanted), "{lines}\n  {error}\n  {wanted}");
    }
    let error =
        parse(&file("claim = \"e_nxt <= e_t\""), "test.toml").map(|_| ()).expect_err("a wrong name").to_string();
    assert!(error.ends_with("\n  claim = \"e_nxt <= e_t\"\n           ^^^^^"), "{error}");
}

#[test]
fn wrong_heads_of_files_are_refused() {
    let rows = [
        ("schema = \"spma-conjecture/1\"", "schema = \"spma-conjecture/9\"", "this version reads the schema"),
        ("name = \"test\"", "name = \"My Test\"", "a name is made of lower-case letters"),
        ("believed = \"open\"", "believed = \"maybe\"", "unknown variant `maybe`"),
        ("name = \"test\"", "name = \"test\"\ntitle = \"a\\nb\"", "test.toml:3:9: a title is one line"),
        ("name = \"test\"", "name = \"test\"\ntitle = \"a\\u202eb\"", "a title is one line"),
        ("instances = \"mdp run\"", "instances = \"mpd\"", "there are no instances `mpd`; known: `distribution`"),
        ("name = \"test\"\n", "", "missing field `name`"),
    ];
    for (good, bad, wanted) in rows {
        let text = file("claim = \"1 <= 2\"").replace(good, bad);
        let error = parse(&text, "test.toml").map(|_| ()).expect_err(bad).to_string();
        assert!(error.contains(wanted), "{error}");
    }
}

#[test]
fn abbreviations_cannot_make_a_formula_of_exponential_size() {
    let mut lines = String::from("claim = \"x40 <= 1\"\n[let]\nx0 = \"eta\"\n");
    for i in 1..=40 {
        lines.push_str(&format!("x{i} = \"x{0} + x{0}\"\n", i - 1));
    }
    let error = parse(&file(&lines), "test.toml").map(|_| ()).expect_err("too large").to_string();
    assert!(error.contains("more than 5000 parts"), "{error}");
}

#[test]
fn the_examples_are_read_and_hold_where_they_are_believed_to() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for (name, parts) in [("variance-rate", 3), ("no-discount", 1), ("three-halves", 1)] {
        let conjecture = read(&folder.join(format!("{name}.toml"))).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((conjecture.name.as_str(), conjecture.parts.len()), (name, parts));
        if name == "no-discount" {
            continue;
        }
        for part in &conjecture.parts {
            let goal = part.goal();
            let kind = if goal.statement.is_algebraic() { ScalarKind::Rational } else { ScalarKind::BigInterval(256) };
            let instances = (0..60).map(|index| goal.domain.instance(1, index));
            let truths: Vec<Truth> = instances
                .filter_map(|instance| compared(goal.statement, &instance, kind))
                .flatten()
                .map(|own| own.truth)
                .collect();
            assert!(truths.len() > 40 && !truths.contains(&Truth::No), "{name}: {truths:?}");
        }
    }
}

#[test]
fn the_open_example_is_the_open_conjecture_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let conjecture = read(&folder.join("three-halves.toml")).expect("an example");
    let compiled = theorems::conjectures::all();
    let (_, compiled) = compiled.iter().find(|(_, claim)| claim.id == "a1-three-halves").expect("a conjecture");
    let mut compared_at = 0;
    for index in 0..60 {
        let instance = Domain::Mdp.instance(2, index);
        let sides = |statement: &dyn Decide| compared(statement, &instance, ScalarKind::BigInterval(256));
        let own = sides(conjecture.parts[0].goal().statement);
        let other = sides(compiled.parts[0].statement.as_ref());
        assert_eq!(own.is_some(), other.is_some(), "{index}");
        let (Some(own), Some(other)) = (own, other) else { continue };
        let (own, other) = (&own[0], &other[0]);
        for (one, two) in [(&own.left, &other.left), (&own.right, &other.right)] {
            assert!(one.lower <= two.upper && two.lower <= one.upper, "{index}: {own:?} {other:?}");
        }
        compared_at += 1;
    }
    assert!(compared_at > 40, "{compared_at}");
}

#[test]
fn each_quantity_is_described_once_and_has_its_shape_in_formulas() {
    let names: std::collections::BTreeSet<&str> = QUANTITIES.iter().map(|info| info.name).collect();
    assert_eq!(names.len(), QUANTITIES.len());
    let bandit = Domain::Bandit.instance(1, 20);
    for info in QUANTITIES.iter().filter(|info| !matches!(info.name, "eps" | "KL" | "gap")) {
        let sides = exact_sides(&format!("{0} <= {0}", info.name), &bandit).expect(info.name);
        let count = match info.shape {
            Shape::Scalar | Shape::State => 1,
            Shape::Pair => bandit.mdp.pairs(),
        };
        assert_eq!(sides.len(), count, "{}", info.name);
    }
}
