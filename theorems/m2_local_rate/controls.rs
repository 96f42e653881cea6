//! False variants of M2.

use super::steps::{last_error, lower_product, upper_product};
use super::{OptimalGaps, hypotheses, largest_loss, loss_sides, naive, positive_step, upper_factor, weight_sides};
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        one("upper rate without e_t", OneStep::UpperWithoutError, naive::upper_without_error),
        one("lower rate without gamma e_t", OneStep::LowerWithoutError, naive::lower_without_error),
        one("e_t is at most max x_t", OneStep::WithoutHorizon, naive::without_horizon),
        run("upper product without 1/(1-gamma)", Steps::WithoutHorizon, naive::short_product),
        run("the rate of M1 as a lower rate", Steps::RateOfM1, naive::rate_of_m1),
    ]
}

fn one(name: &'static str, statement: OneStep, naive: NaiveSides) -> Control {
    let statement = Box::new(statement);
    Control { name, part: Part { name: "rates", domain: Domain::AnyMdp, depth: Depth::NextValue, statement, naive } }
}

fn run(name: &'static str, statement: Steps, naive: NaiveSides) -> Control {
    let statement = Box::new(statement);
    Control { name, part: Part { name: "T steps", domain: Domain::MdpRun, depth: Depth::Trajectory, statement, naive } }
}

/// A rate that lacks a term.
enum OneStep {
    UpperWithoutError,
    LowerWithoutError,
    WithoutHorizon,
}

impl Statement for OneStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        match self {
            OneStep::UpperWithoutError | OneStep::LowerWithoutError => positive_step(setting),
            OneStep::WithoutHorizon => Vec::new(),
        }
    }

    /// `x_{t+1}(s) <= (1 - eta g) x_t(s)`, or `pi_t (1 - eta G) <= pi_{t+1}`, or `e_t <= max_s x_t(s)`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let gaps = OptimalGaps::new(setting.now());
        match self {
            OneStep::UpperWithoutError => loss_sides(setting, &gaps, &upper_factor(setting, &gaps.least(), &T::zero())),
            OneStep::LowerWithoutError => {
                weight_sides(setting, &gaps, |loss| T::one() - &(setting.eta().clone() * loss))
            }
            OneStep::WithoutHorizon => {
                vec![Comparison::at_most("e", setting.now().error(), largest_loss(setting))]
            }
        }
    }
}

/// A product that lacks a factor.
enum Steps {
    WithoutHorizon,
    RateOfM1,
}

impl Statement for Steps {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `e_T <= e_0 prod_(t<T) (1 - eta (g - e_t))`, or
    /// `max_{s,a} pi_0(a|s) G(s,a) prod_(t<T) max(0, 1 - eta ((1-gamma) G(s,a) + gamma e_t)) <= e_T`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        match self {
            Steps::WithoutHorizon => {
                vec![Comparison::at_most("e", last_error(setting), upper_product(setting))]
            }
            Steps::RateOfM1 => {
                let least = lower_product(setting, |loss, error| {
                    let drift = setting.mdp().discount().clone() * error;
                    T::one() - &(setting.eta().clone() * &(setting.stop() * loss + &drift))
                });
                vec![Comparison::at_most("e", least, last_error(setting))]
            }
        }
    }
}
