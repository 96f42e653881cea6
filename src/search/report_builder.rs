//! From results in task order to the report of a claim.

use super::Campaign;
use super::campaign::{Done, Task};
use super::outcome::{Summary, Tally};
use super::report::{ClaimReport, ControlReport, Found, StudyReport, Witness};
use crate::claim::{Claim, Control, Ladder, Quantifier, Verdict, exceeds};
use crate::scalar::Bounds;

/// Undecided instances named in a report.
const UNDECIDED_SHOWN: usize = 5;

/// A report in the making. Results arrive in task order.
pub(super) struct ReportBuilder {
    tally: Tally,
    /// By part: instances that met the hypotheses.
    kept: Vec<usize>,
    /// Largest ratio and where.
    worst: Option<(Bounds, Found)>,
    refutation: Option<Found>,
    undecided_at: Vec<String>,
    witnesses: Vec<Witness>,
    controls: Vec<ControlReport>,
    studies: Vec<StudyReport>,
    interrupted: bool,
}

impl ReportBuilder {
    pub fn new(claim: &Claim) -> Self {
        ReportBuilder {
            tally: Tally::default(),
            kept: vec![0; claim.parts.len()],
            worst: None,
            refutation: None,
            undecided_at: Vec::new(),
            witnesses: Vec::with_capacity(claim.parts.len()),
            controls: Vec::with_capacity(claim.controls.len()),
            studies: Vec::with_capacity(claim.studies.len()),
            interrupted: false,
        }
    }

    /// Takes in one result.
    pub fn add(&mut self, campaign: &Campaign, claim: &Claim, task: Task, done: Option<Done>) {
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
            (Task::Study { study, .. }, Some(Done::Study(drifts))) => {
                self.studies.push(StudyReport { name: claim.studies[study].name, drifts });
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

    /// The report, with its verdict.
    pub fn finish(self, claim: &Claim, ladder: &Ladder) -> ClaimReport {
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
            studies: self.studies,
            interrupted: self.interrupted,
        }
    }
}
