//! L2, Bhatia-Davis inequality: `Var_p(q) <= (max q - mu)(mu - min q)`.

mod naive;
#[cfg(test)]
mod tests;

use crate::algorithm::StateQuantities;
use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "L2",
        title: "variance is at most largest advantage x largest loss",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("distributions", Domain::Distribution, 1, naive::claimed),
            part("states of MDPs", Domain::AnyMdp, 1, naive::claimed),
        ],
        controls: vec![Control {
            name: "factor 0.99",
            part: part("distributions", Domain::Distribution, 99, naive::smaller),
        }],
        studies: Vec::new(),
    }
}

/// `per_cent = 1` is the claim, 99 the control with 99/100 of the right side.
fn part(name: &'static str, domain: Domain, per_cent: i64, naive: NaiveSides) -> Part {
    let factor = if per_cent == 1 { (1, 1) } else { (per_cent, 100) };
    Part { name, domain, depth: Depth::OneValue, statement: Box::new(UpperBound { factor }), naive }
}

struct UpperBound {
    factor: (i64, i64),
}

impl Statement for UpperBound {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `Var_{pi(.|s)}(Q(s,.)) <= M(s) m(s)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let factor = setting.number(self.factor.0, self.factor.1);
        let side = |(s, state): (usize, &StateQuantities<T>)| {
            let right = factor.clone() * &state.largest_advantage * &state.largest_loss;
            Comparison::at_most(format!("state {s}"), state.variance.clone(), right)
        };
        setting.now().states().iter().enumerate().map(side).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
