//! M3: how many SPMA steps reach a given error.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::scalar::{Ordered, Transcendental, Truth};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "M3",
        title: "e_T <= exp(-eta (1-gamma) T min C_t) e_0, and so many steps to a given error",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "power of the smallest constant",
                domain: Domain::MdpRun,
                depth: Depth::Trajectory,
                statement: Box::new(Power),
                naive: naive::power,
            },
            Part {
                name: "exponential",
                domain: Domain::SmallMdp,
                depth: Depth::Trajectory,
                statement: Box::new(Enclosed(Exponential)),
                naive: naive::exponential,
            },
            Part {
                name: "iterations to a half and a tenth of the error",
                domain: Domain::SmallMdp,
                depth: Depth::Trajectory,
                statement: Box::new(Enclosed(Iterations)),
                naive: naive::iterations,
            },
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

/// `C_0, ..., C_{T-1}`
fn constants<T: Evaluate>(setting: &Setting<T>) -> Vec<T> {
    setting.trajectory()[..setting.steps() as usize].iter().map(|iterate| iterate.constant()).collect()
}

/// `min_{i<t} C_i`, and 0 for `t = 0`.
fn least<T: Ordered>(constants: &[T]) -> T {
    constants.iter().skip(1).fold(constants.first().cloned().unwrap_or_else(T::zero), |least, c| least.minimum(c))
}

/// `eta (1-gamma) t c`
fn exponent<T: Evaluate>(setting: &Setting<T>, steps: usize, constant: &T) -> T {
    setting.constant("rate", setting.stop() * setting.eta() * constant) * &T::from_integer(steps as i64)
}

/// The paper's setting, with an error to reduce.
fn reducible<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let mut all = hypotheses::paper(setting);
    all.push(hypotheses::not_optimal(setting));
    all
}

struct Power;

impl Statement for Power {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `e_T <= (1 - eta (1-gamma) min_{t<T} C_t)^T e_0`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let factor = T::one() - &exponent(setting, 1, &least(&constants(setting)));
        let bound = (0..setting.steps()).fold(setting.now().error(), |bound, _| bound * &factor);
        vec![Comparison::at_most("e", last_error(setting), bound)]
    }
}

/// `e_T`
fn last_error<T: Evaluate>(setting: &Setting<T>) -> T {
    setting.trajectory()[setting.steps() as usize].error()
}

struct Exponential;

impl TranscendentalStatement for Exponential {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        reducible(setting)
    }

    /// `e_T <= exp(-eta (1-gamma) T min_{t<T} C_t) e_0`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![exponential_side(setting, &least(&constants(setting)))]
    }
}

/// `e_T <= exp(-eta (1-gamma) T c) e_0`
fn exponential_side<T: Evaluate + Transcendental>(setting: &Setting<T>, constant: &T) -> Comparison<T> {
    let exponent = exponent(setting, setting.steps() as usize, constant);
    Comparison::at_most("e", last_error(setting), (-exponent).exp() * &setting.now().error())
}

struct Iterations;

impl TranscendentalStatement for Iterations {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        reducible(setting)
    }

    /// For `n = 2, 10` and `t <= T`: `t eta (1-gamma) min_{i<t} C_i <= ln n` as long as `e_t > e_0 / n`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (run, constants) = (setting.trajectory(), constants(setting));
        let mut sides = Vec::with_capacity(2 * constants.len());
        for n in [2, 10] {
            let level = setting.now().error() * &setting.number(1, n);
            for t in 1..=constants.len() {
                let product = exponent(setting, t, &least(&constants[..t]));
                let left = match level.less(&run[t].error()) {
                    Truth::Yes => product,
                    Truth::No => T::zero(),
                    Truth::Undecided => T::zero().hull(&product),
                };
                sides.push(Comparison::at_most(format!("t = {t}, 1/{n}"), left, setting.number(n, 1).ln()));
            }
        }
        sides
    }
}
