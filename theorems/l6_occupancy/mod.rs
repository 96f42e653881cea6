//! L6: `d^pi_rho(s) >= (1-gamma) rho(s)`.

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
        id: "L6",
        title: "the discounted occupancy is at least (1-gamma) rho",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part(Left::Claimed, naive::claimed)],
        controls: vec![Control { name: "drop (1-gamma)", part: part(Left::Initial, naive::initial) }],
        studies: Vec::new(),
    }
}

fn part(left: Left, naive: NaiveSides) -> Part {
    let statement = Box::new(LowerBound { left });
    Part { name: "states", domain: Domain::AnyMdp, depth: Depth::OneValue, statement, naive }
}

struct LowerBound {
    left: Left,
}

/// Which left side.
enum Left {
    Claimed,
    Initial,
}

impl Statement for LowerBound {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `(1-gamma) rho(s) <= d(s)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let occupancy = setting.now().occupancy();
        let side = |(s, rho): (usize, &T)| {
            let left = match self.left {
                Left::Claimed => setting.stop() * rho,
                Left::Initial => rho.clone(),
            };
            Comparison::at_most(format!("state {s}"), left, occupancy[s].clone())
        };
        setting.mdp().initial().iter().enumerate().map(side).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
