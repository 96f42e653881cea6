//! M1 (the paper's Theorem 2): linear rate of SPMA in tabular MDPs.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "M1",
        title: "tabular MDPs: e_{t+1} <= (1 - eta C_t (1-gamma)) e_t",
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
                name: "values do not fall",
                domain: Domain::Mdp,
                depth: Depth::NextValue,
                statement: Box::new(Monotone),
                naive: naive::monotone,
            },
            Part {
                name: "T steps",
                domain: Domain::MdpRun,
                depth: Depth::Trajectory,
                statement: Box::new(Steps),
                naive: naive::steps,
            },
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

/// `1 - eta C (1-gamma)`
fn contraction<T: Evaluate>(setting: &Setting<T>, constant: &T) -> T {
    T::one() - &setting.constant("rate", setting.stop() * setting.eta() * constant)
}

struct OneStep;

impl Statement for OneStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// With `C_t = min_s pi_t(best(s)|s) gap(s)`: `e_{t+1} <= (1 - eta C_t (1-gamma)) e_t`; the
    /// same with the `C_t` of a single greedy action.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, next) = (setting.now(), setting.next());
        let bound = |constant: T| contraction(setting, &constant) * &now.error();
        vec![
            Comparison::at_most("e", next.error(), bound(now.constant())),
            Comparison::at_most("e, single greedy action", next.error(), bound(now.single_action_constant())),
        ]
    }
}

struct Monotone;

impl Statement for Monotone {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `V_t <= V_{t+1}`, and the tie form of `C_t` is never smaller than the single-action form.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, next) = (setting.now(), setting.next());
        let side =
            |s: usize| Comparison::at_most_plain(format!("V({s})"), now.values()[s].clone(), next.values()[s].clone());
        let mut sides: Vec<Comparison<T>> = setting.states().map(side).collect();
        sides.push(Comparison::at_most_plain("C", now.single_action_constant(), now.constant()));
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct Steps;

impl Statement for Steps {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `e_T <= prod_(t<T) (1 - eta C_t (1-gamma)) e_0`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let run = setting.trajectory();
        let (last, before) = run.split_last().expect("a trajectory has a start");
        let bound = before
            .iter()
            .fold(setting.now().error(), |bound, iterate| bound * &contraction(setting, &iterate.constant()));
        vec![Comparison::at_most("e", last.error(), bound)]
    }
}
