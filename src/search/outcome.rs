//! What is kept of a decided instance.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::claim::{Decision, Evaluated, Evidence, Outcome};
use crate::scalar::{Bounds, ScalarKind, Truth};

/// The result of one instance, without the instance.
pub(super) enum Summary {
    /// A hypothesis fails.
    Rejected { hypothesis: Cow<'static, str> },
    /// The scalars tried do not decide it, or not even a hypothesis: it may be
    /// an instance that violates the claim.
    Undecided,
    /// Decided by a kind of number.
    Decided(Box<Decided>),
}

/// What a kind of number decided of an instance.
pub(super) struct Decided {
    pub kind: ScalarKind,
    pub truth: Truth,
    /// The comparison with the largest ratio.
    pub worst: Option<(Bounds, Evaluated)>,
    /// The first comparison that fails.
    pub violation: Option<Evaluated>,
    /// The first comparison.
    pub first: Option<Evaluated>,
}

impl From<Decision> for Summary {
    fn from(decision: Decision) -> Self {
        match &decision.outcome {
            Outcome::Rejected { hypothesis } => Summary::Rejected { hypothesis: hypothesis.clone() },
            Outcome::Unclear { .. } | Outcome::Unsupported => Summary::Undecided,
            Outcome::Compared { truth: Truth::Undecided, .. } => Summary::Undecided,
            Outcome::Compared { truth, comparisons } => Summary::Decided(Box::new(Decided {
                kind: decision.kind,
                truth: *truth,
                worst: decision.outcome.worst().map(|(ratio, comparison)| (ratio.clone(), comparison.clone())),
                violation: decision.outcome.first_violation().cloned(),
                first: comparisons.first().cloned(),
            })),
        }
    }
}

/// Counts over the instances of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tally {
    pub tried: usize,
    pub kept: usize,
    pub undecided: usize,
    /// By hypothesis.
    pub rejected: BTreeMap<String, usize>,
    pub evidence: Evidence,
}

impl Tally {
    /// Counts one instance.
    pub fn add(&mut self, summary: &Summary) {
        self.tried += 1;
        match summary {
            Summary::Rejected { hypothesis } => {
                *self.rejected.entry(hypothesis.clone().into_owned()).or_default() += 1;
            }
            Summary::Undecided => {
                self.kept += 1;
                self.undecided += 1;
            }
            Summary::Decided(decided) => {
                self.kept += 1;
                self.evidence.add(decided.kind);
            }
        }
    }

    /// Adds the counts of another part.
    pub fn merge(&mut self, other: &Tally) {
        self.tried += other.tried;
        self.kept += other.kept;
        self.undecided += other.undecided;
        for (hypothesis, count) in &other.rejected {
            *self.rejected.entry(hypothesis.clone()).or_default() += count;
        }
        self.evidence.merge(&other.evidence);
    }
}
