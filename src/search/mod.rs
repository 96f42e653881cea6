//! Instances to check claims on, and the campaign that checks them.
//!
//! An instance depends only on the domain, the seed and its index, so results
//! do not depend on the number of threads, nor on the shards in which a campaign
//! is run.

mod adversary;
mod campaign;
mod degenerate;
mod domain;
mod draft;
mod findings;
mod goal;
mod linear;
mod models;
mod outcome;
mod random;
mod ranges;
mod report;
mod shard;
mod shrink;
mod steer;
mod stored;
mod traits;
mod trial;

pub use adversary::{Adversary, Aim, Catch, Hunt, Reach};
pub use campaign::{Campaign, Progress};
pub use domain::Domain;
pub use findings::Findings;
pub use goal::Goal;
pub use models::{ModelDigest, ModelInstance, ModelInstances};
#[cfg(test)]
pub(crate) use random::{greedy, greedy_mixture};
pub use ranges::{Ranges, Size, Span};
pub use report::{ClaimReport, ControlReport, Found, StudyReport, Witness};
pub use shard::{Merged, Merger, SHARD_SCHEMA, Settings, Shard, ShardFile, ShardFileError, ShardFindings};
pub use shrink::{Keep, Shrink, is_lighter, margin};
pub use stored::StoredCases;
pub use traits::traits;
pub use trial::{Stage, StageReport, Trial};
