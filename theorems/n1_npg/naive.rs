//! N1 once more.

use num_traits::One;

use crate::claim::Relation;
use crate::replay::naive::{maximum, minimum};
use crate::replay::{Naive, NaiveSide, Range, RangePolicy};
use crate::scalar::Rational;

pub fn steps(naive: &Naive) -> Vec<NaiveSide> {
    step_sides(naive, |first, second| first.plus(second))
}

pub fn without_horizon(naive: &Naive) -> Vec<NaiveSide> {
    step_sides(naive, |first, _| first.clone())
}

pub fn half(naive: &Naive) -> Vec<NaiveSide> {
    step_sides(naive, |first, second| first.plus(second).times(&Range::from(&Rational::new(1, 2))))
}

pub fn square(naive: &Naive) -> Vec<NaiveSide> {
    let steps = Range::from(&Rational::from(naive.steps));
    step_sides(naive, |first, second| first.plus(second).over(&steps))
}

pub fn uniform_start(naive: &Naive) -> Vec<NaiveSide> {
    let most = naive.rewards.iter().map(Vec::len).max().unwrap_or(0);
    let inverse = Rational::one() / minimum(&naive.policy.concat());
    vec![NaiveSide::new("A", inverse, Relation::Equal, Rational::from(most))]
}

pub fn one_step(naive: &Naive) -> Vec<NaiveSide> {
    contraction(naive, &naive.stop())
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    contraction(naive, &Rational::one())
}

/// `V*(rho) - V_T(rho)` against a bound made of `log(1/min pi) / (eta T)` and
/// `1 / ((1-gamma)^2 T)`.
fn step_sides(naive: &Naive, bound: impl Fn(&Range, &Range) -> Range) -> Vec<NaiveSide> {
    let steps = Rational::from(naive.steps);
    let optimal: Rational = naive.initial.iter().zip(naive.optimal_values()).map(|(rho, v)| rho.clone() * v).sum();
    let side = |scale: i64| {
        let eta = naive.eta.clone() * Rational::from(scale);
        let start = RangePolicy::exact(naive, &naive.policy);
        let last = (0..naive.steps).fold(start, |policy, _| step(naive, &policy, &eta));
        let logarithm = Range::from(&(Rational::one() / minimum(&naive.policy.concat()))).ln();
        let first = logarithm.times(&Range::from(&(Rational::one() / (eta * &steps))));
        let second = Range::from(&(Rational::one() / (naive.stop() * naive.stop() * &steps)));
        let left = Range::from(&optimal).minus(&last.value_of_initial());
        NaiveSide::within(format!("{scale} eta"), &left, Relation::AtMost, &bound(&first, &second))
    };
    vec![side(1), side(100)]
}

/// `pi exp(eta Adv / (1-gamma)) / Z`
fn step<'n>(naive: &Naive, policy: &RangePolicy<'n>, eta: &Rational) -> RangePolicy<'n> {
    let scale = Range::from(&(eta.clone() / naive.stop()));
    let advantages = policy.advantages();
    let exponents: Vec<Vec<Range>> =
        advantages.iter().map(|row| row.iter().map(|advantage| advantage.times(&scale)).collect()).collect();
    policy.tilted(&exponents)
}

/// `e' <= (1 - scale kappa) e` and `V(rho) <= V'(rho)`
fn contraction(naive: &Naive, scale: &Rational) -> Vec<NaiveSide> {
    let start = RangePolicy::exact(naive, &naive.policy);
    let next = step(naive, &start, &naive.eta);
    let mut kappa: Option<Range> = None;
    for (row, advantages) in next.policy.iter().zip(naive.advantages(&naive.policy)) {
        let largest = maximum(&advantages);
        if largest.is_positive() {
            let zero = Range::zero();
            let gain = row.iter().zip(&advantages).fold(zero, |sum, (p, x)| sum.plus(&p.times(&Range::from(x))));
            let ratio = gain.times(&Range::from(&(Rational::one() / largest)));
            kappa = Some(kappa.map_or(ratio.clone(), |least| least.minimum(&ratio)));
        }
    }
    let rate = kappa.expect("the policy is not optimal").times(&Range::from(scale));
    let factor = Range::one().minus(&rate);
    let right = factor.times(&Range::from(&naive.error(&naive.policy)));
    vec![
        NaiveSide::within("e", &next.error(), Relation::AtMost, &right),
        NaiveSide::within("V(rho)", &start.value_of_initial(), Relation::AtMostPlain, &next.value_of_initial()),
    ]
}
