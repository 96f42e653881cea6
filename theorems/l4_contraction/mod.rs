//! L4, contraction lemma: a Bellman improvement of `kappa` times the greedy one
//! contracts the error by `1 - (1-gamma) kappa`.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::scalar::Truth;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "L4",
        title: "a kappa-improving policy contracts the error by 1 - (1-gamma) kappa",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "error",
                domain: Domain::ImprovingPair,
                depth: Depth::OneValue,
                statement: Box::new(Contraction),
                naive: naive::contraction,
            },
            Part {
                name: "values",
                domain: Domain::ImprovingPair,
                depth: Depth::OneValue,
                statement: Box::new(Monotone),
                naive: naive::monotone,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

/// `T_{pi'} V >= V`, so that the measured `kappa` lies in `[0, 1]`.
fn improving<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let improvement = setting.now().improvement(setting.other().policy());
    let truth = improvement.iter().fold(Truth::Yes, |all, gain| all.and(T::zero().at_most(gain)));
    let least = improvement[1..].iter().fold(improvement[0].clone(), |least, gain| least.minimum(gain));
    vec![Hypothesis::new("T_{pi'} V >= V", truth).with_slack(&least)]
}

/// `kappa = min_s (T_{pi'} V - V)(s) / M(s)` for the second policy `pi'`.
fn kappa<T: Evaluate>(setting: &Setting<T>) -> T {
    setting.now().improvement_constant(setting.other().policy())
}

struct Contraction;

impl Statement for Contraction {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        improving(setting)
    }

    /// `e' <= (1 - (1-gamma) kappa) e`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let factor = T::one() - &setting.constant("rate", setting.stop() * &kappa(setting));
        vec![Comparison::at_most("e", setting.other().error(), factor * &setting.now().error())]
    }

    /// Its hypothesis is an equality in every state where all actions tie.
    fn needs_exact(&self) -> bool {
        true
    }
}

struct Monotone;

impl Statement for Monotone {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        improving(setting)
    }

    /// `V^pi <= V^{pi'}`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (before, after) = (setting.now().values(), setting.other().values());
        let side = |s: usize| Comparison::at_most_plain(format!("V({s})"), before[s].clone(), after[s].clone());
        setting.states().map(side).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
