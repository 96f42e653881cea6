//! `spma worst [CLAIM]...`.

mod stored;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::claim::{Claim, Part, Quantifier, Variation, Varied};
use crate::cli::falsify::chosen_parts;
use crate::cli::falsify::options::{Effort, reach};
use crate::cli::falsify::show::Form;
use crate::cli::model_options::discount;
use crate::cli::{CliError, ExitCode, interruption, select_claims, stored_cases};
use crate::replay::Case;
use crate::report::{
    check_folder, check_writable, make_folder, missing_folder, print, witness_latex, witness_text, write_atomically,
};
use crate::scalar::{Bounds, Rational};
use crate::search::{Catch, Goal, Keep, Shrink, traits};

#[derive(Args)]
pub struct WorstArgs {
    /// Claim ids, e.g. X5 [default: all claims with a bound]
    ids: Vec<String>,
    /// Part of the claim [default: all parts with a left/right ratio]
    #[arg(long, requires = "ids")]
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
    #[arg(long)]
    store: bool,
    /// Do not search: list the stored worst cases, each decided once more
    #[arg(long, conflicts_with_all = ["starts", "instances", "seed", "shrink", "jobs", "from_scratch", "show", "latex", "save", "store"])]
    stored: bool,
}

/// Digits of a ratio.
const DIGITS: usize = 10;

pub fn worst(args: &WorstArgs) -> Result<ExitCode, CliError> {
    let mut claims = select_claims(&args.ids)?;
    if args.ids.is_empty() {
        claims.retain(|claim| claim.quantifier == Quantifier::ForAll);
    }
    if let Some(claim) = claims.iter().find(|claim| claim.quantifier == Quantifier::Exists) {
        return Err(CliError::Usage(format!(
            "{} claims that an instance exists; it has no bound to be tight (spma falsify {} looks for one)",
            claim.id, claim.id
        )));
    }
    if args.part.is_some() && claims.len() > 1 {
        return Err(CliError::Usage("--part is a part of one claim; name a single claim with it".to_owned()));
    }
    if args.stored {
        return stored::list(&claims, args.part.as_deref(), args.gamma.as_ref());
    }
    if let Some(path) = &args.save {
        match missing_folder(path) {
            Some(folder) => check_folder(folder)?,
            None => check_writable(path)?,
        }
    }
    args.effort.run(|| search_all(&claims, args))
}

fn search_all(claims: &[Claim], args: &WorstArgs) -> Result<ExitCode, CliError> {
    let mut found_any = false;
    for claim in claims {
        found_any |= worst_of(claim, args)?;
    }
    let code = if found_any { ExitCode::Success } else { ExitCode::NothingSelected };
    interruption::ending(code, if args.latex { Form::Latex } else { Form::Text }.comment())
}

/// Searches the parts of a claim; was anything found?
fn worst_of(claim: &Claim, args: &WorstArgs) -> Result<bool, CliError> {
    let store = if args.store { Some(store_folder(claim.id)?) } else { None };
    let mut found_any = false;
    for part in chosen_parts(claim, args.part.as_deref())? {
        let found = if interruption::is_asked() { None } else { search(claim, part, args) };
        let Some((ratio, catch)) = found else {
            if interruption::is_asked() {
                break;
            }
            print(&format!("{} ({}): no instance with a left/right ratio was found\n", claim.id, part.name))?;
            continue;
        };
        found_any = true;
        show(claim, part, &ratio, &catch, args)?;
        let case = Case::new(claim.id, part.name, None, &catch.instance, &catch.comparison);
        let stored = store.as_ref().map(|folder| folder.join(stored::file_name(part.name, args.gamma.as_ref())));
        // An instance from a search that was cut short may be looser than the one that is stored.
        let stored = stored.filter(|_| !interruption::is_asked());
        for path in args.save.iter().chain(&stored) {
            if let Some(folder) = path.parent() {
                make_folder(folder)?;
            }
            write_atomically(path, &case.to_text())?;
        }
    }
    Ok(found_any)
}

/// The instance with the largest ratio, made readable without losing any of it.
fn search(claim: &Claim, part: &Part, args: &WorstArgs) -> Option<(Bounds, Catch)> {
    let goal = Goal::from(part);
    let mut adversary = args.effort.adversary(reach(part.domain, &Variation::default()));
    adversary.ranges = adversary.ranges.at_discount(args.gamma.as_ref());
    if !args.from_scratch {
        adversary.stored = stored_cases().of(claim.id, part.name).to_vec();
    }
    let (ratio, catch) = adversary.worst(goal)?;
    let keep = Keep::Ratio(ratio.clone());
    let (decisions, stop) = (args.effort.decisions(), interruption::flag());
    let shrink = Shrink { goal, keep, decisions, keeps_discount: args.gamma.is_some(), stop };
    let smaller = shrink.run(&catch.instance).unwrap_or(catch);
    let ratio = smaller.comparison.ratio.clone().unwrap_or(ratio);
    Some((ratio, smaller))
}

fn show(claim: &Claim, part: &Part, ratio: &Bounds, catch: &Catch, args: &WorstArgs) -> Result<(), CliError> {
    print(&format!(
        "{} ({}): left/right {} for {}\n  attained by: {}\n",
        claim.id,
        part.name,
        decimals(ratio),
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

/// One decimal for a point, both ends otherwise.
fn decimals(ratio: &Bounds) -> String {
    let [lower, upper] = ratio.outward_decimals(DIGITS);
    if lower == upper { lower } else { format!("[{lower}, {upper}]") }
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
