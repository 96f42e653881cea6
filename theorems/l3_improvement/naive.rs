//! L3 once more.

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |variance, _| naive.eta.clone() * variance)
}

pub fn without_eta(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |variance, _| variance)
}

pub fn second_moment(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |variance, value| naive.eta.clone() * (variance + value.clone() * value))
}

fn sides(naive: &Naive, right: impl Fn(Rational, &Rational) -> Rational) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    let values = naive.values(&naive.policy);
    let variances = naive.variances(&naive.policy);
    let rows = naive.improvement(&next).into_iter().zip(variances).zip(&values).enumerate();
    rows.map(|(s, ((left, variance), value))| {
        NaiveSide::new(format!("state {s}"), left, Relation::Equal, right(variance, value))
    })
    .collect()
}
