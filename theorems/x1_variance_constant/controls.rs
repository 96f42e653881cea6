//! False variants of X1.

use super::{hypotheses, naive};
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("drop (1-gamma)", Rate::WithoutStop, naive::without_stop),
        control("factor 1.01", Rate::Factor, naive::factor),
        control("the variance constant equals C", EqualConstants, naive::equal_constants),
    ]
}

fn control(name: &'static str, statement: impl Statement + 'static, naive: NaiveSides) -> Control {
    let statement = Box::new(statement);
    Control { name, part: Part { name: "one step", domain: Domain::Mdp, depth: Depth::NextValue, statement, naive } }
}

/// `e_{t+1} <= (1 - rate) e_t` with a wrong rate.
enum Rate {
    WithoutStop,
    Factor,
}

impl Statement for Rate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let scale = match self {
            Rate::WithoutStop => T::one(),
            Rate::Factor => setting.stop() * &setting.number(101, 100),
        };
        let factor = T::one() - &(scale * setting.eta() * &now.variance_constant());
        vec![Comparison::at_most("e", setting.next().error(), factor * &now.error())]
    }
}

struct EqualConstants;

impl Statement for EqualConstants {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `min_s Var(s)/M(s) <= C_t`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::at_most("C", setting.now().variance_constant(), setting.now().constant())]
    }
}
