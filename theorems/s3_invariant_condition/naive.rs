//! S3 once more.

use crate::claim::Relation;
use crate::replay::naive::{maximum, minimum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |row| -minimum(row))
}

pub fn advantage(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, maximum)
}

pub fn span(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |row| maximum(row) - minimum(row))
}

fn sides(naive: &Naive, bounded: impl Fn(&[Rational]) -> Rational) -> Vec<NaiveSide> {
    let advantages = naive.advantages(&naive.policy);
    let next = naive.spma(&naive.policy, &naive.eta);
    let number = |answer: bool| Rational::from(i32::from(answer));
    (0..naive.states())
        .map(|s| {
            let valid = next[s].iter().all(|p| !p.is_negative());
            let condition = naive.eta.clone() * bounded(&advantages[s]) <= Rational::from(1);
            NaiveSide::new(format!("state {s}"), number(valid), Relation::Equal, number(condition))
        })
        .collect()
}
