//! `spma verify [ID..]`.

mod merge;
mod options;
mod outputs;
mod shard;

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use outputs::Outputs;

use super::model_options::ModelOptions;
use super::progress::Bar;
use super::threads::Threads;
use super::{CliError, ExitCode, interruption, select_claims, stored_cases};
use crate::search::{Campaign, ModelInstances, Shard};

/// Instances per part in a quick run.
const QUICK_INSTANCES: usize = 1000;

/// Instances per part with `--full`.
const FULL_INSTANCES: usize = 10_000;

/// Instances a control may survive before it counts as surviving.
const SEARCH_LIMIT: usize = 20_000;

#[derive(Args)]
pub struct VerifyArgs {
    /// Claim ids, e.g. M1 B2; all claims when none is given
    ids: Vec<String>,
    /// More random instances, all models at all their discounts; takes long
    #[arg(long)]
    full: bool,
    /// Seed of the random instances
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    threads: Threads,
    /// auto, f64, mpfr, interval or rational
    #[arg(long, default_value = "auto")]
    scalar: String,
    /// Precision of mpfr and interval; with auto the largest precision tried
    #[arg(long)]
    bits: Option<u32>,
    /// Check on these models (files, bundled names, families) instead of the bundled ones
    #[arg(long, num_args = 1.., value_name = "MODEL")]
    models: Vec<String>,
    #[command(flatten)]
    options: ModelOptions,
    /// Write the report as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Directory for the case files
    #[arg(long, value_name = "DIR", default_value = "spma-cases")]
    cases: PathBuf,
    /// Do not compare rate constants with their snapshots
    #[arg(long)]
    no_studies: bool,
    /// Write no case files
    #[arg(long)]
    no_cases: bool,
    /// Run only part I of N and write what it finds to the file of --json, for --merge; the exit code speaks of this
    /// part alone (docs/campaigns.md)
    #[arg(long, value_name = "I/N", requires = "json", conflicts_with = "cases")]
    shard: Option<Shard>,
    /// Join the files of all shards into the report of the whole campaign
    #[arg(long, num_args = 1.., value_name = "FILE", conflicts_with_all = OF_A_RUN)]
    merge: Vec<PathBuf>,
}

/// Options that say what to run: to `--merge` the files say it.
const OF_A_RUN: [&str; 12] = [
    "ids",
    "full",
    "seed",
    "jobs",
    "scalar",
    "bits",
    "models",
    "gamma",
    "initial",
    "renormalise",
    "no_studies",
    "shard",
];

pub fn verify(args: &VerifyArgs) -> Result<ExitCode, CliError> {
    if !args.merge.is_empty() {
        return merge::merge(args);
    }
    let start = Instant::now();
    let claims = select_claims(&args.ids)?;
    let ladder = options::ladder(args)?;
    let stop = interruption::listen();
    let models = options::models(args)?;
    let outputs = Outputs::new(args)?;
    let models = ModelInstances::new(models, args.seed);
    let stored = stored_cases();
    let bar = Bar::new();
    let campaign = Campaign {
        seed: args.seed,
        instances: if args.full { FULL_INSTANCES } else { QUICK_INSTANCES },
        search_limit: SEARCH_LIMIT,
        ladder,
        models: &models,
        stored: &stored,
        studies: !args.no_studies,
        stop,
        progress: &bar,
    };
    if let (Some(shard), Some(path)) = (args.shard, &args.json) {
        let found = args.threads.run(|| campaign.run_shard(&claims, shard))?;
        bar.finish();
        return shard::finish(path, &campaign, &claims, shard, found, start);
    }
    let reports = args.threads.run(|| campaign.run(&claims))?;
    bar.finish();
    let interruption = match reports.iter().any(|report| report.interrupted) {
        true => "interrupted: the table is partial; run the same command with the same seed to see all of it\n",
        false => "",
    };
    outputs.write(&reports, args.seed, start, "", interruption)
}
