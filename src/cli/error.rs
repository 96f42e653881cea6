//! Errors that end a command.

use thiserror::Error;

use crate::algorithm::StepSizeError;
use crate::conjecture::ConjectureFileError;
use crate::family::FindError;
use crate::model_io::ModelReadError;
use crate::prove::LedgerError;
use crate::replay::CaseError;
use crate::report::{OutputError, PictureError};
use crate::scalar::ScalarKindError;
use crate::search::ShardFileError;

/// What ends a command with exit code 1: each names the place and the fix.
#[derive(Debug, Error)]
pub enum CliError {
    /// A model that is not there or not good.
    #[error(transparent)]
    Model(#[from] FindError),
    /// Another file of a model that is not good.
    #[error(transparent)]
    Read(#[from] ModelReadError),
    /// A scalar that is not known.
    #[error(transparent)]
    Scalar(#[from] ScalarKindError),
    /// A step size outside its condition.
    #[error("{algorithm}, step {step}: {error}")]
    StepSize {
        /// The method.
        algorithm: String,
        /// The step.
        step: u32,
        /// The condition.
        error: StepSizeError,
    },
    /// A case that cannot be replayed.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// A conjecture file that is not good.
    #[error(transparent)]
    Conjecture(#[from] ConjectureFileError),
    /// Files of shards that cannot be joined.
    #[error(transparent)]
    Shard(#[from] ShardFileError),
    /// A ledger of proofs that cannot be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// An option or argument that does not fit.
    #[error("{0}")]
    Usage(String),
    /// A picture that cannot be drawn.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// Output that cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}
