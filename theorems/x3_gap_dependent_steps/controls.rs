//! False variants of X3.

use super::local_phase::{bounds, is_local, local};
use super::{OptimalGaps, contraction, hypotheses, least_mass, naive, unique_optimum};
use crate::algorithm::{Algorithm, GapDependentSpma, Iterate};
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("drop (1-gamma)", "one step", Depth::NextValue, Rate::WithoutStop, naive::without_stop),
        control("factor 1.01", "one step", Depth::NextValue, Rate::Factor, naive::factor),
        control("quadratic from the start", "locally quadratic", Depth::Trajectory, FromStart, naive::from_start),
        control("exponent 3^k", "locally quadratic", Depth::Trajectory, Local::Cubes, naive::cubes),
        control("drop 1/(1-gamma)", "locally quadratic", Depth::Trajectory, Local::WithoutHorizon, naive::short),
    ]
}

fn control(
    name: &'static str,
    part: &'static str,
    depth: Depth,
    statement: impl Statement + 'static,
    naive: NaiveSides,
) -> Control {
    let statement = Box::new(statement);
    Control { name, part: Part { name: part, domain: Domain::SmallMdp, depth, statement, naive } }
}

/// `e_{t+1} <= (1 - rate) e_t` with a wrong rate.
enum Rate {
    WithoutStop,
    Factor,
}

impl Statement for Rate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let mass = least_mass(now);
        let factor = match self {
            Rate::WithoutStop => T::one() - &mass,
            Rate::Factor => contraction(setting, &(mass * &setting.number(101, 100))),
        };
        let next = Iterate::new(now.problem(), GapDependentSpma.next_policy(now));
        vec![Comparison::at_most("e", next.error(), factor * &now.error())]
    }
}

struct FromStart;

impl Statement for FromStart {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        unique_optimum(setting, &OptimalGaps::new(setting.now()))
    }

    /// `e_k <= q_0^(2^k) max G / (1-gamma)` for every `k <= T`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let run = setting.trajectory_of(&GapDependentSpma);
        bounds(setting, &OptimalGaps::new(setting.now()), &run, 0, |power| power.clone() * power)
    }
}

/// The bound of the local phase, changed.
enum Local {
    Cubes,
    WithoutHorizon,
}

impl Statement for Local {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        local(setting)
    }

    /// `e_{t+k} <= q_t^(3^k) max G / (1-gamma)`, or `e_{t+k} <= q_t^(2^k) max G`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let gaps = OptimalGaps::new(setting.now());
        let run = setting.trajectory_of(&GapDependentSpma);
        let first = run.iter().position(|iterate| is_local(iterate, &gaps).is_yes()).expect("a hypothesis");
        match self {
            Local::Cubes => bounds(setting, &gaps, &run, first, |power| power.clone() * power * power),
            Local::WithoutHorizon => {
                let mut sides = bounds(setting, &gaps, &run, first, |power| power.clone() * power);
                sides.iter_mut().for_each(|side| side.right = side.right.clone() * &setting.stop());
                sides
            }
        }
    }
}
