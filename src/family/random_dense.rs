//! Random models in which every transition is possible.

use rand::Rng;

use super::exact;
use super::random::{distribution, unit_fraction};
use crate::mdp::{Action, Mdp, MdpError};
use crate::scalar::Rational;

/// Rewards are multiples of 1/20.
const REWARD_GRID: u64 = 20;

/// Random model with `P(s'|s,a) > 0` for all `s, a, s'`.
///
/// - transitions: `P(.|s,a) = (k_1, ..., k_S) / (4 S)` with positive integers
///   `k_i`, uniformly among all such lists;
/// - rewards: `r(s,a) = k / 20`, `k` uniform in `0..=20`;
/// - initial distribution: drawn as a row of transitions, hence positive.
pub fn random_dense(
    states: usize,
    actions: usize,
    discount: Rational,
    rng: &mut impl Rng,
) -> Result<Mdp<Rational>, MdpError> {
    let mut table = Vec::with_capacity(states);
    for _ in 0..states {
        let mut of_state = Vec::with_capacity(actions);
        for _ in 0..actions {
            let transitions = distribution(states, 4 * states, rng).into_iter().enumerate().collect();
            of_state.push(Action { reward: unit_fraction(REWARD_GRID, rng), transitions });
        }
        table.push(of_state);
    }
    let initial = distribution(states, 4 * states, rng);
    exact(discount, table, initial)
}
