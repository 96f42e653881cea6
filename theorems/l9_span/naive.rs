//! L9 once more.

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum, minimum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, Rational::new(1, 2))
}

pub fn smaller(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, Rational::new(99, 200))
}

fn side(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let (p, q, f) = (&naive.policy[0], &naive.other[0], &naive.rewards[0]);
    let left = (dot(p, f) - dot(q, f)).abs();
    let distance: Rational = p.iter().zip(q).map(|(p, q)| (p.clone() - q).abs()).sum();
    vec![NaiveSide::new("mean", left, Relation::AtMost, factor * (maximum(f) - minimum(f)) * distance)]
}
