//! Any bytes as a conjecture file: a conjecture or a refusal that names the file,
//! and formulas that both code paths evaluate alike.

use spma::claim::{Evaluated, Instance, Outcome};
use spma::conjecture::{Conjecture, ConjecturePart, parse};
use spma::replay::{Naive, NaiveSide};
use spma::scalar::{Bounds, ScalarKind, Truth};

use super::Input;

/// The name of the file in messages.
const FILE: &str = "fuzz.toml";

/// Instances, degenerate and random ones, at which formulas are taken.
const INSTANCES: [usize; 3] = [1, 3, 13];

/// Statements of a file that are looked at.
const MOST_PARTS: usize = 3;

/// Reads the bytes; evaluates what is claimed.
pub fn check(bytes: &[u8]) -> Input {
    let Ok(text) = std::str::from_utf8(bytes) else { return Input::Bad };
    match parse(text, FILE) {
        Err(error) => {
            assert!(error.to_string().starts_with(FILE), "the file is not named: {error}");
            Input::Bad
        }
        Ok(conjecture) => {
            check_formulas(&conjecture);
            Input::Good
        }
    }
}

fn check_formulas(conjecture: &Conjecture) {
    for part in conjecture.parts.iter().take(MOST_PARTS) {
        for index in INSTANCES {
            let mut instance = part.goal().domain.instance(1, index);
            instance.steps = instance.steps.min(2);
            check_at(part, &instance);
        }
    }
}

/// What enclosures and rationals say does not differ, nor does the second path.
fn check_at(part: &ConjecturePart, instance: &Instance) {
    let goal = part.goal();
    let naive = part.naive_sides(&Naive::new(instance));
    let compared = |kind: ScalarKind| match goal.statement.decide(instance, kind) {
        Outcome::Compared { comparisons, .. } => Some(comparisons),
        _ => None,
    };
    let exact = if goal.statement.is_algebraic() { compared(ScalarKind::Rational) } else { None };
    for enclosed in [ScalarKind::Interval, ScalarKind::BigInterval(128)].map(compared).into_iter().flatten() {
        if let Some(exact) = &exact {
            assert_eq!(enclosed.len(), exact.len(), "as many comparisons");
            for (own, exact) in enclosed.iter().zip(exact) {
                assert!(meet(&own.left, &exact.left) && meet(&own.right, &exact.right), "{own:?} {exact:?}");
                assert!(!are_opposite(own.truth, exact.truth), "{own:?} {exact:?}");
            }
        }
        check_second(&enclosed, &naive);
    }
    if let Some(exact) = &exact {
        check_second(exact, &naive);
    }
}

/// The second path leaves out what it cannot tell, so it may have fewer comparisons.
fn check_second(first: &[Evaluated], second: &[NaiveSide]) {
    assert!(second.len() <= first.len(), "{first:?} {second:?}");
    if second.len() == first.len() {
        for (own, second) in first.iter().zip(second) {
            assert_eq!(own.label, second.label);
            assert!(meet(&own.left, &second.left) && meet(&own.right, &second.right), "{own:?} {second:?}");
            assert!(!are_opposite(own.truth, second.truth()), "{own:?} {second:?}");
        }
    }
}

fn are_opposite(one: Truth, other: Truth) -> bool {
    matches!((one, other), (Truth::Yes, Truth::No) | (Truth::No, Truth::Yes))
}

/// Do two ranges have a number in common?
fn meet(one: &Bounds, other: &Bounds) -> bool {
    let below = |low: &Bounds, high: &Bounds| match (&low.lower, &high.upper) {
        (Some(low), Some(high)) => low <= high,
        _ => true,
    };
    below(one, other) && below(other, one)
}
