//! X5 (ours): how sharp the rates are, as claimed over actual progress.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::{Algorithm, GapDependentSpma, Iterate, PolicyIteration};
use crate::claim::{Claim, Comparison, Decide, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "X5",
        title: "worst cases: claimed progress over actual progress of each rate",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("gap rate", Box::new(Progress::of(Rate::Gap)), naive::gap_rate),
            part("variance rate", Box::new(Progress::of(Rate::Variance)), naive::variance_rate),
            part("gap-dependent steps", Box::new(Progress::of(Rate::BestMass)), naive::best_mass_rate),
            part("policy iteration", Box::new(Progress::of(Rate::Greedy)), naive::greedy_rate),
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

fn part(name: &'static str, statement: Box<dyn Decide>, naive: NaiveSides) -> Part {
    Part { name, domain: Domain::Mdp, depth: Depth::NextValue, statement, naive }
}

/// `e_{t+1} <= (1 - (1-gamma) x) e_t` for a method and its `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rate {
    /// SPMA with `x = eta C_t`.
    Gap,
    /// SPMA with `x = eta min_s Var/M`.
    Variance,
    /// Gap-dependent steps with `x = min_s pi_t(best(s)|s)`.
    BestMass,
    /// Policy iteration with `x = 1`.
    Greedy,
}

impl Rate {
    fn constant<T: Evaluate>(self, setting: &Setting<T>) -> T {
        let now = setting.now();
        match self {
            Rate::Gap => now.constant() * setting.eta(),
            Rate::Variance => now.variance_constant() * setting.eta(),
            Rate::BestMass => {
                let masses = now.states().iter().map(|state| &state.best_probability);
                masses.fold(T::one(), |least, mass| least.minimum(mass))
            }
            Rate::Greedy => T::one(),
        }
    }

    fn next_error<T: Evaluate>(self, setting: &Setting<T>) -> T {
        let now = setting.now();
        let policy = match self {
            Rate::Gap | Rate::Variance => return setting.next().error(),
            Rate::BestMass => GapDependentSpma.next_policy(now),
            Rate::Greedy => PolicyIteration.next_policy(now),
        };
        Iterate::new(now.problem(), policy).error()
    }
}

struct Progress {
    rate: Rate,
    /// The claimed progress times this.
    factor: (i64, i64),
    /// Is `1-gamma` part of the rate, as claimed?
    has_stop: bool,
}

impl Progress {
    fn of(rate: Rate) -> Self {
        Progress { rate, factor: (1, 1), has_stop: true }
    }
}

impl Statement for Progress {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `(1-gamma) x e_t <= e_t - e_{t+1}`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let error = setting.now().error();
        let mut claimed = setting.constant("rate", self.rate.constant(setting))
            * &error
            * &setting.number(self.factor.0, self.factor.1);
        if self.has_stop {
            claimed = claimed * &setting.stop();
        }
        vec![Comparison::at_most("progress", claimed, error - &self.rate.next_error(setting))]
    }

    /// Where no error is left, both sides are 0.
    fn needs_exact(&self) -> bool {
        true
    }
}
