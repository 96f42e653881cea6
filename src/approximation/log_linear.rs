//! Log-linear policies.

use super::Features;
use crate::mdp::Policy;
use crate::scalar::Transcendental;

/// `pi_theta(a|s) = exp(phi(s,a) . theta) / Z(s)` with `Z(s) = sum_b exp(phi(s,b) . theta)`, and
/// its logarithm.
#[derive(Clone, Debug)]
pub struct LogLinear<T> {
    /// `pi_theta`.
    pub policy: Policy<T>,
    /// `ln pi_theta(a|s)` by pair.
    pub logarithms: Vec<T>,
}

impl<T: Transcendental> LogLinear<T> {
    /// The policy of `theta`, for the states and actions of `layout`. Each row's
    /// exponents are shifted by the largest, which cancels, so that no
    /// exponential overflows.
    ///
    /// # Panics
    /// When the features are not those of the layout's pairs, or `theta` has
    /// another length than `d`.
    pub fn new<U>(layout: &Policy<U>, features: &Features<T>, theta: &[T]) -> Self {
        let exponents = features.along(theta);
        let mut probabilities = Vec::with_capacity(exponents.len());
        let mut logarithms = Vec::with_capacity(exponents.len());
        for state in 0..layout.states() {
            let own = &exponents[layout.actions(state)];
            let shift = own[1..].iter().fold(own[0].clone(), |most, x| most.maximum(x));
            let shifted: Vec<T> = own.iter().map(|x| x.clone() - &shift).collect();
            let weights: Vec<T> = shifted.iter().map(T::exp).collect();
            let total = T::sum(&weights);
            let logarithm = total.ln();
            let share = |weight: T| (weight / &total).maximum(&T::zero()).minimum(&T::one());
            probabilities.extend(weights.into_iter().map(share));
            logarithms.extend(shifted.into_iter().map(|x| x - &logarithm));
        }
        LogLinear { policy: layout.with_probabilities(probabilities), logarithms }
    }
}
