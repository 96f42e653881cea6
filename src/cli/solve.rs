//! `spma solve MODEL`.

use std::fmt::Write;

use clap::Args;
use serde_json::json;

use super::model_options::ModelOptions;
use super::scalar_option::{check_discount, scalar_kind};
use super::threads::Threads;
use super::{CliError, ExitCode};
use crate::mdp::{Evaluate, Mdp};
use crate::model_io::Model;
use crate::report::{Number, print};
use crate::scalar::{Bounds, Rational, ScalarKind, with_scalar};

/// Version of the JSON format.
const SCHEMA: &str = "spma-solve/1";

#[derive(Args)]
pub struct SolveArgs {
    /// A file (.csv, .drn), a bundled model, or a family such as garnet:n=20,a=4,b=3
    model: String,
    #[command(flatten)]
    options: ModelOptions,
    /// f64, mpfr:BITS, interval, interval:BITS or rational
    #[arg(long, default_value = "rational")]
    scalar: String,
    #[command(flatten)]
    threads: Threads,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn solve(args: &SolveArgs) -> Result<ExitCode, CliError> {
    args.threads.run(|| print_optimum(args))?
}

fn print_optimum(args: &SolveArgs) -> Result<ExitCode, CliError> {
    let kind = scalar_kind(&args.scalar)?;
    let model = args.options.find(&args.model)?;
    check_discount(kind, model.mdp.discount())?;
    let (value, actions) = with_scalar!(kind, T => optimal_value::<T>(&model.mdp, kind));
    let text = if args.json {
        let answer = json!({
            "schema": SCHEMA,
            "model": model.name,
            "states": model.mdp.states(),
            "pairs": model.mdp.pairs(),
            "transitions": model.mdp.transitions(),
            "gamma": model.mdp.discount().to_string(),
            "initial": model.initial_source.to_string(),
            "scalar": kind.to_string(),
            "value": value,
            "policy": actions,
        });
        format!("{answer:#}\n")
    } else {
        for_people(&model, kind, &value, &actions)
    };
    print(&text)?;
    Ok(ExitCode::Success)
}

/// `V*(rho) = sum_s rho(s) V*(s)` and an optimal action of each state.
fn optimal_value<T: Evaluate>(mdp: &Mdp<Rational>, kind: ScalarKind) -> (Number, Vec<usize>) {
    let optimum = T::optimum(mdp);
    let start: Vec<T> = mdp.initial().iter().map(T::from_rational).collect();
    (Number::new(&T::dot(&start, &optimum.values), kind), optimum.actions)
}

fn for_people(model: &Model, kind: ScalarKind, value: &Number, actions: &[usize]) -> String {
    let mdp = &model.mdp;
    let mut text = format!(
        "{}: {} states, {} state-action pairs, {} transitions, gamma = {}\n{}\n",
        model.name,
        mdp.states(),
        mdp.pairs(),
        mdp.transitions(),
        mdp.discount(),
        model.initial_source
    );
    let mut line = |line: String| writeln!(text, "{line}").expect("writing to a string cannot fail");
    match value {
        Number::Bounds([lower, upper]) => line(format!("V*(rho) is in [{lower}, {upper}]  ({kind})")),
        Number::Text(value) => {
            line(format!("V*(rho) = {value}  ({kind})"));
            if let (ScalarKind::Rational, Ok(exact)) = (kind, value.parse::<Rational>()) {
                let [below, above] = Bounds::point(exact).outward_decimals(20);
                match below == above {
                    true if below == *value => {}
                    true => line(format!("        = {below}")),
                    false => line(format!("        is in [{below}, {above}]")),
                }
            }
        }
    }
    line("optimal policy (state: action)".to_owned());
    for (row, chunk) in actions.chunks(10).enumerate() {
        let cells: Vec<String> = chunk.iter().enumerate().map(|(i, a)| format!("{}: {a}", row * 10 + i)).collect();
        line(format!("  {}", cells.join("  ")));
    }
    text
}
