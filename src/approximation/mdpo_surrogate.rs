//! The surrogate that MDPO maximises over log-linear policies.

use super::surrogate::{add_outer, centred};
use super::{Features, LogLinear};
use crate::algorithm::Iterate;
use crate::mdp::{Evaluate, Policy};
use crate::scalar::Transcendental;

/// `m(theta) = sum_s d(s) [ sum_a pi_theta(a|s) Adv(s,a) - KL(pi_theta(.|s) || pi(.|s)) / eta ]` (Tomar, Shani,
/// Efroni, Ghavamzadeh 2022).
#[derive(Clone, Debug)]
pub struct MdpoSurrogate<T> {
    features: Features<T>,
    weights: Vec<T>,
    policy: Policy<T>,
    advantages: Vec<T>,
    eta: T,
}

impl<T: Evaluate> MdpoSurrogate<T> {
    /// At an iterate `pi_t` with full support: weights `d_t`, advantages `Adv_t`.
    ///
    /// # Panics
    /// When the features have another number of pairs.
    pub fn of_step(iterate: &Iterate<T>, eta: &T, features: Features<T>) -> Self {
        assert_eq!(features.pairs(), iterate.mdp().pairs(), "one feature vector per pair");
        MdpoSurrogate {
            features,
            weights: iterate.occupancy().to_vec(),
            policy: iterate.policy().clone(),
            advantages: iterate.advantages().to_vec(),
            eta: eta.clone(),
        }
    }
}

impl<T: Transcendental> MdpoSurrogate<T> {
    /// `pi_theta`.
    pub fn log_linear(&self, theta: &[T]) -> LogLinear<T> {
        LogLinear::new(&self.policy, &self.features, theta)
    }

    /// `m(theta)`.
    pub fn value(&self, at: &LogLinear<T>) -> T {
        let mut value = T::zero();
        for state in 0..self.policy.states() {
            value.add_product(&self.weights[state], &self.mean_payoff(at, state, &self.payoffs(at, state)));
        }
        value
    }

    /// With `f(s,a) = Adv(s,a) - ln(pi_theta(a|s) / pi(a|s)) / eta`:
    /// `sum_s d(s) sum_a pi_theta(a|s) (f(s,a) - sum_b pi_theta(b|s) f(s,b)) phi(s,a)`.
    pub fn gradient(&self, at: &LogLinear<T>) -> Vec<T> {
        let mut gradient = vec![T::zero(); self.features.dimension()];
        for state in 0..self.policy.states() {
            let payoffs = self.payoffs(at, state);
            let mean = self.mean_payoff(at, state, &payoffs);
            for (pair, payoff) in self.policy.actions(state).zip(payoffs) {
                let weight = self.weights[state].clone() * &at.policy.probabilities()[pair] * &(payoff - &mean);
                for (entry, phi) in gradient.iter_mut().zip(self.features.at(pair)) {
                    entry.add_product(&weight, phi);
                }
            }
        }
        gradient
    }

    /// `theta` after some steps `theta + length grad m(theta)` of gradient ascent: MDPO's update.
    pub fn ascend(&self, theta: &[T], length: &T, steps: usize) -> Vec<T> {
        let mut theta = theta.to_vec();
        for _ in 0..steps {
            let gradient = self.gradient(&self.log_linear(&theta));
            for (entry, slope) in theta.iter_mut().zip(gradient) {
                entry.add_product(length, &slope);
            }
        }
        theta
    }

    /// With `c(s,a) = phi(s,a) - sum_b pi_theta(b|s) phi(s,b)` and the `f` of the gradient:
    /// `sum_s d(s) sum_a pi_theta(a|s) (f(s,a) - sum_b pi_theta(b|s) f(s,b) - 1/eta) c(s,a) c(s,a)'`.
    pub fn hessian(&self, at: &LogLinear<T>) -> Vec<Vec<T>> {
        let dimension = self.features.dimension();
        let mut hessian = vec![vec![T::zero(); dimension]; dimension];
        let penalty = T::one() / &self.eta;
        for state in 0..self.policy.states() {
            let payoffs = self.payoffs(at, state);
            let level = self.mean_payoff(at, state, &payoffs) + &penalty;
            let rows = payoffs.into_iter().zip(centred(&self.features, &at.policy, state));
            for (pair, (payoff, centred)) in self.policy.actions(state).zip(rows) {
                let weight = self.weights[state].clone() * &at.policy.probabilities()[pair] * &(payoff - &level);
                add_outer(&mut hessian, &weight, &centred);
            }
        }
        hessian
    }

    /// `f(s,a)` by action of a state.
    fn payoffs(&self, at: &LogLinear<T>, state: usize) -> Vec<T> {
        let payoff = |pair: usize| {
            let ratio = at.logarithms[pair].clone() - &self.policy.probabilities()[pair].ln();
            self.advantages[pair].clone() - &(ratio / &self.eta)
        };
        self.policy.actions(state).map(payoff).collect()
    }

    /// `sum_a pi_theta(a|s) f(s,a)`.
    fn mean_payoff(&self, at: &LogLinear<T>, state: usize, payoffs: &[T]) -> T {
        T::dot(at.policy.at(state), payoffs)
    }
}
