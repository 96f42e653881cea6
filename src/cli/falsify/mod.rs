//! `spma falsify [CLAIM..]`.

pub mod attack;
pub mod options;
pub mod show;

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use attack::{Finding, Target};
use options::{Changes, Effort};
use show::{Form, Subject};

use super::{CliError, ExitCode, changeable, interruption, select_claims};
use crate::claim::{Claim, Control, Part, Quantifier, Variation};
use crate::report::{LiveTable, check_folder, print};
use crate::scalar::Rational;

/// Share of its margin that the worst witness keeps when it is made readable.
const SHARE: (i64, i64) = (9, 10);

#[derive(Args)]
pub struct FalsifyArgs {
    /// Claim id, e.g. M1; with --controls several, or none for all
    ids: Vec<String>,
    /// Part of the claim [default: all parts]
    #[arg(long, conflicts_with = "controls")]
    part: Option<String>,
    /// Attack the controls, the false variants that must be refuted, from scratch
    #[arg(long, conflicts_with_all = ["relax", "drop", "constant"])]
    controls: bool,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    effort: Effort,
    /// Do not go on to the worst witness
    #[arg(long, conflicts_with = "keep_margin")]
    smallest: bool,
    /// Share of its margin that the worst witness keeps when it is made readable [default: 9/10]
    #[arg(long, value_name = "P/Q", value_parser = share)]
    keep_margin: Option<Rational>,
    /// Print the witnesses as LaTeX
    #[arg(long, conflicts_with = "as_test")]
    latex: bool,
    /// Print the witnesses as Rust tests
    #[arg(long)]
    as_test: bool,
    /// Write the witnesses as case files into this directory
    #[arg(long, value_name = "DIR")]
    save: Option<PathBuf>,
}

fn share(text: &str) -> Result<Rational, String> {
    let share: Rational = text.parse().map_err(|error| format!("{error}"))?;
    if share.is_negative() || share > Rational::from(1) {
        return Err("a share lies between 0 and 1".to_owned());
    }
    Ok(share)
}

pub fn falsify(args: &FalsifyArgs) -> Result<ExitCode, CliError> {
    if !args.controls && args.ids.len() != 1 {
        return Err(CliError::Usage("name one claim to falsify, or use --controls".to_owned()));
    }
    let claims = select_claims(&args.ids)?;
    if let Some(directory) = &args.save {
        check_folder(directory)?;
    }
    args.effort.run(|| if args.controls { attack_controls(&claims, args) } else { attack_claim(&claims[0], args) })
}

fn attack_claim(claim: &Claim, args: &FalsifyArgs) -> Result<ExitCode, CliError> {
    let parts = chosen_parts(claim, args.part.as_deref())?;
    let variation = args.changes.variation(claim, &parts)?;
    let mut code = ExitCode::Success;
    let form = form(args);
    for part in parts {
        if interruption::is_asked() {
            break;
        }
        let target = Target { part, variation: changeable::of_part(&variation, part), quantifier: claim.quantifier };
        let subject = Subject { claim: claim.id, control: None, target: &target };
        if target.variation.is_unchanged() && !variation.is_unchanged() {
            let reason = "not attacked, its hypotheses and the values of its sides are the same with this change";
            subject.print_line(&format!("{}: {reason}", subject.name()), form)?;
            continue;
        }
        let finding = target.attack(&args.effort, keep_margin(args).as_ref());
        subject.print_line(&verdict(&subject, &finding), form)?;
        let Some(witnesses) = &finding.witnesses else {
            if claim.quantifier == Quantifier::Exists && code == ExitCode::Success {
                code = ExitCode::Undecided;
            }
            continue;
        };
        if claim.quantifier == Quantifier::ForAll {
            code = ExitCode::Refuted;
        }
        subject.print(witnesses, form)?;
        if let Some(directory) = &args.save {
            subject.save(witnesses, directory)?;
        }
    }
    interruption::ending(code, form.comment())
}

/// One line on what became of a statement.
fn verdict(subject: &Subject, finding: &Finding) -> String {
    let search = if interruption::is_asked() { "before the interruption" } else { "with this effort" };
    let fate = match (finding.witnesses.is_some(), subject.target.quantifier) {
        (true, Quantifier::ForAll) if finding.leaves_simplex => {
            "REFUTED, but only where a step gives a probability below 0".to_owned()
        }
        (true, Quantifier::ForAll) => "REFUTED".to_owned(),
        (false, Quantifier::ForAll) => format!("not refuted {search}"),
        (true, Quantifier::Exists) => "a witness was found".to_owned(),
        (false, Quantifier::Exists) => format!("no witness was found {search}"),
    };
    format!("{}: {fate}, {} instances tried", subject.name(), finding.tried)
}

fn attack_controls(claims: &[Claim], args: &FalsifyArgs) -> Result<ExitCode, CliError> {
    let start = Instant::now();
    let controls: Vec<(&Claim, &Control)> =
        claims.iter().flat_map(|claim| claim.controls.iter().map(move |control| (claim, control))).collect();
    if controls.is_empty() {
        return Ok(ExitCode::NothingSelected);
    }
    let form = form(args);
    let table = if form == Form::Text { Some(controls_table(&controls, args)?) } else { None };
    let (mut survived, mut refuted) = (0, 0);
    for (claim, control) in &controls {
        let own = Instant::now();
        let target = Target { part: &control.part, variation: Variation::default(), quantifier: Quantifier::ForAll };
        let subject = Subject { claim: claim.id, control: Some(control.name), target: &target };
        let finding = target.attack(&args.effort, args.save.as_ref().and(keep_margin(args).as_ref()));
        let witness = match &finding.witnesses {
            // It has not survived a search that was cut short.
            None if interruption::is_asked() => break,
            None => {
                survived += 1;
                "SURVIVED".to_owned()
            }
            Some(witnesses) => {
                refuted += 1;
                size(&witnesses.smallest.instance)
            }
        };
        if let Some(table) = &table {
            let seconds = format!("{:.2}", own.elapsed().as_secs_f64());
            let tried = finding.tried.to_string();
            table.row(&[claim.id.to_owned(), control.name.to_owned(), tried, seconds, witness])?;
        }
        let Some(witnesses) = &finding.witnesses else { continue };
        if form != Form::Text {
            subject.print(witnesses, form)?;
        }
        if let Some(directory) = &args.save {
            subject.save(witnesses, directory)?;
        }
    }
    if form == Form::Text {
        let elapsed = start.elapsed().as_secs_f64();
        print(&format!("{refuted} of {} controls refuted in {elapsed:.1} s\n", controls.len()))?;
    }
    let code = if survived > 0 { ExitCode::ControlSurvived } else { ExitCode::Success };
    interruption::ending(code, form.comment())
}

fn controls_table(controls: &[(&Claim, &Control)], args: &FalsifyArgs) -> Result<LiveTable<5>, CliError> {
    let mut rows = vec![["id", "control", "instances", "seconds", "smallest witness"].map(str::to_owned)];
    let most = args.effort.most().to_string();
    rows.extend(controls.iter().map(|(claim, control)| [claim.id, control.name, &most, "", ""].map(str::to_owned)));
    Ok(LiveTable::begin(&rows)?)
}

/// How large a witness is, in words.
pub fn size(instance: &crate::claim::Instance) -> String {
    let mdp = &instance.mdp;
    let plural = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    format!(
        "{}, {}, gamma {}, longest number {} bits",
        plural(mdp.states(), "state"),
        plural(mdp.pairs(), "pair"),
        mdp.discount(),
        instance.longest_bits()
    )
}

/// The share of its margin that the worst witness keeps, when it is looked for.
fn keep_margin(args: &FalsifyArgs) -> Option<Rational> {
    (!args.smallest).then(|| args.keep_margin.clone().unwrap_or_else(|| Rational::new(SHARE.0, SHARE.1)))
}

fn form(args: &FalsifyArgs) -> Form {
    match (args.latex, args.as_test) {
        (true, _) => Form::Latex,
        (_, true) => Form::Test,
        _ => Form::Text,
    }
}

/// The parts of a claim, or the one of this name.
///
/// # Errors
/// When there is no part of that name.
pub fn chosen_parts<'c>(claim: &'c Claim, name: Option<&str>) -> Result<Vec<&'c Part>, CliError> {
    let chosen: Vec<&Part> = claim.parts.iter().filter(|part| name.is_none_or(|name| part.name == name)).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = claim.parts.iter().map(|part| part.name).collect();
        let name = name.unwrap_or_default();
        return Err(CliError::Usage(format!("{} has no part `{name}`; its parts are {}", claim.id, known.join(", "))));
    }
    Ok(chosen)
}
