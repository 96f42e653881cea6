//! False variants of A1.

use super::{contraction, hypotheses, linear_hypotheses, naive, near_target, neighbourhood, single_step};
use crate::claim::{Comparison, Control, Decide, Depth, Enclosed, Hypothesis, Part, Setting};
use crate::claim::{Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Transcendental;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    let enclosed = |variant| Box::new(Enclosed(variant));
    vec![
        control("0.9 beta", Domain::LinearBandit, enclosed(Variant::SmallerBeta), naive::smaller_beta),
        control("no neighbourhood", Domain::LinearBandit, enclosed(Variant::NoNeighbourhood), naive::no_neighbourhood),
        control("eps without the root", Domain::LinearBandit, enclosed(Variant::WithoutRoot), naive::without_root),
        control("1-norm with 0.99 of the constant", Domain::Mdp, Box::new(ShorterDistance), naive::shorter_distance),
        control("1-norm on average over states", Domain::Mdp, Box::new(AverageDistance), naive::average_distance),
    ]
}

fn control(name: &'static str, domain: Domain, statement: Box<dyn Decide>, naive: NaiveSides) -> Control {
    Control { name, part: Part { name: "one step", domain, depth: Depth::NextValue, statement, naive } }
}

/// `e_{t+1} <= (1 - eta C_t (1-gamma)) e_t + loss` with a wrong loss.
enum Variant {
    SmallerBeta,
    NoNeighbourhood,
    WithoutRoot,
}

impl TranscendentalStatement for Variant {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting, 1)
    }

    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (before, step) = single_step(setting);
        let radius = neighbourhood(setting, &step.divergence);
        let loss = match self {
            Variant::SmallerBeta => radius * &setting.number(9, 10),
            Variant::NoNeighbourhood => T::zero(),
            Variant::WithoutRoot => radius * &step.divergence.sqrt(),
        };
        vec![Comparison::at_most("e", step.error, contraction(setting, &step.constant) * &before + &loss)]
    }
}

struct ShorterDistance;

impl Statement for ShorterDistance {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `2.02 (1-gamma)^2` in place of `2 (1-gamma)^2`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::at_most("e", setting.other().error(), near_target(setting, &setting.number(202, 100)))]
    }
}

struct AverageDistance;

impl Statement for AverageDistance {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `sum_s d_t(s) ||pi'(.|s) - pi_{t+1/2}(.|s)||_1` in place of the maximum.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, target) = (setting.now(), setting.next().policy());
        let mut average = T::zero();
        for state in setting.states() {
            let rows = setting.other().policy().at(state).iter().zip(target.at(state));
            let distance = rows.fold(T::zero(), |sum, (p, q)| sum + &(p.clone() - q).absolute());
            average.add_product(&now.occupancy()[state], &distance);
        }
        let loss = average / &(setting.number(2, 1) * &setting.stop() * &setting.stop());
        let right = contraction(setting, &now.constant()) * &now.error() + &loss;
        vec![Comparison::at_most("e", setting.other().error(), right)]
    }
}
