//! Stationary stochastic policies.

use std::ops::Range;

use num_traits::{One, Zero};

use super::{Mdp, PolicyError};
use crate::scalar::{Field, Ordered, Rational, Truth};

/// A stationary policy: `pi(a|s)` by state-action pair, numbered as in
/// [`Mdp::actions`].
///
/// Over rationals every state's probabilities are nonnegative and sum to
/// exactly 1. Over enclosures the true policy is one of those the boxes
/// contain; over floats the sums hold up to rounding.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy<T> {
    first_pair: Vec<usize>,
    probabilities: Vec<T>,
}

impl<T> Policy<T> {
    /// Wraps what an update rule computed for the pairs of `mdp`.
    ///
    /// # Panics
    /// When the number of pairs differs.
    pub(crate) fn from_pairs<U>(mdp: &Mdp<U>, probabilities: Vec<T>) -> Self {
        assert_eq!(probabilities.len(), mdp.pairs(), "a policy has one probability per pair");
        Policy { first_pair: mdp.first_pair.clone(), probabilities }
    }

    /// The same states and actions with other probabilities, by pair. Over
    /// enclosures they stand for every policy inside; nothing is checked.
    ///
    /// # Panics
    /// When the number of pairs differs.
    pub fn with_probabilities<U>(&self, probabilities: Vec<U>) -> Policy<U> {
        assert_eq!(probabilities.len(), self.probabilities.len(), "a policy has one probability per pair");
        Policy { first_pair: self.first_pair.clone(), probabilities }
    }

    /// Number of states.
    pub fn states(&self) -> usize {
        self.first_pair.len() - 1
    }

    /// The pairs of state `s`.
    pub fn actions(&self, state: usize) -> Range<usize> {
        self.first_pair[state]..self.first_pair[state + 1]
    }

    /// `pi(.|s)`.
    pub fn at(&self, state: usize) -> &[T] {
        &self.probabilities[self.actions(state)]
    }

    /// `pi(a|s)` by pair.
    pub fn probabilities(&self) -> &[T] {
        &self.probabilities
    }
}

impl<T: Field> Policy<T> {
    /// `1 / |A(s)|` for every action.
    pub fn uniform<U>(mdp: &Mdp<U>) -> Self {
        let mut probabilities = Vec::with_capacity(mdp.pairs());
        for state in 0..mdp.states() {
            let actions = mdp.actions(state).len();
            probabilities.resize(probabilities.len() + actions, T::from_rational(&Rational::new(1, actions)));
        }
        Policy::from_pairs(mdp, probabilities)
    }

    /// Takes one action per state with probability 1.
    ///
    /// # Panics
    /// When a state is missing or an action is out of range.
    pub fn deterministic<U>(mdp: &Mdp<U>, actions: &[usize]) -> Self {
        assert_eq!(actions.len(), mdp.states(), "one action per state");
        let mut probabilities = vec![T::zero(); mdp.pairs()];
        for (state, &action) in actions.iter().enumerate() {
            probabilities[mdp.actions(state)][action] = T::one();
        }
        Policy::from_pairs(mdp, probabilities)
    }
}

impl<T: Ordered> Policy<T> {
    /// Is every probability positive?
    pub fn has_full_support(&self) -> Truth {
        let zero = T::zero();
        self.probabilities.iter().fold(Truth::Yes, |all, p| all.and(zero.less(p)))
    }
}

impl Policy<Rational> {
    /// A policy of `mdp` from its probabilities per state.
    ///
    /// # Errors
    /// [`PolicyError`] names the state at fault.
    pub fn new(mdp: &Mdp<Rational>, states: Vec<Vec<Rational>>) -> Result<Self, PolicyError> {
        if states.len() != mdp.states() {
            return Err(PolicyError::States { found: states.len(), states: mdp.states() });
        }
        for (state, row) in states.iter().enumerate() {
            let actions = mdp.actions(state).len();
            if row.len() != actions {
                return Err(PolicyError::Actions { state, found: row.len(), actions });
            }
            if let Some(action) = row.iter().position(Rational::is_negative) {
                return Err(PolicyError::Negative { state, action, probability: row[action].clone() });
            }
            let sum: Rational = row.iter().cloned().sum();
            if !sum.is_one() {
                return Err(PolicyError::Sum { state, sum });
            }
        }
        Ok(Policy::from_pairs(mdp, states.into_iter().flatten().collect()))
    }

    /// The policy over another scalar.
    pub fn convert<T: Field>(&self) -> Policy<T> {
        Policy {
            first_pair: self.first_pair.clone(),
            probabilities: self.probabilities.iter().map(T::from_rational).collect(),
        }
    }

    /// The probabilities per state, the form [`Policy::new`] takes.
    pub fn to_states(&self) -> Vec<Vec<Rational>> {
        (0..self.states()).map(|state| self.at(state).to_vec()).collect()
    }

    /// Is some probability strictly between 0 and 1?
    pub fn is_stochastic(&self) -> bool {
        self.probabilities.iter().any(|p| !p.is_zero() && !p.is_one())
    }
}
