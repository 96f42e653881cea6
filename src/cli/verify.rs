//! `spma verify [ID..]`.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;

use super::model_options::ModelOptions;
use super::progress::Bar;
use super::scalar_option::scalar_kind;
use super::{CliError, ExitCode, select_claims};
use crate::claim::Ladder;
use crate::mdp::Mdp;
use crate::model_io::bundled;
use crate::report::{
    CaseFiles, WrittenCases, check_writable, print, print_note, verify_json, verify_table, write_atomically,
};
use crate::scalar::{PRECISIONS, Rational};
use crate::search::{Campaign, ModelInstances};

/// Instances per part in a quick run.
const QUICK_INSTANCES: usize = 1000;

/// Instances per part with `--full`.
const FULL_INSTANCES: usize = 10_000;

/// Largest bundled model, in states, of a quick run at more than one discount.
const QUICK_STATES: usize = 300;

/// Instances a control may survive before it counts as surviving.
const SEARCH_LIMIT: usize = 20_000;

/// More threads than any machine has cores would only use up memory.
const MOST_THREADS: i64 = 1024;

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
    /// Threads [default: all cores]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    jobs: Option<u16>,
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
}

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

/// Ends the run early; when asked twice, at once.
fn stop() {
    if STOP.swap(true, Ordering::Relaxed) {
        std::process::exit(ExitCode::Undecided.into());
    }
    print_note("interrupted: finishing the checks under way; press Ctrl-C again to end at once");
}

pub fn verify(args: &VerifyArgs) -> Result<ExitCode, CliError> {
    let start = Instant::now();
    let claims = select_claims(&args.ids)?;
    let ladder = ladder(args)?;
    // Also where the signal is ignored at first, as in a script's background jobs. Without a handler Ctrl-C just
    // ends the program.
    let _ = ctrlc::set_handler(stop);
    let models = models(args)?;
    let case_files = if args.no_cases { None } else { Some(CaseFiles::new(&args.cases)?) };
    if let Some(path) = &args.json {
        check_writable(path)?;
    }
    let models = ModelInstances::new(models, args.seed);
    let bar = Bar::new();
    let campaign = Campaign {
        seed: args.seed,
        instances: if args.full { FULL_INSTANCES } else { QUICK_INSTANCES },
        search_limit: SEARCH_LIMIT,
        ladder,
        models: &models,
        studies: !args.no_studies,
        stop: &STOP,
        progress: &bar,
    };
    let reports = with_threads(args.jobs, || campaign.run(&claims))?;
    bar.finish();
    let code = ExitCode::of(&reports);
    let written = match case_files {
        Some(files) => files.write(&reports)?,
        None => WrittenCases::default(),
    };
    let elapsed = start.elapsed().as_secs_f64();
    if let Some(path) = &args.json {
        let json = verify_json(&reports, &written, args.seed, elapsed, code as u8);
        write_atomically(path, &format!("{json:#}\n"))?;
    }
    let mut text = verify_table(&reports);
    if reports.iter().any(|report| report.interrupted) {
        text.push_str("interrupted: the table is partial; run the same command with the same seed to see all of it\n");
    }
    let claims = if reports.len() == 1 { "claim" } else { "claims" };
    text.push_str(&format!("{} {claims} in {elapsed:.1} s, seed {}", reports.len(), args.seed));
    if written.count() > 0 {
        text.push_str(&format!("; {} cases in {} (see `spma replay`)", written.count(), args.cases.display()));
    }
    text.push('\n');
    print(&text)?;
    Ok(code)
}

fn ladder(args: &VerifyArgs) -> Result<Ladder, CliError> {
    let most = PRECISIONS[PRECISIONS.len() - 1];
    if let Some(bits) = args.bits.filter(|bits| !(2..=most).contains(bits)) {
        return Err(CliError::Usage(format!("--bits {bits}: the precision must be from 2 to {most}")));
    }
    let bits = args.bits.map(|bits| format!(":{bits}")).unwrap_or_default();
    match args.scalar.as_str() {
        "auto" => Ok(Ladder::automatic(args.bits.unwrap_or(most))),
        name @ ("mpfr" | "interval") => Ok(Ladder::fixed(scalar_kind(&format!("{name}{bits}"))?)),
        name => {
            let kind = scalar_kind(name)?;
            if args.bits.is_some() {
                return Err(CliError::Usage(format!("--bits has no meaning with --scalar {name}")));
            }
            Ok(Ladder::fixed(kind))
        }
    }
}

/// The models asked for, or the bundled ones: each at its first listed
/// discount, small ones (all with `--full`) at every listed discount.
fn models(args: &VerifyArgs) -> Result<Vec<(String, Mdp<Rational>)>, CliError> {
    if !args.models.is_empty() {
        return args.models.iter().map(|text| args.options.find(text).map(|model| (model.name, model.mdp))).collect();
    }
    if args.options.initial.is_some() || args.options.renormalise {
        return Err(CliError::Usage("--initial and --renormalise apply to the models named by --models".to_owned()));
    }
    let mut models = Vec::new();
    for name in bundled::names() {
        let discounts: Vec<Rational> = match &args.options.gamma {
            Some(gamma) => vec![gamma.clone()],
            None => {
                bundled::provenance(name).into_iter().flat_map(|p| p.discounts().cloned().collect::<Vec<_>>()).collect()
            }
        };
        for (place, discount) in discounts.into_iter().enumerate() {
            let Some(model) = bundled::load(name, discount) else { continue };
            let model = model.map_err(crate::family::FindError::from)?;
            if place == 0 || args.full || model.mdp.states() <= QUICK_STATES {
                models.push((model.name, model.mdp));
            }
        }
    }
    Ok(models)
}

fn with_threads<R: Send>(jobs: Option<u16>, work: impl FnOnce() -> R + Send) -> Result<R, CliError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0).into()).build();
    let pool = pool.map_err(|error| CliError::Usage(format!("--jobs: {error}")))?;
    Ok(pool.install(work))
}
