//! `spma conjecture`.

mod attempt;
mod create;
mod fit;
mod page;
mod reasons;
mod subject;

use clap::Subcommand;

use super::{CliError, ExitCode};
use crate::conjecture::QUANTITIES;
use crate::report::{aligned, print};
use crate::theorems::conjectures;

/// What to do with conjectures.
#[derive(Subcommand)]
pub enum ConjectureCommand {
    /// List the conjectures of this program
    List,
    /// In a checkout: make the folder of a conjecture from that of a claim
    New {
        /// Name of the conjecture, e.g. faster-rate
        name: String,
        /// Claim whose files to start from, e.g. M1
        #[arg(long)]
        from: String,
    },
    /// Try to refute a conjecture, cheapest first
    Try(attempt::TryArgs),
    /// Find the least constant in front of the right side that is not refuted
    Fit(fit::FitArgs),
    /// List the quantities that formulas in conjecture files may name
    Quantities,
}

pub fn conjecture(command: &ConjectureCommand) -> Result<ExitCode, CliError> {
    match command {
        ConjectureCommand::List => list(),
        ConjectureCommand::New { name, from } => {
            let folder = create::create(name, from)?;
            print(&format!(
                "made {}; change its formulas in mod.rs and naive.rs, then run `cargo run --release -- conjecture try \
                 {name}`\n",
                folder.display()
            ))?;
            Ok(ExitCode::Success)
        }
        ConjectureCommand::Try(args) => args.effort.run(|| attempt::attempt(args)),
        ConjectureCommand::Fit(args) => args.effort.run(|| fit::fit(args)),
        ConjectureCommand::Quantities => quantities(),
    }
}

fn quantities() -> Result<ExitCode, CliError> {
    let mut rows = vec![["name", "is", "meaning"].map(str::to_owned)];
    rows.extend(QUANTITIES.iter().map(|info| [info.name, info.shape.words(), info.meaning].map(str::to_owned)));
    print(&aligned(&rows))?;
    Ok(ExitCode::Success)
}

fn list() -> Result<ExitCode, CliError> {
    for (belief, claim) in conjectures::all() {
        print(&format!("{} ({belief}): {}\n", claim.id, claim.title))?;
    }
    Ok(ExitCode::Success)
}
