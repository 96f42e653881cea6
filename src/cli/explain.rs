//! `spma explain ID`.

use clap::Args;

use super::{CliError, ExitCode, select_claims};
use crate::report::print;

#[derive(Args)]
pub struct ExplainArgs {
    /// Claim id, e.g. M1
    id: String,
}

pub fn explain(args: &ExplainArgs) -> Result<ExitCode, CliError> {
    for claim in select_claims(std::slice::from_ref(&args.id))? {
        let mut text = claim.explanation.trim_end().to_owned();
        text.push_str("\n\n## Checked as\n\n");
        for part in &claim.parts {
            text.push_str(&format!("- part `{}`\n", part.name));
        }
        for control in &claim.controls {
            text.push_str(&format!("- control `{}` (false, must be refuted)\n", control.name));
        }
        print(&text)?;
    }
    Ok(ExitCode::Success)
}
