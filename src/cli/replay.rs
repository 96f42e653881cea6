//! `spma replay FILE`.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, ExitCode, changeable, select_claims};
use crate::claim::{
    Claim, Evaluated, Instance, Ladder, Outcome, Part, Quantifier, RIGHT_SIDE, Relation, Variation, Varied,
    at_step_size,
};
use crate::printable::printable;
use crate::replay::{Case, Naive, NaiveSide};
use crate::report::print;
use crate::scalar::{Bounds, PRECISIONS, Rational, ScalarKind, Truth};

/// Digits of the decimals printed beside exact values.
const DIGITS: usize = 12;

/// Precision at which the hypotheses of statements with elementary functions
/// are checked; they are rational.
const HYPOTHESIS_BITS: u32 = 256;

/// How the sides were computed.
const SECOND_PATH: &str = "by the second code path";
const FIRST_PATH: &str = "by the first code path, the second knows no named constants";

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
        // What a reader complains of may be quoted from the file.
        let case = Case::read(file).map_err(|error| CliError::Usage(printable(&error.to_string())))?;
        let (text, own) = replay_case(&case, &file.display().to_string())?;
        print(&text)?;
        if own != ExitCode::Success {
            code = own;
        }
    }
    Ok(code)
}

/// Evaluates a case again: what `spma replay` prints of it, and its exit code; `name` is for messages.
///
/// # Errors
/// When the case names no statement, is no instance, or meets no hypothesis.
pub fn replay_case(case: &Case, name: &str) -> Result<(String, ExitCode), CliError> {
    let claims = select_claims(std::slice::from_ref(&case.claim))
        .map_err(|error| CliError::Usage(printable(&format!("{name}: {error}"))))?;
    let part = find_part(&claims[0], case, name)?;
    check_variation(&claims[0], part, case, name)?;
    let instance = case.instance(name)?;
    check_hypotheses(part, &case.variation, &instance, name)?;
    let (path, sides) = sides(part, &case.variation, &instance);
    let changed = if case.variation.is_unchanged() { String::new() } else { format!("{}, {path}, ", case.variation) };
    let mut text = format!(
        "{name}: claim {}, {}part `{}`, {changed}at `{}`\n",
        claims[0].id,
        case.control.as_ref().map_or_else(String::new, |control| format!("control `{control}`, ")),
        printable(&case.part),
        printable(&instance.origin)
    );
    for side in &sides {
        writeln!(text, "{}", describe(side)).expect("writing to a string cannot fail");
    }
    let recorded: Vec<&NaiveSide> = sides.iter().filter(|side| case.agrees_with(side)).collect();
    let confirmed = recorded.iter().any(|side| side.truth() == case.expected_truth());
    let undecided = recorded.iter().any(|side| side.truth() == Truth::Undecided);
    let finding = match (confirmed, claims[0].quantifier, &case.control) {
        (false, ..) if undecided => "UNDECIDED: the two sides are not known well enough here to compare them",
        (false, ..) => "NOT CONFIRMED: the file records another result",
        (true, Quantifier::ForAll, None) if case.expected_truth() == Truth::No => {
            "confirmed: the claim with this change is refuted"
        }
        (true, _, Some(_)) => "confirmed: the control is refuted",
        (true, Quantifier::Exists, None) => "confirmed: this is a witness",
        (true, Quantifier::ForAll, None) => "confirmed: the claim holds here",
    };
    let code = match (confirmed, undecided) {
        (true, _) => ExitCode::Success,
        (false, true) => ExitCode::Undecided,
        (false, false) => ExitCode::Refuted,
    };
    writeln!(text, "{finding}").expect("writing to a string cannot fail");
    Ok((text, code))
}

/// A change of something that the statement does not have would leave it as it is, and the file would say otherwise.
fn check_variation(claim: &Claim, part: &Part, case: &Case, file: &str) -> Result<(), CliError> {
    let whose = match &case.control {
        Some(control) => format!("{}, control `{control}`,", claim.id),
        None => format!("{} ({})", claim.id, part.name),
    };
    changeable::check(&case.variation, &whose, &[part])
        .map_err(|error| CliError::Usage(printable(&format!("{file}: the field `variation`: {error}"))))
}

/// The second code path is written for instances that meet the hypotheses:
/// elsewhere it may divide by a gap that does not exist.
fn check_hypotheses(part: &Part, variation: &Variation, instance: &Instance, file: &str) -> Result<(), CliError> {
    let kind =
        if part.statement.is_algebraic() { ScalarKind::Rational } else { ScalarKind::BigInterval(HYPOTHESIS_BITS) };
    match part.statement.decide_varied(instance, kind, variation) {
        Outcome::Rejected { hypothesis } | Outcome::Unclear { hypothesis } => Err(CliError::Usage(format!(
            "{file}: the instance does not meet the hypothesis `{hypothesis}`, so there is nothing to replay"
        ))),
        Outcome::Unsupported | Outcome::Compared { .. } => Ok(()),
    }
}

/// The sides by the second code path. It knows no named constants: where a
/// variation scales one, the first path has to do, and the text says so.
fn sides(part: &Part, variation: &Variation, instance: &Instance) -> (&'static str, Vec<NaiveSide>) {
    if variation.constants.iter().any(|(name, _)| name != RIGHT_SIDE) {
        let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        let varied = Varied { statement: part.statement.as_ref(), variation: variation.clone() };
        let outcome = ladder.decide(&varied, part.depth, instance).outcome;
        let Outcome::Compared { comparisons, .. } = outcome else { return (FIRST_PATH, Vec::new()) };
        let side =
            |own: Evaluated| NaiveSide { label: own.label, left: own.left, relation: own.relation, right: own.right };
        return (FIRST_PATH, comparisons.into_iter().map(side).collect());
    }
    let mut sides = (part.naive)(&Naive::new(&at_step_size(instance, variation)));
    if let Some(factor) = variation.factor(RIGHT_SIDE) {
        for side in sides.iter_mut().filter(|side| side.relation == Relation::AtMost) {
            let scaled = |bound: &Option<Rational>| bound.clone().map(|bound| bound * factor);
            side.right = Bounds { lower: scaled(&side.right.lower), upper: scaled(&side.right.upper) };
        }
    }
    (SECOND_PATH, sides)
}

fn find_part<'a>(claim: &'a Claim, case: &Case, file: &str) -> Result<&'a Part, CliError> {
    let unknown = |what: &str, name: &str| {
        CliError::Usage(printable(&format!(
            "{file}: claim {} has no {what} `{name}`; was the file written by another version?",
            claim.id
        )))
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
