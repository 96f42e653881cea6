//! A claim holds only when every instance was decided, in every part.

use std::sync::atomic::AtomicBool;

use spma::claim::{Claim, Comparison, Depth, Hypothesis, Ladder, Part, Quantifier, Setting, Statement, Verdict};
use spma::mdp::Evaluate;
use spma::scalar::Truth;
use spma::search::{Campaign, ClaimReport, Domain, ModelInstances, Progress};

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
    let claim = Claim {
        id: "T",
        title: "test",
        explanation: "",
        quantifier: Quantifier::ForAll,
        parts,
        controls: Vec::new(),
        studies: Vec::new(),
    };
    let (stop, models) = (AtomicBool::new(false), ModelInstances::default());
    let campaign = Campaign {
        seed: 1,
        instances: 50,
        search_limit: 10,
        ladder: Ladder::automatic(128),
        models: &models,
        studies: false,
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
