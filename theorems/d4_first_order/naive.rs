//! D4 once more, with rational bounds of `ln` and `exp`.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum, minimum};
use crate::replay::{Naive, NaiveSide, exp_bounds, ln_bounds};
use crate::scalar::{Bounds, Rational};

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
    let (mut low, mut high) = (Rational::zero(), Rational::zero());
    for (row, policy) in naive.advantages(&naive.policy).iter().zip(&naive.policy) {
        let x: Vec<Rational> = row.iter().map(|advantage| advantage.clone() * &naive.eta).collect();
        for (lower, upper) in differences(&x, policy) {
            let least = if lower.is_negative() && upper.is_positive() {
                Rational::zero()
            } else {
                lower.abs().min(upper.abs())
            };
            low = low.max(least);
            high = high.max(lower.abs().max(upper.abs()));
        }
    }
    let left = Bounds { lower: Some(low), upper: Some(high) };
    let right = Bounds::point(square(&(naive.eta.clone() / naive.stop())));
    vec![NaiveSide { label: "D".to_owned(), left, relation: Relation::AtMost, right }]
}

fn square(x: &Rational) -> Rational {
    x.clone() * x
}

/// Bounds of `log(1 + x) - x + log Z` by action.
fn differences(x: &[Rational], policy: &[Rational]) -> Vec<(Rational, Rational)> {
    let ends = |bounds: Bounds| (bounds.lower.expect("a lower bound"), bounds.upper.expect("an upper bound"));
    let (mut low, mut high) = (Rational::zero(), Rational::zero());
    for (x, p) in x.iter().zip(policy) {
        let (lower, upper) = ends(exp_bounds(x));
        low += &(lower * p);
        high += &(upper * p);
    }
    let (low, high) = (ends(ln_bounds(&low)).0, ends(ln_bounds(&high)).1);
    let difference = |x: &Rational| {
        let (lower, upper) = ends(ln_bounds(&(Rational::one() + x)));
        (lower - x + &low, upper - x + &high)
    };
    x.iter().map(difference).collect()
}

fn sides(naive: &Naive, factor: &Rational, power: u32, below: impl Fn(&Rational) -> Rational) -> Vec<NaiveSide> {
    let (values, policy) = (&naive.rewards[0], &naive.policy[0]);
    let mean = dot(values, policy);
    let x: Vec<Rational> = values.iter().map(|value| (value.clone() - &mean) * &naive.eta).collect();
    let steps = (0..power).fold(Rational::one(), |product, _| product * &naive.eta);
    let above = square(&(maximum(values) - minimum(values))) * steps * factor;
    let mut all = Vec::new();
    for (a, (lower, upper)) in differences(&x, policy).into_iter().enumerate() {
        let side = |label: String, low: Rational, high: Rational, right: Rational| {
            let left = Bounds { lower: Some(low), upper: Some(high) };
            NaiveSide { label, left, relation: Relation::AtMost, right: Bounds::point(right) }
        };
        all.push(side(format!("D({a})"), lower.clone(), upper.clone(), above.clone()));
        all.push(side(format!("-D({a})"), -upper, -lower, below(&x[a])));
    }
    all
}
