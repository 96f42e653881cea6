//! Howard's policy iteration.

use super::{Algorithm, Iterate, StateQuantities, StepSizeError};
use crate::mdp::{Evaluate, Policy};

/// The next policy takes, in every state, the first action that may be a
/// maximiser of `Q(s,.)`. Over enclosures a near tie may be taken for a tie.
#[derive(Clone, Copy, Debug)]
pub struct PolicyIteration;

impl<T: Evaluate> Algorithm<T> for PolicyIteration {
    fn name(&self) -> &'static str {
        "policy-iteration"
    }

    fn check_step_size(&self, _iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        Ok(())
    }

    fn next_policy(&self, iterate: &Iterate<T>) -> Policy<T> {
        let greedy = |state: &StateQuantities<T>| {
            state.is_best.iter().position(|best| !best.is_no()).expect("some action may be best")
        };
        let actions: Vec<usize> = iterate.states().iter().map(greedy).collect();
        Policy::deterministic(iterate.mdp(), &actions)
    }
}
