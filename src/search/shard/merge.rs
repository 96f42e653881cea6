//! Joining the files of all shards.

use std::collections::BTreeMap;

use super::super::{ClaimReport, Findings};
use super::{Settings, Shard, ShardFile, ShardFileError};
use crate::claim::{Claim, Ladder};

/// Missing shards named in a message.
const MISSING_SHOWN: usize = 10;

/// Takes in the files of shards one by one, in any order.
pub struct Merger<'c> {
    claims: &'c [Claim],
    ladder: Ladder,
    /// The first file and what the others have to agree with.
    first: String,
    settings: Settings,
    of: u32,
    tasks: usize,
    findings: Vec<Findings>,
    /// By number of the shard.
    files: BTreeMap<u32, String>,
    interrupted: Vec<Shard>,
}

/// A whole campaign.
pub struct Merged {
    /// As [`Campaign::run`](crate::search::Campaign::run) returns them.
    pub reports: Vec<ClaimReport>,
    /// Number of shards.
    pub of: u32,
    /// Shards that were stopped early, by number.
    pub interrupted: Vec<Shard>,
}

impl<'c> Merger<'c> {
    /// Starts with one of the files; `claims` are those that it names.
    ///
    /// # Errors
    /// When the file is not good, or the claims are others.
    pub fn new(file: ShardFile, claims: &'c [Claim]) -> Result<Self, ShardFileError> {
        let named = &file.data.settings.claims;
        if !named.iter().eq(claims.iter().map(|claim| claim.id)) {
            return Err(
                file.wrong("settings.claims", &"they are not those of this program, each once and in its order")
            );
        }
        let mut merger = Merger {
            claims,
            ladder: file.ladder()?,
            first: file.name.clone(),
            settings: file.data.settings.clone(),
            of: file.data.shard.of(),
            tasks: file.data.tasks,
            findings: claims.iter().map(Findings::new).collect(),
            files: BTreeMap::new(),
            interrupted: Vec::new(),
        };
        merger.add(file)?;
        Ok(merger)
    }

    /// Takes in another file.
    ///
    /// # Errors
    /// When it is not good, belongs to another campaign, or holds a shard that
    /// is there already.
    pub fn add(&mut self, file: ShardFile) -> Result<(), ShardFileError> {
        self.check_campaign(&file)?;
        let (shard, interrupted) = (file.data.shard, file.data.interrupted);
        if let Some(other) = self.files.insert(shard.number(), file.name.clone()) {
            return Err(ShardFileError::Twice { file: file.name.clone(), shard, other });
        }
        for (findings, more) in self.findings.iter_mut().zip(file.into_findings(self.claims)?) {
            findings.merge(more);
        }
        if interrupted {
            self.interrupted.push(shard);
        }
        Ok(())
    }

    fn check_campaign(&self, file: &ShardFile) -> Result<(), ShardFileError> {
        let differs = |field: &str, found: String, expected: String| ShardFileError::Differs {
            file: file.name.clone(),
            field: field.to_owned(),
            found,
            expected,
            other: self.first.clone(),
        };
        if file.data.shard.of() != self.of {
            let one_of = |of: u32| format!("one of {of} shards");
            return Err(differs("shard", one_of(file.data.shard.of()), one_of(self.of)));
        }
        if let Some(difference) = file.data.settings.difference(&self.settings) {
            return Err(differs(&difference.field, difference.found, difference.expected));
        }
        if file.data.tasks != self.tasks {
            return Err(differs("tasks", file.data.tasks.to_string(), self.tasks.to_string()));
        }
        Ok(())
    }

    /// The reports of the whole campaign.
    ///
    /// # Errors
    /// When a shard is missing, or the tasks do not add up.
    pub fn finish(mut self) -> Result<Merged, ShardFileError> {
        let missing: Vec<u32> = (1..=self.of).filter(|number| !self.files.contains_key(number)).collect();
        if !missing.is_empty() {
            let mut shown: Vec<String> =
                missing.iter().take(MISSING_SHOWN).map(|number| format!("{number}/{}", self.of)).collect();
            if missing.len() > MISSING_SHOWN {
                shown.push("...".to_owned());
            }
            return Err(ShardFileError::Missing { missing: missing.len(), of: self.of, shown: shown.join(", ") });
        }
        let found = self.findings.iter().map(Findings::tasks).sum();
        if found != self.tasks {
            return Err(ShardFileError::Tasks { found, expected: self.tasks });
        }
        let reports = self.findings.into_iter().zip(self.claims);
        let reports = reports.map(|(findings, claim)| findings.report(claim, &self.ladder)).collect();
        self.interrupted.sort_by_key(|shard| shard.number());
        Ok(Merged { reports, of: self.of, interrupted: self.interrupted })
    }
}
