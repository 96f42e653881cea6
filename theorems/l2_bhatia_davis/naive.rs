//! L2 once more.

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum, minimum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::from(1))
}

pub fn smaller(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::new(99, 100))
}

fn sides(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let q = naive.action_values(&naive.values(&naive.policy));
    let variances = naive.variances(&naive.policy);
    (0..naive.states())
        .map(|s| {
            let mean = dot(&naive.policy[s], &q[s]);
            let right = (maximum(&q[s]) - &mean) * (mean - minimum(&q[s])) * &factor;
            NaiveSide::new(format!("state {s}"), variances[s].clone(), Relation::AtMost, right)
        })
        .collect()
}
