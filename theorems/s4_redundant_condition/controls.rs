//! False variants of S4.

use super::naive;
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    let part =
        |statement, naive| Part { name: "one step", domain: Domain::Mdp, depth: Depth::OneValue, statement, naive };
    vec![
        Control {
            name: "the second condition alone suffices",
            part: part(Box::new(SecondAlone) as Box<_>, naive::second_alone),
        },
        Control { name: "eta C <= 1/2 for a valid step", part: part(Box::new(Half), naive::half) },
    ]
}

/// With the roles swapped: `eta = 0.99 / (C_t (1-gamma))` gives nonnegative probabilities.
struct SecondAlone;

impl Statement for SecondAlone {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![
            super::hypotheses::full_support(setting),
            Hypothesis::form("C > 0", T::zero().less(&setting.now().constant())),
        ]
    }

    /// `eta m(s) <= 1` in every state
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let eta = setting.number(99, 100) / &(now.constant() * &setting.stop());
        let side = |(s, loss): (usize, &T)| Comparison::at_most(format!("state {s}"), eta.clone() * loss, T::one());
        now.states().iter().map(|state| &state.largest_loss).enumerate().map(side).collect()
    }
}

struct Half;

impl Statement for Half {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![
            super::hypotheses::positive_step_size(setting),
            super::hypotheses::valid_update(setting),
            super::hypotheses::unit_rewards(setting),
        ]
    }

    /// `eta C_t <= 1/2`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::at_most("eta C", setting.eta().clone() * &setting.now().constant(), setting.number(1, 2))]
    }
}
