//! L4 once more.

use crate::claim::Relation;
use crate::replay::naive::maximum;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn contraction(naive: &Naive) -> Vec<NaiveSide> {
    vec![error_side(naive, Rational::from(1) - naive.stop() * kappa(naive))]
}

pub fn monotone(naive: &Naive) -> Vec<NaiveSide> {
    let rows = naive.values(&naive.policy).into_iter().zip(naive.values(&naive.other)).enumerate();
    rows.map(|(s, (own, next))| NaiveSide::new(format!("V({s})"), own, Relation::AtMostPlain, next)).collect()
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    vec![error_side(naive, Rational::from(1) - kappa(naive))]
}

pub fn componentwise(naive: &Naive) -> Vec<NaiveSide> {
    let factor = Rational::from(1) - naive.stop() * kappa(naive);
    let rows = naive.errors(&naive.policy).into_iter().zip(naive.errors(&naive.other)).enumerate();
    rows.map(|(s, (own, next))| NaiveSide::new(format!("e({s})"), next, Relation::AtMost, own * &factor)).collect()
}

fn error_side(naive: &Naive, factor: Rational) -> NaiveSide {
    NaiveSide::new("e", naive.error(&naive.other), Relation::AtMost, factor * naive.error(&naive.policy))
}

/// `min_s (T_{pi'} V - V)(s) / M(s)` over `M(s) > 0`, 0 without such a state.
fn kappa(naive: &Naive) -> Rational {
    let advantages = naive.advantages(&naive.policy);
    let gains = naive.improvement(&naive.other);
    let ratios = gains.into_iter().zip(&advantages).filter_map(|(gain, row)| {
        let largest = maximum(row);
        largest.is_positive().then(|| gain / largest)
    });
    ratios.min().unwrap_or_else(|| Rational::from(0))
}
