//! The common denominator of the Bellman equation of a state.

use num_traits::Zero;
use rug::Integer;

use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// An integer `scale` with integers `scale r_pi(s)` and, for each action taken,
/// `weight_k = scale pi(k|s) / scale_k`, where `scale_k` is that of the pair's row
/// in [`MachineIntegers`](super::MachineIntegers).
pub struct StateScale {
    scale: Integer,
    reward: Integer,
    weights: Vec<(usize, Integer)>,
}

impl StateScale {
    /// Of the state under the policy.
    pub fn new(mdp: &Mdp<Rational>, policy: &Policy<Rational>, state: usize, scales: &[i64]) -> Self {
        let taken = || mdp.actions(state).filter(|&pair| !policy.probabilities()[pair].is_zero());
        let (mut common, mut of_policy) = (Integer::from(1), Integer::from(1));
        for pair in taken() {
            of_policy.lcm_mut(policy.probabilities()[pair].denominator());
            common.lcm_mut(&Integer::from(scales[pair]));
            common.lcm_mut(mdp.rewards()[pair].denominator());
        }
        let mut reward = Integer::new();
        let mut weights = Vec::new();
        for pair in taken() {
            let probability = &policy.probabilities()[pair];
            // `scale = common of_policy`, of which both of these are divisors.
            let share = Integer::from(&of_policy / probability.denominator()) * probability.numerator();
            let own = &mdp.rewards()[pair];
            reward += Integer::from(&common / own.denominator()) * own.numerator() * &share;
            weights.push((pair, share * Integer::from(&common / scales[pair])));
        }
        StateScale { scale: common * of_policy, reward, weights }
    }

    /// The common denominator; positive.
    pub fn scale(&self) -> &Integer {
        &self.scale
    }

    /// `scale r_pi(s)`.
    pub fn reward(&self) -> &Integer {
        &self.reward
    }

    /// Pairs taken with positive probability, with their weights.
    pub fn weights(&self) -> &[(usize, Integer)] {
        &self.weights
    }
}
