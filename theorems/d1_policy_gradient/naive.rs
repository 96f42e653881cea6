//! D1 once more. As a function of the factor `x` by which one softmax weight
//! grows, `V(rho)` is a quotient of two linear functions, because only one row
//! of the linear system changes. For such a function
//! `f(x) - f(y) = (x - y) sqrt(f'(x) f'(y))`, so three exact values give `f'(1)`.

use num_traits::{One, Zero};

use super::AGREEMENT;
use crate::claim::Relation;
use crate::replay::naive::dot;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn direction(naive: &Naive) -> Vec<NaiveSide> {
    compare(naive, |d, p, advantage, _| d.clone() * p * advantage / naive.stop())
}

pub fn action_values(naive: &Naive) -> Vec<NaiveSide> {
    compare(naive, |d, p, _, q| d.clone() * p * q / naive.stop())
}

pub fn without_policy(naive: &Naive) -> Vec<NaiveSide> {
    compare(naive, |d, _, advantage, _| d.clone() * advantage / naive.stop())
}

pub fn without_horizon(naive: &Naive) -> Vec<NaiveSide> {
    compare(naive, |d, p, advantage, _| d.clone() * p * advantage)
}

pub fn each_logit(naive: &Naive) -> Vec<NaiveSide> {
    let (occupancy, advantages) = (naive.occupancy(&naive.policy), naive.advantages(&naive.policy));
    let mut sides = Vec::new();
    for (s, row) in advantages.iter().enumerate() {
        for (a, advantage) in row.iter().enumerate() {
            let right = occupancy[s].clone() * &naive.policy[s][a] * advantage / naive.stop();
            let label = format!("dV(rho)/dz({})", sides.len());
            sides.push(NaiveSide::new(label, slope(naive, s, a), Relation::Equal, right));
        }
    }
    sides
}

/// The exact difference is 0.
pub fn enclosed_logits(naive: &Naive) -> Vec<NaiveSide> {
    let sides = direction(naive);
    let values = [&sides[0].left, &sides[0].right].map(|side| side.lower.clone().unwrap_or_else(Rational::zero));
    let difference = (values[0].clone() - &values[1]).abs();
    vec![NaiveSide::new("difference", difference, Relation::AtMostPlain, Rational::power_of_two(AGREEMENT))]
}

/// Left by the slopes of all logits; right by a formula of `d, pi, Adv, Q`.
fn compare(naive: &Naive, formula: impl Fn(&Rational, &Rational, &Rational, &Rational) -> Rational) -> Vec<NaiveSide> {
    let (occupancy, advantages) = (naive.occupancy(&naive.policy), naive.advantages(&naive.policy));
    let q = naive.action_values(&naive.values(&naive.policy));
    let (mut left, mut right) = (Rational::zero(), Rational::zero());
    for (s, row) in naive.other.iter().enumerate() {
        for (a, u) in row.iter().enumerate() {
            left += &(slope(naive, s, a) * u);
            right += &(formula(&occupancy[s], &naive.policy[s][a], &advantages[s][a], &q[s][a]) * u);
        }
    }
    vec![NaiveSide::new("dV(rho)", left, Relation::Equal, right)]
}

/// `dV(rho)/dz(s,a)` from the values at weight factors 1, 2 and 3.
fn slope(naive: &Naive, s: usize, a: usize) -> Rational {
    let [one, two, three] = [1, 2, 3].map(|factor| value_at(naive, s, a, &Rational::from(factor)));
    if two == three {
        return Rational::zero();
    }
    (two.clone() - &one) * (three.clone() - &one) / Rational::from(2) / (three - two)
}

/// `V(rho)` after the weight of one action is multiplied.
fn value_at(naive: &Naive, s: usize, a: usize, factor: &Rational) -> Rational {
    let mut policy = naive.policy.clone();
    let total = Rational::one() + policy[s][a].clone() * (factor.clone() - Rational::one());
    for (b, p) in policy[s].iter_mut().enumerate() {
        *p = if b == a { p.clone() * factor } else { p.clone() } / &total;
    }
    dot(&naive.initial, &naive.values(&policy))
}
