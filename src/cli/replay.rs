//! `spma replay FILE`.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, ExitCode, select_claims};
use crate::claim::{Claim, Instance, Outcome, Part, Quantifier};
use crate::replay::{Case, Naive, NaiveSide};
use crate::report::print;
use crate::scalar::{Bounds, ScalarKind, Truth};

/// Digits of the decimals printed beside exact values.
const DIGITS: usize = 12;

/// Precision at which the hypotheses of statements with elementary functions
/// are checked; they are rational.
const HYPOTHESIS_BITS: u32 = 256;

/// Longest exact value printed in full.
const SHOWN: usize = 60;

#[derive(Args)]
pub struct ReplayArgs {
    /// A case file written by `spma verify`
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub fn replay(args: &ReplayArgs) -> Result<ExitCode, CliError> {
    let mut code = ExitCode::Success;
    for file in &args.files {
        let name = file.display().to_string();
        let case = Case::read(file)?;
        let claims = select_claims(std::slice::from_ref(&case.claim))
            .map_err(|error| CliError::Usage(format!("{name}: {error}")))?;
        let part = find_part(&claims[0], &case, &name)?;
        let instance = case.instance(&name)?;
        check_hypotheses(part, &instance, &name)?;
        let sides = (part.naive)(&Naive::new(&instance));
        let mut text = format!(
            "{name}: claim {}, {}part `{}`, at `{}`\n",
            case.claim,
            case.control.as_ref().map_or_else(String::new, |control| format!("control `{control}`, ")),
            case.part,
            instance.origin
        );
        for side in &sides {
            writeln!(text, "{}", describe(side)).expect("writing to a string cannot fail");
        }
        let confirmed = sides.iter().any(|side| case.agrees_with(side) && side.truth() == case.expected_truth());
        let finding = match (confirmed, claims[0].quantifier, &case.control) {
            (false, ..) => "NOT CONFIRMED: the file records another result",
            (true, _, Some(_)) => "confirmed: the control is refuted",
            (true, Quantifier::Exists, None) => "confirmed: this is a witness",
            (true, Quantifier::ForAll, None) => "confirmed: the claim holds here",
        };
        writeln!(text, "{finding}").expect("writing to a string cannot fail");
        print(&text)?;
        if !confirmed {
            code = ExitCode::Refuted;
        }
    }
    Ok(code)
}

/// The second code path is written for instances that meet the hypotheses:
/// elsewhere it may divide by a gap that does not exist.
fn check_hypotheses(part: &Part, instance: &Instance, file: &str) -> Result<(), CliError> {
    let kind =
        if part.statement.is_algebraic() { ScalarKind::Rational } else { ScalarKind::BigInterval(HYPOTHESIS_BITS) };
    match part.statement.decide(instance, kind) {
        Outcome::Rejected { hypothesis } | Outcome::Unclear { hypothesis } => Err(CliError::Usage(format!(
            "{file}: the instance does not meet the hypothesis `{hypothesis}`, so there is nothing to replay"
        ))),
        Outcome::Unsupported | Outcome::Compared { .. } => Ok(()),
    }
}

fn find_part<'a>(claim: &'a Claim, case: &Case, file: &str) -> Result<&'a Part, CliError> {
    let unknown = |what: &str, name: &str| {
        CliError::Usage(format!(
            "{file}: claim {} has no {what} `{name}`; was the file written by another version?",
            claim.id
        ))
    };
    match &case.control {
        Some(name) => {
            let control = claim.controls.iter().find(|control| control.name == name);
            control.map(|control| &control.part).ok_or_else(|| unknown("control", name))
        }
        None => claim.parts.iter().find(|part| part.name == case.part).ok_or_else(|| unknown("part", &case.part)),
    }
}

fn describe(side: &NaiveSide) -> String {
    let answer = match side.truth() {
        Truth::Yes => "holds",
        Truth::No => "FAILS",
        Truth::Undecided => "undecided",
    };
    format!("  {}: {} {} {}  {answer}", side.label, shown(&side.left), side.relation.symbol(), shown(&side.right))
}

/// The exact value when it is short, and its decimals.
fn shown(bounds: &Bounds) -> String {
    let [lower, upper] = bounds.outward_decimals(DIGITS);
    match (&bounds.lower, &bounds.upper) {
        (Some(low), Some(high)) if low == high => {
            let exact = low.to_string();
            if exact.len() <= SHOWN && lower != exact { format!("{exact} ({lower})") } else { lower }
        }
        _ => format!("[{lower}, {upper}]"),
    }
}
