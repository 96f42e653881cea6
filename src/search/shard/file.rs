//! Files of shards.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::findings_data::FindingsData;
use super::{Settings, Shard, ShardFileError, ShardFindings};
use crate::claim::{Claim, Ladder};

use super::super::Findings;

/// Version of the file format.
pub const SHARD_SCHEMA: &str = "spma-verify-shard/1";

/// Longest file read.
pub(super) const MOST_BYTES: u64 = 500_000_000;

/// The findings of a shard, with everything that has to be the same in all
/// shards of a campaign. It depends on nothing else.
#[derive(Clone, Debug)]
pub struct ShardFile {
    /// The path, for messages.
    pub(super) name: String,
    pub(super) data: Data,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    schema: String,
    version: String,
    pub shard: Shard,
    pub interrupted: bool,
    pub settings: Settings,
    /// Tasks of the whole campaign.
    pub tasks: usize,
    /// By claim.
    findings: Vec<FindingsData>,
}

/// What a file has to say before the rest of it is looked at.
#[derive(Deserialize)]
struct Heading {
    schema: String,
    version: String,
}

impl ShardFile {
    /// What a shard has found.
    pub fn new(name: &Path, shard: Shard, settings: Settings, found: &ShardFindings, claims: &[Claim]) -> Self {
        let findings = found.findings.iter().zip(claims).map(|(findings, claim)| FindingsData::new(findings, claim));
        let data = Data {
            schema: SHARD_SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            shard,
            interrupted: found.findings.iter().any(Findings::is_interrupted),
            settings,
            tasks: found.tasks,
            findings: findings.collect(),
        };
        ShardFile { name: name.display().to_string(), data }
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: it always has a JSON form.
    pub fn to_text(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(&self.data).expect("a shard has a JSON form"))
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`ShardFileError`] names the file and the place.
    pub fn read(path: &Path) -> Result<Self, ShardFileError> {
        let file = path.display().to_string();
        let failed = |error| ShardFileError::Read { file: file.clone(), error };
        let mut text = String::new();
        let read = File::open(path).map_err(failed)?.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(failed)?;
        if read as u64 > MOST_BYTES {
            return Err(ShardFileError::TooLong { file });
        }
        Self::parse(&text, &file)
    }

    /// Reads a text; `file` is for messages.
    ///
    /// # Errors
    /// As [`ShardFile::read`].
    pub fn parse(text: &str, file: &str) -> Result<Self, ShardFileError> {
        let malformed = |error| ShardFileError::Json { file: file.to_owned(), error };
        let heading: Heading = serde_json::from_str(text).map_err(malformed)?;
        if heading.schema != SHARD_SCHEMA {
            return Err(ShardFileError::Schema { file: file.to_owned(), found: heading.schema });
        }
        if heading.version != env!("CARGO_PKG_VERSION") {
            return Err(ShardFileError::Version { file: file.to_owned(), found: heading.version });
        }
        Ok(ShardFile { name: file.to_owned(), data: serde_json::from_str(text).map_err(malformed)? })
    }

    /// What determines the campaign.
    pub fn settings(&self) -> &Settings {
        &self.data.settings
    }

    /// The kinds of number of the campaign.
    pub(super) fn ladder(&self) -> Result<Ladder, ShardFileError> {
        self.data.settings.scalar.parse().map_err(|error| self.wrong("settings.scalar", &error))
    }

    /// The validated findings.
    pub(super) fn into_findings(self, claims: &[Claim]) -> Result<Vec<Findings>, ShardFileError> {
        let ShardFile { name, data } = self;
        let wrong =
            |field: &str, reason: String| ShardFileError::Field { file: name.clone(), field: field.to_owned(), reason };
        if data.findings.len() != claims.len() {
            return Err(wrong("findings", format!("{} entries for {} claims", data.findings.len(), claims.len())));
        }
        let validated = |(data, claim): (FindingsData, &Claim)| {
            let findings = data.into_findings(claim);
            findings.map_err(|error| wrong(&format!("findings.{}.{}", claim.id, error.field), error.reason))
        };
        let findings: Vec<Findings> =
            data.findings.into_iter().zip(claims).map(validated).collect::<Result<_, ShardFileError>>()?;
        if data.interrupted != findings.iter().any(Findings::is_interrupted) {
            return Err(wrong("interrupted", "it does not agree with the tasks that were skipped".to_owned()));
        }
        Ok(findings)
    }

    pub(super) fn wrong(&self, field: &str, reason: &dyn ToString) -> ShardFileError {
        ShardFileError::Field { file: self.name.clone(), field: field.to_owned(), reason: reason.to_string() }
    }
}
