//! Trying a conjecture, cheapest first: are its hypotheses satisfiable, do
//! degenerate sizes, stored worst cases, random instances refute it, does an
//! adversary? The first refutation ends the trial.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{Adversary, Aim, Catch, Goal, degenerate};
use crate::claim::{Instance, Ladder, Outcome};
use crate::scalar::{PRECISIONS, Truth};

/// A stage of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Instances of the smallest sizes: one state, one action, ties, `gamma = 0`.
    Degenerate,
    /// Worst cases that searches for other claims have stored.
    Stored,
    /// Random instances of the domain.
    Random,
    /// Adversarial search.
    Adversarial,
}

impl Stage {
    /// In the order of their cost.
    pub const ALL: [Stage; 4] = [Stage::Degenerate, Stage::Stored, Stage::Random, Stage::Adversarial];

    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Degenerate => "degenerate sizes",
            Stage::Stored => "stored worst cases",
            Stage::Random => "random instances",
            Stage::Adversarial => "adversarial search",
        }
    }
}

/// What a stage found.
#[derive(Clone, Debug, Default)]
pub struct StageReport {
    /// Instances tried.
    pub tried: usize,
    /// Instances that met the hypotheses; all tried ones in a search.
    pub kept: usize,
    /// Instances that nothing decided.
    pub undecided: usize,
    /// The first instance that refutes the statement.
    pub refutation: Option<Catch>,
}

/// How a conjecture is tried.
pub struct Trial {
    /// Seed of the random instances.
    pub seed: u64,
    /// How many of them.
    pub random: usize,
    /// Worst cases of other claims.
    pub stored: Vec<Instance>,
    /// The search at the end.
    pub adversary: Adversary,
}

impl Trial {
    /// Performs a stage.
    pub fn stage(&self, goal: Goal, stage: Stage) -> StageReport {
        let fixed = degenerate::count(goal.domain);
        let decide_all = |instances| decide_all(goal, instances, self.adversary.stop);
        match stage {
            Stage::Degenerate => decide_all((0..fixed).map(|i| goal.domain.instance(self.seed, i)).collect()),
            Stage::Stored => decide_all(self.stored.clone()),
            Stage::Random => {
                let random = fixed..fixed + self.random;
                decide_all(random.map(|index| goal.domain.instance(self.seed, index)).collect())
            }
            Stage::Adversarial => {
                let hunt = self.adversary.hunt(goal, Aim::Violation);
                StageReport { tried: hunt.tried, kept: hunt.tried, undecided: 0, refutation: hunt.found }
            }
        }
    }
}

/// Decides the instances, those that are left when it is stopped excepted, and reports on them up to the first
/// refutation.
fn decide_all(goal: Goal, instances: Vec<Instance>, stop: &AtomicBool) -> StageReport {
    let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
    let decide = |instance: &Instance| ladder.decide(goal.statement, goal.depth, instance).outcome;
    let outcomes: Vec<Option<Outcome>> =
        instances.par_iter().map(|instance| (!stop.load(Ordering::Relaxed)).then(|| decide(instance))).collect();
    let mut report = StageReport::default();
    for (instance, outcome) in instances.into_iter().zip(outcomes) {
        let Some(outcome) = outcome else { continue };
        report.tried += 1;
        match &outcome {
            Outcome::Rejected { .. } => continue,
            Outcome::Compared { truth: Truth::Yes, .. } => {}
            Outcome::Compared { truth: Truth::No, .. } => {
                report.kept += 1;
                let comparison = outcome.first_violation().cloned();
                report.refutation = comparison.map(|comparison| Catch { instance, comparison });
                return report;
            }
            _ => report.undecided += 1,
        }
        report.kept += 1;
    }
    report
}
