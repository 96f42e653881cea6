//! Which kinds of number to try on an instance, and in which order.

use std::fmt;
use std::str::FromStr;

use super::{Decide, Instance, Outcome};
use crate::scalar::{PRECISIONS, ScalarKind, ScalarKindError, Truth};

/// How many exact linear solutions a statement chains: each multiplies the
/// digits by about `S + 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// No values: distributions only.
    Static,
    /// `V^pi` (and `V*`) of given policies.
    OneValue,
    /// `V^{pi'}` of a policy computed from `V^pi`.
    NextValue,
    /// `V^{pi_T}` after `T` steps.
    Trajectory,
}

/// Exact values of given policies are computed while the transitions times the
/// expected bits of the longest number stay below this: on sparse models the
/// expectation is far too high.
const EXACT_VALUE_BUDGET: f64 = 8e7;

/// The same for values of computed policies, whose digits do grow as expected.
const EXACT_STEP_BUDGET: f64 = 1e7;

/// After all enclosures have failed to decide, exact arithmetic may cost this
/// much: only it can confirm an equality.
const LAST_RESORT_BUDGET: f64 = 2e9;

/// The kinds of number tried on an instance, in order, until one decides.
///
/// Text form: `auto:BITS`, or the name of the only kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// A kind the user asked for; tried alone.
    fixed: Option<ScalarKind>,
    /// Largest precision of enclosures, in bits.
    most_bits: u32,
}

/// What was decided, by which scalar.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The last outcome.
    pub outcome: Outcome,
    /// The kind that gave it.
    pub kind: ScalarKind,
}

impl Ladder {
    /// Exact where digits allow, else enclosures of growing precision up to
    /// `most_bits`.
    pub fn automatic(most_bits: u32) -> Self {
        Ladder { fixed: None, most_bits }
    }

    /// One kind only.
    pub fn fixed(kind: ScalarKind) -> Self {
        Ladder { fixed: Some(kind), most_bits: 0 }
    }

    /// Are decisions proofs?
    pub fn is_rigorous(&self) -> bool {
        self.fixed.is_none_or(ScalarKind::is_rigorous)
    }

    /// Is exact arithmetic the only kind tried?
    pub fn is_exact_only(&self) -> bool {
        self.fixed == Some(ScalarKind::Rational)
    }

    /// Decides a statement at an instance.
    ///
    /// A violation seen by a kind that proves nothing is left to the kinds that
    /// do: floats alone never refute.
    pub fn decide(&self, statement: &dyn Decide, depth: Depth, instance: &Instance) -> Decision {
        let decision = first_decided(statement, instance, &self.kinds(statement, depth, instance));
        if decision.kind.is_rigorous() || !is_violated(&decision.outcome) {
            return decision;
        }
        let rigorous = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        first_decided(statement, instance, &rigorous.kinds(statement, depth, instance))
    }

    fn kinds(&self, statement: &dyn Decide, depth: Depth, instance: &Instance) -> Vec<ScalarKind> {
        if let Some(kind) = self.fixed {
            return vec![kind];
        }
        if statement.is_algebraic() && is_exact_affordable(depth, instance) {
            return vec![ScalarKind::Rational];
        }
        let enclosures = PRECISIONS.into_iter().skip(1).filter(|&bits| bits <= self.most_bits);
        let mut kinds: Vec<ScalarKind> =
            std::iter::once(ScalarKind::Interval).chain(enclosures.map(ScalarKind::BigInterval)).collect();
        if statement.is_algebraic() && exact_cost(depth, instance) <= LAST_RESORT_BUDGET {
            kinds.push(ScalarKind::Rational);
        }
        kinds
    }
}

impl fmt::Display for Ladder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fixed {
            Some(kind) => write!(f, "{kind}"),
            None => write!(f, "auto:{}", self.most_bits),
        }
    }
}

impl FromStr for Ladder {
    type Err = ScalarKindError;

    /// Reads the text form.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some(bits) = text.strip_prefix("auto:") else { return text.parse().map(Ladder::fixed) };
        let most = PRECISIONS[PRECISIONS.len() - 1];
        let bits = bits.parse().ok().filter(|bits| (2..=most).contains(bits));
        bits.map(Ladder::automatic).ok_or_else(|| ScalarKindError::Precision(text.to_owned()))
    }
}

fn first_decided(statement: &dyn Decide, instance: &Instance, kinds: &[ScalarKind]) -> Decision {
    let mut last = Decision { outcome: Outcome::Unsupported, kind: ScalarKind::Rational };
    for &kind in kinds {
        last = Decision { outcome: statement.decide(instance, kind), kind };
        let decided = match &last.outcome {
            Outcome::Rejected { .. } | Outcome::Unsupported => true,
            Outcome::Unclear { .. } => false,
            Outcome::Compared { truth, .. } => *truth != Truth::Undecided,
        };
        if decided {
            break;
        }
    }
    last
}

fn is_violated(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Compared { truth: Truth::No, .. })
}

/// Can rationals decide a statement of this depth at the instance in reasonable time?
pub(crate) fn is_exact_affordable(depth: Depth, instance: &Instance) -> bool {
    let budget = match depth {
        Depth::Static | Depth::OneValue => EXACT_VALUE_BUDGET,
        Depth::NextValue | Depth::Trajectory => EXACT_STEP_BUDGET,
    };
    exact_cost(depth, instance) <= budget
}

/// Transitions times the expected bits of exact evaluation: what one pass over
/// the model costs.
fn exact_cost(depth: Depth, instance: &Instance) -> f64 {
    let states = instance.mdp.states() as f64;
    let solves = match depth {
        Depth::Static => 0,
        Depth::OneValue => 1,
        Depth::NextValue => 2,
        Depth::Trajectory => instance.steps + 1,
    };
    let bits = instance.longest_bits() as f64 * (states + 1.0).powi(solves as i32);
    instance.mdp.transitions() as f64 * bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_is_read_as_it_is_written() {
        for ladder in [Ladder::automatic(300), Ladder::fixed(ScalarKind::F64), Ladder::fixed(ScalarKind::BigFloat(256))]
        {
            assert_eq!(ladder.to_string().parse(), Ok(ladder));
        }
        for text in ["auto", "auto:", "auto:1", "auto:5000", "auto:-3", "double", ""] {
            assert!(text.parse::<Ladder>().is_err(), "{text}");
        }
    }
}
