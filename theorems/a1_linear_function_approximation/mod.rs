//! A1 (the paper's Theorem 3): linear rate of SPMA with log-linear policies, up to a neighbourhood.

mod controls;
mod featured_models;
mod methods_study;
mod naive;
mod split_study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use super::linear_steps::{self, LinearRun, LinearStep};
use crate::approximation::{Surrogate, one_hot};
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Enclosed, Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::scalar::Transcendental;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "A1",
        title: "linear features: e_{t+1} <= (1 - eta C_t (1-gamma)) e_t + beta sqrt(eps_t)",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "one step",
                domain: Domain::LinearMdp,
                depth: Depth::NextValue,
                statement: Box::new(Enclosed(OneStep)),
                naive: naive::one_step,
            },
            Part {
                name: "one step in a bandit",
                domain: Domain::LinearBandit,
                depth: Depth::NextValue,
                statement: Box::new(Enclosed(OneStep)),
                naive: naive::one_step,
            },
            Part {
                name: "T steps",
                domain: Domain::LinearRun,
                depth: Depth::Trajectory,
                statement: Box::new(Enclosed(Steps)),
                naive: naive::steps,
            },
            Part {
                name: "any next policy, 1-norm",
                domain: Domain::Mdp,
                depth: Depth::NextValue,
                statement: Box::new(AnyPolicy),
                naive: naive::any_policy,
            },
            Part {
                name: "one-hot features",
                domain: Domain::Mdp,
                depth: Depth::NextValue,
                statement: Box::new(OneHot),
                naive: naive::one_hot,
            },
        ],
        controls: controls::controls(),
        studies: vec![split_study::study(), methods_study::study()],
    }
}

/// `1 - eta C (1-gamma)`
fn contraction<T: Evaluate>(setting: &Setting<T>, constant: &T) -> T {
    T::one() - &setting.constant("rate", setting.stop() * setting.eta() * constant)
}

/// `beta sqrt(eps)`
fn neighbourhood<T: Evaluate + Transcendental>(setting: &Setting<T>, divergence: &T) -> T {
    setting.constant("beta", (T::from_rational(&linear_steps::squared_beta(setting)) * divergence).sqrt())
}

/// The step to the first parameter, with the error before it.
fn single_step<T: Evaluate + Transcendental>(setting: &Setting<T>) -> (T, LinearStep<T>) {
    let mut run = LinearRun::new(setting, &linear_steps::linear(setting).parameters()[..1]);
    (run.first_error, run.steps.swap_remove(0))
}

/// `pi_theta` not being the target itself: then the claim is M1, and an equality at times, which no enclosure confirms.
fn linear_hypotheses<T: Evaluate>(setting: &Setting<T>, parameters: usize) -> Vec<Hypothesis> {
    let mut all = linear_steps::paper(setting, parameters);
    if setting.accepts(&all) {
        all.push(linear_steps::misses_target(setting, 0));
    }
    all
}

struct OneStep;

impl TranscendentalStatement for OneStep {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting, 1)
    }

    /// With `eps_t = l_t(theta_{t+1})` and `beta = 1 / (sqrt(2 rho_min) (1-gamma)^(5/2))`:
    /// `e_{t+1} <= (1 - eta C_t (1-gamma)) e_t + beta sqrt(eps_t)`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (before, step) = single_step(setting);
        let right = contraction(setting, &step.constant) * &before + &neighbourhood(setting, &step.divergence);
        vec![Comparison::at_most("e", step.error, right)]
    }
}

struct AnyPolicy;

impl Statement for AnyPolicy {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// For any policy `pi'`, of error `e'`:
    /// `e' <= (1 - eta C_t (1-gamma)) e_t + max_s ||pi'(.|s) - pi_{t+1/2}(.|s)||_1 / (2 (1-gamma)^2)`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::at_most("e", setting.other().error(), near_target(setting, &setting.number(2, 1)))]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// `(1 - eta C_t (1-gamma)) e_t + max_s ||pi'(.|s) - pi_{t+1/2}(.|s)||_1 / (divisor (1-gamma)^2)`
fn near_target<T: Evaluate>(setting: &Setting<T>, divisor: &T) -> T {
    let (now, target) = (setting.now(), setting.next().policy());
    let distance = |s: usize| {
        let differences = setting.other().policy().at(s).iter().zip(target.at(s)).map(|(p, q)| p.clone() - q);
        differences.fold(T::zero(), |sum, own| sum + &own.absolute())
    };
    let largest = setting.states().map(distance).fold(T::zero(), |most, own| most.maximum(&own));
    let loss = setting.constant("beta", largest / &(setting.stop() * &setting.stop() * divisor));
    contraction(setting, &now.constant()) * &now.error() + &loss
}

struct Steps;

impl TranscendentalStatement for Steps {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting, setting.steps() as usize)
    }

    /// With `alpha_t = 1 - eta C_t (1-gamma)`, `a = max_t alpha_t` and `eps = max_t eps_t`:
    /// `e_T <= prod_t alpha_t e_0 + beta sum_t (prod_(i>t) alpha_i) sqrt(eps_t)` and
    /// `e_T <= a^T e_0 + beta sqrt(eps) (1 + a + ... + a^(T-1))`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let steps = setting.steps() as usize;
        let run = LinearRun::new(setting, &linear_steps::linear(setting).parameters()[..steps]);
        let (mut unrolled, mut uniform) = (run.first_error.clone(), run.first_error);
        let factors: Vec<T> = run.steps.iter().map(|step| contraction(setting, &step.constant)).collect();
        let radii: Vec<T> = run.steps.iter().map(|step| neighbourhood(setting, &step.divergence)).collect();
        let largest = |values: &[T]| values.iter().fold(T::zero(), |most, value| most.maximum(value));
        let (factor, radius) = (largest(&factors), largest(&radii));
        for (own_factor, own_radius) in factors.iter().zip(&radii) {
            unrolled = unrolled * own_factor + own_radius;
            uniform = uniform * &factor + &radius;
        }
        let last = run.steps.last().map_or_else(T::zero, |step| step.error.clone());
        vec![Comparison::at_most("e", last.clone(), unrolled), Comparison::at_most("e, largest", last, uniform)]
    }
}

struct OneHot;

impl Statement for OneHot {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// With one feature for each pair, at any policy `pi'`:
    /// `||grad l_t||_1 = sum_s d_t(s) ||pi'(.|s) - pi_{t+1/2}(.|s)||_1`, so only the target itself is stationary where
    /// `d_t > 0`; it has full support, `0 < min pi_{t+1/2}`, so it is log-linear and `eps_t = 0`; and its error is
    /// `e_{t+1} <= (1 - eta C_t (1-gamma)) e_t`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, next) = (setting.now(), setting.next());
        let surrogate = Surrogate::of_step(now, setting.eta(), one_hot(setting.mdp()).convert());
        let other = setting.other().policy();
        let size = |values: &[T]| values.iter().fold(T::zero(), |sum, value| sum + &value.absolute());
        let mut distance = T::zero();
        for state in setting.states() {
            let rows = other.at(state).iter().zip(surrogate.target().at(state));
            let differences: Vec<T> = rows.map(|(p, q)| p.clone() - q).collect();
            distance.add_product(&surrogate.weights()[state], &size(&differences));
        }
        let probabilities = surrogate.target().probabilities();
        let least = probabilities[1..].iter().fold(probabilities[0].clone(), |least, p| least.minimum(p));
        vec![
            Comparison::equal("gradient", size(&surrogate.gradient(other)), distance),
            Comparison::less_plain("support", T::zero(), least),
            Comparison::at_most("e", next.error(), contraction(setting, &now.constant()) * &now.error()),
        ]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
