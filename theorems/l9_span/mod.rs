//! L9: `|sum (p - q) f| <= (span f / 2) ||p - q||_1`.

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
        id: "L9",
        title: "a change of mean is at most half the span x 1-norm distance",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part((1, 2), naive::claimed)],
        controls: vec![Control { name: "factor 0.99", part: part((99, 200), naive::smaller) }],
        studies: Vec::new(),
    }
}

fn part(factor: (i64, i64), naive: NaiveSides) -> Part {
    let statement = Box::new(Span { factor });
    Part { name: "pairs of distributions", domain: Domain::TwoDistributions, depth: Depth::Static, statement, naive }
}

struct Span {
    factor: (i64, i64),
}

impl Statement for Span {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `|sum_a (p(a) - q(a)) f(a)| <= (max f - min f) / 2 sum_a |p(a) - q(a)|`, `f` the rewards.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (p, q) = (setting.now().policy().at(0), setting.other().policy().at(0));
        let f = setting.mdp().rewards();
        let (mut change, mut distance) = (T::zero(), T::zero());
        let (mut highest, mut lowest) = (f[0].clone(), f[0].clone());
        for ((p, q), f) in p.iter().zip(q).zip(f) {
            let difference = p.clone() - q;
            change.add_product(&difference, f);
            distance += &difference.absolute();
            highest = highest.maximum(f);
            lowest = lowest.minimum(f);
        }
        let right =
            setting.constant("factor", setting.number(self.factor.0, self.factor.1)) * &(highest - &lowest) * &distance;
        vec![Comparison::at_most("mean", change.absolute(), right)]
    }
}
