//! S4: the second condition `eta < 1/(C_t (1-gamma))` is redundant.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::Constraint;
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "S4",
        title: "the condition eta < 1/(C_t (1-gamma)) is redundant",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "any valid step",
                domain: Domain::AnyMdp,
                depth: Depth::OneValue,
                statement: Box::new(ValidStep),
                naive: naive::valid_step,
            },
            Part {
                name: "the minimum is its first term",
                domain: Domain::Mdp,
                depth: Depth::OneValue,
                statement: Box::new(FirstTerm),
                naive: naive::first_term,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

struct ValidStep;

impl Statement for ValidStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::positive_step_size(setting), hypotheses::valid_update(setting)]
    }

    /// `eta C_t <= 1`, because `C_t <= min Var/M` and `eta Var(s) / M(s) <= eta m(s) <= 1`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let eta = setting.eta();
        let constant = now.constant();
        let mut sides = vec![Comparison::at_most("eta C", eta.clone() * &constant, T::one())];
        for (s, state) in now.states().iter().enumerate() {
            // A state that may have a ratio is compared too: leaving it out would decide it.
            if let Constraint::Value(ratio) | Constraint::Perhaps(ratio) = state.variance_ratio() {
                sides.push(Comparison::at_most(format!("C, state {s}"), constant.clone(), ratio.clone()));
                sides.push(Comparison::at_most(format!("Var/M, state {s}"), eta.clone() * &ratio, T::one()));
            }
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct FirstTerm;

impl Statement for FirstTerm {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::unit_rewards(setting)]
    }

    /// `(1-gamma) C_t (1-gamma) <= 1 - gamma`, that is `1-gamma <= 1/(C_t (1-gamma))` with a
    /// factor `1/(1-gamma)` to spare.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let stop = setting.stop();
        let left = setting.now().constant() * &stop * &stop;
        vec![Comparison::at_most("C (1-gamma)^2", left, stop)]
    }
}
