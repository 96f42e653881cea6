//! False variants of B1.

use super::{bandit_with_gap, gap, naive, product, suboptimality};
use crate::algorithm::Spma;
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("rate without p_t", WithoutMass, naive::without_mass),
        control("factor 1.01", Factor, naive::factor),
        control("eta = 1.1", LargerStep, naive::larger_step),
    ]
}

fn control(name: &'static str, statement: impl Statement + 'static, naive: NaiveSides) -> Control {
    let statement = Box::new(statement);
    Control { name, part: Part { name: "T steps", domain: Domain::Bandit, depth: Depth::Trajectory, statement, naive } }
}

struct WithoutMass;

impl Statement for WithoutMass {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        bandit_with_gap(setting)
    }

    /// `delta_T <= delta_0 (1 - eta Delta)^T`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let rate = setting.eta().clone() * &gap(setting);
        let last = suboptimality(setting, setting.steps() as usize);
        vec![Comparison::at_most("delta", last, product(setting, |_| rate.clone()))]
    }
}

struct Factor;

impl Statement for Factor {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        bandit_with_gap(setting)
    }

    /// `delta_T <= delta_0 prod_(t<T) (1 - 1.01 eta p_t Delta)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let rate = setting.number(101, 100) * setting.eta() * &gap(setting);
        let last = suboptimality(setting, setting.steps() as usize);
        vec![Comparison::at_most("delta", last, product(setting, |mass| rate.clone() * mass))]
    }
}

struct LargerStep;

impl Statement for LargerStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        bandit_with_gap(setting)
    }

    /// Every iterate of `eta = 1.1` is nonnegative.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let run = setting.trajectory_of(&Spma::constant(setting.number(11, 10)));
        let mut sides = Vec::new();
        for (t, iterate) in run.iter().enumerate().skip(1) {
            for (a, p) in iterate.policy().probabilities().iter().enumerate() {
                sides.push(Comparison::at_most_plain(format!("pi_{t}({a})"), T::zero(), p.clone()));
            }
        }
        sides
    }
}
