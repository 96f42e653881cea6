//! Mirror descent policy optimisation for tabular softmax policies.

use super::npg::exponential_update;
use super::spma::check_positive;
use super::{Algorithm, Iterate, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Field, Transcendental};

/// `pi'(a|s) = pi(a|s) exp(eta Adv(s,a)) / Z(s)`, which maximises
/// `sum_s d(s) [sum_a pi'(a|s) Adv(s,a) - KL(pi'(.|s) || pi(.|s)) / eta]` over all
/// policies (Tomar, Shani, Efroni, Ghavamzadeh 2022). It is
/// [`Npg`](super::Npg) with step size `eta (1-gamma)`. Any `eta > 0`.
#[derive(Clone, Debug)]
pub struct Mdpo<T> {
    eta: T,
}

impl<T: Field> Mdpo<T> {
    /// With step size `eta`.
    pub fn new(eta: T) -> Self {
        Mdpo { eta }
    }
}

impl<T: Evaluate + Transcendental> Algorithm<T> for Mdpo<T> {
    fn name(&self) -> &'static str {
        "mdpo"
    }

    fn check_step_size(&self, _iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        check_positive(&self.eta)
    }

    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        exponential_update(iterate, |pair| self.eta.clone() * &iterate.advantages()[pair])
    }
}
