//! What a smaller instance still has to show.

use crate::claim::{Evaluated, Outcome, Relation};
use crate::scalar::{Bounds, Rational};
use crate::search::Aim;
use crate::search::adversary::reaches;

/// What shrinking keeps, decided rigorously.
#[derive(Clone, Debug)]
pub enum Keep {
    /// That the statement fails.
    Violation,
    /// That it fails by at least this [`margin`].
    Margin(Rational),
    /// That left/right is at least this.
    Ratio(Bounds),
    /// That it holds.
    Witness,
}

impl Keep {
    /// The comparison that shows it, when the outcome does.
    pub(super) fn shown_by(&self, outcome: &Outcome) -> Option<Evaluated> {
        match self {
            Keep::Violation => Aim::Violation.is_met_by(outcome).then(|| outcome.first_violation().cloned())?,
            Keep::Witness => Aim::Witness.is_met_by(outcome).then(|| outcome.first().cloned())?,
            Keep::Ratio(least) => {
                outcome.worst().filter(|(ratio, _)| reaches(ratio, least)).map(|(_, shown)| shown.clone())
            }
            Keep::Margin(least) => {
                let Outcome::Compared { comparisons, .. } = outcome else { return None };
                comparisons.iter().find(|own| margin(own).is_some_and(|margin| margin >= *least)).cloned()
            }
        }
    }
}

/// By how much a comparison fails at least, when it does: `left/right - 1` where
/// that has a meaning, `left - right` elsewhere, their distance for an equality.
pub fn margin(comparison: &Evaluated) -> Option<Rational> {
    if !comparison.truth.is_no() {
        return None;
    }
    if let Some(ratio) = comparison.ratio.as_ref().and_then(|ratio| ratio.lower.clone()) {
        return Some(ratio - Rational::from(1));
    }
    let above = comparison.left.lower.clone().zip(comparison.right.upper.clone()).map(|(l, r)| l - r);
    let below = comparison.right.lower.clone().zip(comparison.left.upper.clone()).map(|(r, l)| r - l);
    match comparison.relation {
        Relation::Equal => above.max(below),
        _ => above,
    }
}
