//! S4 once more.

use crate::claim::Relation;
use crate::replay::naive::{maximum, minimum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn valid_step(naive: &Naive) -> Vec<NaiveSide> {
    let one = Rational::from(1);
    let constant = naive.constant(&naive.policy);
    let variances = naive.variances(&naive.policy);
    let mut sides = vec![NaiveSide::new("eta C", naive.eta.clone() * &constant, Relation::AtMost, one.clone())];
    for (s, row) in naive.advantages(&naive.policy).iter().enumerate() {
        let largest = maximum(row);
        if largest.is_positive() {
            let ratio = variances[s].clone() / largest;
            sides.push(NaiveSide::new(format!("C, state {s}"), constant.clone(), Relation::AtMost, ratio.clone()));
            let scaled = naive.eta.clone() * ratio;
            sides.push(NaiveSide::new(format!("Var/M, state {s}"), scaled, Relation::AtMost, one.clone()));
        }
    }
    sides
}

pub fn first_term(naive: &Naive) -> Vec<NaiveSide> {
    let left = naive.constant(&naive.policy) * naive.stop() * naive.stop();
    vec![NaiveSide::new("C (1-gamma)^2", left, Relation::AtMost, naive.stop())]
}

pub fn second_alone(naive: &Naive) -> Vec<NaiveSide> {
    let eta = Rational::new(99, 100) / (naive.constant(&naive.policy) * naive.stop());
    let advantages = naive.advantages(&naive.policy);
    let side = |(s, row): (usize, &Vec<Rational>)| {
        let left = -minimum(row) * &eta;
        NaiveSide::new(format!("state {s}"), left, Relation::AtMost, Rational::from(1))
    };
    advantages.iter().enumerate().map(side).collect()
}

pub fn half(naive: &Naive) -> Vec<NaiveSide> {
    let left = naive.eta.clone() * naive.constant(&naive.policy);
    vec![NaiveSide::new("eta C", left, Relation::AtMost, Rational::new(1, 2))]
}
