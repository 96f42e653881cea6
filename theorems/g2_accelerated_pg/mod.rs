//! G2: accelerated softmax policy gradient with restarts never loses value.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::{AcceleratedPg, Iterate, policy_gradient};
use crate::claim::{
    Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting, TranscendentalStatement,
};
use crate::mdp::{Evaluate, Policy};
use crate::replay::NaiveSides;
use crate::scalar::Transcendental;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "G2",
        title: "accelerated softmax PG: values do not fall, for every step size",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("T steps", Domain::SmallMdp, Monotone, naive::monotone),
            part("T steps in bandits", Domain::Bandit, Monotone, naive::monotone),
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

fn part(
    name: &'static str,
    domain: Domain,
    statement: impl TranscendentalStatement + 'static,
    naive: NaiveSides,
) -> Part {
    Part { name, domain, depth: Depth::Trajectory, statement: Box::new(Enclosed(statement)), naive }
}

/// The run has the step sizes `128 eta t/(t+1)`: large ones make the momentum
/// overshoot.
const SCALE: i64 = 128;

/// One step of a run.
struct Stage<T> {
    /// `eta_t`.
    step_size: T,
    /// `||grad V^{omega^{t-1}}(rho)||^2`.
    gradient: T,
    /// `V(rho)` of `omega^{t-1}`, `theta^t`, `phi^t`.
    before: T,
    theta: T,
    phi: T,
}

/// The steps `t = 1, ..., T`.
fn stages<T: Evaluate + Transcendental>(setting: &Setting<T>) -> Vec<Stage<T>> {
    let problem = setting.now().problem();
    let value = |iterate: &Iterate<T>| T::dot(setting.mdp().initial(), iterate.values());
    let value_of = |policy: &Policy<T>| value(&Iterate::new(problem, policy.clone()));
    let mut method = AcceleratedPg::new(setting.eta().clone() * &T::from_integer(SCALE));
    let mut omega = Iterate::exact(problem, &setting.instance().policy);
    let mut stages = Vec::with_capacity(setting.steps() as usize);
    for _ in 0..setting.steps() {
        let slopes = policy_gradient(&omega);
        let step_size = method.next_step_size();
        let step = method.advance(&omega);
        stages.push(Stage {
            step_size,
            gradient: T::dot(&slopes, &slopes),
            before: value(&omega),
            theta: value_of(&step.gradient),
            phi: value_of(&step.extrapolated),
        });
        omega = Iterate::new(problem, step.kept);
    }
    stages
}

/// `V(theta^t) - V(omega^{t-1})` is at least `factor(eta_t) ||grad V||^2`.
fn gain_sides<T: Evaluate + Transcendental>(setting: &Setting<T>, factor: impl Fn(&T) -> T) -> Vec<Comparison<T>> {
    let side = |(t, stage): (usize, Stage<T>)| {
        let least = factor(&stage.step_size) * &stage.gradient;
        Comparison::at_most(format!("gain {}", t + 1), least, stage.theta - &stage.before)
    };
    stages(setting).into_iter().enumerate().map(side).collect()
}

struct Monotone;

impl TranscendentalStatement for Monotone {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::ascending(setting)
    }

    /// `(eta_t - eta_t^2 / (4 (1-gamma)^3)) ||grad V^{omega^{t-1}}(rho)||^2 <= V(theta^t) - V(omega^{t-1})`, and for
    /// `t >= 2` `max(V(theta^{t-1}), V(phi^{t-1})) <= V(theta^t)`, where `V(omega^{t-1})` is that maximum.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let stop = setting.stop();
        let cube = stop.clone() * &stop * &stop * &T::from_integer(4);
        let mut sides = gain_sides(setting, |eta| eta.clone() - &(eta.clone() * eta / &cube));
        for (t, pair) in stages(setting).windows(2).enumerate() {
            let after = &pair[1].theta;
            for (name, before) in [("theta", &pair[0].theta), ("phi", &pair[0].phi)] {
                sides.push(Comparison::at_most_plain(format!("{name} {}", t + 1), before.clone(), after.clone()));
            }
        }
        sides
    }
}
