//! False variants of X2.

use super::{contraction, fractions, gain, naive, positive_fractions, positive_scale, rescaled_policies};
use crate::algorithm::{AdaptiveSpma, Algorithm, Constraint, Iterate, Spma};
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("drop (1-gamma)", Rate::WithoutStop, naive::without_stop),
        control("factor 1.01", Rate::Factor, naive::factor),
        control("max over states", Rate::LargestState, naive::largest_state),
        control("c = 11/10", LargerFraction, naive::larger_fraction),
        Control {
            name: "a constant step does not see the scale",
            part: Part {
                name: "rescaled rewards give the same policy",
                domain: Domain::SmallMdp,
                depth: Depth::OneValue,
                statement: Box::new(ConstantStep),
                naive: naive::constant_step,
            },
        },
    ]
}

fn control(name: &'static str, statement: impl Statement + 'static, naive: NaiveSides) -> Control {
    let statement = Box::new(statement);
    let part = Part {
        name: "a step size for each state",
        domain: Domain::TwoPolicies,
        depth: Depth::NextValue,
        statement,
        naive,
    };
    Control { name, part }
}

/// `e_{t+1} <= (1 - rate) e_t` with a wrong rate.
enum Rate {
    WithoutStop,
    Factor,
    LargestState,
}

impl Rate {
    fn factor<T: Evaluate>(&self, setting: &Setting<T>, method: &AdaptiveSpma<T>) -> T {
        let now = setting.now();
        let gains = || setting.states().map(|state| gain(method, now, state));
        match self {
            Rate::WithoutStop => T::one() - &Constraint::minimum(gains()),
            Rate::Factor => {
                let rate = T::one() - &contraction(setting, method, now);
                T::one() - &(setting.number(101, 100) * &rate)
            }
            Rate::LargestState => {
                let largest = gains().fold(T::zero(), |most, gain| match gain {
                    Constraint::Value(value) => most.maximum(&value),
                    Constraint::Perhaps(value) => most.clone().hull(&most.maximum(&value)),
                    Constraint::None => most,
                });
                T::one() - &(setting.stop() * &largest)
            }
        }
    }
}

impl Statement for Rate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        positive_fractions(setting)
    }

    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, method) = (setting.now(), fractions(setting));
        let next = Iterate::new(now.problem(), method.next_policy(now));
        vec![Comparison::at_most("e", next.error(), self.factor(setting, &method) * &now.error())]
    }
}

struct LargerFraction;

impl Statement for LargerFraction {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        positive_fractions(setting)
    }

    /// `pi'(a|s) >= 0` for `eta(s) = 11/10 / m(s)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let next = AdaptiveSpma::new(setting.number(11, 10)).next_policy(setting.now());
        let mut sides = Vec::new();
        for s in setting.states() {
            for (a, p) in next.at(s).iter().enumerate() {
                sides.push(Comparison::at_most_plain(format!("pi'({s},{a})"), T::zero(), p.clone()));
            }
        }
        sides
    }
}

struct ConstantStep;

impl Statement for ConstantStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        positive_scale(setting)
    }

    /// The next policy of the step size `eta` is that of the rewards `scale r + shift`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        rescaled_policies(setting, &Spma::constant(setting.eta().clone()))
    }
}
