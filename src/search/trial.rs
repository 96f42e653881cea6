//! Trying a conjecture, cheapest first: are its hypotheses satisfiable, do
//! degenerate sizes, stored worst cases, random instances refute it, does an
//! adversary? The first refutation ends the trial.

use std::sync::atomic::{AtomicBool, Ordering};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use super::{Adversary, Aim, Catch, Goal, degenerate};
use crate::claim::{Decision, Hypothesis, Instance, Ladder, Outcome};
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
    /// Instances that met the hypotheses, and gave the claim a value; all tried ones in a search.
    pub kept: usize,
    /// Instances that met the hypotheses, and gave the claim no value.
    pub valueless: usize,
    /// The first of them.
    pub first_valueless: Option<Instance>,
    /// Instances that nothing decided.
    pub undecided: usize,
    /// The first of them, with what was decided last.
    pub first_undecided: Option<(Instance, Decision)>,
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
        if stage != Stage::Adversarial {
            return decide_all(goal, self.instances(goal, stage), self.adversary.stop);
        }
        let hunt = self.adversary.hunt(goal, Aim::Violation);
        StageReport { tried: hunt.tried, kept: hunt.tried, refutation: hunt.found, ..StageReport::default() }
    }

    /// The instances of a stage, with what the adversary's ranges ask for where that
    /// can be set; the fixed ones keep their states and actions. A search makes its own.
    pub fn instances(&self, goal: Goal, stage: Stage) -> Vec<Instance> {
        let fixed = degenerate::count(goal.domain);
        let of_domain = |index| goal.domain.instance(self.seed, index);
        let instances: Vec<Instance> = match stage {
            Stage::Degenerate => (0..fixed).map(of_domain).collect(),
            Stage::Stored => self.stored.clone(),
            Stage::Random => (fixed..fixed + self.random).map(of_domain).collect(),
            Stage::Adversarial => Vec::new(),
        };
        let steered = |(place, instance): (usize, Instance)| {
            let mut rng = ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(place as u64));
            self.adversary.ranges.steered(instance, stage != Stage::Random, &mut rng)
        };
        instances.into_iter().enumerate().filter_map(steered).collect()
    }
}

/// Decides the instances, those that are left when it is stopped excepted, and reports on them up to the first
/// refutation.
fn decide_all(goal: Goal, instances: Vec<Instance>, stop: &AtomicBool) -> StageReport {
    let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
    let decide = |instance: &Instance| ladder.decide(goal.statement, goal.depth, instance);
    let decisions: Vec<Option<Decision>> =
        instances.par_iter().map(|instance| (!stop.load(Ordering::Relaxed)).then(|| decide(instance))).collect();
    let mut report = StageReport::default();
    for (instance, decision) in instances.into_iter().zip(decisions) {
        let Some(decision) = decision else { continue };
        report.tried += 1;
        match &decision.outcome {
            Outcome::Rejected { hypothesis } if hypothesis == Hypothesis::DEFINED => {
                report.valueless += 1;
                report.first_valueless.get_or_insert(instance);
                continue;
            }
            Outcome::Rejected { .. } => continue,
            Outcome::Compared { truth: Truth::Yes, .. } => {}
            Outcome::Compared { truth: Truth::No, .. } => {
                report.kept += 1;
                let comparison = decision.outcome.first_violation().cloned();
                report.refutation = comparison.map(|comparison| Catch { instance, comparison });
                return report;
            }
            _ => {
                report.undecided += 1;
                report.first_undecided.get_or_insert((instance, decision));
            }
        }
        report.kept += 1;
    }
    report
}
