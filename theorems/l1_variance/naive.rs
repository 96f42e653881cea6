//! L1 once more, from `E[q^2] - E[q]^2`.

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |mass, gap, advantage| mass * gap * advantage)
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |mass, gap, advantage| mass * gap * advantage * Rational::new(101, 100))
}

pub fn without_mass(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, |_, gap, advantage| gap * advantage)
}

fn sides(naive: &Naive, bound: impl Fn(Rational, Rational, Rational) -> Rational) -> Vec<NaiveSide> {
    let q = naive.action_values(&naive.values(&naive.policy));
    let variances = naive.variances(&naive.policy);
    let gaps = naive.best_and_gap(&naive.policy);
    let mut sides = Vec::new();
    for (s, gap) in gaps.into_iter().enumerate() {
        if let Some((mass, gap)) = gap {
            let advantage = maximum(&q[s]) - dot(&naive.policy[s], &q[s]);
            let left = bound(mass, gap, advantage);
            sides.push(NaiveSide::new(format!("state {s}"), left, Relation::AtMost, variances[s].clone()));
        }
    }
    sides
}
