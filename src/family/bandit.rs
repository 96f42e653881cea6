//! Bandits: one state, `gamma = 0`, so that `V^pi = sum_a pi(a) r(a)`.

use num_traits::{One, Zero};

use super::{certain, exact};
use crate::mdp::{Mdp, MdpError};
use crate::scalar::Rational;

/// The bandit with the given rewards.
///
/// # Errors
/// Without rewards there is no model.
pub fn bandit(rewards: Vec<Rational>) -> Result<Mdp<Rational>, MdpError> {
    let arms = rewards.into_iter().map(|reward| certain(0, reward)).collect();
    exact(Rational::zero(), vec![arms], vec![Rational::one()])
}

/// All rewards equal: `r(a) = 1/2`.
///
/// # Errors
/// Without arms there is no model.
pub fn equal_bandit(arms: usize) -> Result<Mdp<Rational>, MdpError> {
    bandit(vec![Rational::new(1, 2); arms])
}

/// Two best arms: `r = (1, 1, (k-2)/(k-1), ..., 1/(k-1))` for `k` arms.
///
/// # Errors
/// Without arms there is no model.
pub fn bandit_with_ties(arms: usize) -> Result<Mdp<Rational>, MdpError> {
    bandit((0..arms).map(|arm| fraction_of_rest(arm.max(1), arms)).collect())
}

/// One best arm with a lead of `gap`:
/// `r = (1, 1 - gap, (1 - gap) (k-2)/(k-1), ..., (1 - gap) / (k-1))` for `k`
/// arms.
///
/// # Errors
/// Without arms there is no model.
pub fn bandit_with_gap(arms: usize, gap: &Rational) -> Result<Mdp<Rational>, MdpError> {
    let second = Rational::one() - gap;
    let reward = |arm: usize| match arm {
        0 => Rational::one(),
        _ => fraction_of_rest(arm, arms) * &second,
    };
    bandit((0..arms).map(reward).collect())
}

/// Two values: `r(a) = 1` for the first `best` arms, `1 - gap` for the others.
///
/// # Errors
/// Without arms there is no model.
pub fn two_valued_bandit(arms: usize, best: usize, gap: &Rational) -> Result<Mdp<Rational>, MdpError> {
    let low = Rational::one() - gap;
    bandit((0..arms).map(|arm| if arm < best { Rational::one() } else { low.clone() }).collect())
}

/// `(k - a) / (k - 1)` for arm `a >= 1` of `k`; 1 when there is no other arm.
fn fraction_of_rest(arm: usize, arms: usize) -> Rational {
    if arms < 2 { Rational::one() } else { Rational::new(arms - arm, arms - 1) }
}
