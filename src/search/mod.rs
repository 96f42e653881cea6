//! Instances to check claims on, and the campaign that checks them.
//!
//! An instance depends only on the domain, the seed and its index, so results
//! do not depend on the number of threads.

mod campaign;
mod climb;
mod degenerate;
mod domain;
mod linear;
mod models;
mod outcome;
mod random;
mod report;
mod report_builder;

pub use campaign::{Campaign, Progress};
pub use climb::Climb;
pub use domain::Domain;
pub use models::{ModelInstance, ModelInstances};
#[cfg(test)]
pub(crate) use random::{greedy, greedy_mixture};
pub use report::{ClaimReport, ControlReport, Found, StudyReport, Witness};
