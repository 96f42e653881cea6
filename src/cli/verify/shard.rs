//! `spma verify --shard I/N`.

use std::path::Path;
use std::time::Instant;

use super::{CliError, ExitCode};
use crate::claim::Claim;
use crate::report::{print, shard_table, write_atomically};
use crate::search::{Campaign, ClaimReport, Findings, Shard, ShardFile, ShardFindings};

/// Writes the file of a shard and says what it found.
pub fn finish(
    path: &Path,
    campaign: &Campaign,
    claims: &[Claim],
    shard: Shard,
    found: ShardFindings,
    start: Instant,
) -> Result<ExitCode, CliError> {
    let file = ShardFile::new(path, shard, campaign.settings(claims), &found, claims);
    let written = write_atomically(path, &file.to_text());
    let own: usize = found.findings.iter().map(Findings::tasks).sum();
    let done: usize = found.findings.iter().map(Findings::done).sum();
    let with_tasks = found.findings.into_iter().zip(claims).filter(|(findings, _)| findings.tasks() > 0);
    let reports: Vec<ClaimReport> =
        with_tasks.map(|(findings, claim)| findings.report_of_shard(claim, &campaign.ladder)).collect();
    let mut text = shard_table(&reports);
    if done < own {
        text.push_str("interrupted: the file is partial; run the same command again before the shards are joined\n");
    }
    text.push_str(&format!(
        "shard {shard}: {done} of {} tasks in {:.1} s, seed {}; the verdict of the whole takes all shards (`spma verify \
         --merge`)\n",
        found.tasks,
        start.elapsed().as_secs_f64(),
        campaign.seed
    ));
    print(&text)?;
    written?;
    Ok(ExitCode::of_shard(&reports))
}
