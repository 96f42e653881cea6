//! G3: tabular mirror descent policy optimisation maximises its surrogate.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::{Algorithm, Mdpo};
use crate::claim::{
    Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting, TranscendentalStatement,
};
use crate::mdp::{Evaluate, Policy};
use crate::replay::NaiveSides;
use crate::scalar::{Rational, Transcendental};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "G3",
        title: "tabular MDPO: pi exp(eta Adv) / Z maximises its surrogate",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("maximum", Maximum { divergence: Divergence::Forward }, naive::maximum_sides),
            part("strong concavity", Concavity { share: (1, 2) }, naive::concavity),
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

fn part(name: &'static str, statement: impl TranscendentalStatement + 'static, naive: NaiveSides) -> Part {
    let statement = Box::new(Enclosed(statement));
    Part { name, domain: Domain::SmallMdp, depth: Depth::OneValue, statement, naive }
}

/// Step sizes in units of `eta`: every positive one is allowed.
const SCALES: [i64; 2] = [1, 100];

/// Which divergence the surrogate subtracts.
enum Divergence {
    /// `KL(pi' || pi)`.
    Forward,
    /// `KL(pi || pi')`.
    Reverse,
}

impl Divergence {
    /// `sum_s d(s) [sum_a pi'(a|s) Adv(s,a) - divergence(s) / eta]`, given
    /// `ratio(pair) = pi'(a|s) / pi(a|s)`.
    fn surrogate<T: Evaluate + Transcendental>(
        &self,
        setting: &Setting<T>,
        eta: &T,
        next: &Policy<T>,
        ratio: impl Fn(usize) -> T,
    ) -> T {
        let now = setting.now();
        let mut total = T::zero();
        for s in setting.states() {
            let (mut gain, mut divergence) = (T::zero(), T::zero());
            for pair in now.actions(s) {
                let (before, after) = (&now.policy().probabilities()[pair], &next.probabilities()[pair]);
                let logarithm = ratio(pair).ln();
                gain.add_product(after, &now.advantages()[pair]);
                match self {
                    Divergence::Forward => divergence.add_product(after, &logarithm),
                    Divergence::Reverse => divergence.add_product(before, &-logarithm),
                }
            }
            total.add_product(&now.occupancy()[s], &(gain - &(divergence / eta)));
        }
        total
    }

    /// The surrogate of MDPO's policy, and of the second policy.
    fn both<T: Evaluate + Transcendental>(&self, setting: &Setting<T>, eta: &T) -> (T, T) {
        let (now, instance) = (setting.now(), setting.instance());
        let next = Mdpo::new(eta.clone()).next_policy(now);
        let own = self.surrogate(setting, eta, &next, |pair| {
            next.probabilities()[pair].clone() / &now.policy().probabilities()[pair]
        });
        let (before, after) = (instance.policy.probabilities(), instance.other.probabilities());
        // Quotients are formed exactly, so that equal policies have divergence 0.
        let quotient = |pair: usize| T::from_rational(&(after[pair].clone() / &before[pair]));
        (own, self.surrogate(setting, eta, setting.other().policy(), quotient))
    }
}

/// `sum_s d(s) ||pi_other(.|s) - pi_next(.|s)||_1^2`
fn squared_distance<T: Evaluate>(setting: &Setting<T>, next: &Policy<T>) -> T {
    let mut total = T::zero();
    for s in setting.states() {
        let rows = setting.other().policy().at(s).iter().zip(next.at(s));
        let distances: Vec<T> = rows.map(|(p, q)| (p.clone() - q).absolute()).collect();
        let distance = T::sum(&distances);
        total.add_product(&setting.now().occupancy()[s], &(distance.clone() * &distance));
    }
    total
}

/// `eta > 0`, two policies with full support, the first not optimal.
fn two_policies<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![
        hypotheses::positive_step_size(setting).required(),
        hypotheses::full_support(setting).required(),
        hypotheses::second_full_support(setting),
        hypotheses::not_optimal(setting),
    ]
}

struct Maximum {
    divergence: Divergence,
}

impl TranscendentalStatement for Maximum {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        two_policies(setting)
    }

    /// `L(pi_other) <= L(pi_next)` with `L(pi') = sum_s d(s) [<pi', Adv> - KL(pi' || pi) / eta]` and
    /// `pi_next = pi exp(eta Adv) / Z`, for the instance's step size and a hundred times it.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let side = |scale: i64| {
            let eta = setting.eta().clone() * &T::from_integer(scale);
            let (own, other) = self.divergence.both(setting, &eta);
            Comparison::at_most_plain(format!("{scale} eta"), other, own)
        };
        SCALES.map(side).into()
    }
}

struct Concavity {
    share: (i64, i64),
}

impl TranscendentalStatement for Concavity {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        two_policies(setting)
    }

    /// `1/(2 eta) sum_s d(s) ||pi_other - pi_next||_1^2 <= L(pi_next) - L(pi_other)`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let share = T::from_rational(&Rational::new(self.share.0, self.share.1));
        let side = |scale: i64| {
            let eta = setting.eta().clone() * &T::from_integer(scale);
            let (own, other) = Divergence::Forward.both(setting, &eta);
            let next = Mdpo::new(eta.clone()).next_policy(setting.now());
            let left = squared_distance(setting, &next) * &share / &eta;
            Comparison::at_most(format!("{scale} eta"), left, own - &other)
        };
        SCALES.map(side).into()
    }
}
