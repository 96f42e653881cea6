//! L8 once more, with rational bounds of `ln` and `sqrt`.

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide, ln_bounds, sqrt_bounds};
use crate::scalar::{Bounds, Rational};

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
    let pairs = || naive.policy[0].iter().zip(&naive.other[0]);
    let zero = Rational::from(0);
    let distance: Rational = pairs().map(|(p, q)| (p.clone() - q).abs()).sum();
    let (mut low, mut high) = (zero.clone(), zero.clone());
    for (p, q) in pairs().filter(|(p, _)| p.is_positive()) {
        let bounds = ln_bounds(&(p.clone() / q));
        low += &(p.clone() * bounds.lower.unwrap_or_else(|| zero.clone()));
        high += &(p.clone() * bounds.upper.unwrap_or_else(|| zero.clone()));
    }
    // KL is never negative, so rounding below 0 is cut off.
    let root = |x: Rational| sqrt_bounds(&x.max(zero.clone()));
    let right = Bounds { lower: root(low * &factor).lower, upper: root(high * &factor).upper };
    let left = Bounds::point(distance);
    vec![NaiveSide { label: "distance".to_owned(), left, relation: Relation::AtMost, right }]
}
