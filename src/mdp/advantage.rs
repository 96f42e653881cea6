//! Advantages.

use super::{Mdp, Policy};
use crate::scalar::Field;

/// `A(s,a) = Q(s,a) - V(s)` by pair, computed as
/// `sum_b pi(b|s) (Q(s,a) - Q(s,b))`.
///
/// The centred form needs no `V`, and over enclosures it does not inflate: the
/// common part of the action values cancels before it is multiplied, and identical
/// actions contribute exactly 0.
///
/// # Panics
/// When `action_values` has another length than the policy has pairs.
pub fn advantages<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>, action_values: &[T]) -> Vec<T> {
    assert_eq!(action_values.len(), policy.probabilities().len(), "one action value per pair");
    let mut result = Vec::with_capacity(action_values.len());
    for state in 0..policy.states() {
        let pairs = policy.actions(state);
        for a in pairs.clone() {
            let mut advantage = T::zero();
            for b in pairs.clone().filter(|&b| !mdp.are_twins(a, b)) {
                advantage.add_product(&policy.probabilities()[b], &(action_values[a].clone() - &action_values[b]));
            }
            result.push(advantage);
        }
    }
    result
}
