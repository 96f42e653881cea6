//! The surrogate that SPMA minimises over log-linear policies.

use super::{Features, LogLinear};
use crate::algorithm::{Iterate, multiplicative_update};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Field, Rational, Transcendental};

/// `l(theta) = sum_s d(s) KL(pi_half(.|s) || pi_theta(.|s))` for weights `d` of states and a target
/// policy `pi_half`: a weighted softmax classification with soft labels.
#[derive(Clone, Debug)]
pub struct Surrogate<T> {
    features: Features<T>,
    weights: Vec<T>,
    target: Policy<T>,
}

impl<T: Field> Surrogate<T> {
    /// From its parts.
    ///
    /// # Panics
    /// When the sizes differ.
    pub fn new(features: Features<T>, weights: Vec<T>, target: Policy<T>) -> Self {
        assert_eq!(weights.len(), target.states(), "one weight per state");
        assert_eq!(features.pairs(), target.probabilities().len(), "one feature vector per pair");
        Surrogate { features, weights, target }
    }

    /// `phi`.
    pub fn features(&self) -> &Features<T> {
        &self.features
    }

    /// `d` by state.
    pub fn weights(&self) -> &[T] {
        &self.weights
    }

    /// `pi_half`.
    pub fn target(&self) -> &Policy<T> {
        &self.target
    }

    /// The same target with other weights of the states, e.g. sampled ones.
    ///
    /// # Panics
    /// When the number of states differs.
    pub fn with_weights(&self, weights: Vec<T>) -> Self {
        Surrogate::new(self.features.clone(), weights, self.target.clone())
    }

    /// `sum_s d(s) sum_a (pi_theta(a|s) - pi_half(a|s)) phi(s,a)`, the gradient of `l` at the
    /// parameters whose policy is given.
    pub fn gradient(&self, policy: &Policy<T>) -> Vec<T> {
        let mut gradient = vec![T::zero(); self.features.dimension()];
        for state in 0..policy.states() {
            for (entry, own) in gradient.iter_mut().zip(self.state_gradient(policy, state)) {
                entry.add_product(&self.weights[state], &own);
            }
        }
        gradient
    }

    /// `sum_a (pi_theta(a|s) - pi_half(a|s)) phi(s,a)` of one state.
    pub fn state_gradient(&self, policy: &Policy<T>, state: usize) -> Vec<T> {
        let mut gradient = vec![T::zero(); self.features.dimension()];
        for pair in policy.actions(state) {
            let difference = policy.probabilities()[pair].clone() - &self.target.probabilities()[pair];
            for (entry, phi) in gradient.iter_mut().zip(self.features.at(pair)) {
                entry.add_product(&difference, phi);
            }
        }
        gradient
    }

    /// `sum_s d(s) Cov_{pi_theta(.|s)}(phi)`, the Hessian of `l` at the parameters whose policy is
    /// given.
    pub fn hessian(&self, policy: &Policy<T>) -> Vec<Vec<T>> {
        let dimension = self.features.dimension();
        let mut hessian = vec![vec![T::zero(); dimension]; dimension];
        for state in 0..policy.states() {
            for (pair, centred) in policy.actions(state).zip(centred(&self.features, policy, state)) {
                let weight = self.weights[state].clone() * &policy.probabilities()[pair];
                add_outer(&mut hessian, &weight, &centred);
            }
        }
        hessian
    }
}

impl<T: Transcendental> Surrogate<T> {
    /// `pi_theta`.
    pub fn log_linear(&self, theta: &[T]) -> LogLinear<T> {
        LogLinear::new(&self.target, &self.features, theta)
    }

    /// `l` at the parameters of a log-linear policy, with `0 ln 0 = 0`.
    pub fn value(&self, at: &LogLinear<T>) -> T {
        let mut value = T::zero();
        for state in 0..self.target.states() {
            value.add_product(&self.weights[state], &self.divergence(at, state));
        }
        value
    }

    /// `KL(pi_half(.|s) || pi_theta(.|s))` of one state.
    fn divergence(&self, at: &LogLinear<T>, state: usize) -> T {
        let mut divergence = T::zero();
        for pair in self.target.actions(state) {
            let target = &self.target.probabilities()[pair];
            if !target.is_zero() {
                divergence.add_product(target, &(target.ln() - &at.logarithms[pair]));
            }
        }
        divergence
    }
}

impl<T: Evaluate> Surrogate<T> {
    /// SPMA's surrogate `l_t` at an iterate `pi_t`: weights `d_t`, target `pi_t (1 + eta Adv_t)`.
    pub fn of_step(iterate: &Iterate<T>, eta: &T, features: Features<T>) -> Self {
        let target = multiplicative_update(iterate, |_| eta.clone());
        Surrogate::new(features, iterate.occupancy().to_vec(), target)
    }
}

impl Surrogate<Rational> {
    /// The surrogate over another scalar.
    pub fn convert<T: Field>(&self) -> Surrogate<T> {
        let weights = self.weights.iter().map(T::from_rational).collect();
        Surrogate { features: self.features.convert(), weights, target: self.target.convert() }
    }
}

/// `phi(s,a) - sum_b pi(b|s) phi(s,b)` by action of a state.
pub(super) fn centred<T: Field>(features: &Features<T>, policy: &Policy<T>, state: usize) -> Vec<Vec<T>> {
    let mut mean = vec![T::zero(); features.dimension()];
    for pair in policy.actions(state) {
        for (entry, phi) in mean.iter_mut().zip(features.at(pair)) {
            entry.add_product(&policy.probabilities()[pair], phi);
        }
    }
    let centre = |pair| features.at(pair).iter().zip(&mean).map(|(phi, mean)| phi.clone() - mean).collect();
    policy.actions(state).map(centre).collect()
}

/// `matrix += weight x x'`
pub(super) fn add_outer<T: Field>(matrix: &mut [Vec<T>], weight: &T, x: &[T]) {
    for (row, own) in matrix.iter_mut().zip(x) {
        let scaled = weight.clone() * own;
        for (entry, other) in row.iter_mut().zip(x) {
            entry.add_product(&scaled, other);
        }
    }
}
