//! `spma worst CLAIM`.

use std::path::PathBuf;

use clap::Args;

use super::model_options::discount;
use super::{CliError, ExitCode, select_claims};
use crate::claim::{Claim, Part, Quantifier};
use crate::replay::Case;
use crate::report::{check_writable, print, write_atomically};
use crate::scalar::Rational;
use crate::search::Climb;

/// More starts or changes than anyone waits for.
const MOST: i64 = 1_000_000;

#[derive(Args)]
pub struct WorstArgs {
    /// Claim id, e.g. X5
    id: String,
    /// Part of the claim [default: all parts with a left/right ratio]
    #[arg(long)]
    part: Option<String>,
    /// Keep to this discount factor
    #[arg(long, value_name = "P/Q", allow_hyphen_values = true, value_parser = discount)]
    gamma: Option<Rational>,
    /// Instances to climb from
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=MOST))]
    starts: u32,
    /// Changes tried from each of them
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(0..=MOST))]
    changes: u32,
    /// Seed of the search
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write the instance found as a case file (one part only)
    #[arg(long, value_name = "FILE", requires = "part")]
    save: Option<PathBuf>,
}

/// Digits of a ratio.
const DIGITS: usize = 10;

pub fn worst(args: &WorstArgs) -> Result<ExitCode, CliError> {
    let claims = select_claims(std::slice::from_ref(&args.id))?;
    let claim = &claims[0];
    if claim.quantifier == Quantifier::Exists {
        return Err(CliError::Usage(format!(
            "{} claims that an instance exists; it has no bound to be tight",
            claim.id
        )));
    }
    if let Some(path) = &args.save {
        check_writable(path)?;
    }
    let climb = Climb {
        seed: args.seed,
        starts: args.starts as usize,
        changes: args.changes as usize,
        discount: args.gamma.clone(),
    };
    let mut found_any = false;
    for part in parts(claim, args.part.as_deref())? {
        let Some((ratio, found)) = climb.run(part) else {
            print(&format!("{} ({}): no instance with a left/right ratio was found\n", claim.id, part.name))?;
            continue;
        };
        found_any = true;
        let [lower, upper] = ratio.outward_decimals(DIGITS);
        let ratio = if lower == upper { lower } else { format!("[{lower}, {upper}]") };
        let mdp = &found.instance.mdp;
        print(&format!(
            "{} ({}): left/right {ratio} for {}, at {} states, {} pairs, gamma = {}, eta = {}\n",
            claim.id,
            part.name,
            found.comparison.label,
            mdp.states(),
            mdp.pairs(),
            mdp.discount(),
            found.instance.eta
        ))?;
        if let Some(path) = &args.save {
            let case = Case::new(claim.id, part.name, None, &found.instance, &found.comparison);
            let text = serde_json::to_string_pretty(&case).expect("a case has a JSON form");
            write_atomically(path, &format!("{text}\n"))?;
        }
    }
    Ok(if found_any { ExitCode::Success } else { ExitCode::NothingSelected })
}

fn parts<'c>(claim: &'c Claim, name: Option<&str>) -> Result<Vec<&'c Part>, CliError> {
    let chosen: Vec<&Part> = claim.parts.iter().filter(|part| name.is_none_or(|name| part.name == name)).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = claim.parts.iter().map(|part| part.name).collect();
        let name = name.unwrap_or_default();
        return Err(CliError::Usage(format!("{} has no part `{name}`; its parts are {}", claim.id, known.join(", "))));
    }
    Ok(chosen)
}
