//! False variants of B2.

use super::{bandit_with_gap, naive, other_mass, repeated_square, scalar_step, suboptimality_and_span};
use crate::algorithm::GapDependentSpma;
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Truth;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("exponent 2^T + 1", Depth::Trajectory, LargerExponent, naive::larger_exponent),
        control("scalar step 1/Delta for K >= 3", Depth::NextValue, ScalarStep, naive::scalar_step),
    ]
}

fn control(name: &'static str, depth: Depth, statement: impl Statement + 'static, naive: NaiveSides) -> Control {
    let part = Part { name: "bandits", domain: Domain::Bandit, depth, statement: Box::new(statement), naive };
    Control { name, part }
}

struct LargerExponent;

impl Statement for LargerExponent {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        bandit_with_gap(setting)
    }

    /// `delta_T <= (1 - p_0)^(2^T + 1) (max r - min r)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let run = setting.trajectory_of(&GapDependentSpma);
        let (delta, span) = suboptimality_and_span(setting, run[run.len() - 1].policy().probabilities());
        let start = other_mass(setting, setting.now().policy().probabilities());
        let right = repeated_square(start.clone(), setting.steps()) * &start * &span;
        vec![Comparison::at_most("delta", delta, right)]
    }
}

struct ScalarStep;

impl Statement for ScalarStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = bandit_with_gap(setting);
        all.push(Hypothesis::new("three arms or more", Truth::from_bool(setting.mdp().pairs() >= 3)));
        all
    }

    /// `pi(a) (1 + Adv(a) / Delta) >= 0`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let updated = scalar_step(setting).into_iter().enumerate();
        updated.map(|(a, p)| Comparison::at_most_plain(format!("pi'({a})"), T::zero(), p)).collect()
    }
}
