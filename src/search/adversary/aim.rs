//! What a search climbs towards.

use crate::claim::{Instance, Outcome, Relation};
use crate::scalar::{Bounds, Field, ScalarKind, Truth};
use crate::search::Goal;

/// What a search wants of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// An instance at which it fails.
    Violation,
    /// The instance with the largest left/right ratio.
    Tightness,
    /// An instance at which it holds: the witness of a claim that one exists.
    Witness,
}

impl Aim {
    /// How near floats say an instance is to what is wanted, in `[-1, 1]`;
    /// `None` where a hypothesis fails or floats do not tell.
    pub(super) fn height(self, goal: Goal, instance: &Instance) -> Option<f64> {
        let outcome = goal.statement.decide(instance, ScalarKind::F64);
        let height = match self {
            Aim::Violation => outcome.excess(|_| true),
            Aim::Tightness => outcome.excess(|relation| relation == Relation::AtMost),
            Aim::Witness => outcome.excess(|_| true).map(|excess| -excess),
        };
        height.filter(|height| height.is_finite())
    }

    /// The left/right ratio that enclosures vouch for, as a height: where both
    /// sides are tiny, floats see ratios that are not there.
    pub(super) fn certain_tightness(goal: Goal, instance: &Instance) -> Option<f64> {
        let outcome = goal.statement.decide(instance, ScalarKind::Interval);
        let (ratio, _) = outcome.worst()?;
        let least = ratio.lower.as_ref()?.to_f64();
        Some((least - 1.0) / (least.abs() + 1.0))
    }

    /// Does a rigorous outcome give what is wanted?
    pub(in crate::search) fn is_met_by(self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Compared { truth, .. } => match self {
                Aim::Violation => *truth == Truth::No,
                Aim::Witness => *truth == Truth::Yes,
                Aim::Tightness => false,
            },
            _ => false,
        }
    }
}

/// Does a ratio come up to another one, by its lower end?
pub(in crate::search) fn reaches(ratio: &Bounds, least: &Bounds) -> bool {
    ratio.lower >= least.lower
}
