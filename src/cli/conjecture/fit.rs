//! `spma conjecture fit`: the best constant.

use clap::Args;

use super::reasons::{hopeless, is_hopeless, unfit};
use super::subject::{Subject, unvaried};
use crate::cli::falsify::options::Effort;
use crate::cli::model_options::discount;
use crate::cli::{CliError, ExitCode, interruption};
use crate::report::{print, witness_text};
use crate::scalar::{Bounds, Rational};
use crate::search::{Adversary, Catch, Goal, Keep, Shrink, traits};

#[derive(Args)]
pub struct FitArgs {
    /// Name of a conjecture, or a conjecture file (TOML)
    conjecture: String,
    /// Keep to this discount factor
    #[arg(long, value_name = "P/Q", allow_hyphen_values = true, value_parser = discount)]
    gamma: Option<Rational>,
    #[command(flatten)]
    pub effort: Effort,
    /// Print the instance
    #[arg(long)]
    show: bool,
}

/// Digits of the limit.
const DIGITS: usize = 10;

/// Starting instances that are looked at for a reason why there is nothing to fit.
const EXAMINED: usize = 500;

pub fn fit(args: &FitArgs) -> Result<ExitCode, CliError> {
    let subject = Subject::find(&args.conjecture)?;
    let mut found_any = false;
    for (place, goal) in subject.goals().into_iter().enumerate() {
        if interruption::is_asked() {
            break;
        }
        let mut adversary = args.effort.adversary(subject.reach(&goal));
        adversary.ranges = subject.ranges(place).at_discount(args.gamma.as_ref());
        let starts = adversary.starts(goal, EXAMINED);
        let title = format!("{} ({})", subject.name(), goal.name);
        if let Some((instance, _)) = starts.iter().find(|(_, decision)| is_hopeless(&decision.outcome)) {
            print(&format!("{title}: nothing to fit\n{}", hopeless(instance)))?;
            continue;
        }
        let Some((least, catch)) = least_constant(goal, &adversary, args) else {
            if interruption::is_asked() {
                break;
            }
            let why = unfit(&subject, place, &adversary.ranges, &starts);
            print(&format!("{title}: nothing to fit\n{why}"))?;
            continue;
        };
        found_any = true;
        print(&format!(
            "{title}: left <= c right fails for every c < {least}\n  at: {}\n",
            traits(&catch.instance).join(", ")
        ))?;
        if args.show {
            let title = format!("{}, `{}`: where left/right is largest", subject.name(), goal.name);
            print(&witness_text(&title, &unvaried(&goal), &catch))?;
        }
    }
    interruption::ending(if found_any { ExitCode::Success } else { ExitCode::NothingSelected }, "")
}

/// The largest ratio as printed, and an instance that attains it, made readable
/// where it is to be shown.
fn least_constant(goal: Goal, adversary: &Adversary, args: &FitArgs) -> Option<(String, Catch)> {
    let (ratio, catch) = adversary.worst(goal)?;
    // The lower end of the ratio is attained, so a smaller constant fails at this instance.
    let [least, _] = ratio.outward_decimals(DIGITS);
    let printed: Option<Rational> = least.parse().ok().filter(|_| args.show);
    let Some(printed) = printed else { return Some((least, catch)) };
    let keep = Keep::Ratio(Bounds { lower: Some(printed), ..ratio });
    let (decisions, stop) = (args.effort.decisions(), interruption::flag());
    let shrink = Shrink { goal, keep, decisions, keeps_discount: args.gamma.is_some(), stop };
    let smaller = shrink.run(&catch.instance).unwrap_or(catch);
    Some((least, smaller))
}
