//! B0 once more.

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &naive.eta, &Rational::from(1))
}

pub fn times_mass(naive: &Naive) -> Vec<NaiveSide> {
    let mass = best_mass(naive, &naive.policy[0]);
    sides(naive, &naive.eta, &mass)
}

pub fn squared_eta(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &(naive.eta.clone() * &naive.eta), &Rational::from(1))
}

fn sides(naive: &Naive, rate: &Rational, share: &Rational) -> Vec<NaiveSide> {
    let (r, p) = (&naive.rewards[0], &naive.policy[0]);
    let next = &naive.spma(&naive.policy, &naive.eta)[0];
    let delta = maximum(r) - dot(p, r);
    let next_delta = maximum(r) - dot(next, r);
    let variance = naive.variances(&naive.policy)[0].clone();
    let (mass, next_mass) = (best_mass(naive, p), best_mass(naive, next));
    let grown = mass.clone() * (Rational::from(1) + naive.eta.clone() * &delta * share);
    vec![
        NaiveSide::new("delta'", next_delta, Relation::Equal, delta - rate.clone() * variance),
        NaiveSide::new("p'", next_mass.clone(), Relation::Equal, grown),
        NaiveSide::new("p <= p'", mass, Relation::AtMostPlain, next_mass),
    ]
}

/// The mass on the arms with the largest reward.
fn best_mass(naive: &Naive, policy: &[Rational]) -> Rational {
    let highest = maximum(&naive.rewards[0]);
    policy.iter().zip(&naive.rewards[0]).filter(|(_, r)| **r == highest).map(|(p, _)| p.clone()).sum()
}
