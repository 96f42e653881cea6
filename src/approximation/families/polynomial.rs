//! Powers of the state's number, for each action.

use super::built;
use crate::approximation::Features;
use crate::mdp::Mdp;
use crate::scalar::Rational;
use num_traits::{One, Zero};

/// With `x(s) = s / (S - 1)` in `[0, 1]` (0 for one state): `phi(s,a)` has the entries `x(s)^k` for `k = 0, ..., degree` at
/// the places `(k, a)`, and 0 elsewhere. Lower degrees are the first columns.
pub fn polynomial<T>(mdp: &Mdp<T>, degree: u32) -> Features<Rational> {
    let actions = mdp.max_actions();
    let row = |state: usize, action: usize| {
        let x = if mdp.states() == 1 { Rational::zero() } else { Rational::new(state, mdp.states() - 1) };
        let mut power = Rational::one();
        let mut row = Vec::with_capacity((degree as usize + 1) * actions);
        for _ in 0..=degree {
            row.extend((0..actions).map(|other| if other == action { power.clone() } else { Rational::zero() }));
            power = power * &x;
        }
        row
    };
    built(
        (0..mdp.states())
            .flat_map(|s| (0..mdp.actions(s).len()).map(move |a| (s, a)))
            .map(|(s, a)| row(s, a))
            .collect(),
    )
}
