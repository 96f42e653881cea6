//! Any bytes as a model file `NAME.drn`: a model or a refusal, never a panic.

use super::{Input, model_file};

/// As [`model_file::check`].
pub fn check(bytes: &[u8]) -> Input {
    model_file::check("fuzz.drn", bytes)
}
