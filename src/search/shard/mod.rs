//! Shards: disjoint parts of a campaign, run apart from each other, and how
//! their files are joined.

mod deal;
mod file;
mod file_error;
mod findings_data;
mod index;
mod merge;
mod settings;
#[cfg(test)]
mod tests;

pub(super) use deal::deal;
pub use file::{SHARD_SCHEMA, ShardFile};
pub use file_error::ShardFileError;
pub use index::Shard;
pub use merge::{Merged, Merger};
pub use settings::Settings;

use super::Findings;

/// What the tasks of one shard have found.
pub struct ShardFindings {
    /// Tasks of the whole campaign.
    pub tasks: usize,
    /// By claim.
    pub findings: Vec<Findings>,
}
