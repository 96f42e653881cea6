//! False variants of L4.

use super::{improving, kappa, naive};
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("drop (1-gamma)", WithoutStop, naive::without_stop),
        control("componentwise", Componentwise, naive::componentwise),
    ]
}

fn control(name: &'static str, statement: impl Statement + 'static, naive: NaiveSides) -> Control {
    let part = Part {
        name: "improving pairs",
        domain: Domain::ImprovingPair,
        depth: Depth::OneValue,
        statement: Box::new(statement),
        naive,
    };
    Control { name, part }
}

struct WithoutStop;

impl Statement for WithoutStop {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        improving(setting)
    }

    /// `e' <= (1 - kappa) e`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let factor = T::one() - &kappa(setting);
        vec![Comparison::at_most("e", setting.other().error(), factor * &setting.now().error())]
    }
}

struct Componentwise;

impl Statement for Componentwise {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        improving(setting)
    }

    /// `e'(s) <= (1 - (1-gamma) kappa) e(s)` in every state.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let factor = T::one() - &(setting.stop() * &kappa(setting));
        let (before, after) = (setting.now().errors(), setting.other().errors());
        let side = |(s, (own, next)): (usize, (T, T))| Comparison::at_most(format!("e({s})"), next, own * &factor);
        before.into_iter().zip(after).enumerate().map(side).collect()
    }
}
