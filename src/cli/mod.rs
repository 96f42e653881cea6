//! Commands.

mod changeable;
mod conjecture;
mod error;
mod exit_code;
mod explain;
mod falsify;
mod interruption;
mod list;
mod model;
mod model_options;
mod progress;
mod prove;
mod quick_run;
mod replay;
mod run;
mod run_trace;
mod scalar_option;
mod solve;
mod study;
mod threads;
mod verify;
mod weaken;
mod worst;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;

use clap::{Parser, Subcommand};

pub use error::CliError;
pub use exit_code::ExitCode;
pub use replay::replay_case;

use crate::claim::Claim;
use crate::prove::{Item, Status};
use crate::report::print_note;
use crate::search::StoredCases;
use crate::theorems::proofs::ProofSources;

/// Executable companion of "Fast Convergence of Softmax Policy Mirror Ascent" (arXiv 2411.12042).
#[derive(Parser)]
#[command(name = "spma", version, max_term_width = 110, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
   0  everything met its required level
   1  wrong usage or bad input
   2  a claim is refuted, or a case is not confirmed
   3  a claim or case is undecided, a witness was not found, a claim is vacuous, a proof stale, a solver failed, or
      the run was interrupted
   4  nothing was selected
   5  a rate constant has drifted from its snapshot
   6  a required tool is missing
   7  a control survived
  70  internal error
With --shard the code speaks of the shard alone.";

#[derive(Subcommand)]
enum Command {
    /// Check claims on models and random instances
    Verify(verify::VerifyArgs),
    /// Let solvers and Coq check the proofs that are here, and compare with the ledger of proofs
    Prove(prove::ProveArgs),
    /// List the claims
    List,
    /// Show a claim's statement, hypotheses, proof and source
    Explain(explain::ExplainArgs),
    /// Compute the optimal value and policy of a model
    Solve(solve::SolveArgs),
    /// Run algorithms on a model and print their trajectories
    Run(run::RunArgs),
    /// List, show and check models
    #[command(subcommand)]
    Model(model::ModelCommand),
    /// Compute the tables of rate constants of a claim
    Study(study::StudyArgs),
    /// Search for an instance that refutes a claim, as it is or with something changed
    Falsify(falsify::FalsifyArgs),
    /// Ask of each hypothesis of a claim whether it is needed
    Weaken(weaken::WeakenArgs),
    /// Make conjectures, try to refute them, fit their constants
    #[command(subcommand)]
    Conjecture(conjecture::ConjectureCommand),
    /// Search for the instance at which a claim's bound is tightest
    Worst(worst::WorstArgs),
    /// Evaluate a case file again, in exact arithmetic by a second code path
    Replay(replay::ReplayArgs),
}

/// Runs the command line and returns the exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            return usage(&error);
        }
    };
    let result = match cli.command {
        Command::Verify(args) => verify::verify(&args),
        Command::Prove(args) => prove::prove(&args),
        Command::List => list::list(),
        Command::Explain(args) => explain::explain(&args),
        Command::Solve(args) => solve::solve(&args),
        Command::Run(args) => run::run(&args),
        Command::Model(command) => model::model(&command),
        Command::Study(args) => study::study(&args),
        Command::Falsify(args) => falsify::falsify(&args),
        Command::Weaken(args) => weaken::weaken(&args),
        Command::Conjecture(command) => conjecture::conjecture(&command),
        Command::Worst(args) => worst::worst(&args),
        Command::Replay(args) => replay::replay(&args),
    };
    result.unwrap_or_else(|error| {
        print_note(&format!("error: {error}"));
        ExitCode::BadInput
    })
}

/// Prints what `clap` has to say: help and version to standard output, everything else is wrong usage.
fn usage(error: &clap::Error) -> ExitCode {
    let printed = error.print().and_then(|()| std::io::stdout().flush());
    match printed {
        _ if error.use_stderr() => ExitCode::BadInput,
        // A reader that has gone away is no reason to fail.
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            print_note(&format!("error: cannot write standard output: {cause}"));
            ExitCode::BadInput
        }
        _ => ExitCode::Success,
    }
}

/// The proof status of claims, from the ledger that was committed.
///
/// # Errors
/// When that is no ledger.
fn proof_statuses<'a>(ids: impl IntoIterator<Item = &'a str>) -> Result<BTreeMap<String, Status>, CliError> {
    let ledger = crate::theorems::proofs::ledger()?;
    let sources = ProofSources::embedded();
    let mut items: BTreeMap<&str, Vec<Item>> = crate::theorems::small::encodings().into_iter().collect();
    let status = |id: &str| {
        let present = sources.present(id, &items.remove(id).unwrap_or_default());
        (id.to_owned(), Status::of(ledger.claims.get(id), &present))
    };
    Ok(ids.into_iter().map(status).collect())
}

/// The worst cases of earlier searches.
fn stored_cases() -> StoredCases {
    StoredCases::new(crate::theorems::worst_cases()).expect("stored cases are tested before they are committed")
}

/// The claims with the given ids (any case), or all of them for none.
fn select_claims(ids: &[String]) -> Result<Vec<Claim>, CliError> {
    let mut claims = crate::theorems::all();
    for id in ids {
        if !claims.iter().any(|claim| claim.id.eq_ignore_ascii_case(id)) {
            return Err(unknown_claim(id, &claims));
        }
    }
    if !ids.is_empty() {
        claims.retain(|claim| ids.iter().any(|id| claim.id.eq_ignore_ascii_case(id)));
    }
    Ok(claims)
}

fn unknown_claim(id: &str, claims: &[Claim]) -> CliError {
    let upper = id.to_uppercase();
    let mut nearest: Vec<&str> = claims.iter().map(|claim| claim.id).collect();
    let same_kind = |known: &str| known.chars().next() == upper.chars().next();
    nearest.sort_by_key(|known| (strsim::damerau_levenshtein(&upper, known), !same_kind(known)));
    nearest.truncate(3);
    CliError::Usage(format!("unknown claim id `{id}`; the nearest are {}; `spma list` shows all", nearest.join(", ")))
}
