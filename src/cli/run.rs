//! `spma run MODEL`.

use std::path::Path;
use std::sync::Arc;

use clap::Args;
use num_traits::{One, Zero};
use serde_json::json;

use super::model_options::ModelOptions;
use super::quick_run::QuickRun;
use super::run_trace::{Plan, Row, trace};
use super::scalar_option::{check_discount, scalar_kind};
use super::threads::Threads;
use super::{CliError, ExitCode};
use crate::algorithm::{
    AcceleratedPg, AdaptiveSpma, GapDependentSpma, Mdpo, Memoryless, Method, Npg, PolicyIteration, SoftmaxPg, Spma,
};
use crate::mdp::{AffineRescaling, Evaluate, Mdp, Policy};
use crate::model_io;
use crate::report::{aligned, print, print_note};
use crate::scalar::{Rational, ScalarKind, Transcendental, with_transcendental_scalar};

/// Version of the JSON format.
const SCHEMA: &str = "spma-run/1";

/// Names of the methods.
const ALGORITHMS: [&str; 8] = ["spma", "spma-adaptive", "spma-gap", "npg", "mdpo", "spg", "apg", "policy-iteration"];

/// Those that need `exp`.
const TRANSCENDENTAL: [&str; 4] = ["npg", "mdpo", "spg", "apg"];

/// Every step is kept until the end and printed.
const MOST_STEPS: i64 = 1_000_000;

/// Exact runs whose longest number would pass this many bits are refused.
const MOST_EXACT_BITS: f64 = 1e7;

#[derive(Args)]
pub struct RunArgs {
    /// A file (.csv, .drn), a bundled model, or a family such as chain:n=5
    model: String,
    #[command(flatten)]
    options: ModelOptions,
    /// Methods, separated by commas: spma, spma-adaptive (c/m(s)), spma-gap (pairwise steps), npg, mdpo, spg,
    /// apg (spg with Nesterov's momentum and restarts), policy-iteration
    #[arg(long, default_value = "spma", value_delimiter = ',')]
    algorithm: Vec<String>,
    /// Step size [default: the largest with a guarantee, (1-gamma) / max(1, reward span)]
    #[arg(long, value_name = "P/Q", allow_hyphen_values = true)]
    eta: Option<Rational>,
    /// Number of steps
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(..=MOST_STEPS))]
    steps: u32,
    /// Report every N-th step, and the last
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    every: u32,
    /// f64, mpfr:BITS, interval, interval:BITS or rational
    #[arg(long, default_value = "f64")]
    scalar: String,
    /// Start: uniform, or a file idstate,idaction,probability
    #[arg(long, value_name = "uniform|FILE", default_value = "uniform")]
    policy: String,
    /// Rescale rewards to [0, 1] first, and report the scale
    #[arg(long)]
    rescale: bool,
    /// Accept any step size that passes eta m(s) <= 1 at each step
    #[arg(long)]
    invariant: bool,
    #[command(flatten)]
    threads: Threads,
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV
    #[arg(long)]
    csv: bool,
}

pub fn run(args: &RunArgs) -> Result<ExitCode, CliError> {
    args.threads.run(|| print_trajectories(args))?
}

fn print_trajectories(args: &RunArgs) -> Result<ExitCode, CliError> {
    let kind = scalar_kind(&args.scalar)?;
    check_algorithms(&args.algorithm, kind)?;
    let mut model = args.options.find(&args.model)?;
    check_discount(kind, model.mdp.discount())?;
    if args.rescale {
        let rescaling = AffineRescaling::to_unit(&model.mdp);
        print_note(&format!("note: r' = (r - ({})) / {}", rescaling.lowest(), rescaling.scale()));
        model.mdp = rescaling.apply(&model.mdp);
    }
    let mdp = Arc::new(model.mdp);
    let start = start_policy(&args.policy, &mdp)?;
    let plan = Plan { eta: step_size(args, &mdp)?, mdp, start, steps: args.steps, every: args.every, kind };
    if kind == ScalarKind::Rational {
        check_exact_size(&plan)?;
    }
    let mut traces = Vec::with_capacity(args.algorithm.len());
    for name in &args.algorithm {
        let rows = match kind {
            ScalarKind::Rational => run_algebraic::<Rational>(name, &plan)?,
            kind => with_transcendental_scalar!(kind, T => run_any::<T>(name, &plan)?),
        };
        traces.push((name.clone(), rows));
    }
    let text = if args.json {
        let runs: Vec<_> = traces.iter().map(|(name, rows)| json!({ "algorithm": name, "steps": rows })).collect();
        let answer = json!({
            "schema": SCHEMA,
            "model": model.name,
            "gamma": plan.mdp.discount().to_string(),
            "eta": plan.eta.to_string(),
            "scalar": kind.to_string(),
            "runs": runs,
        });
        format!("{answer:#}\n")
    } else {
        let rows = cells(&traces);
        if args.csv { rows.map(|row| format!("{}\n", row.join(","))).collect() } else { table(rows) }
    };
    print(&text)?;
    Ok(ExitCode::Success)
}

fn check_algorithms(names: &[String], kind: ScalarKind) -> Result<(), CliError> {
    for name in names {
        if !ALGORITHMS.contains(&name.as_str()) {
            return Err(CliError::Usage(format!("unknown algorithm `{name}` (known: {})", ALGORITHMS.join(", "))));
        }
        if kind == ScalarKind::Rational && TRANSCENDENTAL.contains(&name.as_str()) {
            return Err(CliError::Usage(format!(
                "{name} needs exp, which rationals do not have; use --scalar interval:BITS"
            )));
        }
    }
    Ok(())
}

fn start_policy(text: &str, mdp: &Mdp<Rational>) -> Result<Policy<Rational>, CliError> {
    match text {
        "uniform" => Ok(Policy::uniform(mdp)),
        file => Ok(model_io::read_policy(Path::new(file), mdp)?),
    }
}

/// The step size, inside the condition that holds before the run: for rewards in
/// `[0, 1]` SPMA asks for `eta <= 1 - gamma`. Other rewards, and `--invariant`,
/// are checked at each step.
fn step_size(args: &RunArgs, mdp: &Mdp<Rational>) -> Result<Rational, CliError> {
    let stop = Rational::one() - mdp.discount();
    let (lowest, highest) = mdp.reward_range();
    let Some(eta) = args.eta.clone() else { return Ok(stop / (highest - lowest).max(Rational::one())) };
    if eta <= Rational::zero() {
        return Err(CliError::Usage(format!("--eta {eta}: the step size must be positive")));
    }
    let asks = args.algorithm.iter().any(|name| name == "spma");
    if asks && mdp.has_unit_rewards() && !args.invariant && eta > stop {
        return Err(CliError::Usage(format!(
            "--eta {eta} is outside its condition: SPMA with rewards in [0, 1] needs 0 < eta <= 1 - gamma = {stop} \
             (with --invariant any eta that passes eta m(s) <= 1 at each step is accepted)"
        )));
    }
    Ok(eta)
}

/// Exact iterates multiply their digits by about `S + 1` a step.
fn check_exact_size(plan: &Plan) -> Result<(), CliError> {
    let numbers = plan.mdp.rewards().iter().chain(plan.start.probabilities());
    let longest = numbers.map(Rational::bits).max().unwrap_or(1);
    let growth = plan.mdp.states() + 1;
    let room = (MOST_EXACT_BITS / longest as f64).ln() / (growth as f64).ln();
    if f64::from(plan.steps) > room {
        return Err(CliError::Usage(format!(
            "--scalar rational: numbers grow about {growth}-fold a step, so at most {} steps are feasible here; \
             use --scalar interval:BITS for longer runs",
            room.max(0.0) as u32
        )));
    }
    Ok(())
}

fn run_algebraic<T: Evaluate>(name: &str, plan: &Plan) -> Result<Vec<Row>, CliError> {
    let eta = T::from_rational(&plan.eta);
    let mut method: Box<dyn Method<T>> = match name {
        "spma-adaptive" => Box::new(Memoryless(AdaptiveSpma::new(eta))),
        "spma-gap" => Box::new(Memoryless(GapDependentSpma)),
        "policy-iteration" => Box::new(Memoryless(PolicyIteration)),
        _ => {
            let quick = QuickRun::new(plan);
            return traced(&mut Memoryless(Spma::constant(eta)), quick, plan);
        }
    };
    traced(method.as_mut(), None, plan)
}

fn run_any<T: Evaluate + Transcendental>(name: &str, plan: &Plan) -> Result<Vec<Row>, CliError> {
    let eta = T::from_rational(&plan.eta);
    match name {
        "npg" => traced(&mut Memoryless(Npg::new(eta)), None, plan),
        "mdpo" => traced(&mut Memoryless(Mdpo::new(eta)), None, plan),
        "spg" => traced(&mut Memoryless(SoftmaxPg::new(eta)), None, plan),
        "apg" => traced(&mut AcceleratedPg::new(eta), None, plan),
        _ => run_algebraic::<T>(name, plan),
    }
}

fn traced<T: Evaluate>(method: &mut dyn Method<T>, quick: Option<QuickRun>, plan: &Plan) -> Result<Vec<Row>, CliError> {
    trace(method, quick, plan).map_err(|(step, error)| CliError::StepSize {
        algorithm: method.name().to_owned(),
        step,
        error,
    })
}

/// The heading, and the cells of every step.
fn cells(traces: &[(String, Vec<Row>)]) -> impl Iterator<Item = [String; 7]> {
    let heading = ["algorithm", "t", "e", "C", "kappa", "bound", "ratio"].map(str::to_owned);
    let steps = traces.iter().flat_map(|(name, rows)| {
        rows.iter().map(move |row| {
            let [t, e, constant, kappa, bound, ratio] = row.cells();
            [name.clone(), t, e, constant, kappa, bound, ratio]
        })
    });
    std::iter::once(heading).chain(steps)
}

/// For people: aligned, with a dash where there is no number.
fn table(rows: impl Iterator<Item = [String; 7]>) -> String {
    let dash = |cell: String| if cell.is_empty() { "-".to_owned() } else { cell };
    aligned(&rows.map(|row| row.map(dash)).collect::<Vec<_>>())
}
