//! One feature for each group of states and action.

use super::{built, unit};
use crate::approximation::Features;
use crate::mdp::Mdp;
use crate::scalar::Rational;

/// `phi(s,a) = e_(group(s), a)`: states of one group act alike. The groups are
/// numbered from 0, the actions by their place in the state.
///
/// # Panics
/// When the number of groups given differs from the number of states.
pub fn state_aggregation<T>(mdp: &Mdp<T>, groups: &[usize]) -> Features<Rational> {
    assert_eq!(groups.len(), mdp.states(), "one group per state");
    let actions = mdp.max_actions();
    let count = groups.iter().max().map_or(0, |last| last + 1);
    let row = |(state, action)| unit(groups[state] * actions + action, count * actions);
    let pairs = (0..mdp.states()).flat_map(|state| (0..mdp.actions(state).len()).map(move |action| (state, action)));
    built(pairs.map(row).collect())
}
