//! Findings in files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::Findings;
use super::super::findings::{Search, Worst};
use super::super::outcome::Tally;
use super::super::report::Found;
use crate::claim::{Claim, Evaluated, Instance, InstanceData, Quantifier};
use crate::study::Drift;

/// Counts beyond this come from no run.
const MOST: usize = 1_000_000_000;

/// What was found of a claim, in exact form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FindingsData {
    claim: String,
    done: usize,
    skipped: usize,
    tally: Tally,
    /// By part.
    kept: BTreeMap<String, usize>,
    worst: Option<TaskFound>,
    refutation: Option<TaskFound>,
    undecided_at: BTreeMap<usize, String>,
    witnesses: BTreeMap<String, Option<FoundData>>,
    controls: BTreeMap<String, SearchData>,
    studies: BTreeMap<String, Vec<Drift>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskFound {
    task: usize,
    found: FoundData,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchData {
    tried: usize,
    found: Option<FoundData>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FoundData {
    part: String,
    comparison: Evaluated,
    instance: InstanceData,
}

/// A field that cannot be right, and why.
pub(super) struct Wrong {
    pub field: String,
    pub reason: String,
}

impl Wrong {
    fn new(field: impl Into<String>, reason: impl ToString) -> Self {
        Wrong { field: field.into(), reason: reason.to_string() }
    }
}

impl FindingsData {
    /// The form of findings of a claim in files.
    pub fn new(findings: &Findings, claim: &Claim) -> Self {
        let part = |place: usize| claim.parts[place].name.to_owned();
        let task_found = |task: usize, found: &Found| TaskFound { task, found: FoundData::new(found) };
        let search =
            |search: &Search| SearchData { tried: search.tried, found: search.found.as_ref().map(FoundData::new) };
        FindingsData {
            claim: claim.id.to_owned(),
            done: findings.done,
            skipped: findings.skipped,
            tally: findings.tally.clone(),
            kept: findings.kept.iter().enumerate().map(|(place, &kept)| (part(place), kept)).collect(),
            worst: findings.worst.as_ref().map(|worst| task_found(worst.task, &worst.found)),
            refutation: findings.refutation.as_ref().map(|(task, found)| task_found(*task, found)),
            undecided_at: findings.undecided_at.clone(),
            witnesses: findings
                .witnesses
                .iter()
                .map(|(&place, found)| (part(place), found.as_ref().map(FoundData::new)))
                .collect(),
            controls: findings
                .controls
                .iter()
                .map(|(&place, found)| (claim.controls[place].name.to_owned(), search(found)))
                .collect(),
            studies: findings
                .studies
                .iter()
                .map(|(&place, drifts)| (claim.studies[place].name.to_owned(), drifts.clone()))
                .collect(),
        }
    }

    /// Validates findings of a claim.
    ///
    /// # Errors
    /// [`Wrong`] names the field.
    pub fn into_findings(self, claim: &Claim) -> Result<Findings, Wrong> {
        if self.claim != claim.id {
            return Err(Wrong::new("claim", format!("`{}` stands in the place of `{}`", self.claim, claim.id)));
        }
        check_counts(&self, claim.quantifier)?;
        let parts: Vec<&'static str> = claim.parts.iter().map(|part| part.name).collect();
        let controls: Vec<&'static str> = claim.controls.iter().map(|control| control.name).collect();
        let studies: Vec<&'static str> = claim.studies.iter().map(|study| study.name).collect();
        let mut findings = Findings::new(claim);
        (findings.done, findings.skipped, findings.tally) = (self.done, self.skipped, self.tally);
        findings.undecided_at = self.undecided_at;
        for (name, kept) in self.kept {
            findings.kept[place_of(&name, &parts, "kept")?] = kept;
        }
        if let Some(TaskFound { task, found }) = self.worst {
            let found = found.into_found(&parts, "worst")?;
            let ratio = found.comparison.ratio.clone().ok_or_else(|| Wrong::new("worst", "a ratio is missing"))?;
            findings.worst = Some(Worst::new(task, ratio, found));
        }
        if let Some(TaskFound { task, found }) = self.refutation {
            findings.refutation = Some((task, found.into_found(&parts, "refutation")?));
        }
        for (name, found) in self.witnesses {
            let place = place_of(&name, &parts, "witnesses")?;
            let found = found.map(|found| found.into_found(&parts, &format!("witnesses.{name}"))).transpose()?;
            findings.witnesses.insert(place, found);
        }
        for (name, SearchData { tried, found }) in self.controls {
            let place = place_of(&name, &controls, "controls")?;
            let own = [claim.controls[place].part.name];
            let found = found.map(|found| found.into_found(&own, &format!("controls.{name}"))).transpose()?;
            findings.controls.insert(place, Search { tried, found });
        }
        for (name, drifts) in self.studies {
            findings.studies.insert(place_of(&name, &studies, "studies")?, drifts);
        }
        Ok(findings)
    }
}

impl FoundData {
    fn new(found: &Found) -> Self {
        FoundData {
            part: found.part.to_owned(),
            comparison: found.comparison.clone(),
            instance: found.instance.to_data(),
        }
    }

    fn into_found(self, parts: &[&'static str], field: &str) -> Result<Found, Wrong> {
        let part = parts[place_of(&self.part, parts, &format!("{field}.part"))?];
        let instance = Instance::from_data(self.instance).map_err(|error| Wrong::new(field, error))?;
        Ok(Found { part, instance, comparison: self.comparison })
    }
}

fn place_of(name: &str, known: &[&str], field: &str) -> Result<usize, Wrong> {
    let unknown = || Wrong::new(field, format!("`{name}` is unknown to this program"));
    known.iter().position(|known| *known == name).ok_or_else(unknown)
}

/// Every count adds up, and each task performed has left its mark.
fn check_counts(data: &FindingsData, quantifier: Quantifier) -> Result<(), Wrong> {
    let tally = &data.tally;
    let counts = [data.done, data.skipped, tally.tried, tally.kept, tally.undecided].into_iter();
    let counts = counts.chain(tally.rejected.values().copied()).chain(data.kept.values().copied());
    let decided = tally.evidence.counts().iter().map(|&(_, count)| count);
    if let Some(count) = counts.chain(decided.clone()).find(|&count| count > MOST) {
        return Err(Wrong::new("tally", format!("a count of {count} comes from no run")));
    }
    if tally.tried != tally.kept + tally.rejected.values().sum::<usize>() {
        return Err(Wrong::new("tally.tried", "it is not the sum of those kept and those rejected"));
    }
    if tally.kept != tally.undecided + decided.sum::<usize>() {
        return Err(Wrong::new("tally.kept", "it is not the sum of those decided and those undecided"));
    }
    let instances = match quantifier {
        Quantifier::ForAll => tally.tried,
        Quantifier::Exists => data.witnesses.len(),
    };
    if data.done != instances + data.controls.len() + data.studies.len() {
        return Err(Wrong::new("done", "it is not the number of instances, searches and studies"));
    }
    Ok(())
}
