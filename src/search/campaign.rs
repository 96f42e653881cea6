//! Runs claims over their instances, in parallel, with results that do not
//! depend on the number of threads.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::findings::{Findings, Search};
use super::outcome::{Summary, Tally};
use super::report::{ClaimReport, Found};
use super::shard::{Settings, Shard, ShardFindings, deal};
use super::{Domain, ModelInstance, ModelInstances, StoredCases};
use crate::claim::{Claim, Instance, Ladder, Part, Quantifier};
use crate::scalar::{PRECISIONS, Truth};

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
    /// Worst cases of earlier searches, tried first.
    pub stored: &'a StoredCases,
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
enum Task {
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

    fn kind(self) -> Kind {
        match self {
            Task::Instance { source: Source::Model(place), .. } => Kind::Model(place),
            Task::Instance { source: Source::Domain(_), .. } => Kind::Domain,
            Task::Instance { source: Source::Stored(_), .. } => Kind::Stored,
            Task::Witness { .. } => Kind::Witness,
            Task::Control { .. } => Kind::Control,
            Task::Study { .. } => Kind::Study,
        }
    }
}

/// Where an instance comes from.
#[derive(Clone, Copy)]
enum Source {
    /// Its number among the stored ones of the part.
    Stored(usize),
    Model(ModelInstance),
    /// Its number in the part's domain.
    Domain(usize),
}

/// Tasks of one kind take about the same time; those that take longest come
/// first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// An instance that an earlier search found.
    Stored,
    /// An instance of any part on this model, with this policy.
    Model(ModelInstance),
    Study,
    Control,
    Witness,
    /// An instance in the domain of a part.
    Domain,
}

impl Campaign<'_> {
    /// Checks the claims; reports are in their order.
    pub fn run(&self, claims: &[Claim]) -> Vec<ClaimReport> {
        let findings = self.run_shard(claims, Shard::WHOLE).findings;
        findings.into_iter().zip(claims).map(|(findings, claim)| findings.report(claim, &self.ladder)).collect()
    }

    /// Performs the tasks of one shard.
    pub fn run_shard(&self, claims: &[Claim], shard: Shard) -> ShardFindings {
        let tasks = self.tasks(claims);
        let kinds: Vec<Kind> = tasks.iter().map(|task| task.kind()).collect();
        let own = deal(&kinds, shard);
        self.progress.start(own.len());
        let nothing = || claims.iter().map(Findings::new).collect::<Vec<Findings>>();
        let findings = own
            .into_par_iter()
            .fold(nothing, |mut findings, number| {
                let task = tasks[number];
                let of_claim = &mut findings[task.claim()];
                if self.perform(claims, number, task, of_claim).is_none() {
                    of_claim.skip();
                }
                self.progress.advance();
                findings
            })
            .reduce(nothing, |mut findings, others| {
                findings.iter_mut().zip(others).for_each(|(findings, other)| findings.merge(other));
                findings
            });
        ShardFindings { tasks: tasks.len(), findings }
    }

    /// What determines the findings, for files of shards.
    pub fn settings(&self, claims: &[Claim]) -> Settings {
        Settings {
            claims: claims.iter().map(|claim| claim.id.to_owned()).collect(),
            seed: self.seed,
            instances: self.instances,
            search_limit: self.search_limit,
            scalar: self.ladder.to_string(),
            studies: self.studies,
            models: self.models.digests(),
        }
    }

    fn tasks(&self, claims: &[Claim]) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (claim, record) in claims.iter().enumerate() {
            for (part, statement) in record.parts.iter().enumerate() {
                match record.quantifier {
                    Quantifier::Exists => tasks.push(Task::Witness { claim, part }),
                    Quantifier::ForAll => {
                        let sources = self.sources(record, statement).into_iter();
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

    /// Instances of a part: stored ones, then those on models, because they take longest.
    fn sources(&self, claim: &Claim, part: &Part) -> Vec<Source> {
        let random = if part.domain == Domain::LongBandit { Domain::LONG_RUNS } else { self.instances };
        let on_models = self.models.selected(part, self.ladder.is_exact_only());
        let stored = (0..self.stored.of(claim.id, part.name).len()).map(Source::Stored);
        stored.chain(on_models.into_iter().map(Source::Model)).chain((0..random).map(Source::Domain)).collect()
    }

    /// The exact data of an instance.
    fn instance(&self, claim: &Claim, part: &Part, source: Source) -> Instance {
        match source {
            Source::Stored(place) => self.stored.of(claim.id, part.name)[place].clone(),
            Source::Model(place) => self.models.instance(part, place),
            Source::Domain(index) => part.domain.instance(self.seed, index),
        }
    }

    /// Does task number `number` and adds what it finds; `None` when the run was
    /// stopped before.
    fn perform(&self, claims: &[Claim], number: usize, task: Task, findings: &mut Findings) -> Option<()> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let record = &claims[task.claim()];
        match task {
            Task::Instance { part: place, source, .. } => {
                let part = &record.parts[place];
                let instance = self.instance(record, part, source);
                let decision = self.ladder.decide(part.statement.as_ref(), part.depth, &instance);
                findings.add_instance(number, (place, part.name), &instance, decision.into());
            }
            Task::Witness { part, .. } => {
                let (search, tally) = self.search(&record.parts[part], Truth::Yes)?;
                findings.add_witness(part, &tally, search.found);
            }
            Task::Control { control, .. } => {
                let (search, _) = self.search(&record.controls[control].part, Truth::No)?;
                findings.add_control(control, search);
            }
            Task::Study { study, .. } => findings.add_study(study, record.studies[study].drifts()),
        }
        Some(())
    }

    /// The first instance at which the statement has the wanted truth, decided
    /// rigorously whatever scalar the campaign uses; `None` when stopped.
    fn search(&self, part: &Part, wanted: Truth) -> Option<(Search, Tally)> {
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
                return Some((Search { tried: index + 1, found }, tally));
            }
        }
        Some((Search { tried: self.search_limit, found: None }, tally))
    }
}
