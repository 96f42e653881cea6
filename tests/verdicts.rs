//! A claim holds only when every instance was decided, in every part.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use spma::claim::{Claim, Comparison, Depth, Hypothesis, Ladder, Part, Quantifier, Setting, Statement, Verdict};
use spma::cli::ExitCode;
use spma::mdp::Evaluate;
use spma::report::{WrittenCases, verify_json, verify_table};
use spma::scalar::{Rational, Truth};
use spma::search::{Campaign, ClaimReport, Domain, ModelInstances, Progress, StoredCases};
use spma::study::{Cell, Study, Table};

struct Silent;

impl Progress for Silent {
    fn start(&self, _units: usize) {}
    fn advance(&self) {}
}

/// `0 <= 1`, under a hypothesis that has this answer in runs of an odd number
/// of steps.
struct Trivial {
    odd: Truth,
}

impl Statement for Trivial {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![Hypothesis::new("h", if setting.steps() % 2 == 1 { self.odd } else { Truth::Yes })]
    }

    fn sides<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::at_most("side", T::zero(), T::one())]
    }
}

/// Never applies.
struct Empty;

impl Statement for Empty {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        vec![Hypothesis::new("h", Truth::No)]
    }

    fn sides<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Comparison<T>> {
        Vec::new()
    }
}

fn part(name: &'static str, statement: impl Statement + 'static) -> Part {
    let statement = Box::new(statement);
    Part { name, domain: Domain::Bandit, depth: Depth::Static, statement, naive: |_| Vec::new() }
}

fn report(parts: Vec<Part>) -> ClaimReport {
    report_with(parts, Vec::new())
}

fn report_with(parts: Vec<Part>, studies: Vec<Study>) -> ClaimReport {
    let claim = Claim {
        id: "T",
        title: "test",
        explanation: "",
        quantifier: Quantifier::ForAll,
        parts,
        controls: Vec::new(),
        studies,
    };
    let (stop, models) = (AtomicBool::new(false), ModelInstances::default());
    let campaign = Campaign {
        seed: 1,
        instances: 50,
        search_limit: 10,
        ladder: Ladder::automatic(128),
        models: &models,
        stored: &StoredCases::default(),
        studies: true,
        stop: &stop,
        progress: &Silent,
    };
    campaign.run(&[claim]).swap_remove(0)
}

#[test]
fn a_claim_whose_hypotheses_are_decided_everywhere_holds() {
    assert_eq!(report(vec![part("a", Trivial { odd: Truth::Yes })]).verdict, Verdict::Holds);
    let some_rejected = report(vec![part("a", Trivial { odd: Truth::No })]);
    assert_eq!(some_rejected.verdict, Verdict::Holds);
    assert!(some_rejected.rejected["h"] > 0 && some_rejected.undecided == 0);
}

#[test]
fn an_instance_whose_hypotheses_are_not_decided_leaves_the_claim_undecided() {
    let report = report(vec![part("a", Trivial { odd: Truth::Undecided })]);
    assert_eq!(report.verdict, Verdict::Undecided);
    assert!(report.undecided > 0 && report.rejected.is_empty() && !report.undecided_at.is_empty());
}

#[test]
fn a_claim_with_a_part_that_never_applies_is_vacuous() {
    assert_eq!(report(vec![part("a", Trivial { odd: Truth::Yes }), part("b", Empty)]).verdict, Verdict::Vacuous);
}

/// A study of one number, which is 1/3.
fn study(snapshot: &'static str) -> Study {
    fn table() -> Table {
        let mut table = Table::new(["instance", "rate"]);
        table.push(vec![Cell::text("a bandit"), Cell::number(&Rational::new(1, 3))]);
        table
    }
    Study { name: "test", title: "test", module: module_path!(), snapshot, table, plot: None }
}

#[test]
fn a_constant_that_left_its_snapshot_ends_with_the_exit_code_of_drift_and_a_tighter_one_does_not() {
    let code = |snapshot| {
        let report = report_with(vec![part("a", Trivial { odd: Truth::Yes })], vec![study(snapshot)]);
        assert_eq!((report.verdict, report.studies.len()), (Verdict::Holds, 1));
        (report.has_drifted(), ExitCode::of(&[report]))
    };
    assert_eq!(code("---\nsource: x\n---\ninstance | rate\na bandit | 1/3\n"), (false, ExitCode::Success));
    assert_eq!(code("instance | rate\na bandit | [0.3, 0.4]"), (false, ExitCode::Success));
    assert_eq!(code("instance | rate\na bandit | [0.33, 0.333]"), (true, ExitCode::Drifted));
    assert_eq!(code("instance | rate\na bandit | 1/4"), (true, ExitCode::Drifted));
    assert_eq!(code(""), (true, ExitCode::Drifted));
}

#[test]
fn a_drift_is_told_in_the_table_and_in_the_json() {
    let parts = vec![part("a", Trivial { odd: Truth::Yes })];
    let reports = [report_with(parts, vec![study("instance | rate\na bandit | 1/4")])];
    let message = "`rate` of `a bandit` (line 2) has drifted: 1/4 was kept, 1/3 is found";
    let table = verify_table(&reports, &BTreeMap::new());
    assert!(table.contains(message), "{table}");
    let json = verify_json(&reports, &BTreeMap::new(), &WrittenCases::default(), 1, 0.0, 5);
    assert_eq!(json["claims"][0]["studies"][0]["drifts"][0], message);
}
