//! Natural policy gradient for tabular softmax policies.

use super::spma::check_positive;
use super::{Algorithm, Iterate, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Field, Ordered, Transcendental};

/// `pi'(a|s) = pi(a|s) exp(eta Adv(s,a) / (1-gamma)) / Z(s)` (Kakade 2001;
/// Agarwal, Kakade, Lee, Mahajan 2021, Lemma 15). Any `eta > 0`.
#[derive(Clone, Debug)]
pub struct Npg<T> {
    eta: T,
}

impl<T: Field> Npg<T> {
    /// With step size `eta`.
    pub fn new(eta: T) -> Self {
        Npg { eta }
    }
}

impl<T: Evaluate + Transcendental> Algorithm<T> for Npg<T> {
    fn name(&self) -> &'static str {
        "npg"
    }

    fn check_step_size(&self, _iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        check_positive(&self.eta)
    }

    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        let scale = self.eta.clone() / &(T::one() - iterate.mdp().discount());
        exponential_update(iterate, |pair| scale.clone() * &iterate.advantages()[pair])
    }
}

/// `pi(a|s) exp(x(s,a)) / Z(s)`, with the row's `x` shifted by its largest value,
/// which cancels, so that no exponential overflows.
pub(super) fn exponential_update<T: Evaluate + Transcendental>(
    iterate: &Iterate<T>,
    exponent: impl Fn(usize) -> T,
) -> Policy<T> {
    tilted(iterate.policy(), exponent)
}

/// The same for a policy.
pub(super) fn tilted<T: Ordered + Transcendental>(policy: &Policy<T>, exponent: impl Fn(usize) -> T) -> Policy<T> {
    let mut probabilities = Vec::with_capacity(policy.probabilities().len());
    for state in 0..policy.states() {
        let pairs = policy.actions(state);
        let exponents: Vec<T> = pairs.clone().map(&exponent).collect();
        let shift = exponents[1..].iter().fold(exponents[0].clone(), |most, x| most.maximum(x));
        let weights: Vec<T> =
            pairs.zip(exponents).map(|(pair, x)| (x - &shift).exp() * &policy.probabilities()[pair]).collect();
        let total = T::sum(&weights);
        // A total that may underflow to 0 leaves quotients without bounds.
        let share = |weight: T| (weight / &total).maximum(&T::zero()).minimum(&T::one());
        probabilities.extend(weights.into_iter().map(share));
    }
    policy.with_probabilities(probabilities)
}
