//! Every claim on instances made from bytes: nothing claimed may fail, and both
//! transcriptions must give the same sides.
//!
//! An input is the id of a claim and an instance, or an instance alone. In the first case all parts and controls of the
//! claim are checked, in the second the algebraic parts of every claim: those with elementary functions cost more.

use super::selection::{self, Checked};
use super::{Input, instance};
use spma::claim::{Evaluated, Instance, Outcome};
use spma::replay::{Naive, NaiveSide};
use spma::scalar::{Bounds, ScalarKind, Truth};

/// Largest number of actions at which statements with elementary functions are transcribed again, in one state: series
/// of rationals take seconds on more.
const MOST_SERIES_PAIRS: usize = 3;

/// Good when the instance meets the hypotheses of some statement.
pub fn check(bytes: &[u8]) -> Input {
    let (statements, bytes): (Vec<Checked>, &[u8]) = match selection::named(bytes) {
        Some((claim, rest)) => (selection::statements(claim).collect(), rest),
        None => (selection::all().filter(|checked| checked.part.statement.is_algebraic()).collect(), bytes),
    };
    let Ok(instance) = instance::decode(bytes) else { return Input::Bad };
    let met = statements.iter().filter(|checked| is_met(checked, &instance)).count();
    if met > 0 { Input::Good } else { Input::Bad }
}

/// Checks a statement; does the instance meet its hypotheses?
fn is_met(checked: &Checked, instance: &Instance) -> bool {
    let Checked { name, part, holds_everywhere } = checked;
    let is_exact = part.statement.is_algebraic();
    let kind = if is_exact { ScalarKind::Rational } else { ScalarKind::BigInterval(128) };
    match part.statement.decide(instance, kind) {
        Outcome::Compared { truth, comparisons } => {
            assert!(!is_exact || truth != Truth::Undecided, "{name}: undecided at {instance:?}");
            let violated = *holds_everywhere && truth == Truth::No;
            assert!(!violated, "{name}: violated at {instance:?}: {comparisons:?}");
            if !is_exact && !has_short_series(instance) {
                return true;
            }
            let sides = (part.naive)(&Naive::new(instance));
            assert_eq!(sides.len(), comparisons.len(), "{name}: number of comparisons at {instance:?}");
            for (side, comparison) in sides.iter().zip(&comparisons) {
                assert!(agree(side, comparison, is_exact), "{name}: {side:?} and {comparison:?} at {instance:?}");
            }
            true
        }
        Outcome::Rejected { .. } => false,
        Outcome::Unclear { .. } | Outcome::Unsupported => {
            assert!(!is_exact, "{name}: not decided exactly at {instance:?}");
            false
        }
    }
}

/// Is the second transcription cheap?
fn has_short_series(instance: &Instance) -> bool {
    instance.mdp.states() == 1 && instance.mdp.pairs() <= MOST_SERIES_PAIRS
}

/// Do both transcriptions say the same: equal numbers, or enclosures with a number in common?
fn agree(side: &NaiveSide, comparison: &Evaluated, is_exact: bool) -> bool {
    let same = |a: &Bounds, b: &Bounds| if is_exact { a == b } else { overlap(a, b) };
    side.label == comparison.label
        && side.relation == comparison.relation
        && same(&side.left, &comparison.left)
        && same(&side.right, &comparison.right)
        && !contradict(side.truth(), comparison.truth)
}

fn overlap(a: &Bounds, b: &Bounds) -> bool {
    let below = |x: &Bounds, y: &Bounds| x.lower.as_ref().zip(y.upper.as_ref()).is_none_or(|(low, high)| low <= high);
    below(a, b) && below(b, a)
}

/// Does one answer say yes and the other no?
fn contradict(a: Truth, b: Truth) -> bool {
    a != b && a != Truth::Undecided && b != Truth::Undecided
}
