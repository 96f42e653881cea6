//! A policy and everything the theory says about it.

use std::cell::OnceCell;
use std::ops::Range;

use super::Problem;
use super::state_quantities::StateQuantities;
use crate::mdp::{Evaluate, Mdp, Policy, action_values, advantages};
use crate::scalar::{Rational, Truth};

/// A policy `pi_t` of a problem; values, advantages and rate constants are
/// computed when first asked for.
pub struct Iterate<'p, T> {
    problem: &'p Problem<T>,
    policy: Policy<T>,
    /// The same policy, when it is known exactly.
    exact_policy: Option<Policy<Rational>>,
    values: OnceCell<Vec<T>>,
    action_values: OnceCell<Vec<T>>,
    advantages: OnceCell<Vec<T>>,
    occupancy: OnceCell<Vec<T>>,
    states: OnceCell<Vec<StateQuantities<T>>>,
}

impl<'p, T: Evaluate> Iterate<'p, T> {
    /// An exact policy.
    pub fn exact(problem: &'p Problem<T>, policy: &Policy<Rational>) -> Self {
        Self::with(problem, policy.convert(), Some(policy.clone()))
    }

    /// A policy known over `T` only.
    pub fn new(problem: &'p Problem<T>, policy: Policy<T>) -> Self {
        Self::with(problem, policy, None)
    }

    /// The same policy, with nothing computed yet.
    pub fn again(&self) -> Self {
        Self::with(self.problem, self.policy.clone(), self.exact_policy.clone())
    }

    fn with(problem: &'p Problem<T>, policy: Policy<T>, exact_policy: Option<Policy<Rational>>) -> Self {
        Iterate {
            problem,
            policy,
            exact_policy,
            values: OnceCell::new(),
            action_values: OnceCell::new(),
            advantages: OnceCell::new(),
            occupancy: OnceCell::new(),
            states: OnceCell::new(),
        }
    }

    /// The problem.
    pub fn problem(&self) -> &'p Problem<T> {
        self.problem
    }

    /// The model over `T`.
    pub fn mdp(&self) -> &'p Mdp<T> {
        self.problem.mdp()
    }

    /// The policy.
    pub fn policy(&self) -> &Policy<T> {
        &self.policy
    }

    /// The pairs of a state.
    pub fn actions(&self, state: usize) -> Range<usize> {
        self.mdp().actions(state)
    }

    /// `V^pi` by state.
    pub fn values(&self) -> &[T] {
        self.values.get_or_init(|| match &self.exact_policy {
            Some(policy) => T::evaluate_exact(self.problem.exact(), policy),
            None => T::evaluate(self.mdp(), &self.policy),
        })
    }

    /// `Q^pi` by pair.
    pub fn action_values(&self) -> &[T] {
        self.action_values.get_or_init(|| action_values(self.mdp(), self.values()))
    }

    /// `Adv^pi = Q^pi - V^pi` by pair.
    pub fn advantages(&self) -> &[T] {
        self.advantages.get_or_init(|| advantages(self.mdp(), &self.policy, self.action_values()))
    }

    /// `d^pi_rho` by state.
    pub fn occupancy(&self) -> &[T] {
        self.occupancy.get_or_init(|| T::occupancy(self.mdp(), &self.policy))
    }

    /// What one state contributes to the rates.
    pub fn state(&self, state: usize) -> &StateQuantities<T> {
        &self.states()[state]
    }

    /// What each state contributes to the rates.
    pub fn states(&self) -> &[StateQuantities<T>] {
        self.states.get_or_init(|| {
            (0..self.mdp().states())
                .map(|state| {
                    let pairs = self.actions(state);
                    let values = &self.action_values()[pairs.clone()];
                    let twins = |a, b| self.mdp().are_twins(pairs.start + a, pairs.start + b);
                    StateQuantities::new(self.policy.at(state), values, &self.advantages()[pairs.clone()], twins)
                })
                .collect()
        })
    }

    /// `V*(s) - V^{pi_t}(s)` by state.
    pub fn errors(&self) -> Vec<T> {
        let optimal = self.problem.optimal_values();
        optimal.iter().zip(self.values()).map(|(best, own)| best.clone() - own).collect()
    }

    /// `e_t = max_s V*(s) - V^{pi_t}(s)`, never negative where the policy is one: an update with too long a step may have
    /// negative entries, and values beyond `V*`.
    pub fn error(&self) -> T {
        let errors = self.errors();
        let is_policy = self.policy.probabilities().iter().all(|p| T::zero().at_most(p).is_yes());
        let first = if is_policy { T::zero() } else { errors[0].clone() };
        errors.iter().fold(first, |worst, error| worst.maximum(error))
    }

    /// `C_t = min_s pi_t(best(s)|s) gap(s)` with all ties in `best(s)`; 0 when
    /// no state constrains the minimum (then every policy is optimal).
    pub fn constant(&self) -> T {
        self.minimum_over_states(StateQuantities::weighted_gap)
    }

    /// The paper's `C_t`, with a single greedy action: 0 as soon as a state
    /// with several actions has a tie for the best.
    pub fn single_action_constant(&self) -> T {
        self.minimum_over_states(StateQuantities::single_action_weighted_gap)
    }

    /// `min_s Var(s) / M(s)` over `M(s) > 0`; 0 when there is no such state.
    pub fn variance_constant(&self) -> T {
        self.minimum_over_states(StateQuantities::variance_ratio)
    }

    /// `kappa_t = min_s (T_{pi'} V - V)(s) / M(s)` over `M(s) > 0` for any next
    /// policy; 0 when there is no such state.
    pub fn improvement_constant(&self, next: &Policy<T>) -> T {
        let improvement = self.improvement(next);
        Constraint::minimum(self.states().iter().zip(&improvement).map(|(state, gain)| state.improvement_ratio(gain)))
    }

    /// The minimum over the states that have a value; 0 when none has.
    pub fn minimum_over_states(&self, value: impl Fn(&StateQuantities<T>) -> Constraint<T>) -> T {
        Constraint::minimum(self.states().iter().map(value))
    }

    /// `(T_{pi'} V - V)(s) = sum_a pi'(a|s) Adv(s,a)`.
    pub fn improvement(&self, next: &Policy<T>) -> Vec<T> {
        (0..self.mdp().states()).map(|s| T::dot(next.at(s), &self.advantages()[self.actions(s)])).collect()
    }
}

/// What a state says about a minimum over states.
#[derive(Clone, Debug)]
pub enum Constraint<T> {
    /// The state has this value.
    Value(T),
    /// The state has no value (all actions tie).
    None,
    /// The enclosures do not say which; a value would be in this one.
    Perhaps(T),
}

impl<T: Evaluate> Constraint<T> {
    /// The minimum over the states that have a value; 0 when none has.
    ///
    /// Whichever of the doubtful states have a value, the minimum is at least
    /// the smallest of all values, and at most the smallest certain one; without
    /// a certain one it is at most the largest doubtful one, or 0.
    pub fn minimum(constraints: impl Iterator<Item = Self>) -> T {
        let (mut certain, mut doubtful) = (None, Vec::new());
        for constraint in constraints {
            match constraint {
                Constraint::Value(value) => {
                    certain = Some(certain.map_or(value.clone(), |least: T| least.minimum(&value)));
                }
                Constraint::Perhaps(value) => doubtful.push(value),
                Constraint::None => {}
            }
        }
        let exists = certain.is_some();
        doubtful.iter().fold(certain.unwrap_or_else(T::zero), |minimum, value| {
            minimum.hull(&if exists { minimum.minimum(value) } else { value.clone() })
        })
    }
}

/// Is `x` a positive number?
pub(super) fn is_positive<T: Evaluate>(x: &T) -> Truth {
    T::zero().less(x)
}
