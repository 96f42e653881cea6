//! X4 once more.

use num_traits::Zero;

use crate::claim::Relation;
use crate::replay::naive::maximum;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn variance(naive: &Naive) -> Vec<NaiveSide> {
    constants(naive, |gap, advantage| gap.max(advantage))
}

pub fn sum(naive: &Naive) -> Vec<NaiveSide> {
    constants(naive, |gap, advantage| gap + advantage)
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    constants(naive, |gap, advantage| Rational::new(101, 100) * gap.max(advantage))
}

pub fn uniform(naive: &Naive) -> Vec<NaiveSide> {
    share(naive, &Rational::from(1))
}

pub fn smaller_share(naive: &Naive) -> Vec<NaiveSide> {
    share(naive, &Rational::new(99, 100))
}

fn constants(naive: &Naive, size: impl Fn(Rational, Rational) -> Rational) -> Vec<NaiveSide> {
    let advantages = naive.advantages(&naive.policy);
    let variances = naive.variances(&naive.policy);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (s, best) in naive.best_and_gap(&naive.policy).into_iter().enumerate() {
        let Some((mass, gap)) = best else { continue };
        let most = maximum(&advantages[s]);
        right.push(variances[s].clone() / &most);
        left.push(mass * size(gap, most));
    }
    let least = |values: Vec<Rational>| values.into_iter().min().unwrap_or_else(Rational::zero);
    vec![NaiveSide::new("Var/M", least(left), Relation::AtMost, least(right))]
}

/// Shares by counting maximisers.
fn share(naive: &Naive, factor: &Rational) -> Vec<NaiveSide> {
    let q = naive.action_values(&naive.values(&naive.policy));
    let counted = q.iter().filter_map(|row| {
        let best = maximum(row);
        let count = row.iter().filter(|value| **value == best).count();
        (count < row.len()).then(|| Rational::new(count, row.len()))
    });
    let right = counted.min().unwrap_or_else(Rational::zero) * factor;
    vec![NaiveSide::new("C", naive.stop() * naive.constant(&naive.policy), Relation::AtMost, right)]
}
