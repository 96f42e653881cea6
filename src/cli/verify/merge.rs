//! `spma verify --merge FILE..`.

use std::time::Instant;

use super::outputs::Outputs;
use super::{CliError, ExitCode, VerifyArgs, select_claims};
use crate::search::{Merged, Merger, Shard, ShardFile};

/// Joins the files of all shards and reports as a run of the whole campaign
/// does.
pub fn merge(args: &VerifyArgs) -> Result<ExitCode, CliError> {
    let start = Instant::now();
    let first = ShardFile::read(&args.merge[0])?;
    let settings = first.settings().clone();
    let claims = select_claims(&settings.claims)
        .map_err(|error| CliError::Usage(format!("{}: {error}", args.merge[0].display())))?;
    let mut merger = Merger::new(first, &claims)?;
    for path in &args.merge[1..] {
        merger.add(ShardFile::read(path)?)?;
    }
    let Merged { reports, of, interrupted } = merger.finish()?;
    let shards: Vec<String> = interrupted.iter().map(Shard::to_string).collect();
    let interruption = match shards.join(", ") {
        none if none.is_empty() => none,
        shards => format!("interrupted: the table is partial; run again and join again: shard {shards}\n"),
    };
    let origin = format!(" from {of} {}", if of == 1 { "shard" } else { "shards" });
    Outputs::new(args)?.write(&reports, settings.seed, start, &origin, &interruption)
}
