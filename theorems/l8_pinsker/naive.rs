//! L8 once more.

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide, Range, relative_entropy};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, Rational::from(2))
}

pub fn without_two(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, Rational::from(1))
}

pub fn smaller_factor(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, Rational::new(199, 100))
}

fn side(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let pairs = naive.policy[0].iter().zip(&naive.other[0]);
    let distance: Rational = pairs.map(|(p, q)| (p.clone() - q).abs()).sum();
    let divergence = relative_entropy(&naive.policy[0], &naive.other[0]);
    let right = divergence.times(&Range::from(factor)).sqrt();
    vec![NaiveSide::within("distance", &Range::from(distance), Relation::AtMost, &right)]
}
