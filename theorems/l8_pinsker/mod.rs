//! L8, Pinsker's inequality: `||p - q||_1 <= sqrt(2 KL(p || q))`.

mod naive;
#[cfg(test)]
mod tests;

use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Enclosed, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::{Rational, Transcendental};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "L8",
        title: "Pinsker: 1-norm distance is at most sqrt(2 KL)",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part((2, 1), naive::claimed)],
        controls: vec![
            Control { name: "sqrt(KL)", part: part((1, 1), naive::without_two) },
            Control { name: "factor 1.99 under the root", part: part((199, 100), naive::smaller_factor) },
        ],
        studies: Vec::new(),
    }
}

fn part(factor: (i64, i64), naive: NaiveSides) -> Part {
    let statement = Box::new(Enclosed(Pinsker { factor }));
    Part { name: "pairs of distributions", domain: Domain::TwoDistributions, depth: Depth::Static, statement, naive }
}

struct Pinsker {
    factor: (i64, i64),
}

impl TranscendentalStatement for Pinsker {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![Hypothesis::form("q has full support", setting.instance().other.has_full_support())]
    }

    /// `sum_a |p(a) - q(a)| <= sqrt(2 sum_a p(a) ln(p(a)/q(a)))`, with `0 ln 0 = 0`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        // Differences and quotients are formed exactly, so that p = q gives 0 <= 0.
        let (p, q) = (setting.instance().policy.at(0), setting.instance().other.at(0));
        let distance: Rational = p.iter().zip(q).map(|(p, q)| (p.clone() - q).abs()).sum();
        let mut divergence = T::zero();
        for (p, q) in p.iter().zip(q).filter(|(p, _)| p.is_positive()) {
            divergence.add_product(&T::from_rational(p), &T::from_rational(&(p.clone() / q)).ln());
        }
        let factor = setting.constant("factor", setting.number(self.factor.0, self.factor.1));
        vec![Comparison::at_most("distance", T::from_rational(&distance), (factor * &divergence).sqrt())]
    }
}
