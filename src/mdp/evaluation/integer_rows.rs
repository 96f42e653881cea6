//! Rows of the Bellman equations with integer coefficients.

use std::collections::BTreeMap;

use num_traits::Zero;
use rug::{Assign, Integer};

use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// `v -> r + gamma sum_j p_j v_j` for one state-action pair, or averaged over
/// a policy, with a common denominator: `(reward + sum_j entry_j v_j) / scale`,
/// where `scale` and the entries are integers and the entries sum to
/// `gamma scale` exactly.
pub struct IntegerRow {
    scale: Integer,
    /// `scale r`.
    reward: Rational,
    entries: Vec<(usize, Integer)>,
}

impl IntegerRow {
    /// The row of a state-action pair.
    pub fn of_pair(mdp: &Mdp<Rational>, pair: usize) -> Self {
        let row = mdp.successors(pair).map(|(to, p)| (to, p.clone() * mdp.discount()));
        Self::new(mdp.rewards()[pair].clone(), row.collect())
    }

    /// The row of a state averaged over `pi(.|s)`.
    pub fn of_policy(mdp: &Mdp<Rational>, policy: &Policy<Rational>, state: usize) -> Self {
        let mut row = BTreeMap::new();
        let mut reward = Rational::zero();
        for pair in mdp.actions(state) {
            let weight = &policy.probabilities()[pair];
            if weight.is_zero() {
                continue;
            }
            reward += &(weight.clone() * &mdp.rewards()[pair]);
            let weight = weight.clone() * mdp.discount();
            for (successor, probability) in mdp.successors(pair) {
                *row.entry(successor).or_insert_with(Rational::zero) += &(weight.clone() * probability);
            }
        }
        Self::new(reward, row.into_iter().collect())
    }

    /// The rows of every state under a policy.
    pub fn of_states(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Self> {
        (0..mdp.states()).map(|state| Self::of_policy(mdp, policy, state)).collect()
    }

    fn new(reward: Rational, row: Vec<(usize, Rational)>) -> Self {
        let mut scale = Integer::from(1);
        for (_, p) in &row {
            scale.lcm_mut(p.denominator());
        }
        let entries = row.into_iter().filter(|(_, p)| !p.is_zero()).map(|(to, p)| {
            let share = Integer::from(&scale / p.denominator());
            (to, share * p.numerator())
        });
        let entries = entries.collect();
        let reward = reward * &Rational::from(&scale);
        IntegerRow { scale, reward, entries }
    }

    /// The common denominator; positive.
    pub fn scale(&self) -> &Integer {
        &self.scale
    }

    /// `scale r`.
    pub fn reward(&self) -> &Rational {
        &self.reward
    }

    /// Successors with `scale gamma p`.
    pub fn entries(&self) -> &[(usize, Integer)] {
        &self.entries
    }

    /// `floor(scale r 2^exponent)`.
    pub fn fixed_reward(&self, exponent: i32) -> Integer {
        (self.reward.clone() * Rational::power_of_two(exponent)).floor()
    }

    /// `fixed_reward + sum_j entry_j w_j - scale w_state`: up to less than one
    /// unit below `scale 2^exponent` times the residual `r + gamma P v - v` at
    /// `v = w / 2^exponent`.
    pub fn residual(&self, fixed_reward: &Integer, state: usize, values: &[Integer]) -> Integer {
        let mut residual = fixed_reward.clone();
        let mut product = Integer::new();
        for (successor, entry) in &self.entries {
            product.assign(entry * &values[*successor]);
            residual += &product;
        }
        product.assign(&self.scale * &values[state]);
        residual -= &product;
        residual
    }
}
