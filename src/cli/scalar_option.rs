//! The option `--scalar`.

use num_traits::One;

use super::CliError;
use crate::report::print_note;
use crate::scalar::{Field, Ordered, Rational, ScalarKind, with_scalar};

/// The kind of number that `text` names; a precision that is rounded up is
/// noted on standard error.
///
/// # Errors
/// When there is no such kind.
pub fn scalar_kind(text: &str) -> Result<ScalarKind, CliError> {
    Ok(noted(text.parse()?, text))
}

/// The same for claims, which are compiled for fewer precisions.
///
/// # Errors
/// When there is no such kind.
pub fn claim_scalar_kind(text: &str) -> Result<ScalarKind, CliError> {
    let kind: ScalarKind = text.parse()?;
    Ok(noted(kind.for_claims(), text))
}

/// Says so when the precision is not the one asked for.
fn noted(kind: ScalarKind, text: &str) -> ScalarKind {
    if text.contains(':') && kind.to_string() != text {
        print_note(&format!("note: computing with {kind}, the next precision that is compiled in"));
    }
    kind
}

/// Floats solve nothing when `gamma` rounds to 1.
///
/// # Errors
/// When it does; the message names the precision and the way out.
pub fn check_discount(kind: ScalarKind, gamma: &Rational) -> Result<(), CliError> {
    let is_float = matches!(kind, ScalarKind::F64 | ScalarKind::BigFloat(_));
    if is_float && !with_scalar!(kind, T => T::from_rational(gamma).less(&T::one()).is_yes()) {
        return Err(CliError::Usage(format!(
            "--gamma {} rounds to 1 in {kind}; use --scalar rational or more bits",
            gamma.to_decimal_floor(30)
        )));
    }
    Ok(())
}
