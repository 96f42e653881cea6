//! Why files of shards cannot be joined.

use thiserror::Error;

use super::Shard;
use super::file::{MOST_BYTES, SHARD_SCHEMA};

/// Why files of shards cannot be joined: each names the file and the field.
#[derive(Debug, Error)]
pub enum ShardFileError {
    /// The file cannot be read.
    #[error("cannot read {file}: {error}")]
    Read {
        /// The path.
        file: String,
        /// The reason.
        error: std::io::Error,
    },
    /// More than any shard writes.
    #[error("{file} is longer than {MOST_BYTES} bytes, which no file of a shard is")]
    TooLong {
        /// The path.
        file: String,
    },
    /// Not the file of a shard.
    #[error("{file} is not a file written by `spma verify --shard`: {error}")]
    Json {
        /// The path.
        file: String,
        /// The place and the reason.
        error: serde_json::Error,
    },
    /// Another format.
    #[error("{file}: the field `schema` is `{found}`; this version joins `{SHARD_SCHEMA}`")]
    Schema {
        /// The path.
        file: String,
        /// As written in the file.
        found: String,
    },
    /// Another version of the program.
    #[error(
        "{file}: the field `version` is `{found}` and this program is {program}; run all shards and join them with one \
         version",
        program = env!("CARGO_PKG_VERSION")
    )]
    Version {
        /// The path.
        file: String,
        /// As written in the file.
        found: String,
    },
    /// A field that cannot be right.
    #[error("{file}: the field `{field}`: {reason}")]
    Field {
        /// The path.
        file: String,
        /// The field.
        field: String,
        /// What is wrong.
        reason: String,
    },
    /// A shard of another campaign.
    #[error("{file}: the field `{field}` is {found}, but {expected} in {other}; shards of one campaign have the same")]
    Differs {
        /// The path.
        file: String,
        /// The field.
        field: String,
        /// Its value.
        found: String,
        /// The value elsewhere.
        expected: String,
        /// The file it is compared with.
        other: String,
    },
    /// The same shard in two files.
    #[error("{file}: the field `shard` is `{shard}`, and so it is in {other}; give each shard once")]
    Twice {
        /// The path.
        file: String,
        /// The shard.
        shard: Shard,
        /// The other path.
        other: String,
    },
    /// Not all shards are there.
    #[error("{missing} of {of} shards are missing: {shown}")]
    Missing {
        /// How many.
        missing: usize,
        /// Of how many.
        of: u32,
        /// The first of them.
        shown: String,
    },
    /// The shards are not those of one campaign.
    #[error("the shards hold {found} tasks and the field `tasks` says {expected}; was a file changed?")]
    Tasks {
        /// Tasks of all shards together.
        found: usize,
        /// Tasks of the campaign.
        expected: usize,
    },
}
