//! Linear function approximation: features, log-linear policies, the surrogates
//! that are minimised over them, minimisers, and what certifies a minimum.
//!
//! Formulas are generic over the scalar; only the minimisers are floats. What
//! they return is a point like any other: every statement holds for whatever
//! parameters are put in.

mod certificate;
mod families;
mod features;
mod gradient_descent;
mod ldl;
mod linear_npg;
mod log_linear;
mod mdpo_surrogate;
mod newton;
mod projection;
mod simulator;
mod surrogate;

pub use certificate::excess_bound;
pub use families::{one_hot, polynomial, random_projection, state_aggregation, tile_coding};
pub use features::{Features, FeaturesError};
pub use gradient_descent::descend;
pub use ldl::Ldl;
pub use linear_npg::{Fit, linear_npg_step};
pub use log_linear::LogLinear;
pub use mdpo_surrogate::MdpoSurrogate;
pub use newton::newton;
pub use projection::{dyadic, project, rational_policy};
pub use simulator::{Simulator, draw};
pub use surrogate::Surrogate;
