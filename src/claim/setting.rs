//! An instance over one scalar, as the formulas of a claim read it.

use std::cell::{Cell, OnceCell};

use num_traits::Zero;

use super::variation::{UNCHANGED, UsedConstants};
use super::{Hypothesis, Instance, Variation};
use crate::algorithm::{Algorithm, Iterate, Problem, Spma, multiplicative_update};
use crate::mdp::{Evaluate, Mdp, Policy};
use crate::scalar::{Rational, Truth};

/// The quantities of an instance over `T`: the iterate `pi_t`, the next SPMA
/// iterate `pi_{t+1}`, a second policy, whole trajectories.
pub struct Setting<'a, T> {
    instance: &'a Instance,
    problem: &'a Problem<T>,
    variation: &'a Variation,
    constants: UsedConstants,
    eta: T,
    now: Iterate<'a, T>,
    next: OnceCell<Iterate<'a, T>>,
    other: OnceCell<Iterate<'a, T>>,
    trajectory: OnceCell<Vec<Iterate<'a, T>>>,
    are_policies: Cell<Truth>,
}

impl<'a, T: Evaluate> Setting<'a, T> {
    /// The instance over the scalar of `problem`.
    pub fn new(instance: &'a Instance, problem: &'a Problem<T>) -> Self {
        Self::with(instance, problem, Iterate::exact(problem, &instance.policy), T::from_rational(&instance.eta))
    }

    /// The instance at a policy and a step size over `T` that are not the exact ones.
    pub(super) fn moved(instance: &'a Instance, problem: &'a Problem<T>, policy: Policy<T>, eta: T) -> Self {
        Self::with(instance, problem, Iterate::new(problem, policy), eta)
    }

    fn with(instance: &'a Instance, problem: &'a Problem<T>, now: Iterate<'a, T>, eta: T) -> Self {
        Setting {
            instance,
            problem,
            variation: &UNCHANGED,
            constants: UsedConstants::default(),
            eta,
            now,
            next: OnceCell::new(),
            other: OnceCell::new(),
            trajectory: OnceCell::new(),
            are_policies: Cell::new(Truth::Yes),
        }
    }

    /// The same, for a statement with something changed.
    #[must_use]
    pub fn varied(self, variation: &'a Variation) -> Self {
        Setting { variation, ..self }
    }

    /// A constant of a claim: `value`, unless a variation scales it.
    pub fn constant(&self, name: &'static str, value: T) -> T {
        self.constants.scaled(self.variation, name, value)
    }

    /// The names of the constants asked for so far.
    pub(super) fn constants(&self) -> Vec<&'static str> {
        self.constants.names()
    }

    /// Are these hypotheses met, or not asked for?
    pub fn accepts(&self, hypotheses: &[Hypothesis]) -> bool {
        self.variation.accepts(hypotheses)
    }

    /// The exact data.
    pub fn instance(&self) -> &'a Instance {
        self.instance
    }

    /// The model over `T`.
    pub fn mdp(&self) -> &'a Mdp<T> {
        self.problem.mdp()
    }

    /// Number of states.
    pub fn states(&self) -> std::ops::Range<usize> {
        0..self.mdp().states()
    }

    /// `eta`.
    pub fn eta(&self) -> &T {
        &self.eta
    }

    /// `1 - gamma`.
    pub fn stop(&self) -> T {
        T::one() - self.mdp().discount()
    }

    /// `T`.
    pub fn steps(&self) -> u32 {
        self.instance.steps
    }

    /// The number `p/q` over `T`.
    pub fn number(&self, numerator: i64, denominator: i64) -> T {
        T::from_rational(&Rational::new(numerator, denominator))
    }

    /// The iterate `pi_t`.
    pub fn now(&self) -> &Iterate<'a, T> {
        &self.now
    }

    /// `pi_{t+1} = pi_t (1 + eta Adv_t)`.
    pub fn next(&self) -> &Iterate<'a, T> {
        self.next.get_or_init(|| self.spma_step(&self.now))
    }

    /// The second policy.
    pub fn other(&self) -> &Iterate<'a, T> {
        self.other.get_or_init(|| Iterate::exact(self.problem, &self.instance.other))
    }

    /// SPMA iterates `pi_0, ..., pi_T` with the constant step size `eta`.
    pub fn trajectory(&self) -> &[Iterate<'a, T>] {
        self.trajectory.get_or_init(|| self.trajectory_of(&Spma::constant(self.eta.clone())))
    }

    /// Iterates `pi_0, ..., pi_T` of a method.
    pub fn trajectory_of(&self, algorithm: &impl Algorithm<T>) -> Vec<Iterate<'a, T>> {
        let mut iterates = vec![self.now.again()];
        for _ in 0..self.steps() {
            iterates.push(self.iterate(algorithm.next_policy(&iterates[iterates.len() - 1])));
        }
        iterates
    }

    fn spma_step(&self, iterate: &Iterate<'a, T>) -> Iterate<'a, T> {
        self.iterate(multiplicative_update(iterate, |_| self.eta.clone()))
    }

    fn iterate(&self, policy: Policy<T>) -> Iterate<'a, T> {
        let own = policy.probabilities().iter().fold(self.are_policies.get(), |all, p| all.and(T::zero().at_most(p)));
        self.are_policies.set(own);
        Iterate::new(self.problem, policy)
    }

    /// Are all probabilities of the iterates made so far at least 0?
    pub(super) fn are_policies(&self) -> Truth {
        self.are_policies.get()
    }

    /// Are all rewards in `[0, 1]`?
    pub fn unit_rewards(&self) -> Truth {
        Truth::from_bool(self.instance.mdp.has_unit_rewards())
    }

    /// Is `eta > 0`?
    pub fn eta_is_positive(&self) -> bool {
        self.instance.eta > Rational::zero()
    }

    /// Is the policy positive everywhere?
    pub fn full_support(&self) -> Truth {
        self.instance.policy.has_full_support()
    }

    /// Is this a bandit?
    pub fn bandit(&self) -> Truth {
        Truth::from_bool(self.instance.mdp.is_bandit())
    }
}
