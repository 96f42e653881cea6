//! The conjecture once more, in ranges of rationals.

use crate::claim::Relation;
use crate::replay::naive::minimum;
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, &Rational::from(1))
}

pub fn less(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, &Rational::new(9801, 10_000))
}

pub fn exponent_one(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, &naive.stop())
}

/// `e' - (1 - eta (1-gamma) C) e` against the root of `factor eps / (2 rho_min (1-gamma)^3)`.
fn side(naive: &Naive, factor: &Rational) -> Vec<NaiveSide> {
    let half = naive.spma(&naive.policy, &naive.eta);
    let mut eps = Range::zero();
    for (s, mass) in naive.occupancy(&naive.policy).into_iter().enumerate() {
        for (p, q) in half[s].iter().zip(&naive.other[s]) {
            let term = Range::from(p.clone() / q).ln().times(&Range::from(p.clone() * &mass));
            eps = eps.plus(&term);
        }
    }
    let eps = eps.maximum(&Range::zero());
    let rate = Rational::from(1) - naive.eta.clone() * naive.stop() * naive.constant(&naive.policy);
    let loss = naive.error(&naive.other) - rate * naive.error(&naive.policy);
    let scale = factor.clone() / (Rational::from(2) * minimum(&naive.initial) * naive.stop().power(3));
    let right = Range::from(scale).times(&eps).sqrt();
    vec![NaiveSide::within("loss", &Range::from(loss), Relation::AtMost, &right)]
}
