//! `spma list`.

use std::fmt::Write;

use super::{CliError, ExitCode};
use crate::claim::Quantifier;
use crate::report::print;

pub fn list() -> Result<ExitCode, CliError> {
    let mut text = String::from("id  parts  controls  claim\n");
    for claim in crate::theorems::all() {
        let (parts, controls) = (claim.parts.len(), claim.controls.len());
        let kind = if claim.quantifier == Quantifier::Exists { " (existence)" } else { "" };
        writeln!(text, "{:<3} {parts:>5}  {controls:>8}  {}{kind}", claim.id, claim.title)
            .expect("writing to a string cannot fail");
    }
    print(&text)?;
    Ok(ExitCode::Success)
}
