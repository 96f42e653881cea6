//! D4 once more.

use num_traits::One;

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum, minimum};
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

pub fn one_state(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &Rational::new(1, 8), 2, |x| square(x) / Rational::from(2) / Rational::one().min(Rational::one() + x))
}

pub fn half_of_the_span(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &Rational::new(1, 16), 2, |x| square(x) / Rational::from(2) / Rational::one().min(Rational::one() + x))
}

pub fn third_order(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &Rational::new(1, 8), 3, |x| square(x) / Rational::from(2) / Rational::one().min(Rational::one() + x))
}

pub fn undivided(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &Rational::new(1, 8), 2, |x| square(x) / Rational::from(2))
}

pub fn uniform(naive: &Naive) -> Vec<NaiveSide> {
    let mut left = Range::zero();
    for (row, policy) in naive.advantages(&naive.policy).iter().zip(&naive.policy) {
        let x: Vec<Rational> = row.iter().map(|advantage| advantage.clone() * &naive.eta).collect();
        left = differences(&x, policy).iter().fold(left, |most, difference| most.maximum(&difference.absolute()));
    }
    let right = Range::from(square(&(naive.eta.clone() / naive.stop())));
    vec![NaiveSide::within("D", &left, Relation::AtMost, &right)]
}

fn square(x: &Rational) -> Rational {
    x.clone() * x
}

/// `log(1 + x) - x + log Z` by action.
fn differences(x: &[Rational], policy: &[Rational]) -> Vec<Range> {
    let weights: Vec<Range> = x.iter().zip(policy).map(|(x, p)| Range::from(x).exp().times(&Range::from(p))).collect();
    let logarithm = Range::sum(&weights).ln();
    let difference = |x: &Rational| Range::from(Rational::one() + x).ln().minus(&Range::from(x)).plus(&logarithm);
    x.iter().map(difference).collect()
}

fn sides(naive: &Naive, factor: &Rational, power: u32, below: impl Fn(&Rational) -> Rational) -> Vec<NaiveSide> {
    let (values, policy) = (&naive.rewards[0], &naive.policy[0]);
    let mean = dot(values, policy);
    let x: Vec<Rational> = values.iter().map(|value| (value.clone() - &mean) * &naive.eta).collect();
    let steps = (0..power).fold(Rational::one(), |product, _| product * &naive.eta);
    let above = Range::from(square(&(maximum(values) - minimum(values))) * steps * factor);
    let mut all = Vec::new();
    for (a, difference) in differences(&x, policy).iter().enumerate() {
        let negative = Range::zero().minus(difference);
        all.push(NaiveSide::within(format!("D({a})"), difference, Relation::AtMost, &above));
        all.push(NaiveSide::within(format!("-D({a})"), &negative, Relation::AtMost, &Range::from(below(&x[a]))));
    }
    all
}
