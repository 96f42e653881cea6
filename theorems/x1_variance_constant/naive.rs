//! X1 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::maximum;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn one_step(naive: &Naive) -> Vec<NaiveSide> {
    let constant = variance_constant(naive);
    vec![
        rate_side(naive, naive.stop() * &constant),
        NaiveSide::new("C", naive.constant(&naive.policy), Relation::AtMostPlain, constant),
    ]
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    vec![rate_side(naive, variance_constant(naive))]
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    vec![rate_side(naive, naive.stop() * Rational::new(101, 100) * variance_constant(naive))]
}

pub fn equal_constants(naive: &Naive) -> Vec<NaiveSide> {
    vec![NaiveSide::new("C", variance_constant(naive), Relation::AtMost, naive.constant(&naive.policy))]
}

/// `e' <= (1 - eta constant) e`
fn rate_side(naive: &Naive, constant: Rational) -> NaiveSide {
    let next = naive.spma(&naive.policy, &naive.eta);
    let right = (Rational::one() - naive.eta.clone() * constant) * naive.error(&naive.policy);
    NaiveSide::new("e", naive.error(&next), Relation::AtMost, right)
}

fn variance_constant(naive: &Naive) -> Rational {
    let advantages = naive.advantages(&naive.policy);
    let variances = naive.variances(&naive.policy);
    let ratios = variances.into_iter().zip(&advantages).filter_map(|(variance, row)| {
        let largest = maximum(row);
        largest.is_positive().then(|| variance / largest)
    });
    ratios.min().unwrap_or_else(Rational::zero)
}
