//! `spma conjecture try`: cheapest first, to the first refutation.

use clap::Args;

use super::subject::{Subject, unvaried};
use crate::cli::falsify::options::Effort;
use crate::cli::{CliError, ExitCode, interruption};
use crate::replay::{Case, Naive};
use crate::report::{print, witness_latex, witness_text};
use crate::scalar::Truth;
use crate::search::{Catch, Goal, Keep, Shrink, Stage, StageReport, Trial};

#[derive(Args)]
pub struct TryArgs {
    /// Name of a conjecture, or a conjecture file (TOML)
    conjecture: String,
    #[command(flatten)]
    pub effort: Effort,
    /// Random instances tried before the adversarial search
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    random: u32,
    /// Print the witness as LaTeX
    #[arg(long)]
    latex: bool,
}

pub fn attempt(args: &TryArgs) -> Result<ExitCode, CliError> {
    let subject = Subject::find(&args.conjecture)?;
    print(&format!("{}: {}\n  believed: {}\n", subject.name(), subject.title(), subject.belief()))?;
    let mut code = ExitCode::Success;
    for (place, goal) in subject.goals().into_iter().enumerate() {
        if interruption::is_asked() {
            break;
        }
        print(&format!("{}\n  well-formed\n", goal.name))?;
        let trial = trial(&subject, &goal, args);
        let (mut kept, mut undecided) = (0, 0);
        let mut refutation = None;
        for stage in Stage::ALL {
            let report = trial.stage(goal, stage);
            print(&line(stage, &report))?;
            kept += report.kept;
            undecided += report.undecided;
            if interruption::is_asked() && report.refutation.is_none() {
                break;
            }
            if stage == Stage::Random && kept == 0 {
                print("  VACUOUS: no instance met the hypotheses\n")?;
                code = worse(code, ExitCode::Undecided);
                break;
            }
            if report.refutation.is_some() {
                refutation = report.refutation;
                break;
            }
        }
        if let Some(catch) = refutation {
            refuted(&subject, place, goal, &catch, args)?;
            code = ExitCode::Refuted;
        } else if undecided > 0 {
            print(&format!("  not refuted; {undecided} instances are undecided\n"))?;
            code = worse(code, ExitCode::Undecided);
        } else if kept > 0 && !interruption::is_asked() {
            print("  not refuted\n")?;
        }
    }
    interruption::ending(code, "")
}

/// The graver of two codes.
fn worse(code: ExitCode, other: ExitCode) -> ExitCode {
    if code == ExitCode::Refuted { code } else { other }
}

fn trial(subject: &Subject, goal: &Goal, args: &TryArgs) -> Trial {
    let stored = crate::theorems::worst_cases();
    let stored = stored.iter().filter_map(|case| case.instance("a stored case").ok()).collect();
    let adversary = args.effort.adversary(subject.reach(goal));
    Trial { seed: adversary.seed, random: args.random as usize, stored, adversary }
}

fn line(stage: Stage, report: &StageReport) -> String {
    let fate = if report.refutation.is_some() { ": REFUTED" } else { "" };
    match stage {
        Stage::Adversarial => format!("  {}: {} tried{fate}\n", stage.name(), report.tried),
        _ => format!("  {}: {} tried, {} met the hypotheses{fate}\n", stage.name(), report.tried, report.kept),
    }
}

/// Shrinks, checks by the second path, prints.
fn refuted(subject: &Subject, place: usize, goal: Goal, catch: &Catch, args: &TryArgs) -> Result<(), CliError> {
    let (decisions, stop) = (args.effort.decisions(), interruption::flag());
    let shrink = Shrink { goal, keep: Keep::Violation, decisions, keeps_discount: false, stop };
    let smallest = shrink.run(&catch.instance).unwrap_or_else(|| catch.clone());
    let title = format!("{}, `{}`: smallest witness", subject.name(), goal.name);
    let statement = unvaried(&goal);
    let text = if args.latex {
        witness_latex(&title, &statement, &smallest)
    } else {
        witness_text(&title, &statement, &smallest)
    };
    print(&text)?;
    let confirmed = Case::is_replayable(&smallest.instance)
        && subject.naive_sides(place, &Naive::new(&smallest.instance)).iter().any(|side| side.truth() == Truth::No);
    print(if confirmed {
        "  confirmed by the second code path\n"
    } else {
        "  NOT confirmed by the second code path: one of the two has a defect\n"
    })?;
    Ok(())
}
