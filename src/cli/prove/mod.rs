//! `spma prove [ID..]`.

mod export;
mod rows;
mod run;
mod tools;

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use run::{Renewed, Run};
use tools::Tools;

use super::threads::Threads;
use super::{CliError, ExitCode, interruption, select_claims};
use crate::prove::{Item, Ledger};
use crate::report::{print, print_note, write_atomically};
use crate::theorems::proofs::{LEDGER, ProofSources, ledger};
use crate::theorems::small::encodings;

#[derive(Args)]
pub struct ProveArgs {
    /// Claim ids, e.g. M1 B2; all claims when none is given
    ids: Vec<String>,
    /// Only the Coq proofs, unless --smt is given too
    #[arg(long)]
    coq: bool,
    /// Only the encodings for solvers, unless --coq is given too
    #[arg(long)]
    smt: bool,
    /// Seconds for one query of the first solver; the others have at most 3
    #[arg(long, default_value_t = 20, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// Take this program as the solver of that name instead of the one on the search path; NAME=none: do without it
    #[arg(long, value_name = "NAME=PROGRAM")]
    solver: Vec<String>,
    #[command(flatten)]
    threads: Threads,
    /// Exit with 6 when a tool is missing
    #[arg(long)]
    require: bool,
    /// Write what was shown to theorems/proofs.json
    #[arg(long)]
    update: bool,
    /// List the encodings without running anything
    #[arg(long, conflicts_with_all = ["coq", "require", "update", "export"])]
    list: bool,
    /// Write the queries as SMT-LIB files to a directory, and run nothing
    #[arg(long, value_name = "DIR", conflicts_with_all = ["coq", "require", "update"])]
    export: Option<PathBuf>,
}

pub fn prove(args: &ProveArgs) -> Result<ExitCode, CliError> {
    let ids: Vec<&str> = select_claims(&args.ids)?.iter().map(|claim| claim.id).collect();
    let mut items: Vec<(&str, Vec<Item>)> = encodings();
    items.retain(|(id, _)| ids.contains(id));
    if args.list {
        print(&export::listed(&items))?;
        return Ok(ExitCode::Success);
    }
    if let Some(folder) = &args.export {
        let count = export::write(&items, folder)?;
        print(&format!("{count} queries in {}\n", folder.display()))?;
        return Ok(ExitCode::Success);
    }
    let both = args.coq == args.smt;
    let (wants_solvers, wants_coq) = (both || args.smt, both || args.coq);
    if !wants_solvers {
        items.clear();
    }
    interruption::listen();
    let tools = Tools::find(&args.solver, wants_solvers, wants_coq)?;
    let ledger = if args.update { file_ledger()? } else { ledger()? };
    let timeout = Duration::from_secs(args.timeout);
    let sources = ProofSources::embedded();
    let run = Run { ids: &ids, items: &items, sources: &sources, tools: &tools, timeout, wants_coq, ledger: &ledger };
    finish(args, &tools, args.threads.run(|| run.run())??)
}

/// Prints what stands below the table, writes the ledger or says what it lacks, and decides the exit code.
fn finish(args: &ProveArgs, tools: &Tools, renewed: Renewed) -> Result<ExitCode, CliError> {
    let mut text = String::new();
    for line in renewed.notes.iter().chain(&tools.missing) {
        text.push_str(&format!("{line}\n"));
    }
    print(&text)?;
    let code = match renewed.code {
        ExitCode::Success if args.require && !tools.missing.is_empty() => ExitCode::MissingTool,
        ExitCode::Success if !args.update && !renewed.outdated.is_empty() => ExitCode::Undecided,
        code => code,
    };
    if interruption::is_asked() {
        print("interrupted: not everything was checked, and nothing was written\n")?;
        return Ok(interruption::cut_short(code));
    }
    if args.update {
        write_atomically(LEDGER.as_ref(), &renewed.ledger().text())?;
        print_note(&format!("wrote {LEDGER}; it counts once the program is built again"));
    } else {
        for id in &renewed.outdated {
            print_note(&format!("{id}: not in {LEDGER} as it is now; renew that with `spma prove {id} --update`"));
        }
    }
    Ok(code)
}

/// The ledger of the checkout, or an empty one.
fn file_ledger() -> Result<Ledger, CliError> {
    match std::fs::read_to_string(LEDGER) {
        Ok(text) => Ok(Ledger::parse(&text, LEDGER)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(CliError::Usage(format!("there is no {LEDGER} here; run it in a checkout of spma")))
        }
        Err(error) => Err(CliError::Usage(format!("cannot read {LEDGER}: {error}"))),
    }
}
