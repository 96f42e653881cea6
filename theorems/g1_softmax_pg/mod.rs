//! G1: softmax policy gradient improves for every step size, and in bandits no
//! faster than `1/t`: a certified separation from SPMA.

mod bandit;
mod controls;
mod in_bandits;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::{Algorithm, Iterate, SoftmaxPg, policy_gradient};
use crate::claim::{
    Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting, TranscendentalStatement,
};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Transcendental;
use crate::search::Domain;
use in_bandits::{InverseTime, OneStep, Separation, Steps};

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "G1",
        title: "softmax PG: ascent for every step size, and in bandits delta_t of order 1/t at least",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            in_mdps("ascent", Ascent { bound: Bound::Smooth }, naive::ascent),
            in_mdps("ascent for small steps", SmallSteps, naive::small_steps),
            in_bandits("one step in bandits", OneStep { share: (1, 1) }, naive::one_step),
            in_bandits("T steps in bandits", Steps { share: (1, 1) }, naive::steps),
            in_bandits("delta_T is at least Delta^2 / (6 T)", InverseTime, naive::inverse_time),
            in_bandits("SPMA is faster", Separation { late: true }, naive::separation),
        ],
        controls: controls::controls(),
        studies: vec![study::separation(), study::slow_model()],
    }
}

fn in_mdps(name: &'static str, statement: impl TranscendentalStatement + 'static, naive: NaiveSides) -> Part {
    let statement = Box::new(Enclosed(statement));
    Part { name, domain: Domain::SmallMdp, depth: Depth::NextValue, statement, naive }
}

fn in_bandits(name: &'static str, statement: impl TranscendentalStatement + 'static, naive: NaiveSides) -> Part {
    let statement = Box::new(Enclosed(statement));
    Part { name, domain: Domain::Bandit, depth: Depth::Trajectory, statement, naive }
}

/// `V^{pi'}(rho) - V^pi(rho)` for the step size `eta`, and `||grad V^pi(rho)||^2`.
fn gain_and_gradient<T: Evaluate + Transcendental>(setting: &Setting<T>, eta: &T) -> (T, T) {
    let now = setting.now();
    let next = Iterate::new(now.problem(), SoftmaxPg::new(eta.clone()).next_policy(now));
    let value = |iterate: &Iterate<T>| T::dot(setting.mdp().initial(), iterate.values());
    let gradient = policy_gradient(now);
    (value(&next) - &value(now), T::dot(&gradient, &gradient))
}

struct Ascent {
    bound: Bound,
}

/// By how much of `||grad V||^2` the value grows at least.
enum Bound {
    /// `eta - eta^2 / (4 (1-gamma)^3)`
    Smooth,
    /// `eta`
    Linear,
    /// `eta - eta^2 / 4`
    WithoutHorizon,
}

impl TranscendentalStatement for Ascent {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::ascending(setting)
    }

    /// `(eta - eta^2 / (4 (1-gamma)^3)) ||grad V(rho)||^2 <= V'(rho) - V(rho)`, and `0 <= V'(rho) - V(rho)`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let eta = setting.eta();
        let (gain, gradient) = gain_and_gradient(setting, eta);
        let quarter = eta.clone() * eta * &setting.number(1, 4);
        let stop = setting.stop();
        let factor = match self.bound {
            Bound::Smooth => eta.clone() - &setting.constant("smoothness", quarter / &(stop.clone() * &stop * &stop)),
            Bound::Linear => eta.clone(),
            Bound::WithoutHorizon => eta.clone() - &quarter,
        };
        vec![
            Comparison::at_most("gain", factor * &gradient, gain.clone()),
            Comparison::at_most_plain("sign", T::zero(), gain),
        ]
    }
}

struct SmallSteps;

impl TranscendentalStatement for SmallSteps {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = hypotheses::ascending(setting);
        all.push(hypotheses::step_size_within_stop(setting));
        all
    }

    /// `(h/2) ||grad V(rho)||^2 <= V'(rho) - V(rho)` for the step sizes `h = 2 eta (1-gamma)^2 <= 2 (1-gamma)^3`
    /// and `h = eta (1-gamma)^2 / 8 <= (1-gamma)^3 / 8`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let largest = setting.stop() * &setting.stop() * setting.eta();
        let side = |(label, numerator, denominator): (&str, i64, i64)| {
            let step = largest.clone() * &setting.number(numerator, denominator);
            let (gain, gradient) = gain_and_gradient(setting, &step);
            Comparison::at_most(label, step * &gradient * &setting.number(1, 2), gain)
        };
        [("2 (1-gamma)^3", 2, 1), ("(1-gamma)^3 / 8", 1, 8)].map(side).into()
    }
}
