//! B2 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum, minimum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn superlinear_rate(naive: &Naive) -> Vec<NaiveSide> {
    let last = run(naive);
    let bound = power(Rational::one() - best_mass(naive, &naive.policy[0]), naive.steps);
    let span = maximum(&naive.rewards[0]) - minimum(&naive.rewards[0]);
    vec![
        NaiveSide::new("1 - p", Rational::one() - best_mass(naive, &last), Relation::Equal, bound.clone()),
        NaiveSide::new("delta", delta(naive, &last), Relation::AtMost, bound * span),
    ]
}

pub fn mass_only(naive: &Naive) -> Vec<NaiveSide> {
    let left = Rational::one() - best_mass(naive, &run(naive));
    let right = power(Rational::one() - best_mass(naive, &naive.policy[0]), naive.steps);
    let label = format!("numerators of 1 - p and of (1 - p_0)^(2^T) agree at T = {}", naive.steps);
    let agree = Rational::from(i32::from(left == right));
    vec![NaiveSide::new(label, agree, Relation::Equal, Rational::one())]
}

pub fn larger_exponent(naive: &Naive) -> Vec<NaiveSide> {
    let start = Rational::one() - best_mass(naive, &naive.policy[0]);
    let span = maximum(&naive.rewards[0]) - minimum(&naive.rewards[0]);
    let right = power(start.clone(), naive.steps) * start * span;
    vec![NaiveSide::new("delta", delta(naive, &run(naive)), Relation::AtMost, right)]
}

pub fn two_arms(naive: &Naive) -> Vec<NaiveSide> {
    let pairwise = step(&naive.policy[0], &naive.rewards[0]);
    let rows = pairwise.into_iter().zip(scalar_update(naive)).enumerate();
    rows.map(|(a, (p, q))| NaiveSide::new(format!("pi'({a})"), p, Relation::Equal, q)).collect()
}

pub fn scalar_step(naive: &Naive) -> Vec<NaiveSide> {
    let side = |(a, p)| NaiveSide::new(format!("pi'({a})"), Rational::zero(), Relation::AtMostPlain, p);
    scalar_update(naive).into_iter().enumerate().map(side).collect()
}

/// SPMA with `eta = 1/Delta`.
fn scalar_update(naive: &Naive) -> Vec<Rational> {
    let highest = maximum(&naive.rewards[0]);
    let others: Vec<Rational> = naive.rewards[0].iter().filter(|r| **r < highest).cloned().collect();
    let eta = Rational::one() / (highest - maximum(&others));
    naive.spma(&naive.policy, &eta).swap_remove(0)
}

fn run(naive: &Naive) -> Vec<Rational> {
    (0..naive.steps).fold(naive.policy[0].clone(), |policy, _| step(&policy, &naive.rewards[0]))
}

/// `pi_a (1 + sum_b pi_b sgn(r_a - r_b))`
fn step(policy: &[Rational], rewards: &[Rational]) -> Vec<Rational> {
    let sign = |x: &Rational, y: &Rational| Rational::from(x.cmp(y) as i32);
    let update = |(p, own): (&Rational, &Rational)| {
        let drift: Rational = policy.iter().zip(rewards).map(|(q, r)| q.clone() * sign(own, r)).sum();
        p.clone() * (Rational::one() + drift)
    };
    policy.iter().zip(rewards).map(update).collect()
}

fn delta(naive: &Naive, policy: &[Rational]) -> Rational {
    maximum(&naive.rewards[0]) - dot(policy, &naive.rewards[0])
}

fn best_mass(naive: &Naive, policy: &[Rational]) -> Rational {
    let highest = maximum(&naive.rewards[0]);
    policy.iter().zip(&naive.rewards[0]).filter(|(_, r)| **r == highest).map(|(p, _)| p.clone()).sum()
}

/// `x^(2^T)`
fn power(x: Rational, steps: u32) -> Rational {
    (0..steps).fold(x, |power, _| power.clone() * power)
}
