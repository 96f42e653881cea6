//! Storm's explicit format (DRN).
//!
//! ```text
//! @type: MDP
//! @value_type: rational
//! @parameters
//!
//! @reward_models
//! NAME
//! @nr_states
//! 2
//! @nr_choices
//! 3
//! @model
//! state 0 [0] init
//!     action a [1/2]
//!         0 : 1/3
//!         1 : 2/3
//!     action b [0]
//!         1 : 1
//! state 1 [0] done
//!     action 0 [0]
//!         1 : 1
//! ```
//!
//! Read are `MDP` and `DTMC` (one action per state, whose line may be absent),
//! with numbers of type `rational` or `double`; both are taken exactly as
//! written, so rows of rounded decimals need
//! [`RowSums::Renormalise`](crate::mdp::RowSums). The reward of an action is
//! the sum of its own and its state's. Of several reward models the first is
//! used. `//` starts a comment. Actions are numbered in the order of the file,
//! their labels are dropped; of the state labels only `init` matters.
//!
//! Format: <https://www.stormchecker.org/documentation/background/drn.html>.

mod body;
mod header;
mod lines;
mod problem;

pub use problem::DrnProblem;

use super::Parsed;
use super::error::Fault;

/// Reads a model.
pub(super) fn parse(text: &str) -> Result<Parsed, Fault> {
    let mut lines = lines::Lines::new(text);
    let header = header::Header::read(&mut lines)?;
    body::read(&header, &mut lines)
}
