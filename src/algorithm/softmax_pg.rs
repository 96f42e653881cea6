//! Softmax policy gradient.

use super::npg::exponential_update;
use super::spma::check_positive;
use super::{Algorithm, Iterate, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Field, Transcendental};

/// `theta' = theta + eta grad V^{pi_theta}(rho)` with
/// `dV(rho)/dtheta(s,a) = d(s) pi(a|s) Adv(s,a) / (1-gamma)`, written for the
/// policy: `pi' ~ pi exp(eta grad V)` (Mei, Xiao, Szepesvari, Schuurmans 2020).
/// Any `eta > 0`, for which `V(rho)` does not fall.
#[derive(Clone, Debug)]
pub struct SoftmaxPg<T> {
    eta: T,
}

impl<T: Field> SoftmaxPg<T> {
    /// With step size `eta`.
    pub fn new(eta: T) -> Self {
        SoftmaxPg { eta }
    }
}

impl<T: Evaluate + Transcendental> Algorithm<T> for SoftmaxPg<T> {
    fn name(&self) -> &'static str {
        "spg"
    }

    fn check_step_size(&self, _iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        check_positive(&self.eta)
    }

    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        let gradient = policy_gradient(iterate);
        exponential_update(iterate, |pair| self.eta.clone() * &gradient[pair])
    }
}

/// `dV(rho)/dtheta(s,a) = d(s) pi(a|s) Adv(s,a) / (1-gamma)` by pair.
pub fn policy_gradient<T: Evaluate>(iterate: &Iterate<T>) -> Vec<T> {
    let stop = T::one() - iterate.mdp().discount();
    let mut gradient = Vec::with_capacity(iterate.mdp().pairs());
    for state in 0..iterate.mdp().states() {
        let visits = iterate.occupancy()[state].clone() / &stop;
        for pair in iterate.actions(state) {
            gradient.push(visits.clone() * &iterate.policy().probabilities()[pair] * &iterate.advantages()[pair]);
        }
    }
    gradient
}
