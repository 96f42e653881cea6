//! S3: the update is valid in state `s` iff `eta m(s) <= 1`; no reward range is
//! needed.

mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Truth;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "S3",
        title: "an update is valid in s iff eta m(s) <= 1",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part(Side::Loss, naive::claimed)],
        controls: vec![
            Control { name: "M(s) in place of m(s)", part: part(Side::Advantage, naive::advantage) },
            Control { name: "the span of Q in place of m(s)", part: part(Side::Span, naive::span) },
        ],
        studies: Vec::new(),
    }
}

fn part(side: Side, naive: NaiveSides) -> Part {
    let statement = Box::new(Equivalence { side });
    Part { name: "states", domain: Domain::AnyMdp, depth: Depth::OneValue, statement, naive }
}

struct Equivalence {
    side: Side,
}

/// Which quantity the condition bounds.
enum Side {
    Loss,
    Advantage,
    Span,
}

impl Statement for Equivalence {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting), hypotheses::positive_step_size(setting)]
    }

    /// `pi'(a|s) >= 0 for all a  <=>  eta m(s) <= 1`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let next = setting.next().policy();
        let zero = T::zero();
        setting
            .states()
            .map(|s| {
                let valid = next.at(s).iter().fold(Truth::Yes, |all, p| all.and(zero.at_most(p)));
                let state = setting.now().state(s);
                let bounded = match self.side {
                    Side::Loss => &state.largest_loss,
                    Side::Advantage => &state.largest_advantage,
                    Side::Span => &state.span,
                };
                let condition = (setting.eta().clone() * bounded).at_most(&T::one());
                Comparison::equivalent(format!("state {s}"), valid, condition)
            })
            .collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
