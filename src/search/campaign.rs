//! Runs claims over their instances, in parallel, with results that do not
//! depend on the number of threads.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::outcome::{Summary, Tally};
use super::report::{ClaimReport, Found};
use super::report_builder::ReportBuilder;
use super::{Domain, ModelInstance, ModelInstances};
use crate::claim::{Claim, Instance, Ladder, Part, Quantifier};
use crate::scalar::{PRECISIONS, Truth};
use crate::study::Drift;

/// What to check, and how hard.
pub struct Campaign<'a> {
    /// Seed of all random instances.
    pub seed: u64,
    /// Degenerate and random instances per part.
    pub instances: usize,
    /// Instances a control or an existential part may take to be decided.
    pub search_limit: usize,
    /// Kinds of number.
    pub ladder: Ladder,
    /// Instances on models.
    pub models: &'a ModelInstances,
    /// Compute the studies and compare them with their snapshots?
    pub studies: bool,
    /// Set to end early.
    pub stop: &'a AtomicBool,
    /// Told about progress.
    pub progress: &'a dyn Progress,
}

/// Hears about progress.
pub trait Progress: Sync {
    /// There will be this many units of work.
    fn start(&self, units: usize);
    /// A unit is done.
    fn advance(&self);
}

/// One unit of work.
#[derive(Clone, Copy)]
pub(super) enum Task {
    /// An instance of a part.
    Instance { claim: usize, part: usize, source: Source },
    /// The search for a witness of a part.
    Witness { claim: usize, part: usize },
    /// The search for a refutation of a control.
    Control { claim: usize, control: usize },
    /// A study and its snapshot.
    Study { claim: usize, study: usize },
}

impl Task {
    /// The place of its claim.
    fn claim(self) -> usize {
        match self {
            Task::Instance { claim, .. }
            | Task::Witness { claim, .. }
            | Task::Control { claim, .. }
            | Task::Study { claim, .. } => claim,
        }
    }
}

/// Where an instance comes from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Model(ModelInstance),
    /// Its number in the part's domain.
    Domain(usize),
}

/// Its result; `None` when the run was stopped before it.
pub(super) enum Done {
    Instance(Summary),
    Search(Box<Search>),
    Study(Vec<Drift>),
}

/// What a search came to.
pub(super) struct Search {
    pub tried: usize,
    pub found: Option<Found>,
    pub tally: Tally,
}

impl Campaign<'_> {
    /// Checks the claims; reports are in their order.
    pub fn run(&self, claims: &[Claim]) -> Vec<ClaimReport> {
        let tasks = self.tasks(claims);
        self.progress.start(tasks.len());
        let done: Vec<(Task, Option<Done>)> = tasks
            .into_par_iter()
            .map(|task| {
                let done = (!self.stop.load(Ordering::Relaxed)).then(|| self.perform(claims, task)).flatten();
                self.progress.advance();
                (task, done)
            })
            .collect();
        let mut reports: Vec<ReportBuilder> = claims.iter().map(ReportBuilder::new).collect();
        for (task, done) in done {
            let claim = task.claim();
            reports[claim].add(self, &claims[claim], task, done);
        }
        reports.into_iter().zip(claims).map(|(report, claim)| report.finish(claim, &self.ladder)).collect()
    }

    fn tasks(&self, claims: &[Claim]) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (claim, record) in claims.iter().enumerate() {
            for (part, statement) in record.parts.iter().enumerate() {
                match record.quantifier {
                    Quantifier::Exists => tasks.push(Task::Witness { claim, part }),
                    Quantifier::ForAll => {
                        let sources = self.sources(statement).into_iter();
                        tasks.extend(sources.map(|source| Task::Instance { claim, part, source }));
                    }
                }
            }
            tasks.extend((0..record.controls.len()).map(|control| Task::Control { claim, control }));
            if self.studies {
                tasks.extend((0..record.studies.len()).map(|study| Task::Study { claim, study }));
            }
        }
        tasks
    }

    /// Instances of a part: those on models first, because they take longest.
    fn sources(&self, part: &Part) -> Vec<Source> {
        let random = if part.domain == Domain::LongBandit { Domain::LONG_RUNS } else { self.instances };
        let on_models = self.models.selected(part, self.ladder.is_exact_only());
        on_models.into_iter().map(Source::Model).chain((0..random).map(Source::Domain)).collect()
    }

    /// The exact data of an instance.
    pub(super) fn instance(&self, part: &Part, source: Source) -> Instance {
        match source {
            Source::Model(place) => self.models.instance(part, place),
            Source::Domain(index) => part.domain.instance(self.seed, index),
        }
    }

    fn perform(&self, claims: &[Claim], task: Task) -> Option<Done> {
        match task {
            Task::Instance { claim, part, source } => {
                let part = &claims[claim].parts[part];
                let decision = self.ladder.decide(part.statement.as_ref(), part.depth, &self.instance(part, source));
                Some(Done::Instance(decision.into()))
            }
            Task::Witness { claim, part } => self.search(&claims[claim].parts[part], Truth::Yes),
            Task::Control { claim, control } => self.search(&claims[claim].controls[control].part, Truth::No),
            Task::Study { claim, study } => Some(Done::Study(claims[claim].studies[study].drifts())),
        }
    }

    /// The first instance at which the statement has the wanted truth, decided
    /// rigorously whatever scalar the campaign uses.
    fn search(&self, part: &Part, wanted: Truth) -> Option<Done> {
        let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        let mut tally = Tally::default();
        for index in 0..self.search_limit {
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            let instance = part.domain.instance(self.seed, index);
            let summary = Summary::from(ladder.decide(part.statement.as_ref(), part.depth, &instance));
            tally.add(&summary);
            if let Summary::Decided(decided) = summary
                && decided.truth == wanted
            {
                let comparison = if wanted == Truth::No { decided.violation } else { decided.first };
                let found = comparison.map(|comparison| Found { part: part.name, instance, comparison });
                return Some(Done::Search(Box::new(Search { tried: index + 1, found, tally })));
            }
        }
        Some(Done::Search(Box::new(Search { tried: self.search_limit, found: None, tally })))
    }
}
