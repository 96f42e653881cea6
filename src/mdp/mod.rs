//! Markov decision processes: validated models and policies, Bellman
//! operators, policy evaluation, optimum, discounted occupancy.
//!
//! An [`Mdp<Rational>`](Mdp) is the source of truth: it is validated exactly,
//! and models over other scalars are converted from it. Action values and
//! policies are flat vectors indexed by state-action pair; see
//! [`Mdp::actions`].

mod advantage;
mod bellman;
mod derived;
mod error;
mod evaluation;
mod float_rows;
mod model;
mod modified_policy_iteration;
mod optimum;
mod policy;
mod regret;
mod rescale;
mod validation;
mod warm_evaluation;

pub use advantage::advantages;
pub use bellman::{action_values, bellman_optimal, bellman_policy};
pub use error::{MdpError, PolicyError};
pub use evaluation::Evaluate;
pub(crate) use evaluation::{DenseLu, MachineIntegers};
pub(crate) use float_rows::FloatRows;
pub use model::{Action, Mdp};
pub use optimum::Optimum;
pub use policy::Policy;
pub use rescale::AffineRescaling;
pub use validation::{Defect, RowSums};
pub use warm_evaluation::WarmEvaluation;
