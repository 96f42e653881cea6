//! Markov decision processes: validated models and policies, Bellman
//! operators, policy evaluation, optimum, discounted occupancy.
//!
//! An [`Mdp<Rational>`](Mdp) is the source of truth: it is validated exactly,
//! and models over other scalars are converted from it. Action values and
//! policies are flat vectors indexed by state-action pair; see
//! [`Mdp::actions`].

mod advantage;
mod bellman;
mod error;
mod evaluation;
mod model;
mod optimum;
mod policy;
mod regret;
mod rescale;
mod validation;

pub use advantage::advantages;
pub use bellman::{action_values, bellman_optimal, bellman_policy};
pub use error::{MdpError, PolicyError};
pub use evaluation::Evaluate;
pub use model::{Action, Mdp};
pub use optimum::Optimum;
pub use policy::Policy;
pub use rescale::AffineRescaling;
pub use validation::{Defect, RowSums};
