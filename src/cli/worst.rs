//! `spma worst CLAIM`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::falsify::chosen_parts;
use super::falsify::options::{Effort, reach};
use super::model_options::discount;
use super::{CliError, ExitCode, select_claims, stored_cases};
use crate::claim::{Claim, Part, Quantifier, Variation, Varied};
use crate::replay::Case;
use crate::report::{check_writable, file_slug, print, witness_latex, witness_text, write_atomically};
use crate::scalar::{Bounds, Rational};
use crate::search::{Catch, Goal, Keep, Shrink, traits};

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
    #[command(flatten)]
    effort: Effort,
    /// Do not start from the stored worst cases
    #[arg(long)]
    from_scratch: bool,
    /// Print the instance found
    #[arg(long)]
    show: bool,
    /// Print it as LaTeX
    #[arg(long)]
    latex: bool,
    /// Write the instance found as a case file (one part only)
    #[arg(long, value_name = "FILE", requires = "part")]
    save: Option<PathBuf>,
    /// In a checkout: keep the instance under theorems/*/cases/worst, where every later run starts
    #[arg(long, conflicts_with = "gamma")]
    store: bool,
}

/// Digits of a ratio.
const DIGITS: usize = 10;

pub fn worst(args: &WorstArgs) -> Result<ExitCode, CliError> {
    let claims = select_claims(std::slice::from_ref(&args.id))?;
    let claim = &claims[0];
    if claim.quantifier == Quantifier::Exists {
        return Err(CliError::Usage(format!(
            "{} claims that an instance exists; it has no bound to be tight (spma falsify {} looks for one)",
            claim.id, claim.id
        )));
    }
    if let Some(path) = &args.save {
        check_writable(path)?;
    }
    let store = if args.store { Some(store_folder(claim.id)?) } else { None };
    let mut found_any = false;
    for part in chosen_parts(claim, args.part.as_deref())? {
        let Some((ratio, catch)) = search(claim, part, args) else {
            print(&format!("{} ({}): no instance with a left/right ratio was found\n", claim.id, part.name))?;
            continue;
        };
        found_any = true;
        show(claim, part, &ratio, &catch, args)?;
        let case = Case::new(claim.id, part.name, None, &catch.instance, &catch.comparison);
        let text = serde_json::to_string_pretty(&case).expect("a case has a JSON form");
        let stored = store.as_ref().map(|folder| folder.join(format!("{}.json", file_slug(part.name))));
        for path in args.save.iter().chain(&stored) {
            write_atomically(path, &format!("{text}\n"))?;
        }
    }
    Ok(if found_any { ExitCode::Success } else { ExitCode::NothingSelected })
}

/// The instance with the largest ratio, made readable without losing any of it.
fn search(claim: &Claim, part: &Part, args: &WorstArgs) -> Option<(Bounds, Catch)> {
    let goal = Goal::from(part);
    let mut adversary = args.effort.adversary(reach(part.domain, &Variation::default()));
    adversary.discount.clone_from(&args.gamma);
    if !args.from_scratch {
        adversary.stored = stored_cases().of(claim.id, part.name).to_vec();
    }
    let (ratio, catch) = adversary.worst(goal)?;
    if args.gamma.is_some() {
        // Shrinking would leave the discount factor.
        return Some((ratio, catch));
    }
    let shrink = Shrink { goal, keep: Keep::Ratio(ratio.clone()), decisions: args.effort.decisions() };
    let smaller = shrink.run(&catch.instance).unwrap_or(catch);
    let ratio = smaller.comparison.ratio.clone().unwrap_or(ratio);
    Some((ratio, smaller))
}

fn show(claim: &Claim, part: &Part, ratio: &Bounds, catch: &Catch, args: &WorstArgs) -> Result<(), CliError> {
    let [lower, upper] = ratio.outward_decimals(DIGITS);
    let ratio = if lower == upper { lower } else { format!("[{lower}, {upper}]") };
    print(&format!(
        "{} ({}): left/right {ratio} for {}\n  attained by: {}\n",
        claim.id,
        part.name,
        catch.comparison.label,
        traits(&catch.instance).join(", ")
    ))?;
    let statement = Varied { statement: part.statement.as_ref(), variation: Variation::default() };
    let title = format!("{}, part `{}`: worst case", claim.id, part.name);
    if args.latex {
        print(&witness_latex(&title, &statement, catch))?;
    } else if args.show {
        print(&witness_text(&title, &statement, catch))?;
    }
    Ok(())
}

/// The folder for the worst cases of a claim in a checkout.
fn store_folder(id: &str) -> Result<PathBuf, CliError> {
    let prefix = format!("{}_", id.to_lowercase());
    let nowhere = || {
        CliError::Usage(format!("--store: there is no folder theorems/{prefix}* here; run it in a checkout of spma"))
    };
    let folders = std::fs::read_dir(Path::new("theorems")).map_err(|_| nowhere())?;
    let folder = folders
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix)))
        .ok_or_else(nowhere)?
        .join("cases")
        .join("worst");
    std::fs::create_dir_all(&folder)
        .map_err(|error| CliError::Usage(format!("--store: cannot make {}: {error}", folder.display())))?;
    Ok(folder)
}
