//! G1 once more.

use num_traits::One;

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum};
use crate::replay::{Naive, NaiveSide, Range, RangePolicy};
use crate::scalar::Rational;

pub fn ascent(naive: &Naive) -> Vec<NaiveSide> {
    let cube = naive.stop() * naive.stop() * naive.stop();
    ascent_sides(naive, naive.eta.clone() - naive.eta.clone() * &naive.eta / (Rational::from(4) * cube))
}

pub fn linear_ascent(naive: &Naive) -> Vec<NaiveSide> {
    ascent_sides(naive, naive.eta.clone())
}

pub fn short_ascent(naive: &Naive) -> Vec<NaiveSide> {
    ascent_sides(naive, naive.eta.clone() - naive.eta.clone() * &naive.eta / Rational::from(4))
}

pub fn small_steps(naive: &Naive) -> Vec<NaiveSide> {
    let side = |label: &str, share: Rational| {
        let step = naive.eta.clone() * naive.stop() * naive.stop() * share;
        let left = square_of_gradient(naive) * &step / Rational::from(2);
        NaiveSide::within(label, &Range::from(&left), Relation::AtMost, &gain(naive, &step))
    };
    vec![side("2 (1-gamma)^3", Rational::from(2)), side("(1-gamma)^3 / 8", Rational::new(1, 8))]
}

pub fn one_step(naive: &Naive) -> Vec<NaiveSide> {
    bandit_step(naive, Rational::one())
}

pub fn smaller_step(naive: &Naive) -> Vec<NaiveSide> {
    bandit_step(naive, Rational::new(99, 100))
}

pub fn steps(naive: &Naive) -> Vec<NaiveSide> {
    bandit_run(naive, Rational::one())
}

pub fn smaller_steps(naive: &Naive) -> Vec<NaiveSide> {
    bandit_run(naive, Rational::new(99, 100))
}

pub fn inverse_time(naive: &Naive) -> Vec<NaiveSide> {
    let gap = gap(naive);
    let right = gradient_delta(naive).times(&Range::from(&Rational::from(naive.steps)));
    vec![NaiveSide::within("T delta", &Range::from(&(gap.clone() * gap / Rational::from(6))), Relation::AtMost, &right)]
}

pub fn separation(naive: &Naive) -> Vec<NaiveSide> {
    let best = maximum(&naive.rewards[0]);
    let mass: Rational =
        naive.policy[0].iter().zip(&naive.rewards[0]).filter(|(_, r)| **r == best).map(|(p, _)| p.clone()).sum();
    let factor = Rational::one() - mass * gap(naive);
    let upper = (0..naive.steps).fold(delta(naive, &naive.policy[0]), |bound, _| bound * &factor);
    let lower = lower_bound(naive, curvature(naive));
    let spma = (0..naive.steps).fold(naive.policy.clone(), |policy, _| naive.spma(&policy, &Rational::one()));
    let gradient = gradient_delta(naive);
    vec![
        NaiveSide::new("bounds", upper, Relation::LessPlain, lower.clone()),
        NaiveSide::within("SPG", &Range::from(&lower), Relation::AtMost, &gradient),
        NaiveSide::within("SPMA over SPG", &Range::from(&delta(naive, &spma[0])), Relation::AtMost, &gradient),
    ]
}

fn ascent_sides(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let gain = gain(naive, &naive.eta);
    let left = Range::from(&(factor * square_of_gradient(naive)));
    vec![
        NaiveSide::within("gain", &left, Relation::AtMost, &gain),
        NaiveSide::within("sign", &Range::zero(), Relation::AtMostPlain, &gain),
    ]
}

/// `dV(rho)/dtheta(s,a) = d(s) pi(a|s) Adv(s,a) / (1-gamma)`, exactly.
fn gradient(naive: &Naive) -> Vec<Vec<Rational>> {
    let (visits, advantages) = (naive.occupancy(&naive.policy), naive.advantages(&naive.policy));
    let slope = |s: usize, a: usize| visits[s].clone() * &naive.policy[s][a] * &advantages[s][a] / naive.stop();
    (0..naive.states()).map(|s| (0..naive.policy[s].len()).map(|a| slope(s, a)).collect()).collect()
}

fn square_of_gradient(naive: &Naive) -> Rational {
    gradient(naive).concat().into_iter().map(|slope| slope.clone() * slope).sum()
}

/// `V'(rho) - V(rho)` for one step of size `eta`.
fn gain(naive: &Naive, eta: &Rational) -> Range {
    let start = RangePolicy::exact(naive, &naive.policy);
    let exponents: Vec<Vec<Range>> = gradient(naive)
        .iter()
        .map(|row| row.iter().map(|slope| Range::from(&(slope.clone() * eta))).collect())
        .collect();
    let before: Rational = dot(&naive.initial, &naive.values(&naive.policy));
    start.tilted(&exponents).value_of_initial().minus(&Range::from(&before))
}

/// `delta_0 - share c delta_0^2 <= delta_1 < delta_0`, `||grad||^2 <= 2 delta_0^2`
fn bandit_step(naive: &Naive, share: Rational) -> Vec<NaiveSide> {
    let before = delta(naive, &naive.policy[0]);
    let square = before.clone() * &before;
    let lower = before.clone() - share * curvature(naive) * &square;
    let after = Range::from(&before).minus(&gain(naive, &naive.eta));
    let twice = square * Rational::from(2);
    vec![
        NaiveSide::within("delta", &Range::from(&lower), Relation::AtMost, &after),
        NaiveSide::within("descent", &after, Relation::LessPlain, &Range::from(&before)),
        NaiveSide::new("gradient", square_of_gradient(naive), Relation::AtMost, twice),
    ]
}

fn bandit_run(naive: &Naive, share: Rational) -> Vec<NaiveSide> {
    let lower = lower_bound(naive, share * curvature(naive));
    vec![NaiveSide::within("delta", &Range::from(&lower), Relation::AtMost, &gradient_delta(naive))]
}

/// `1 / (1/delta_0 + T c / (1 - c delta_0))`
fn lower_bound(naive: &Naive, curvature: Rational) -> Rational {
    let before = delta(naive, &naive.policy[0]);
    let growth = curvature.clone() / (Rational::one() - curvature * &before);
    Rational::one() / (Rational::one() / before + growth * Rational::from(naive.steps))
}

/// `2 eta + eta^2 / 2`
fn curvature(naive: &Naive) -> Rational {
    naive.eta.clone() * Rational::from(2) + naive.eta.clone() * &naive.eta / Rational::from(2)
}

/// `delta_T` of softmax policy gradient: `pi exp(eta pi (r - <pi, r>)) / Z` each step.
fn gradient_delta(naive: &Naive) -> Range {
    let eta = Range::from(&naive.eta);
    let mut now = RangePolicy::exact(naive, &naive.policy);
    for _ in 0..naive.steps {
        let advantages = now.advantages();
        let exponents =
            now.policy[0].iter().zip(&advantages[0]).map(|(p, advantage)| p.times(advantage).times(&eta)).collect();
        now = now.tilted(&[exponents]);
    }
    let best = maximum(&naive.rewards[0]);
    now.policy[0]
        .iter()
        .zip(&naive.rewards[0])
        .fold(Range::zero(), |sum, (p, r)| sum.plus(&p.times(&Range::from(&(best.clone() - r)))))
}

fn delta(naive: &Naive, policy: &[Rational]) -> Rational {
    maximum(&naive.rewards[0]) - dot(policy, &naive.rewards[0])
}

fn gap(naive: &Naive) -> Rational {
    let highest = maximum(&naive.rewards[0]);
    let others: Vec<Rational> = naive.rewards[0].iter().filter(|r| **r < highest).cloned().collect();
    highest - maximum(&others)
}
