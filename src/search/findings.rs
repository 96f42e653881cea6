//! What some tasks of a campaign have found of a claim.
//!
//! Findings of disjoint sets of tasks are joined by [`Findings::merge`], which
//! is associative and commutative: so neither the number of threads nor the way
//! a campaign is divided shows in a report.

use std::collections::BTreeMap;

use super::outcome::{Summary, Tally};
use super::report::{ClaimReport, ControlReport, Found, StudyReport, Witness};
use crate::claim::{Claim, Instance, Ladder, Quantifier, Verdict, exceeds};
use crate::scalar::Bounds;
use crate::study::Drift;

/// Undecided instances named in a report.
const UNDECIDED_SHOWN: usize = 5;

/// The findings of some tasks.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// Tasks performed.
    pub(super) done: usize,
    /// Tasks left out because the run was stopped.
    pub(super) skipped: usize,
    pub(super) tally: Tally,
    /// By part: instances that met the hypotheses.
    pub(super) kept: Vec<usize>,
    /// Largest ratio and where.
    pub(super) worst: Option<Worst>,
    /// The earliest violation, by task.
    pub(super) refutation: Option<(usize, Found)>,
    /// The earliest undecided instances, by task.
    pub(super) undecided_at: BTreeMap<usize, String>,
    /// By part.
    pub(super) witnesses: BTreeMap<usize, Option<Found>>,
    /// By place among the controls.
    pub(super) controls: BTreeMap<usize, Search>,
    /// By place among the studies.
    pub(super) studies: BTreeMap<usize, Vec<Drift>>,
}

/// What a search came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Search {
    pub tried: usize,
    pub found: Option<Found>,
}

/// A candidate for the worst case.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Worst {
    pub task: usize,
    pub ratio: Bounds,
    pub found: Found,
    /// Of the instance.
    size: (usize, usize, usize, u64),
}

impl Worst {
    pub fn new(task: usize, ratio: Bounds, found: Found) -> Self {
        Worst { task, ratio, size: found.instance.size(), found }
    }

    /// A total order of candidates from different tasks: the ratio with the
    /// larger lower end, then the smaller instance, then the earlier task.
    fn is_worse_than(&self, other: &Worst) -> bool {
        if self.ratio.lower != other.ratio.lower {
            return exceeds(&self.ratio, &other.ratio);
        }
        (self.size, self.task) < (other.size, other.task)
    }
}

impl Findings {
    /// Nothing yet.
    pub fn new(claim: &Claim) -> Self {
        Findings {
            done: 0,
            skipped: 0,
            tally: Tally::default(),
            kept: vec![0; claim.parts.len()],
            worst: None,
            refutation: None,
            undecided_at: BTreeMap::new(),
            witnesses: BTreeMap::new(),
            controls: BTreeMap::new(),
            studies: BTreeMap::new(),
        }
    }

    /// Tasks performed and tasks left out.
    pub fn tasks(&self) -> usize {
        self.done + self.skipped
    }

    /// Tasks performed.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Did the run end before every task was performed?
    pub fn is_interrupted(&self) -> bool {
        self.skipped > 0
    }

    /// A task is left out.
    pub(super) fn skip(&mut self) {
        self.skipped += 1;
    }

    /// Takes in an instance of the claim's part number `part`.
    pub(super) fn add_instance(
        &mut self,
        task: usize,
        (part, name): (usize, &'static str),
        instance: &Instance,
        summary: Summary,
    ) {
        self.done += 1;
        self.tally.add(&summary);
        self.kept[part] += usize::from(!matches!(summary, Summary::Rejected { .. }));
        let found = |comparison| Found { part: name, instance: instance.clone(), comparison };
        match summary {
            Summary::Rejected { .. } => {}
            Summary::Undecided => {
                self.undecided_at.insert(task, format!("{name}: {}", instance.origin));
                self.keep_earliest_undecided();
            }
            Summary::Decided(decided) => {
                if let Some(comparison) = decided.violation {
                    self.offer_refutation(task, found(comparison));
                }
                if let Some((ratio, comparison)) = decided.worst
                    && self.worst.as_ref().is_none_or(|worst| !exceeds(&worst.ratio, &ratio))
                {
                    self.offer_worst(Worst::new(task, ratio, found(comparison)));
                }
            }
        }
    }

    /// Takes in the search for a witness of part number `part`.
    pub(super) fn add_witness(&mut self, part: usize, tally: &Tally, found: Option<Found>) {
        self.done += 1;
        self.tally.merge(tally);
        self.witnesses.insert(part, found);
    }

    /// Takes in the search for an instance that refutes a control.
    pub(super) fn add_control(&mut self, control: usize, search: Search) {
        self.done += 1;
        self.controls.insert(control, search);
    }

    /// Takes in a study.
    pub(super) fn add_study(&mut self, study: usize, drifts: Vec<Drift>) {
        self.done += 1;
        self.studies.insert(study, drifts);
    }

    /// Joins the findings of other tasks of the same claim.
    pub fn merge(&mut self, other: Findings) {
        self.done += other.done;
        self.skipped += other.skipped;
        self.tally.merge(&other.tally);
        for (kept, more) in self.kept.iter_mut().zip(other.kept) {
            *kept += more;
        }
        if let Some(worst) = other.worst {
            self.offer_worst(worst);
        }
        if let Some((task, found)) = other.refutation {
            self.offer_refutation(task, found);
        }
        self.undecided_at.extend(other.undecided_at);
        self.keep_earliest_undecided();
        self.witnesses.extend(other.witnesses);
        self.controls.extend(other.controls);
        self.studies.extend(other.studies);
    }

    fn offer_worst(&mut self, candidate: Worst) {
        if self.worst.as_ref().is_none_or(|worst| candidate.is_worse_than(worst)) {
            self.worst = Some(candidate);
        }
    }

    fn offer_refutation(&mut self, task: usize, found: Found) {
        if self.refutation.as_ref().is_none_or(|(earliest, _)| task < *earliest) {
            self.refutation = Some((task, found));
        }
    }

    fn keep_earliest_undecided(&mut self) {
        while self.undecided_at.len() > UNDECIDED_SHOWN {
            self.undecided_at.pop_last();
        }
    }

    /// The report of all tasks of the claim, with its verdict.
    pub fn report(self, claim: &Claim, ladder: &Ladder) -> ClaimReport {
        let is_vacuous = claim.quantifier == Quantifier::ForAll && self.kept.contains(&0);
        let verdict = match self.verdict_of_these(claim, ladder) {
            verdict if is_vacuous && verdict != Verdict::Refuted && !self.is_interrupted() => Verdict::Vacuous,
            verdict => verdict,
        };
        self.with_verdict(claim, verdict)
    }

    /// The report of some tasks of the claim. Its verdict speaks of them alone:
    /// that a part is vacuous cannot be seen here.
    pub fn report_of_shard(self, claim: &Claim, ladder: &Ladder) -> ClaimReport {
        let verdict = self.verdict_of_these(claim, ladder);
        self.with_verdict(claim, verdict)
    }

    fn verdict_of_these(&self, claim: &Claim, ladder: &Ladder) -> Verdict {
        let is_open = match claim.quantifier {
            Quantifier::Exists => self.witnesses.values().any(Option::is_none),
            Quantifier::ForAll => self.tally.undecided > 0,
        };
        if self.refutation.is_some() {
            Verdict::Refuted
        } else if is_open || self.is_interrupted() {
            Verdict::Undecided
        } else if claim.quantifier == Quantifier::Exists || ladder.is_rigorous() {
            Verdict::Holds
        } else {
            Verdict::Suggested
        }
    }

    fn with_verdict(self, claim: &Claim, verdict: Verdict) -> ClaimReport {
        let interrupted = self.is_interrupted();
        let witness = |(part, found): (usize, Option<Found>)| Witness { part: claim.parts[part].name, found };
        let control = |(place, search): (usize, Search)| ControlReport {
            name: claim.controls[place].name,
            tried: search.tried,
            witness: search.found,
        };
        let study = |(place, drifts): (usize, Vec<Drift>)| StudyReport { name: claim.studies[place].name, drifts };
        ClaimReport {
            id: claim.id,
            title: claim.title,
            verdict,
            evidence: self.tally.evidence,
            tried: self.tally.tried,
            kept: self.tally.kept,
            undecided: self.tally.undecided,
            undecided_at: self.undecided_at.into_values().collect(),
            rejected: self.tally.rejected,
            worst: self.worst.map(|worst| (worst.ratio, worst.found)),
            refutation: self.refutation.map(|(_, found)| found),
            witnesses: self.witnesses.into_iter().map(witness).collect(),
            controls: self.controls.into_iter().map(control).collect(),
            studies: self.studies.into_iter().map(study).collect(),
            interrupted,
        }
    }
}
