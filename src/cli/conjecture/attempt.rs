//! `spma conjecture try`: cheapest first, to the first refutation.

use clap::Args;

use super::reasons;
use super::subject::{Subject, unvaried};
use crate::claim::{Decision, Instance};
use crate::cli::falsify::options::Effort;
use crate::cli::falsify::show::Form;
use crate::cli::model_options::discount;
use crate::cli::{CliError, ExitCode, interruption};
use crate::replay::{Case, Naive};
use crate::report::{OutputError, print, witness_latex, witness_text};
use crate::scalar::{Rational, Truth};
use crate::search::{Catch, Goal, Keep, Shrink, Stage, StageReport, Trial};

#[derive(Args)]
pub struct TryArgs {
    /// Name of a conjecture, or a conjecture file (TOML)
    conjecture: String,
    /// Keep to this discount factor
    #[arg(long, value_name = "P/Q", allow_hyphen_values = true, value_parser = discount)]
    gamma: Option<Rational>,
    #[command(flatten)]
    pub effort: Effort,
    /// Random instances tried before the adversarial search
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    random: u32,
    /// Print the witness as LaTeX, everything else as comments
    #[arg(long)]
    latex: bool,
}

impl TryArgs {
    fn form(&self) -> Form {
        if self.latex { Form::Latex } else { Form::Text }
    }

    /// Prints what is no witness.
    fn say(&self, text: &str) -> Result<(), OutputError> {
        print(&text.lines().map(|line| format!("{}{line}\n", self.form().comment())).collect::<String>())
    }
}

/// What the stages of a trial have found together.
#[derive(Default)]
struct Total {
    kept: usize,
    valueless: usize,
    first_valueless: Option<Instance>,
    undecided: usize,
    first_undecided: Option<(Instance, Decision)>,
    refutation: Option<Catch>,
}

impl Total {
    fn add(&mut self, report: StageReport) {
        self.kept += report.kept;
        self.valueless += report.valueless;
        self.undecided += report.undecided;
        self.first_valueless = self.first_valueless.take().or(report.first_valueless);
        self.first_undecided = self.first_undecided.take().or(report.first_undecided);
        self.refutation = report.refutation;
    }
}

pub fn attempt(args: &TryArgs) -> Result<ExitCode, CliError> {
    let subject = Subject::find(&args.conjecture)?;
    args.say(&format!("{}: {}\n  believed: {}\n", subject.name(), subject.title(), subject.belief()))?;
    let mut code = ExitCode::Success;
    for (place, goal) in subject.goals().into_iter().enumerate() {
        if interruption::is_asked() {
            break;
        }
        args.say(&format!("{}\n  well-formed\n", goal.name))?;
        let trial = trial(&subject, place, &goal, args);
        let mut total = Total::default();
        for stage in Stage::ALL {
            if stage == Stage::Adversarial && total.kept == 0 {
                break;
            }
            let report = trial.stage(goal, stage);
            args.say(&line(stage, &report))?;
            total.add(report);
            if total.refutation.is_some() || interruption::is_asked() {
                break;
            }
        }
        if interruption::is_asked() && total.refutation.is_none() {
            break;
        }
        let own = concluded(&subject, place, goal, &trial, &total, args)?;
        code = if code == ExitCode::Refuted || own == ExitCode::Success { code } else { own };
    }
    interruption::ending(code, args.form().comment())
}

/// Says what follows from the stages.
fn concluded(
    subject: &Subject,
    place: usize,
    goal: Goal,
    trial: &Trial,
    total: &Total,
    args: &TryArgs,
) -> Result<ExitCode, CliError> {
    if let Some(catch) = &total.refutation {
        refuted(subject, place, goal, catch, args)?;
        return Ok(ExitCode::Refuted);
    }
    let text = match (&total.first_undecided, &total.first_valueless) {
        (Some((instance, decision)), _) => {
            let why = reasons::undecided(subject, place, instance, decision);
            format!("  not refuted; {} instances are undecided\n{why}", total.undecided)
        }
        (None, Some(first)) if total.kept == 0 => reasons::valueless(subject, place, total.valueless, first),
        _ if total.kept == 0 => {
            let instances = Stage::ALL.into_iter().flat_map(|stage| trial.instances(goal, stage)).collect::<Vec<_>>();
            reasons::unmet(subject, place, &trial.adversary.ranges, &instances)
        }
        _ => {
            args.say("  not refuted\n")?;
            return Ok(ExitCode::Success);
        }
    };
    args.say(&text)?;
    Ok(ExitCode::Undecided)
}

fn trial(subject: &Subject, place: usize, goal: &Goal, args: &TryArgs) -> Trial {
    let stored = crate::theorems::worst_cases();
    let stored = stored.iter().filter_map(|case| case.instance("a stored case").ok()).collect();
    let mut adversary = args.effort.adversary(subject.reach(goal));
    adversary.ranges = subject.ranges(place).at_discount(args.gamma.as_ref());
    Trial { seed: adversary.seed, random: args.random as usize, stored, adversary }
}

fn line(stage: Stage, report: &StageReport) -> String {
    let fate = if report.refutation.is_some() { ": REFUTED" } else { "" };
    if stage == Stage::Adversarial {
        return format!("  {}: {} tried{fate}\n", stage.name(), report.tried);
    }
    let met = report.kept + report.valueless;
    let lost = match report.valueless {
        0 => String::new(),
        count => format!(", {count} of them give the claim no value"),
    };
    format!("  {}: {} tried, {met} met the hypotheses{lost}{fate}\n", stage.name(), report.tried)
}

/// Shrinks, checks by the second path, prints.
fn refuted(subject: &Subject, place: usize, goal: Goal, catch: &Catch, args: &TryArgs) -> Result<(), CliError> {
    let (keep, decisions, stop) = (Keep::Violation, args.effort.decisions(), interruption::flag());
    let shrink = Shrink { goal, keep, decisions, keeps_discount: args.gamma.is_some(), stop };
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
    args.say(if confirmed {
        "  confirmed by the second code path\n"
    } else {
        "  NOT confirmed by the second code path: one of the two has a defect\n"
    })?;
    Ok(())
}
