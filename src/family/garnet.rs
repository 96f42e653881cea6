//! Garnet models.

use rand::Rng;

use super::exact;
use super::random::{distinct, distribution, unit_fraction};
use crate::mdp::{Action, Mdp, MdpError};
use crate::scalar::Rational;

/// Probabilities and rewards are multiples of 1/1000.
const GRID: usize = 1000;

/// Random sparse model Garnet(`states`, `actions`, `branching`) of Archibald,
/// McKinnon and Thomas (J. Oper. Res. Soc. 46(3), 1995).
///
/// - transitions: `branching` distinct successors, uniformly chosen; their
///   probabilities are the gaps between `branching - 1` distinct cut points of
///   `(0, 1)`, here on the grid of multiples of 1/1000;
/// - rewards: `r(s,a) = k / 1000`, `k` uniform in `0..=1000`;
/// - initial distribution: uniform.
///
/// # Panics
/// When `branching` is larger than `states` or 1000.
pub fn garnet(
    states: usize,
    actions: usize,
    branching: usize,
    discount: Rational,
    rng: &mut impl Rng,
) -> Result<Mdp<Rational>, MdpError> {
    let mut table = Vec::with_capacity(states);
    for _ in 0..states {
        let mut of_state = Vec::with_capacity(actions);
        for _ in 0..actions {
            let successors = distinct(branching, states, rng);
            let transitions = successors.into_iter().zip(distribution(branching, GRID, rng)).collect();
            of_state.push(Action { reward: unit_fraction(GRID as u64, rng), transitions });
        }
        table.push(of_state);
    }
    let initial = (0..states).map(|_| Rational::new(1, states)).collect();
    exact(discount, table, initial)
}
