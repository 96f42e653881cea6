//! `spma conjecture fit`: the best constant.

use clap::Args;

use super::subject::{Subject, unvaried};
use crate::cli::falsify::options::Effort;
use crate::cli::model_options::discount;
use crate::cli::{CliError, ExitCode};
use crate::report::{print, witness_text};
use crate::scalar::Rational;
use crate::search::traits;

#[derive(Args)]
pub struct FitArgs {
    /// Name of a conjecture, or a conjecture file (TOML)
    conjecture: String,
    /// Keep to this discount factor
    #[arg(long, value_name = "P/Q", allow_hyphen_values = true, value_parser = discount)]
    gamma: Option<Rational>,
    #[command(flatten)]
    effort: Effort,
    /// Print the instance
    #[arg(long)]
    show: bool,
}

/// Digits of the limit.
const DIGITS: usize = 10;

pub fn fit(args: &FitArgs) -> Result<ExitCode, CliError> {
    let subject = Subject::find(&args.conjecture)?;
    let mut found_any = false;
    for goal in subject.goals() {
        let mut adversary = args.effort.adversary(subject.reach(&goal));
        if let Some(gamma) = &args.gamma {
            adversary.ranges = adversary.ranges.at_discount(gamma.clone());
        }
        let Some((ratio, catch)) = adversary.worst(goal) else {
            print(&format!("{} ({}): no instance with a left/right ratio was found\n", subject.name(), goal.name))?;
            continue;
        };
        found_any = true;
        // The lower end of the ratio is attained, so a smaller constant fails at this instance.
        let [least, _] = ratio.outward_decimals(DIGITS);
        print(&format!(
            "{} ({}): left <= c right fails for every c < {least}\n  at: {}\n",
            subject.name(),
            goal.name,
            traits(&catch.instance).join(", ")
        ))?;
        if args.show {
            let title = format!("{}, `{}`: where left/right is largest", subject.name(), goal.name);
            print(&witness_text(&title, &unvaried(&goal), &catch))?;
        }
    }
    Ok(if found_any { ExitCode::Success } else { ExitCode::NothingSelected })
}
