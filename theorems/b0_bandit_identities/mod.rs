//! B0: `delta' = delta - eta Var` and `p' = p (1 + eta delta)` in bandits.

mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "B0",
        title: "bandit identities for the suboptimality and the best arms' mass",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part(Growth::Claimed, naive::claimed)],
        controls: vec![
            Control { name: "growth by eta delta p", part: part(Growth::TimesMass, naive::times_mass) },
            Control { name: "delta' = delta - eta^2 Var", part: part(Growth::SquaredEta, naive::squared_eta) },
        ],
        studies: Vec::new(),
    }
}

fn part(growth: Growth, naive: NaiveSides) -> Part {
    let statement = Box::new(Identities { growth });
    Part { name: "one step", domain: Domain::Bandit, depth: Depth::NextValue, statement, naive }
}

struct Identities {
    growth: Growth,
}

/// Which identities.
#[derive(PartialEq)]
enum Growth {
    Claimed,
    TimesMass,
    SquaredEta,
}

impl Statement for Identities {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::bandit(setting), hypotheses::positive_step_size(setting), hypotheses::valid_update(setting)]
    }

    /// `delta' = delta - eta Var`, `p' = p (1 + eta delta)`, `p <= p'`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, next) = (setting.now(), setting.next());
        let state = now.state(0);
        let eta = setting.eta();
        let delta = state.highest.clone() - &now.values()[0];
        let next_delta = state.highest.clone() - &next.values()[0];
        let mass = &state.best_probability;
        // The rewards decide which arms are best, so the same arms count after the step.
        let next_mass = &next.state(0).best_probability;
        let square = eta.clone() * eta;
        let rate = if self.growth == Growth::SquaredEta { &square } else { eta };
        let gain = eta.clone() * &delta;
        let gain = if self.growth == Growth::TimesMass { gain * mass } else { gain };
        vec![
            Comparison::equal("delta'", next_delta, delta - &(rate.clone() * &state.variance)),
            Comparison::equal("p'", next_mass.clone(), mass.clone() * &(T::one() + &gain)),
            Comparison::at_most_plain("p <= p'", mass.clone(), next_mass.clone()),
        ]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
