//! `spma model list|show|check`.

use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::model_options::ModelOptions;
use super::{CliError, ExitCode};
use crate::family;
use crate::mdp::Mdp;
use crate::model_io::{Model, bundled, write_csv, write_initial_csv};
use crate::report::{print, print_note, write_atomically};
use crate::scalar::Rational;

#[derive(Subcommand)]
pub enum ModelCommand {
    /// List bundled models with licence and source, and the named families
    List,
    /// Show a model
    Show(ShowArgs),
    /// Check that a model is well formed
    Check(CheckArgs),
}

#[derive(Args)]
pub struct ShowArgs {
    /// A file (.csv, .drn), a bundled model, or a family
    model: String,
    #[command(flatten)]
    options: ModelOptions,
    /// Print the model as CSV instead
    #[arg(long)]
    csv: bool,
    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Args)]
pub struct CheckArgs {
    /// Files (.csv, .drn), bundled models, or families
    #[arg(required = true)]
    models: Vec<String>,
    #[command(flatten)]
    options: ModelOptions,
}

pub fn model(command: &ModelCommand) -> Result<ExitCode, CliError> {
    match command {
        ModelCommand::List => print(&list())?,
        ModelCommand::Show(args) => show(args)?,
        ModelCommand::Check(args) => return check(args),
    }
    Ok(ExitCode::Success)
}

/// The initial distribution goes to a file beside the CSV, where it is found
/// when the model is read again.
fn show(args: &ShowArgs) -> Result<(), CliError> {
    let model = args.options.find(&args.model)?;
    let text = if args.csv { csv(&model.name, |out| write_csv(&model.mdp, out))? } else { describe(&model) };
    let Some(path) = &args.output else {
        if args.csv {
            print_note("note: the initial distribution is not part of this format; --output FILE writes it too");
        }
        return Ok(print(&text)?);
    };
    write_atomically(path, &text)?;
    if args.csv {
        let beside = path.with_extension("initial.csv");
        write_atomically(&beside, &csv(&model.name, |out| write_initial_csv(&model.mdp, out))?)?;
        print_note(&format!("note: the initial distribution is in {}", beside.display()));
    }
    Ok(())
}

/// All models are checked, whatever is wrong with some of them.
fn check(args: &CheckArgs) -> Result<ExitCode, CliError> {
    let mut code = ExitCode::Success;
    for name in &args.models {
        match args.options.find(name) {
            Ok(model) => print(&describe(&model))?,
            Err(error) => {
                print_note(&format!("error: {error}"));
                code = ExitCode::BadInput;
            }
        }
    }
    Ok(code)
}

fn list() -> String {
    let mut text = String::from("Bundled models\n");
    let mut line = |line: String| writeln!(text, "{line}").expect("writing to a string cannot fail");
    for name in bundled::names() {
        if let Some(provenance) = bundled::provenance(name) {
            let sizes = format!("{} states, {} pairs", provenance.states, provenance.pairs);
            line(format!("  {name:<28} {sizes:<24} {}", provenance.license));
            line(format!("  {:<28} {}", "", provenance.source));
        }
    }
    line("\nFamilies".to_owned());
    for family in family::list() {
        line(format!("  {:<14} {:<34} {}", family.name, family.parameters, family.description));
    }
    text
}

fn csv(name: &str, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    write(&mut bytes).map_err(|error| CliError::Usage(format!("cannot write {name} as CSV: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn describe(model: &Model) -> String {
    let mdp: &Mdp<Rational> = &model.mdp;
    let (lowest, highest) = mdp.reward_range();
    let terminal = (0..mdp.states()).filter(|&state| mdp.is_terminal(state)).count();
    let mut text = format!(
        "{}: {} states ({terminal} terminal), {} state-action pairs (at most {} actions), {} transitions\n\
         gamma = {}, rewards in [{lowest}, {highest}]\n{}\n",
        model.name,
        mdp.states(),
        mdp.pairs(),
        mdp.max_actions(),
        mdp.transitions(),
        mdp.discount(),
        model.initial_source
    );
    if let Some(provenance) = bundled::provenance(&model.name) {
        text.push_str(&format!("licence: {}\nsource: {}\n", provenance.license, provenance.source));
    }
    text.push_str("every row of probabilities sums to exactly 1\n");
    text
}
