//! The option `--scalar`.

use super::CliError;
use crate::report::print_note;
use crate::scalar::ScalarKind;

/// The kind of number that `text` names; a precision that is rounded up is
/// noted on standard error.
///
/// # Errors
/// When there is no such kind.
pub fn scalar_kind(text: &str) -> Result<ScalarKind, CliError> {
    let kind: ScalarKind = text.parse()?;
    if text.contains(':') && kind.to_string() != text {
        print_note(&format!("note: computing with {kind}, the next precision that is compiled in"));
    }
    Ok(kind)
}
