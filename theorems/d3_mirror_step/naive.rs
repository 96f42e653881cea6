//! D3 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::dot;
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

pub fn row_sums(naive: &Naive) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    let side = |(s, row): (usize, &Vec<Rational>)| {
        let sum: Rational = row.iter().cloned().sum();
        NaiveSide::new(format!("state {s}"), sum, Relation::Equal, Rational::one())
    };
    next.iter().enumerate().map(side).collect()
}

/// With a normaliser of 1 the gradient of the mirror map is `d pi_{t+1}`.
pub fn mirror_step(naive: &Naive) -> Vec<NaiveSide> {
    let (occupancy, advantages) = (naive.occupancy(&naive.policy), naive.advantages(&naive.policy));
    let next = naive.spma(&naive.policy, &naive.eta);
    let mut sides = Vec::new();
    for (s, d) in occupancy.iter().enumerate() {
        for (a, p) in naive.policy[s].iter().enumerate() {
            let right = d.clone() * p + naive.eta.clone() * d * p * &advantages[s][a];
            let label = format!("dphi/dz({})", sides.len());
            sides.push(NaiveSide::new(label, d.clone() * &next[s][a], Relation::Equal, right));
        }
    }
    sides
}

/// By the policy gradient formula, which D1 compares with derivatives.
pub fn along_gradient(naive: &Naive) -> Vec<NaiveSide> {
    let (occupancy, advantages) = (naive.occupancy(&naive.policy), naive.advantages(&naive.policy));
    let next = naive.spma(&naive.policy, &naive.eta);
    let (mut left, mut right) = (Rational::zero(), Rational::zero());
    for (s, d) in occupancy.iter().enumerate() {
        left += &(d.clone() * (dot(&next[s], &naive.other[s]) - dot(&naive.policy[s], &naive.other[s])));
        for (a, p) in naive.policy[s].iter().enumerate() {
            right += &(naive.eta.clone() * d * p * &advantages[s][a] * &naive.other[s][a]);
        }
    }
    vec![NaiveSide::new("step", left, Relation::Equal, right)]
}

pub fn without_normaliser(naive: &Naive) -> Vec<NaiveSide> {
    let scale = naive.eta.clone() / naive.stop();
    let side = |(s, weights): (usize, Vec<Range>)| {
        NaiveSide::within(format!("state {s}"), &Range::sum(&weights), Relation::Equal, &Range::one())
    };
    exponential_weights(naive, &scale).into_iter().enumerate().map(side).collect()
}

pub fn without_logarithm(naive: &Naive) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    let mut sides = Vec::new();
    for (weights, row) in exponential_weights(naive, &naive.eta).into_iter().zip(next) {
        let sum = Range::sum(&weights);
        for (weight, p) in weights.iter().zip(row) {
            let label = format!("pi({})", sides.len());
            sides.push(NaiveSide::within(label, &weight.over(&sum), Relation::Equal, &Range::from(p)));
        }
    }
    sides
}

/// `pi(a|s) exp(scale Adv(s,a))`
fn exponential_weights(naive: &Naive, scale: &Rational) -> Vec<Vec<Range>> {
    let weight =
        |(p, advantage): (&Rational, &Rational)| Range::from(scale.clone() * advantage).exp().times(&Range::from(p));
    let advantages = naive.advantages(&naive.policy);
    naive.policy.iter().zip(&advantages).map(|(row, values)| row.iter().zip(values).map(weight).collect()).collect()
}
