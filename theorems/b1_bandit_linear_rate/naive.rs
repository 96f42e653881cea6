//! B1 once more.

use num_traits::One;

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum};
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

pub fn linear_rate(naive: &Naive) -> Vec<NaiveSide> {
    let run = naive.spma_run();
    let rate = naive.eta.clone() * gap(naive);
    let steps = naive.steps as usize;
    let mut product = delta(naive, &run[0][0]);
    let mut power = product.clone();
    for policy in &run[..steps] {
        product = product * (Rational::one() - rate.clone() * best_mass(naive, &policy[0]));
        power = power * (Rational::one() - rate.clone() * best_mass(naive, &run[0][0]));
    }
    let last = delta(naive, &run[steps][0]);
    vec![
        NaiveSide::new("delta, product", last.clone(), Relation::AtMost, product),
        NaiveSide::new("delta, power", last, Relation::AtMost, power),
    ]
}

pub fn uniform_start(naive: &Naive) -> Vec<NaiveSide> {
    let run = naive.spma_run();
    let arms = Rational::from(naive.rewards[0].len());
    let exponent = -(naive.eta.clone() * gap(naive) * Rational::from(naive.steps) / &arms);
    let share = Rational::one() - Rational::one() / arms;
    let left = Range::from(delta(naive, &run[naive.steps as usize][0]));
    vec![NaiveSide::within("delta", &left, Relation::AtMost, &Range::from(exponent).exp().times(&Range::from(share)))]
}

pub fn without_mass(naive: &Naive) -> Vec<NaiveSide> {
    rate_side(naive, |_| naive.eta.clone() * gap(naive))
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    let rate = Rational::new(101, 100) * naive.eta.clone() * gap(naive);
    rate_side(naive, |policy| rate.clone() * best_mass(naive, policy))
}

pub fn larger_step(naive: &Naive) -> Vec<NaiveSide> {
    let mut policy = naive.policy.clone();
    let mut sides = Vec::new();
    for t in 1..=naive.steps {
        policy = naive.spma(&policy, &Rational::new(11, 10));
        for (a, p) in policy[0].iter().enumerate() {
            let zero = Rational::from(0);
            sides.push(NaiveSide::new(format!("pi_{t}({a})"), zero, Relation::AtMostPlain, p.clone()));
        }
    }
    sides
}

fn rate_side(naive: &Naive, rate: impl Fn(&[Rational]) -> Rational) -> Vec<NaiveSide> {
    let run = naive.spma_run();
    let steps = naive.steps as usize;
    let factors = run[..steps].iter().map(|policy| Rational::one() - rate(&policy[0]));
    let right = factors.fold(delta(naive, &run[0][0]), |bound, factor| bound * factor);
    vec![NaiveSide::new("delta", delta(naive, &run[steps][0]), Relation::AtMost, right)]
}

fn delta(naive: &Naive, policy: &[Rational]) -> Rational {
    maximum(&naive.rewards[0]) - dot(policy, &naive.rewards[0])
}

fn best_mass(naive: &Naive, policy: &[Rational]) -> Rational {
    let highest = maximum(&naive.rewards[0]);
    policy.iter().zip(&naive.rewards[0]).filter(|(_, r)| **r == highest).map(|(p, _)| p.clone()).sum()
}

fn gap(naive: &Naive) -> Rational {
    let highest = maximum(&naive.rewards[0]);
    let others: Vec<Rational> = naive.rewards[0].iter().filter(|r| **r < highest).cloned().collect();
    highest - maximum(&others)
}
