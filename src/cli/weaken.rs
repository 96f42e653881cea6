//! `spma weaken CLAIM`: which hypotheses are needed?

use std::path::PathBuf;

use clap::Args;

use super::falsify::attack::Target;
use super::falsify::options::{Effort, hypotheses};
use super::falsify::show::{Form, Subject};
use super::falsify::{chosen_parts, size};
use super::{CliError, ExitCode, select_claims};
use crate::claim::{Quantifier, Variation};
use crate::report::{aligned, print};

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
    let mut rows = vec![["part", "without", "answer", "instances", "smallest witness"].map(str::to_owned)];
    for part in chosen_parts(claim, args.part.as_deref())? {
        for (hypothesis, is_form) in hypotheses(part) {
            let (answer, tried, witness) = if is_form {
                ("a condition of form".to_owned(), String::new(), String::new())
            } else {
                let variation = Variation { dropped: vec![hypothesis.clone()], ..Variation::default() };
                let target = Target { part, variation, quantifier: claim.quantifier };
                let subject = Subject { claim: claim.id, control: None, target: &target };
                let finding = target.attack(&args.effort, None);
                let tried = finding.tried.to_string();
                match &finding.witnesses {
                    None => ("not refuted with this effort".to_owned(), tried, String::new()),
                    Some(witnesses) => {
                        if args.witnesses {
                            subject.print(witnesses, Form::Text)?;
                        }
                        if let Some(directory) = &args.save {
                            subject.save(witnesses, directory)?;
                        }
                        let answer =
                            if finding.leaves_simplex { "needed for steps to give policies" } else { "needed" };
                        (answer.to_owned(), tried, size(&witnesses.smallest.instance))
                    }
                }
            };
            rows.push([part.name.to_owned(), hypothesis, answer, tried, witness]);
        }
    }
    print(&aligned(&rows))?;
    Ok(ExitCode::Success)
}
