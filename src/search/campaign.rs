//! Runs claims over their instances, in parallel, with results that do not
//! depend on the number of threads.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::outcome::{Summary, Tally};
use super::report::{ClaimReport, ControlReport, Found, Witness};
use super::{Domain, ModelInstance, ModelInstances};
use crate::claim::{Claim, Control, Instance, Ladder, Part, Quantifier, Verdict, exceeds};
use crate::scalar::{Bounds, PRECISIONS, Truth};

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

/// Undecided instances named in a report.
const UNDECIDED_SHOWN: usize = 5;

/// One unit of work.
#[derive(Clone, Copy)]
enum Task {
    /// An instance of a part.
    Instance { claim: usize, part: usize, source: Source },
    /// The search for a witness of a part.
    Witness { claim: usize, part: usize },
    /// The search for a refutation of a control.
    Control { claim: usize, control: usize },
}

/// Where an instance comes from.
#[derive(Clone, Copy)]
enum Source {
    Model(ModelInstance),
    /// Its number in the part's domain.
    Domain(usize),
}

/// Its result; `None` when the run was stopped before it.
enum Done {
    Instance(Summary),
    Search(Box<Search>),
}

/// What a search came to.
struct Search {
    tried: usize,
    found: Option<Found>,
    tally: Tally,
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
            let (Task::Instance { claim, .. } | Task::Witness { claim, .. } | Task::Control { claim, .. }) = task;
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
        }
        tasks
    }

    /// Instances of a part: those on models first, because they take longest.
    fn sources(&self, part: &Part) -> Vec<Source> {
        let random = if part.domain == Domain::LongBandit { Domain::LONG_RUNS } else { self.instances };
        let on_models = self.models.selected(part, self.ladder.is_exact_only());
        on_models.into_iter().map(Source::Model).chain((0..random).map(Source::Domain)).collect()
    }

    fn instance(&self, part: &Part, source: Source) -> Instance {
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

/// A report in the making. Results arrive in task order.
struct ReportBuilder {
    tally: Tally,
    /// By part: instances that met the hypotheses.
    kept: Vec<usize>,
    /// Largest ratio and where.
    worst: Option<(Bounds, Found)>,
    refutation: Option<Found>,
    undecided_at: Vec<String>,
    witnesses: Vec<Witness>,
    controls: Vec<ControlReport>,
    interrupted: bool,
}

impl ReportBuilder {
    fn new(claim: &Claim) -> Self {
        ReportBuilder {
            tally: Tally::default(),
            kept: vec![0; claim.parts.len()],
            worst: None,
            refutation: None,
            undecided_at: Vec::new(),
            witnesses: Vec::with_capacity(claim.parts.len()),
            controls: Vec::with_capacity(claim.controls.len()),
            interrupted: false,
        }
    }

    fn add(&mut self, campaign: &Campaign, claim: &Claim, task: Task, done: Option<Done>) {
        match (task, done) {
            (Task::Instance { part, source, .. }, Some(Done::Instance(summary))) => {
                self.kept[part] += usize::from(!matches!(summary, Summary::Rejected { .. }));
                let part = &claim.parts[part];
                self.tally.add(&summary);
                if matches!(summary, Summary::Undecided) && self.undecided_at.len() < UNDECIDED_SHOWN {
                    self.undecided_at.push(format!("{}: {}", part.name, campaign.instance(part, source).origin));
                }
                if let Summary::Decided(decided) = summary {
                    let found =
                        |comparison| Found { part: part.name, instance: campaign.instance(part, source), comparison };
                    if let (Some(comparison), None) = (decided.violation, &self.refutation) {
                        self.refutation = Some(found(comparison));
                    }
                    if let Some((ratio, comparison)) = decided.worst
                        && self.may_replace_worst(&ratio)
                    {
                        self.offer_worst(ratio, found(comparison));
                    }
                }
            }
            (Task::Witness { part, .. }, Some(Done::Search(search))) => {
                self.tally.merge(&search.tally);
                self.witnesses.push(Witness { part: claim.parts[part].name, found: search.found });
            }
            (Task::Control { control, .. }, Some(Done::Search(search))) => {
                let Control { name, .. } = &claim.controls[control];
                self.controls.push(ControlReport { name, tried: search.tried, witness: search.found });
            }
            _ => self.interrupted = true,
        }
    }

    /// Is the ratio at least the worst so far?
    fn may_replace_worst(&self, ratio: &Bounds) -> bool {
        self.worst.as_ref().is_none_or(|(worst, _)| !exceeds(worst, ratio))
    }

    /// Keeps the larger ratio; of equal ones the smaller instance.
    fn offer_worst(&mut self, ratio: Bounds, found: Found) {
        let replaces = self
            .worst
            .as_ref()
            .is_none_or(|(worst, kept)| exceeds(&ratio, worst) || found.instance.size() < kept.instance.size());
        if replaces {
            self.worst = Some((ratio, found));
        }
    }

    fn finish(self, claim: &Claim, ladder: &Ladder) -> ClaimReport {
        let verdict = match claim.quantifier {
            _ if self.interrupted && self.refutation.is_none() => Verdict::Undecided,
            Quantifier::Exists => {
                let found = self.witnesses.iter().filter(|witness| witness.found.is_some()).count();
                if found == claim.parts.len() { Verdict::Holds } else { Verdict::Undecided }
            }
            Quantifier::ForAll => {
                if self.refutation.is_some() {
                    Verdict::Refuted
                } else if self.kept.contains(&0) {
                    Verdict::Vacuous
                } else if self.tally.undecided > 0 {
                    Verdict::Undecided
                } else if ladder.is_rigorous() {
                    Verdict::Holds
                } else {
                    Verdict::Suggested
                }
            }
        };
        ClaimReport {
            id: claim.id,
            title: claim.title,
            verdict,
            evidence: self.tally.evidence,
            tried: self.tally.tried,
            kept: self.tally.kept,
            undecided: self.tally.undecided,
            undecided_at: self.undecided_at,
            rejected: self.tally.rejected,
            worst: self.worst,
            refutation: self.refutation,
            witnesses: self.witnesses,
            controls: self.controls,
            interrupted: self.interrupted,
        }
    }
}
