//! What a campaign found of each claim.

use std::collections::BTreeMap;

use crate::claim::{Evaluated, Evidence, Instance, Verdict};
use crate::scalar::Bounds;
use crate::study::Drift;

/// An instance worth keeping, with the comparison that makes it so.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Part of the claim or of the control.
    pub part: &'static str,
    /// The exact data.
    pub instance: Instance,
    /// What was compared there.
    pub comparison: Evaluated,
}

/// An instance that a search had to find.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Part that asks for it.
    pub part: &'static str,
    /// The instance, or `None` when none was found.
    pub found: Option<Found>,
}

/// A false variant and the instance that refutes it.
#[derive(Clone, Debug)]
pub struct ControlReport {
    /// Its name.
    pub name: &'static str,
    /// Instances tried up to and including the first that refutes it.
    pub tried: usize,
    /// The first that refutes it.
    pub witness: Option<Found>,
}

/// A study and the cells in which it differs from its snapshot.
#[derive(Clone, Debug)]
pub struct StudyReport {
    /// Its name.
    pub name: &'static str,
    /// The cells.
    pub drifts: Vec<Drift>,
}

/// Everything found of one claim.
#[derive(Clone, Debug)]
pub struct ClaimReport {
    /// Claim id.
    pub id: &'static str,
    /// One line.
    pub title: &'static str,
    /// The verdict.
    pub verdict: Verdict,
    /// Instances decided, by kind of number.
    pub evidence: Evidence,
    /// Instances tried.
    pub tried: usize,
    /// Instances that met the hypotheses, or may have.
    pub kept: usize,
    /// Instances that were not decided, or whose hypotheses were not.
    pub undecided: usize,
    /// Where the first few of those come from.
    pub undecided_at: Vec<String>,
    /// Instances rejected, by hypothesis.
    pub rejected: BTreeMap<String, usize>,
    /// The left/right ratio with the largest lower end, and the smallest instance that has it.
    pub worst: Option<(Bounds, Found)>,
    /// The first instance that violates the claim.
    pub refutation: Option<Found>,
    /// Witnesses of an existential claim.
    pub witnesses: Vec<Witness>,
    /// The controls.
    pub controls: Vec<ControlReport>,
    /// The studies that were computed.
    pub studies: Vec<StudyReport>,
    /// Did the run end before every instance was tried?
    pub interrupted: bool,
}

impl ClaimReport {
    /// Were all controls refuted?
    pub fn controls_refuted(&self) -> bool {
        self.controls.iter().all(|control| control.witness.is_some())
    }

    /// Does some study differ from its snapshot?
    pub fn has_drifted(&self) -> bool {
        self.studies.iter().any(|study| !study.drifts.is_empty())
    }
}
