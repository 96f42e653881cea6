//! The model: sparse transitions, expected rewards, discount, initial
//! distribution.

use std::ops::Range;

use num_traits::{One, Zero};

use super::derived::Derived;
use crate::scalar::{Dual, Field, Rational};

/// One action of a state: expected reward `r(s,a)` and the distribution
/// `P(.|s,a)` by its support.
#[derive(Clone, Debug, PartialEq)]
pub struct Action<T> {
    /// Expected immediate reward.
    pub reward: T,
    /// Successors with their probabilities.
    pub transitions: Vec<(usize, T)>,
}

/// A finite Markov decision process `(S, A, P, r, gamma, rho)`.
///
/// States are `0..states()`. States may differ in their number of actions;
/// *pairs* number all (state, action) combinations in order, and action values
/// and policies are vectors over pairs: pair `actions(s).start + a` is action
/// `a` of state `s`.
///
/// Only [`Mdp::new`](Mdp::new) and [`Mdp::from_floats`](Mdp::from_floats)
/// create models, both over exact rationals, so every model was validated
/// exactly; [`convert`](Mdp::convert) gives it over another scalar.
#[derive(Clone, Debug, PartialEq)]
pub struct Mdp<T> {
    pub(super) discount: T,
    /// Pairs of state `s`: `first_pair[s]..first_pair[s + 1]`.
    pub(super) first_pair: Vec<usize>,
    /// `r(s,a)` by pair.
    pub(super) rewards: Vec<T>,
    /// Transitions of pair `k`: `first_entry[k]..first_entry[k + 1]`.
    pub(super) first_entry: Vec<usize>,
    pub(super) successors: Vec<usize>,
    pub(super) probabilities: Vec<T>,
    pub(super) initial: Vec<T>,
    /// By pair: the first pair of its state with the same reward and the same
    /// transitions.
    pub(super) twins: Vec<usize>,
    pub(super) derived: Derived,
}

impl<T> Mdp<T> {
    /// Number of states `S`.
    pub fn states(&self) -> usize {
        self.first_pair.len() - 1
    }

    /// Number of state-action pairs.
    pub fn pairs(&self) -> usize {
        self.rewards.len()
    }

    /// Number of transitions with positive probability.
    pub fn transitions(&self) -> usize {
        self.successors.len()
    }

    /// The pairs of state `s`.
    pub fn actions(&self, state: usize) -> Range<usize> {
        self.first_pair[state]..self.first_pair[state + 1]
    }

    /// Largest number of actions of a state.
    pub fn max_actions(&self) -> usize {
        (0..self.states()).map(|state| self.actions(state).len()).max().unwrap_or(0)
    }

    /// Discount factor `gamma`, in `[0, 1)`.
    pub fn discount(&self) -> &T {
        &self.discount
    }

    /// Expected rewards `r(s,a)` by pair.
    pub fn rewards(&self) -> &[T] {
        &self.rewards
    }

    /// Initial distribution `rho` over states.
    pub fn initial(&self) -> &[T] {
        &self.initial
    }

    /// Are two pairs of a state the same action under two names? Their action
    /// values are equal whatever the values, which enclosures cannot tell.
    pub fn are_twins(&self, pair: usize, other: usize) -> bool {
        self.twins[pair] == self.twins[other]
    }

    /// The transitions of a pair among those of the model.
    pub(super) fn entries_of(&self, pair: usize) -> Range<usize> {
        self.first_entry[pair]..self.first_entry[pair + 1]
    }

    /// Successors of a pair with their probabilities, in increasing order.
    pub fn successors(&self, pair: usize) -> impl ExactSizeIterator<Item = (usize, &T)> {
        let entries = self.entries_of(pair);
        self.successors[entries.clone()].iter().copied().zip(&self.probabilities[entries])
    }
}

impl<T: Field> Mdp<Dual<T>> {
    /// The model at the point of differentiation.
    pub(super) fn values_of_duals(&self) -> Mdp<T> {
        let values = |duals: &[Dual<T>]| duals.iter().map(|dual| dual.value.clone()).collect();
        Mdp {
            discount: self.discount.value.clone(),
            first_pair: self.first_pair.clone(),
            rewards: values(&self.rewards),
            first_entry: self.first_entry.clone(),
            successors: self.successors.clone(),
            probabilities: values(&self.probabilities),
            initial: values(&self.initial),
            twins: self.twins.clone(),
            derived: Derived::default(),
        }
    }
}

impl<T> Mdp<T> {
    /// The same transitions with other numbers in place of the rewards.
    pub(super) fn with_rewards(self, rewards: Vec<T>) -> Self {
        assert_eq!(rewards.len(), self.rewards.len(), "one reward per pair");
        Mdp { rewards, derived: Derived::default(), ..self }
    }

    /// The same transitions with other numbers, not always a distribution, in
    /// place of the initial one.
    pub(super) fn with_start(self, initial: Vec<T>) -> Self {
        assert_eq!(initial.len(), self.initial.len(), "one number per state");
        Mdp { initial, derived: Derived::default(), ..self }
    }
}

impl Mdp<Rational> {
    /// The model over another scalar: every number rounded or enclosed by
    /// [`Field::from_rational`].
    pub fn convert<T: Field>(&self) -> Mdp<T> {
        let convert = |values: &[Rational]| values.iter().map(T::from_rational).collect();
        Mdp {
            discount: T::from_rational(&self.discount),
            first_pair: self.first_pair.clone(),
            rewards: convert(&self.rewards),
            first_entry: self.first_entry.clone(),
            successors: self.successors.clone(),
            probabilities: convert(&self.probabilities),
            initial: convert(&self.initial),
            twins: self.twins.clone(),
            derived: Derived::default(),
        }
    }

    /// The model over dual numbers, with these derivatives of the rewards (by
    /// pair) and of the transition probabilities (by transition).
    pub(crate) fn moved(&self, rewards: &[f64], transitions: &[f64]) -> Mdp<Dual<f64>> {
        let mut moved: Mdp<Dual<f64>> = self.convert();
        for (reward, &derivative) in moved.rewards.iter_mut().zip(rewards) {
            reward.derivative = derivative;
        }
        for (probability, &derivative) in moved.probabilities.iter_mut().zip(transitions) {
            probability.derivative = derivative;
        }
        moved
    }

    /// Is the state absorbing with reward 0 under every action?
    pub fn is_terminal(&self, state: usize) -> bool {
        self.actions(state)
            .all(|pair| self.rewards[pair].is_zero() && self.successors(pair).all(|(successor, _)| successor == state))
    }

    /// Smallest and largest reward.
    pub fn reward_range(&self) -> (Rational, Rational) {
        let lowest = self.rewards.iter().min().expect("a model has a pair");
        let highest = self.rewards.iter().max().expect("a model has a pair");
        (lowest.clone(), highest.clone())
    }

    /// Are all rewards in `[0, 1]`, as the paper assumes?
    pub fn has_unit_rewards(&self) -> bool {
        let (lowest, highest) = self.reward_range();
        !lowest.is_negative() && highest <= Rational::one()
    }

    /// Is this a bandit: one state and `gamma = 0`?
    pub fn is_bandit(&self) -> bool {
        self.states() == 1 && self.discount.is_zero()
    }

    /// The model as nested lists, the form [`Mdp::new`] takes.
    pub fn to_actions(&self) -> Vec<Vec<Action<Rational>>> {
        let action = |pair: usize| Action {
            reward: self.rewards[pair].clone(),
            transitions: self.successors(pair).map(|(to, p)| (to, p.clone())).collect(),
        };
        (0..self.states()).map(|state| self.actions(state).map(action).collect()).collect()
    }
}
