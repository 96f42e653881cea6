//! S1: `eta <= 1 - gamma` keeps the policy a distribution with full support.

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
        id: "S1",
        title: "eta <= 1-gamma keeps a distribution with full support",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part(Eta::Given, Domain::Mdp, naive::claimed)],
        controls: vec![
            Control {
                name: "eta = 1.1 (1-gamma)",
                part: part(Eta::TenPerCentMore, Domain::Mdp, naive::ten_per_cent_more),
            },
            Control {
                name: "eta = 1 (the bandit condition) for any gamma",
                part: part(Eta::One, Domain::Mdp, naive::one),
            },
        ],
        studies: Vec::new(),
    }
}

fn part(eta: Eta, domain: Domain, naive: NaiveSides) -> Part {
    let statement = Box::new(Simplex { eta });
    Part { name: "one step", domain, depth: Depth::OneValue, statement, naive }
}

struct Simplex {
    eta: Eta,
}

/// Which step size.
enum Eta {
    Given,
    TenPerCentMore,
    One,
}

impl Statement for Simplex {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `pi(a|s) (1 + eta Adv(s,a)) > 0` and `sum_a pi(a|s) eta Adv(s,a) = 0`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let eta = match self.eta {
            Eta::Given => setting.eta().clone(),
            Eta::TenPerCentMore => setting.stop() * &setting.number(11, 10),
            Eta::One => T::one(),
        };
        let updated: Vec<T> = now
            .policy()
            .probabilities()
            .iter()
            .zip(now.advantages())
            .map(|(p, advantage)| p.clone() * &(T::one() + &(eta.clone() * advantage)))
            .collect();
        let mut sides = Vec::new();
        for s in setting.states() {
            let row = &updated[now.actions(s)];
            for (a, p) in row.iter().enumerate() {
                sides.push(Comparison::less_plain(format!("pi'({a}|{s})"), T::zero(), p.clone()));
            }
            sides.push(Comparison::equal(format!("sum in state {s}"), T::sum(row), T::one()));
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
