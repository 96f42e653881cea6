//! Optimal values, and the float policy iteration that the rigorous solvers
//! start from.

use super::evaluation::LinearSolver;
use super::modified_policy_iteration::modified_policy_iteration;
use super::{Mdp, Policy, action_values};
use crate::scalar::Field;

/// More rounds than policy iteration takes on any model that fits in memory;
/// rounding could otherwise make it cycle.
const MOST_ROUNDS: usize = 1000;

/// From this many states on policies are not evaluated to the end.
const LARGE_STATES: usize = 256;

/// Optimal values `V*` by state, and an action per state that attains them.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum<T> {
    /// `V*(s)`.
    pub values: Vec<T>,
    /// The chosen action of each state.
    pub actions: Vec<usize>,
}

impl Optimum<f64> {
    /// By the method that suits the size.
    pub(super) fn in_floats(mdp: &Mdp<f64>) -> Self {
        if mdp.states() < LARGE_STATES { Self::by_policy_iteration(mdp) } else { modified_policy_iteration(mdp) }
    }
    /// Policy iteration in floats. An action replaces another only when it is
    /// better by more than rounding can explain.
    fn by_policy_iteration(mdp: &Mdp<f64>) -> Self {
        let mut actions = vec![0; mdp.states()];
        let mut values = vec![0.0; mdp.states()];
        for _ in 0..MOST_ROUNDS {
            let policy = Policy::deterministic(mdp, &actions);
            let rewards: Vec<f64> =
                (0..mdp.states()).map(|s| f64::dot(policy.at(s), &mdp.rewards()[mdp.actions(s)])).collect();
            values = LinearSolver::new(mdp, &policy).solve(&rewards);
            let size = values.iter().fold(0.0_f64, |size, v| size.max(v.abs()));
            let noise = size * f64::EPSILON * 16.0;
            let action_values = action_values(mdp, &values);
            let mut improved = false;
            for (state, chosen) in actions.iter_mut().enumerate() {
                let own = &action_values[mdp.actions(state)];
                let current = own[*chosen];
                for (action, value) in own.iter().enumerate() {
                    if *value > own[*chosen] && *value > current + noise {
                        *chosen = action;
                        improved = true;
                    }
                }
            }
            if !improved {
                break;
            }
        }
        Optimum { values, actions }
    }
}
