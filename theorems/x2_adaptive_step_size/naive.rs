//! X2 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::{maximum, minimum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

type Lists = Vec<Vec<Rational>>;

pub fn one_step(naive: &Naive) -> Vec<NaiveSide> {
    rate_side(naive, Rational::one() - naive.stop() * least(&gains(naive, &naive.policy, &shares(naive))))
}

pub fn steps(naive: &Naive) -> Vec<NaiveSide> {
    let shares = vec![Rational::new(9, 10); naive.states()];
    let mut policy = naive.policy.clone();
    let mut bound = naive.error(&policy);
    for _ in 0..naive.steps {
        bound = bound * (Rational::one() - naive.stop() * least(&gains(naive, &policy, &shares)));
        policy = step(&naive.advantages(&policy), &policy, &shares);
    }
    vec![NaiveSide::new("e", naive.error(&policy), Relation::AtMost, bound)]
}

pub fn never_smaller(naive: &Naive) -> Vec<NaiveSide> {
    let rows = naive.advantages(&naive.policy).into_iter().enumerate();
    let side = |(s, row): (usize, Vec<Rational>)| {
        let left = -(minimum(&row) * naive.stop());
        NaiveSide::new(format!("(1-gamma) m({s})"), left, Relation::AtMost, Rational::one())
    };
    rows.map(side).collect()
}

pub fn invariance(naive: &Naive) -> Vec<NaiveSide> {
    let shares = vec![Rational::new(9, 10); naive.states()];
    same_policies(naive, |advantages, policy| step(advantages, policy, &shares))
}

pub fn constant_step(naive: &Naive) -> Vec<NaiveSide> {
    let etas = vec![naive.eta.clone(); naive.states()];
    same_policies(naive, |advantages, policy| move_by(advantages, policy, &etas))
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    rate_side(naive, Rational::one() - least(&gains(naive, &naive.policy, &shares(naive))))
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    let gain = least(&gains(naive, &naive.policy, &shares(naive)));
    rate_side(naive, Rational::one() - Rational::new(101, 100) * naive.stop() * gain)
}

pub fn largest_state(naive: &Naive) -> Vec<NaiveSide> {
    let gain = gains(naive, &naive.policy, &shares(naive)).into_iter().max().unwrap_or_else(Rational::zero);
    rate_side(naive, Rational::one() - naive.stop() * gain)
}

pub fn larger_fraction(naive: &Naive) -> Vec<NaiveSide> {
    let shares = vec![Rational::new(11, 10); naive.states()];
    let next = step(&naive.advantages(&naive.policy), &naive.policy, &shares);
    let mut sides = Vec::new();
    for (s, row) in next.into_iter().enumerate() {
        for (a, p) in row.into_iter().enumerate() {
            sides.push(NaiveSide::new(format!("pi'({s},{a})"), Rational::zero(), Relation::AtMostPlain, p));
        }
    }
    sides
}

/// The first probability of the second policy in each state.
fn shares(naive: &Naive) -> Vec<Rational> {
    naive.other.iter().map(|row| row[0].clone()).collect()
}

fn rate_side(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let next = step(&naive.advantages(&naive.policy), &naive.policy, &shares(naive));
    vec![NaiveSide::new("e", naive.error(&next), Relation::AtMost, factor * naive.error(&naive.policy))]
}

/// Share over the largest loss of the state, 0 without a loss.
fn step_sizes(advantages: &Lists, shares: &[Rational]) -> Vec<Rational> {
    let size = |(row, share): (&Vec<Rational>, &Rational)| {
        let lowest = minimum(row);
        if lowest.is_negative() { share.clone() / -lowest } else { Rational::zero() }
    };
    advantages.iter().zip(shares).map(size).collect()
}

fn step(advantages: &Lists, policy: &Lists, shares: &[Rational]) -> Lists {
    move_by(advantages, policy, &step_sizes(advantages, shares))
}

fn move_by(advantages: &Lists, policy: &Lists, etas: &[Rational]) -> Lists {
    let row = |((p, adv), eta): ((&Vec<Rational>, &Vec<Rational>), &Rational)| {
        p.iter().zip(adv).map(|(p, a)| p.clone() + p.clone() * a * eta).collect()
    };
    policy.iter().zip(advantages).zip(etas).map(row).collect()
}

/// Step size times variance over the largest advantage, by state that has one.
fn gains(naive: &Naive, policy: &Lists, shares: &[Rational]) -> Vec<Rational> {
    let advantages = naive.advantages(policy);
    let etas = step_sizes(&advantages, shares);
    let rows = naive.variances(policy).into_iter().zip(etas).zip(&advantages);
    rows.filter_map(|((variance, eta), row)| {
        let largest = maximum(row);
        largest.is_positive().then(|| variance * eta / largest)
    })
    .collect()
}

fn least(values: &[Rational]) -> Rational {
    values.iter().min().cloned().unwrap_or_else(Rational::zero)
}

/// The policy after an update for the rewards, and for `eta r + gamma - 7/2`.
fn same_policies(naive: &Naive, update: impl Fn(&Lists, &Lists) -> Lists) -> Vec<NaiveSide> {
    let shift = naive.gamma.clone() - Rational::new(7, 2);
    let moved = |row: &Vec<Rational>| row.iter().map(|r| naive.eta.clone() * r + &shift).collect();
    let other = Naive {
        gamma: naive.gamma.clone(),
        rewards: naive.rewards.iter().map(moved).collect(),
        transitions: naive.transitions.clone(),
        initial: naive.initial.clone(),
        policy: naive.policy.clone(),
        other: naive.other.clone(),
        eta: naive.eta.clone(),
        steps: naive.steps,
        features: naive.features.clone(),
        parameters: naive.parameters.clone(),
    };
    let before = update(&naive.advantages(&naive.policy), &naive.policy);
    let after = update(&other.advantages(&other.policy), &other.policy);
    let mut sides = Vec::new();
    for (s, (row, changed)) in before.into_iter().zip(after).enumerate() {
        for (a, (p, q)) in row.into_iter().zip(changed).enumerate() {
            sides.push(NaiveSide::new(format!("pi'({s},{a})"), p, Relation::Equal, q));
        }
    }
    sides
}
