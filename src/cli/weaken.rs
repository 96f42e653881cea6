//! `spma weaken CLAIM`: which hypotheses are needed?

use std::path::PathBuf;

use clap::Args;

use super::changeable::hypotheses;
use super::falsify::attack::Target;
use super::falsify::options::Effort;
use super::falsify::show::{Form, Subject};
use super::falsify::{chosen_parts, size};
use super::{CliError, ExitCode, interruption, select_claims};
use crate::claim::{Claim, Part, Quantifier, Variation};
use crate::report::{LiveTable, check_folder};

#[derive(Args)]
pub struct WeakenArgs {
    /// Claim id, e.g. M1
    id: String,
    /// Part of the claim [default: all parts]
    #[arg(long)]
    part: Option<String>,
    #[command(flatten)]
    effort: Effort,
    /// Print the witness against each hypothesis that is needed
    #[arg(long)]
    witnesses: bool,
    /// Write the witnesses as case files into this directory
    #[arg(long, value_name = "DIR")]
    save: Option<PathBuf>,
}

pub fn weaken(args: &WeakenArgs) -> Result<ExitCode, CliError> {
    let claims = select_claims(std::slice::from_ref(&args.id))?;
    let claim = &claims[0];
    if claim.quantifier == Quantifier::Exists {
        return Err(CliError::Usage(format!(
            "{} claims that an instance exists; there is nothing to weaken",
            claim.id
        )));
    }
    if let Some(directory) = &args.save {
        check_folder(directory)?;
    }
    args.effort.run(|| weaken_claim(claim, args))
}

fn weaken_claim(claim: &Claim, args: &WeakenArgs) -> Result<ExitCode, CliError> {
    let parts = chosen_parts(claim, args.part.as_deref())?;
    let asked: Vec<(&Part, String, bool)> = parts
        .into_iter()
        .flat_map(|part| hypotheses(part).into_iter().map(move |(name, is_form)| (part, name, is_form)))
        .collect();
    let table = table(&asked, args)?;
    for (part, hypothesis, is_form) in asked {
        let row = |answer: &str, tried: String, witness: String| {
            table.row(&[part.name.to_owned(), hypothesis.clone(), answer.to_owned(), tried, witness])
        };
        if is_form {
            row(OF_FORM, String::new(), String::new())?;
            continue;
        }
        let variation = Variation { dropped: vec![hypothesis.clone()], ..Variation::default() };
        let target = Target { part, variation, quantifier: claim.quantifier };
        let subject = Subject { claim: claim.id, control: None, target: &target };
        let finding = target.attack(&args.effort, None);
        let tried = finding.tried.to_string();
        let Some(witnesses) = &finding.witnesses else {
            if interruption::is_asked() {
                break;
            }
            row(NOT_REFUTED, tried, String::new())?;
            continue;
        };
        let answer = if finding.leaves_simplex { FOR_POLICIES } else { "needed" };
        row(answer, tried, size(&witnesses.smallest.instance))?;
        if args.witnesses {
            subject.print(witnesses, Form::Text)?;
        }
        if let Some(directory) = &args.save {
            subject.save(witnesses, directory)?;
        }
    }
    interruption::ending(ExitCode::Success, "")
}

/// A hypothesis that cannot be dropped.
const OF_FORM: &str = "a condition of form";

/// Every witness found takes a step that gives a probability below 0.
const FOR_POLICIES: &str = "needed for steps to give policies";

/// No witness says that a hypothesis is needed.
const NOT_REFUTED: &str = "not refuted with this effort";

fn table(asked: &[(&Part, String, bool)], args: &WeakenArgs) -> Result<LiveTable<5>, CliError> {
    let mut rows = vec![["part", "without", "answer", "instances", "smallest witness"].map(str::to_owned)];
    // A statement that is changed is attacked twice.
    let most = (2 * args.effort.most()).to_string();
    rows.extend(asked.iter().map(|(part, name, _)| [part.name, name, FOR_POLICIES, &most, ""].map(str::to_owned)));
    Ok(LiveTable::begin(&rows)?)
}
