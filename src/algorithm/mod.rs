//! Policy optimisation methods, one file each, over every scalar that has what
//! they need.

mod accelerated_pg;
mod adaptive_spma;
mod certified_spma;
mod error;
mod float_spma;
mod gap_dependent_spma;
mod iterate;
mod mdpo;
mod npg;
mod policy_iteration;
mod problem;
mod softmax_pg;
mod spma;
mod state_quantities;

pub use accelerated_pg::{AcceleratedPg, AcceleratedStep};
pub use adaptive_spma::AdaptiveSpma;
pub use certified_spma::CertifiedSpma;
pub use error::StepSizeError;
pub use float_spma::FloatSpma;
pub use gap_dependent_spma::GapDependentSpma;
pub use iterate::{Constraint, Iterate};
pub use mdpo::Mdpo;
pub use npg::Npg;
pub use policy_iteration::PolicyIteration;
pub use problem::Problem;
pub use softmax_pg::{SoftmaxPg, policy_gradient};
pub use spma::{Spma, multiplicative_update};
pub use state_quantities::StateQuantities;

use crate::mdp::{Evaluate, Policy};

/// A method that maps a policy, with everything known about it, to the next.
pub trait Algorithm<T: Evaluate>: Send + Sync {
    /// Name as on the command line.
    fn name(&self) -> &'static str;

    /// Is the step size inside the method's condition at this iterate?
    ///
    /// # Errors
    /// [`StepSizeError`] says which condition fails and where. Over enclosures
    /// a condition that is not decided counts as failed.
    fn check_step_size(&self, iterate: &Iterate<T>) -> Result<(), StepSizeError>;

    /// `x` such that the method is claimed to contract the error by
    /// `1 - (1-gamma) x` at this iterate; `None` when nothing is claimed before
    /// the step is taken.
    fn rate(&self, _iterate: &Iterate<T>) -> Option<T> {
        None
    }

    /// The next policy. Its rows are distributions when
    /// [`check_step_size`](Self::check_step_size) passes.
    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T>;
}

/// A method in a run, which may remember more than its last policy.
pub trait Method<T: Evaluate> {
    /// As [`Algorithm::name`].
    fn name(&self) -> &'static str;

    /// As [`Algorithm::check_step_size`].
    ///
    /// # Errors
    /// [`StepSizeError`] says which condition fails and where.
    fn check_step_size(&self, iterate: &Iterate<T>) -> Result<(), StepSizeError>;

    /// As [`Algorithm::rate`].
    fn rate(&self, _iterate: &Iterate<T>) -> Option<T> {
        None
    }

    /// The policy after `iterate`, which is the last one of this run or its
    /// start.
    fn step(&mut self, iterate: &Iterate<T>) -> Policy<T>;
}

/// An [`Algorithm`] as a method that remembers nothing.
#[derive(Clone, Debug)]
pub struct Memoryless<A>(pub A);

impl<T: Evaluate, A: Algorithm<T>> Method<T> for Memoryless<A> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn check_step_size(&self, iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        self.0.check_step_size(iterate)
    }

    fn rate(&self, iterate: &Iterate<T>) -> Option<T> {
        self.0.rate(iterate)
    }

    fn step(&mut self, iterate: &Iterate<T>) -> Policy<T> {
        self.0.next_policy(iterate)
    }
}
