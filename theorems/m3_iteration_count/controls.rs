//! False variants of M3.

use super::{constants, exponential_side, least, naive, reducible};
use crate::claim::{Comparison, Control, Depth, Enclosed, Hypothesis, Part, Setting, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Transcendental;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("drop (1-gamma)", Constant::WithoutStop, naive::without_stop),
        control("factor 1.01", Constant::Factor, naive::factor),
        control("largest constant", Constant::Largest, naive::largest),
    ]
}

fn control(name: &'static str, constant: Constant, naive: NaiveSides) -> Control {
    let part = Part {
        name: "exponential",
        domain: Domain::SmallMdp,
        depth: Depth::Trajectory,
        statement: Box::new(Enclosed(constant)),
        naive,
    };
    Control { name, part }
}

/// What stands in place of `min_{t<T} C_t`.
enum Constant {
    WithoutStop,
    Factor,
    Largest,
}

impl TranscendentalStatement for Constant {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        reducible(setting)
    }

    /// `e_T <= exp(-eta (1-gamma) T c) e_0` with a wrong `c`: `min C_t / (1-gamma)`,
    /// `1.01 min C_t`, `max C_t`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let constants = constants(setting);
        let constant = match self {
            Constant::WithoutStop => least(&constants) / &setting.stop(),
            Constant::Factor => least(&constants) * &setting.number(101, 100),
            Constant::Largest => constants.iter().fold(T::zero(), |most, constant| most.maximum(constant)),
        };
        vec![exponential_side(setting, &constant)]
    }
}
