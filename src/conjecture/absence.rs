//! Why a formula has no value at an instance, and where it says so.

use std::ops::Range;

use super::evaluate::{Elementary, Frame, LARGEST_EXPONENT, LARGEST_POWER, Place, evaluate};
use super::expression::{Expression, Function, Kind, Over};
use super::partial::Partial;
use super::quantity::Quantity;
use super::syntax::Factor;
use crate::mdp::Evaluate;
use crate::scalar::Truth;

/// A part without a value, all of whose own parts have one.
pub(super) struct Absence {
    /// Bytes of the file.
    pub at: Option<Range<usize>>,
    /// What it is.
    pub reason: String,
    /// Is it certain that there is no value?
    pub is_certain: bool,
}

/// The first part of a formula to blame; `None` when it has a value.
pub(super) fn absence<T: Evaluate, F: Elementary<T>>(
    expression: &Expression,
    frame: &Frame<T>,
    place: Place,
) -> Option<Absence> {
    let value = |part: &Expression| evaluate::<T, F>(part, frame, place);
    let own = value(expression).exists();
    if own.is_yes() {
        return None;
    }
    let mut blamed: Vec<Absence> = match &expression.kind {
        // Folds over states and actions leave out what has no value.
        Kind::Fold(_, Over::Steps, of) => {
            frame.steps().filter_map(|frame| absence::<T, F>(of, &frame, place)).collect()
        }
        other => parts(other).into_iter().filter_map(|part| absence::<T, F>(part, frame, place)).collect(),
    };
    // A part that is certain to have no value explains why the whole has none.
    let certain = blamed.iter().position(|part| part.is_certain || own == Truth::Undecided);
    match certain {
        Some(first) => Some(blamed.swap_remove(first)),
        None => Some(Absence {
            at: expression.at.clone(),
            reason: reason::<T>(&expression.kind, value),
            is_certain: own == Truth::No,
        }),
    }
}

/// The formulas that a formula is made of.
fn parts(kind: &Kind) -> Vec<&Expression> {
    match kind {
        Kind::Number(_) | Kind::Quantity(_) => Vec::new(),
        Kind::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
        Kind::Product(factors) => factors.iter().map(|(_, of)| of).collect(),
        Kind::CountPower(base, exponent) => vec![base, exponent],
        Kind::Extremum(_, of) => of.iter().collect(),
        Kind::HalfPower(of, _) | Kind::Function(_, of) | Kind::Fold(_, _, of) => vec![of],
        Kind::Named(of) => vec![of],
    }
}

/// Why an operation has no value although its parts have.
fn reason<T: Evaluate>(kind: &Kind, value: impl Fn(&Expression) -> Partial<T>) -> String {
    let is_below_zero = |of: &Expression| value(of).number().is_some_and(|x| !T::zero().at_most(&x).is_yes());
    match kind {
        Kind::Product(factors) if factors.iter().any(|(factor, _)| *factor == Factor::Over) => {
            "a quotient by 0".to_owned()
        }
        Kind::HalfPower(of, halves) if halves % 2 != 0 && is_below_zero(of) => "a root of a negative number".to_owned(),
        Kind::HalfPower(..) => "a quotient by 0, as a negative power of 0".to_owned(),
        Kind::CountPower(..) => format!("an exponent beyond {LARGEST_POWER}, or a negative power of 0"),
        Kind::Function(Function::Ln, _) => "a logarithm of a number that is not positive".to_owned(),
        Kind::Function(Function::Sqrt, _) => "a root of a negative number".to_owned(),
        Kind::Function(Function::Exp, _) => format!("`exp` of a number beyond {LARGEST_EXPONENT}"),
        Kind::Quantity(Quantity::Gap) => "the gap of a state in which all actions tie".to_owned(),
        Kind::Quantity(Quantity::Divergence | Quantity::StateDivergence) => "an infinite divergence".to_owned(),
        _ => "a number that does not exist".to_owned(),
    }
}
