//! Bellman operators.

use super::{Mdp, Policy};
use crate::scalar::{Field, Ordered};

/// `Q_v(s,a) = r(s,a) + gamma sum_s' P(s'|s,a) v(s')` by pair.
///
/// # Panics
/// When `values` has another length than there are states.
pub fn action_values<T: Field>(mdp: &Mdp<T>, values: &[T]) -> Vec<T> {
    assert_eq!(values.len(), mdp.states(), "one value per state");
    (0..mdp.pairs())
        .map(|pair| {
            let mut expected = T::zero();
            for (successor, probability) in mdp.successors(pair) {
                expected.add_product(probability, &values[successor]);
            }
            expected * mdp.discount() + &mdp.rewards()[pair]
        })
        .collect()
}

/// `(T_pi v)(s) = sum_a pi(a|s) Q_v(s,a)`.
pub fn bellman_policy<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>, values: &[T]) -> Vec<T> {
    let action_values = action_values(mdp, values);
    (0..mdp.states()).map(|state| T::dot(policy.at(state), &action_values[mdp.actions(state)])).collect()
}

/// `(T v)(s) = max_a Q_v(s,a)`.
pub fn bellman_optimal<T: Ordered>(mdp: &Mdp<T>, values: &[T]) -> Vec<T> {
    let action_values = action_values(mdp, values);
    (0..mdp.states()).map(|state| largest(&action_values[mdp.actions(state)])).collect()
}

/// The largest of a nonempty list.
pub(super) fn largest<T: Ordered>(values: &[T]) -> T {
    values[1..].iter().fold(values[0].clone(), |best, value| best.maximum(value))
}
