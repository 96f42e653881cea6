//! False variants of A0.

use super::{linear_hypotheses, linear_steps, naive, objective};
use crate::claim::{
    Comparison, Control, Depth, Enclosed, Hypothesis, Part, Setting, Statement, TranscendentalStatement,
};
use crate::mdp::Evaluate;
use crate::scalar::Transcendental;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    let part = |statement, naive| Part {
        name: "parameters",
        domain: Domain::LinearMdp,
        depth: Depth::OneValue,
        statement,
        naive,
    };
    vec![
        Control { name: "proximal weight 1", part: part(Box::new(UnitWeight), naive::unit_weight) },
        Control { name: "without the factor eta", part: part(Box::new(WithoutEta), naive::without_eta) },
        Control { name: "reverse divergence", part: part(Box::new(Enclosed(Reverse)), naive::reverse) },
    ]
}

struct UnitWeight;

impl Statement for UnitWeight {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// `KL` with weight 1 in place of `1/eta`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let left = linear_steps::surrogate(setting).gradient(setting.other().policy());
        let right = objective::gradient(setting, setting.other().policy(), &T::one());
        let rows = left.into_iter().zip(right).enumerate();
        rows.map(|(i, (l, g))| Comparison::equal(format!("entry {i}"), l, g * setting.eta())).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct WithoutEta;

impl Statement for WithoutEta {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// `grad l = grad g`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let left = linear_steps::surrogate(setting).gradient(setting.other().policy());
        let right = objective::gradient(setting, setting.other().policy(), &(T::one() / setting.eta()));
        let rows = left.into_iter().zip(right).enumerate();
        rows.map(|(i, (l, g))| Comparison::equal(format!("entry {i}"), l, g)).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct Reverse;

impl TranscendentalStatement for Reverse {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// `KL(pi_theta || pi)` in place of `KL(pi || pi_theta)`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        objective::agreement(setting, |logarithms, policy| {
            let mut value = T::zero();
            for state in setting.states() {
                for pair in now.actions(state) {
                    let p = &now.policy().probabilities()[pair];
                    let gain = p.clone() * &now.advantages()[pair] * &logarithms[pair];
                    let relative = (logarithms[pair].clone() - &p.ln()) * &policy.probabilities()[pair];
                    value.add_product(&now.occupancy()[state], &(relative / setting.eta() - &gain));
                }
            }
            value
        })
    }
}
