//! L5 once more.

use crate::claim::Relation;
use crate::replay::naive::dot;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, flow(naive, &naive.occupancy(&naive.other)) / naive.stop())
}

pub fn old_occupancy(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, flow(naive, &naive.occupancy(&naive.policy)) / naive.stop())
}

pub fn without_horizon(naive: &Naive) -> Vec<NaiveSide> {
    side(naive, flow(naive, &naive.occupancy(&naive.other)))
}

fn side(naive: &Naive, right: Rational) -> Vec<NaiveSide> {
    let value = |policy| dot(&naive.initial, &naive.values(policy));
    vec![NaiveSide::new("V(rho)", value(&naive.other) - value(&naive.policy), Relation::Equal, right)]
}

/// `sum_s d(s) sum_a pi'(a|s) Adv(s,a)`
fn flow(naive: &Naive, occupancy: &[Rational]) -> Rational {
    let advantages = naive.advantages(&naive.policy);
    (0..naive.states()).map(|s| occupancy[s].clone() * dot(&naive.other[s], &advantages[s])).sum()
}
