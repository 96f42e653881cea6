//! `spma model list|show|check`.

use std::fmt::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::model_options::ModelOptions;
use super::{CliError, ExitCode};
use crate::family;
use crate::mdp::Mdp;
use crate::model_io::{Model, bundled, write_csv};
use crate::report::{print, write_atomically};
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
        ModelCommand::Show(args) => {
            let model = args.options.find(&args.model)?;
            let text = if args.csv { csv(&model)? } else { describe(&model) };
            match &args.output {
                Some(path) => write_atomically(path, &text)?,
                None => print(&text)?,
            }
        }
        ModelCommand::Check(args) => {
            for name in &args.models {
                print(&describe(&args.options.find(name)?))?;
            }
        }
    }
    Ok(ExitCode::Success)
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

fn csv(model: &Model) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    let written = write_csv(&model.mdp, &mut bytes);
    written.map_err(|error| CliError::Usage(format!("cannot write {} as CSV: {error}", model.name)))?;
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
