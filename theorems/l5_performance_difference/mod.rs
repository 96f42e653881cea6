//! L5, performance difference lemma.

mod naive;
#[cfg(test)]
mod tests;

use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "L5",
        title: "performance difference through the new policy's occupancy",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part(Right::NewOccupancy, naive::claimed)],
        controls: vec![
            Control { name: "occupancy of the old policy", part: part(Right::OldOccupancy, naive::old_occupancy) },
            Control { name: "drop 1/(1-gamma)", part: part(Right::WithoutHorizon, naive::without_horizon) },
        ],
        studies: Vec::new(),
    }
}

fn part(right: Right, naive: NaiveSides) -> Part {
    let statement = Box::new(Difference { right });
    Part { name: "pairs of policies", domain: Domain::TwoPolicies, depth: Depth::OneValue, statement, naive }
}

struct Difference {
    right: Right,
}

/// Which right side.
enum Right {
    NewOccupancy,
    OldOccupancy,
    WithoutHorizon,
}

impl Statement for Difference {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `V^{pi'}(rho) - V^pi(rho) = 1/(1-gamma) sum_s d^{pi'}_rho(s) sum_a pi'(a|s) Adv^pi(s,a)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, other) = (setting.now(), setting.other());
        let start = setting.mdp().initial();
        let left = T::dot(start, other.values()) - &T::dot(start, now.values());
        let occupancy = match self.right {
            Right::OldOccupancy => now.occupancy(),
            Right::NewOccupancy | Right::WithoutHorizon => other.occupancy(),
        };
        let flow = T::dot(occupancy, &now.improvement(other.policy()));
        let right = match self.right {
            Right::WithoutHorizon => flow,
            Right::NewOccupancy | Right::OldOccupancy => flow / &setting.stop(),
        };
        vec![Comparison::equal("V(rho)", left, right)]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
