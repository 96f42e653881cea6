//! X1 (ours): M1 with the variance constant `min_s Var(s)/M(s)`, which is never
//! smaller than `C_t`.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "X1",
        title: "M1 with the variance constant min Var/M >= C_t",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "one step",
                domain: Domain::Mdp,
                depth: Depth::NextValue,
                statement: Box::new(OneStep),
                naive: naive::one_step,
            },
            Part {
                name: "never weaker than C",
                domain: Domain::AnyMdp,
                depth: Depth::OneValue,
                statement: Box::new(NeverWeaker),
                naive: naive::never_weaker,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

struct OneStep;

impl Statement for OneStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `e_{t+1} <= (1 - eta (1-gamma) min_s Var(s)/M(s)) e_t`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let factor = T::one() - &setting.constant("rate", setting.stop() * setting.eta() * &now.variance_constant());
        vec![Comparison::at_most("e", setting.next().error(), factor * &now.error())]
    }
}

struct NeverWeaker;

impl Statement for NeverWeaker {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `C_t <= min_s Var(s)/M(s)`; the quotient is what the variance constant gains.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::at_most("C", setting.now().constant(), setting.now().variance_constant())]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
