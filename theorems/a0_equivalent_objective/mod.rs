//! A0: SPMA's surrogate is a policy-gradient term with a proximal term, up to a constant and the factor `eta`.

mod controls;
mod naive;
mod objective;
#[cfg(test)]
mod tests;

use super::{hypotheses, linear_steps};
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Enclosed, Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::scalar::{Rational, Transcendental};
use crate::search::Domain;

/// Values agree up to 2 to the minus this power: enclosures never confirm an equality.
const AGREEMENT_BITS: i32 = 100;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "A0",
        title: "SPMA's surrogate equals a gradient term plus a proximal term, up to a constant",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "gradients",
                domain: Domain::LinearMdp,
                depth: Depth::OneValue,
                statement: Box::new(Gradients),
                naive: naive::gradients,
            },
            Part {
                name: "values",
                domain: Domain::LinearMdp,
                depth: Depth::OneValue,
                statement: Box::new(Enclosed(Values)),
                naive: naive::values,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

/// Features, parameters, the paper's setting, and `pi'` with full support.
fn linear_hypotheses<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![
        linear_steps::has_parameters(setting, 2),
        hypotheses::unit_rewards(setting),
        // The objective divides by `eta`,
        hypotheses::positive_step_size(setting).required(),
        hypotheses::step_size_within_stop(setting),
        hypotheses::full_support(setting),
        // and its derivatives are those of logits, `ln pi'`.
        hypotheses::second_full_support(setting).required(),
    ]
}

struct Gradients;

impl Statement for Gradients {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// `grad l = eta grad g` at any policy `pi'` with full support as `pi_theta`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let left = linear_steps::surrogate(setting).gradient(setting.other().policy());
        let right = objective::gradient(setting, setting.other().policy(), &(T::one() / setting.eta()));
        let rows = left.into_iter().zip(right).enumerate();
        rows.map(|(i, (l, g))| Comparison::equal(format!("entry {i}"), l, g * setting.eta())).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct Values;

impl TranscendentalStatement for Values {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// `|l(theta) - eta g(theta) - c| <= 2^-100` at two parameters, with
    /// `c = sum_s d(s) [ sum_a pi_half ln pi_half - sum_a pi ln pi ]`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        objective::agreement(setting, |logarithms, _| objective::value(setting, logarithms))
    }
}

/// `2^-100`
fn agreement<T: Evaluate>() -> T {
    T::from_rational(&Rational::power_of_two(-AGREEMENT_BITS))
}
