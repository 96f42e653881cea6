//! Steps of SPMA with log-linear policies, for the claims about them.

use std::sync::Arc;

use num_traits::Zero;

use super::hypotheses;
use crate::algorithm::{Iterate, Problem};
use crate::approximation::{Features, Surrogate};
use crate::claim::{Hypothesis, LinearData, Setting};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Rational, Transcendental, Truth};

/// Are there features and at least this many parameters?
pub fn has_parameters<T: Evaluate>(setting: &Setting<T>, count: usize) -> Hypothesis {
    let linear = setting.instance().linear.as_ref();
    let enough = linear.is_some_and(|linear| linear.parameters().len() >= count);
    Hypothesis::form("features and parameters", Truth::from_bool(enough))
}

/// `rho(s) > 0` in every state.
pub fn full_start<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    let least = setting.instance().mdp.initial().iter().min().expect("a model has a state");
    Hypothesis::new("rho > 0", Truth::from_bool(least.is_positive())).with_slack(least)
}

/// The paper's setting, `rho > 0`, features and parameters.
pub fn paper<T: Evaluate>(setting: &Setting<T>, parameters: usize) -> Vec<Hypothesis> {
    let mut all = vec![has_parameters(setting, parameters), full_start(setting)];
    all.extend(hypotheses::paper(setting));
    all
}

/// The features and parameters of an instance that has them.
///
/// # Panics
/// When it has none: a hypothesis of the statement excludes that.
pub fn linear<'a, T: Evaluate>(setting: &Setting<'a, T>) -> &'a LinearData {
    setting.instance().linear.as_ref().expect("the instance has features")
}

/// A parameter over `T`.
pub fn parameter<T: Evaluate>(setting: &Setting<T>, place: usize) -> Vec<T> {
    linear(setting).parameters()[place].iter().map(T::from_rational).collect()
}

/// SPMA's surrogate at `pi_t`, with the instance's features.
pub fn surrogate<T: Evaluate>(setting: &Setting<T>) -> Surrogate<T> {
    Surrogate::of_step(setting.now(), setting.eta(), linear(setting).features().convert())
}

/// SPMA's surrogate at `pi_t` in rationals.
pub fn exact_surrogate<T: Evaluate>(setting: &Setting<T>) -> Surrogate<Rational> {
    let instance = setting.instance();
    let problem = Problem::<Rational>::new(instance.mdp.clone());
    let iterate = Iterate::exact(&problem, &instance.policy);
    Surrogate::of_step(&iterate, &instance.eta, linear(setting).features().clone())
}

/// Is `pi_theta` the uniform policy?
///
/// Rows of other log-linear policies with rational parameters are irrational: `e^x` is so for every rational `x` but 0
/// (Lindemann).
fn is_uniform(surrogate: &Surrogate<Rational>, theta: &[Rational]) -> bool {
    let exponents = surrogate.features().along(theta);
    let target = surrogate.target();
    (0..target.states()).all(|s| all_equal(&exponents[target.actions(s)]))
}

fn all_equal(values: &[Rational]) -> bool {
    values.iter().all(|value| *value == values[0])
}

/// Is `pi_theta` uniform and a minimiser of the surrogate? Then its `l` may attain a bound exactly.
pub fn is_uniform_minimiser(surrogate: &Surrogate<Rational>, theta: &[Rational]) -> bool {
    let target = surrogate.target();
    let uniform = |s| (0..target.at(s).len()).map(move |_| Rational::new(1, target.at(s).len()));
    let policy = target.with_probabilities((0..target.states()).flat_map(uniform).collect());
    is_uniform(surrogate, theta) && surrogate.gradient(&policy).iter().all(Rational::is_zero)
}

/// `pi_theta` of a parameter is not `pi_{t+1/2}`: the target is rational, so only a uniform one could be hit.
pub fn misses_target<T: Evaluate>(setting: &Setting<T>, place: usize) -> Hypothesis {
    let surrogate = exact_surrogate(setting);
    let target = surrogate.target();
    let is_hit = is_uniform(&surrogate, &linear(setting).parameters()[place])
        && setting.states().all(|s| all_equal(target.at(s)));
    Hypothesis::new("pi_theta is not the target", Truth::from_bool(!is_hit))
}

/// Do two parameters have different policies: is `phi(s,a) . (theta - theta')` not constant over some state's actions?
pub fn have_different_policies<T: Evaluate>(setting: &Setting<T>, one: usize, other: usize) -> bool {
    let linear = linear(setting);
    let (one, other) = (&linear.parameters()[one], &linear.parameters()[other]);
    let difference: Vec<Rational> = one.iter().zip(other).map(|(x, y)| x.clone() - y).collect();
    let exponents = linear.features().along(&difference);
    setting.states().any(|s| {
        let own = &exponents[setting.mdp().actions(s)];
        own.iter().any(|x| *x != own[0])
    })
}

/// What one step contributes to the bounds.
pub struct LinearStep<T> {
    /// `C_t`.
    pub constant: T,
    /// `eps_t = l_t(theta_{t+1})`.
    pub divergence: T,
    /// `e_{t+1}`.
    pub error: T,
}

/// `pi_0` as given, `pi_t = pi_{theta_t}` for the given parameters.
pub struct LinearRun<T> {
    /// `e_0`.
    pub first_error: T,
    /// The steps.
    pub steps: Vec<LinearStep<T>>,
}

impl<T: Evaluate + Transcendental> LinearRun<T> {
    /// The steps to the given parameters, one after the other.
    pub fn new<'p>(setting: &Setting<T>, parameters: impl IntoIterator<Item = &'p Vec<Rational>>) -> Self {
        let stepper = Stepper::new(setting);
        let mut policy: Option<Policy<T>> = None;
        let mut steps = Vec::new();
        for theta in parameters {
            let (step, next) = match policy {
                None => stepper.step(setting.now(), theta),
                Some(policy) => stepper.step(&Iterate::new(setting.now().problem(), policy), theta),
            };
            steps.push(step);
            policy = Some(next);
        }
        LinearRun { first_error: stepper.first_error(), steps }
    }

    /// The steps from `pi_0` to each of the given parameters.
    pub fn alternatives<'p>(setting: &Setting<T>, parameters: impl IntoIterator<Item = &'p Vec<Rational>>) -> Self {
        let stepper = Stepper::new(setting);
        let steps = parameters.into_iter().map(|theta| stepper.step(setting.now(), theta).0).collect();
        LinearRun { first_error: stepper.first_error(), steps }
    }
}

/// Takes steps; errors are values of the regret model.
struct Stepper<'s, 'a, T> {
    setting: &'s Setting<'a, T>,
    features: Features<T>,
    regret: Problem<T>,
}

impl<'s, 'a, T: Evaluate + Transcendental> Stepper<'s, 'a, T> {
    fn new(setting: &'s Setting<'a, T>) -> Self {
        let regret = Problem::new(Arc::new(setting.instance().mdp.regret()));
        Stepper { setting, features: linear(setting).features().convert(), regret }
    }

    /// From an iterate `pi_t` to `pi_theta`.
    fn step(&self, iterate: &Iterate<T>, theta: &[Rational]) -> (LinearStep<T>, Policy<T>) {
        let surrogate = Surrogate::of_step(iterate, self.setting.eta(), self.features.clone());
        let at = surrogate.log_linear(&theta.iter().map(T::from_rational).collect::<Vec<T>>());
        let step = LinearStep {
            constant: iterate.constant(),
            divergence: surrogate.value(&at).maximum(&T::zero()),
            error: largest(Iterate::new(&self.regret, at.policy.clone()).values()),
        };
        (step, at.policy)
    }

    /// `e_0`
    fn first_error(&self) -> T {
        largest(Iterate::exact(&self.regret, &self.setting.instance().policy).values())
    }
}

fn largest<T: Evaluate>(values: &[T]) -> T {
    values.iter().fold(T::zero(), |most, own| most.maximum(own))
}

/// `1 / (2 rho_min (1-gamma)^5)`, the square of `beta`.
pub fn squared_beta(setting: &Setting<impl Evaluate>) -> Rational {
    let mdp = &setting.instance().mdp;
    let least = mdp.initial().iter().min().expect("a model has a state");
    let stop = Rational::from(1) - mdp.discount();
    Rational::from(1) / &(Rational::from(2) * least * stop.power(5))
}
