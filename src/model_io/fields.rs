//! Single fields of a file, and how they appear in messages.

use num_traits::{One, Zero};

use super::problem::{MAX_ID, Problem};
use crate::scalar::Rational;

/// Longest text quoted in a message, in characters.
const SHOWN: usize = 40;

/// A state or action number.
pub(super) fn id(column: &'static str, text: &str) -> Result<usize, Problem> {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::Id { column, text: shown(text) });
    }
    match text.parse::<usize>() {
        Ok(id) if id <= MAX_ID => Ok(id),
        _ => Err(Problem::IdTooLarge { column, text: shown(text) }),
    }
}

/// An exact number.
pub(super) fn number(column: &'static str, text: &str) -> Result<Rational, Problem> {
    text.parse().map_err(|error| Problem::Number { column, error })
}

/// An exact number that is not negative.
pub(super) fn probability(column: &'static str, text: &str) -> Result<Rational, Problem> {
    let probability = number(column, text)?;
    if probability.is_negative() {
        return Err(Problem::NegativeProbability { column, text: shown(text.trim()) });
    }
    Ok(probability)
}

/// The start of a text.
pub(crate) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// A sum of probabilities for a message: exact when short, else its digits.
pub(super) fn shown_sum(sum: &Rational) -> String {
    let exact = sum.to_string();
    if exact.len() <= SHOWN { exact } else { format!("{}...", sum.to_decimal_floor(SHOWN / 2)) }
}

/// `sum - 1` in three digits, rounded away from zero.
pub(super) fn shown_defect(sum: &Rational) -> String {
    outward(&(sum.clone() - &Rational::one()))
}

/// Three digits of a number, rounded away from zero.
pub(super) fn outward(value: &Rational) -> String {
    if *value < Rational::zero() { value.to_decimal_floor(3) } else { value.to_decimal_ceil(3) }
}
