//! What a claim is: parts with hypotheses and two sides, controls that must be
//! refuted, and how an instance is decided.
//!
//! Nothing here knows the paper; the claims themselves are in
//! [`theorems`](crate::theorems).

mod comparison;
mod decide;
mod instance;
mod ladder;
mod linear_data;
mod record;
mod setting;
mod slope;
mod variation;
mod verdict;

pub use comparison::{Comparison, Hypothesis, Relation};
pub use decide::{Decide, Enclosed, Evaluated, Outcome, Statement, TranscendentalStatement};
pub(crate) use decide::{at_step_size, exceeds};
pub use instance::{Instance, InstanceData, InstanceError};
pub(crate) use ladder::is_exact_affordable;
pub use ladder::{Decision, Depth, Ladder};
pub use linear_data::{LinearData, LinearDataError, LinearRows};
pub use record::{Belief, Claim, Control, Part, Quantifier};
pub use setting::Setting;
pub use slope::{Slope, Tangent};
pub use variation::{RIGHT_SIDE, Variation, Varied};
pub use verdict::{Evidence, Verdict};
