//! By how much the actions of a state fall short of the optimal one.

use crate::algorithm::{Constraint, Iterate, StateQuantities};
use crate::mdp::{Evaluate, action_values};
use crate::scalar::Truth;

/// `G(s,a) = V*(s) - Q*(s,a) >= 0` by pair.
pub struct OptimalGaps<T> {
    losses: Vec<T>,
    states: Vec<StateQuantities<T>>,
}

impl<T: Evaluate> OptimalGaps<T> {
    /// For the problem of an iterate.
    pub fn new(iterate: &Iterate<T>) -> Self {
        let (mdp, optimal) = (iterate.mdp(), iterate.problem().optimal_values());
        let values = action_values(mdp, optimal);
        let mut losses = Vec::with_capacity(mdp.pairs());
        let mut states = Vec::with_capacity(mdp.states());
        for (s, best) in optimal.iter().enumerate() {
            let pairs = iterate.actions(s);
            losses.extend(values[pairs.clone()].iter().map(|value| (best.clone() - value).maximum(&T::zero())));
            let advantages: Vec<T> = losses[pairs.clone()].iter().map(|loss| -loss.clone()).collect();
            let twins = |a, b| mdp.are_twins(pairs.start + a, pairs.start + b);
            states.push(StateQuantities::new(iterate.policy().at(s), &values[pairs.clone()], &advantages, twins));
        }
        OptimalGaps { losses, states }
    }

    /// `G(s,a)` by pair.
    pub fn losses(&self) -> &[T] {
        &self.losses
    }

    /// The smallest positive `G(s,a)`; 0 when every action is optimal.
    pub fn least(&self) -> T {
        Constraint::minimum(self.states.iter().map(StateQuantities::gap))
    }

    /// The largest `G(s,a)`.
    pub fn largest(&self) -> T {
        self.losses.iter().fold(T::zero(), |most, loss| most.maximum(loss))
    }

    /// Is each action optimal, by pair?
    pub fn is_optimal(&self) -> Vec<Truth> {
        self.states.iter().flat_map(|state| state.is_best.iter().copied()).collect()
    }

    /// Has every state one optimal action, and some state a second action?
    pub fn unique(&self) -> Truth {
        let some_choice = self.states.iter().any(|state| state.is_best.len() > 1);
        self.states.iter().fold(Truth::from_bool(some_choice), |all, state| all.and(has_one(&state.is_best)))
    }
}

/// Is exactly one answer yes? One of them always is.
fn has_one(answers: &[Truth]) -> Truth {
    let yes = answers.iter().filter(|answer| answer.is_yes()).count();
    let no = answers.iter().filter(|answer| answer.is_no()).count();
    match yes {
        2.. => Truth::No,
        1 if no + 1 == answers.len() => Truth::Yes,
        _ => Truth::Undecided,
    }
}
