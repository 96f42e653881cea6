//! B1: linear rate of constant step size SPMA in bandits.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use num_traits::One;

use super::hypotheses;
use crate::algorithm::Constraint;
use crate::claim::{Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::scalar::{Rational, Transcendental, Truth};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "B1",
        title: "bandits: linear rate 1 - eta p_t Delta",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "T steps",
                domain: Domain::Bandit,
                depth: Depth::Trajectory,
                statement: Box::new(LinearRate),
                naive: naive::linear_rate,
            },
            Part {
                name: "uniform start",
                domain: Domain::UniformBandit,
                depth: Depth::Trajectory,
                statement: Box::new(Enclosed(UniformStart)),
                naive: naive::uniform_start,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

/// A bandit in the paper's setting with a gap.
fn bandit_with_gap<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let mut all = vec![hypotheses::bandit(setting)];
    all.extend(hypotheses::paper(setting));
    let rewards = setting.instance().mdp.rewards();
    all.push(Hypothesis::form("two different rewards", Truth::from_bool(rewards.iter().any(|r| *r != rewards[0]))));
    all
}

/// `Delta`, the best reward minus the best other one.
fn gap<T: Evaluate>(setting: &Setting<T>) -> T {
    match setting.now().state(0).gap() {
        Constraint::Value(gap) | Constraint::Perhaps(gap) => gap,
        Constraint::None => T::zero(),
    }
}

/// `delta_t = r* - <pi_t, r>`
fn suboptimality<T: Evaluate>(setting: &Setting<T>, step: usize) -> T {
    let iterate = &setting.trajectory()[step];
    T::dot(iterate.policy().probabilities(), &losses(setting))
}

/// `r* - r_a` by arm.
fn losses<T: Evaluate>(setting: &Setting<T>) -> Vec<T> {
    let rewards = setting.instance().mdp.rewards();
    let best = rewards.iter().fold(&rewards[0], |best, r| best.max(r));
    rewards.iter().map(|r| T::from_rational(&(best.clone() - r))).collect()
}

/// `delta_0 prod_(t<T) (1 - rate(p_t))`
fn product<T: Evaluate>(setting: &Setting<T>, rate: impl Fn(&T) -> T) -> T {
    let mut bound = suboptimality(setting, 0);
    for iterate in &setting.trajectory()[..setting.steps() as usize] {
        bound = bound * &(T::one() - &rate(&iterate.state(0).best_probability));
    }
    bound
}

struct LinearRate;

impl Statement for LinearRate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        bandit_with_gap(setting)
    }

    /// `delta_T <= delta_0 prod_(t<T) (1 - eta p_t Delta)` and
    /// `delta_T <= delta_0 (1 - eta p_0 Delta)^T`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let rate = setting.constant("rate", setting.eta().clone() * &gap(setting));
        let last = suboptimality(setting, setting.steps() as usize);
        let first_mass = setting.now().state(0).best_probability.clone();
        vec![
            Comparison::at_most("delta, product", last.clone(), product(setting, |mass| rate.clone() * mass)),
            Comparison::at_most("delta, power", last, product(setting, |_| rate.clone() * &first_mass)),
        ]
    }
}

struct UniformStart;

impl TranscendentalStatement for UniformStart {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = bandit_with_gap(setting);
        let policy = &setting.instance().policy;
        let uniform = policy.probabilities().iter().all(|p| *p == policy.probabilities()[0]);
        all.push(Hypothesis::new("uniform start", Truth::from_bool(uniform)));
        all
    }

    /// `delta_T <= (1 - 1/K) exp(-eta Delta T / K)`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let arms = Rational::from(setting.mdp().pairs());
        let share = T::from_rational(&(Rational::one() / &arms));
        let exponent = setting.eta().clone() * &gap(setting) * &T::from_integer(setting.steps().into()) * &share;
        let right = (T::one() - &share) * &(-exponent).exp();
        vec![Comparison::at_most("delta", suboptimality(setting, setting.steps() as usize), right)]
    }
}
