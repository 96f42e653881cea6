//! L3, improvement identity: `T_{pi'} V - V = eta Var_{pi(.|s)}(Q(s,.))`.

mod naive;
#[cfg(test)]
mod tests;

use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::{Evaluate, bellman_policy};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "L3",
        title: "an SPMA step improves by eta x variance",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![Part {
            name: "states",
            domain: Domain::AnyMdp,
            depth: Depth::OneValue,
            statement: Box::new(Improvement { right: Right::Variance }),
            naive: naive::claimed,
        }],
        controls: vec![
            control("drop eta", Right::WithoutEta, naive::without_eta),
            control("second moment instead of variance", Right::SecondMoment, naive::second_moment),
        ],
        studies: Vec::new(),
    }
}

fn control(name: &'static str, right: Right, naive: crate::replay::NaiveSides) -> Control {
    let statement = Box::new(Improvement { right });
    Control { name, part: Part { name: "states", domain: Domain::AnyMdp, depth: Depth::OneValue, statement, naive } }
}

struct Improvement {
    right: Right,
}

/// Which right side.
enum Right {
    Variance,
    WithoutEta,
    SecondMoment,
}

impl Statement for Improvement {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `(T_{pi'} V)(s) - V(s) = eta Var(s)` with `pi' = pi (1 + eta Adv)`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let values = setting.now().values();
        let updated = bellman_policy(setting.mdp(), setting.next().policy(), values);
        setting
            .states()
            .map(|s| {
                let left = updated[s].clone() - &values[s];
                let variance = &setting.now().state(s).variance;
                let right = match self.right {
                    Right::Variance => setting.eta().clone() * variance,
                    Right::WithoutEta => variance.clone(),
                    Right::SecondMoment => (values[s].clone() * &values[s] + variance) * setting.eta(),
                };
                Comparison::equal(format!("state {s}"), left, right)
            })
            .collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
