//! D2 once more. The sum of the weights is linear in each weight, so its
//! logarithmic derivative is a quotient of differences.

use num_traits::Zero;

use super::AGREEMENT;
use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide, ln_bounds};
use crate::scalar::{Bounds, Rational};

pub fn gradient(naive: &Naive) -> Vec<NaiveSide> {
    by_logit(naive, "dphi/dz", |d, s, a, weights| (rise(&weights[s], a) * d, softmax(&weights[s])[a].clone() * d))
}

pub fn unweighted(naive: &Naive) -> Vec<NaiveSide> {
    by_logit(naive, "dphi/dz", |d, s, a, weights| (rise(&weights[s], a) * d, softmax(&weights[s])[a].clone()))
}

/// Left `d (pi_z(a) - pi_z'(a))`; right `-d sum_b pi_z'(b) (1[a=b] - pi_z(a))`.
pub fn divergence_gradient(naive: &Naive) -> Vec<NaiveSide> {
    by_logit(naive, "d/dz", |d, s, a, weights| {
        let target = &naive.policy[s];
        let left = (rise(&weights[s], a) - &target[a]) * d;
        let share = softmax(&weights[s])[a].clone();
        let log_slope = |b: usize| Rational::from(i64::from(a == b)) - &share;
        let right: Rational = target.iter().enumerate().map(|(b, p)| p.clone() * log_slope(b)).sum();
        (left, -(right * d))
    })
}

pub fn divergence(naive: &Naive) -> Vec<NaiveSide> {
    values(naive, true)
}

pub fn not_swapped(naive: &Naive) -> Vec<NaiveSide> {
    values(naive, false)
}

fn by_logit(
    naive: &Naive,
    name: &str,
    sides: impl Fn(&Rational, usize, usize, &[Vec<Rational>]) -> (Rational, Rational),
) -> Vec<NaiveSide> {
    let (occupancy, weights) = (naive.occupancy(&naive.policy), weights(naive));
    let mut all = Vec::new();
    for (s, d) in occupancy.iter().enumerate() {
        for a in 0..weights[s].len() {
            let (left, right) = sides(d, s, a, &weights);
            all.push(NaiveSide::new(format!("{name}({s},{a})"), left, Relation::Equal, right));
        }
    }
    all
}

fn weights(naive: &Naive) -> Vec<Vec<Rational>> {
    let scaled = |(s, row): (usize, &Vec<Rational>)| {
        row.iter().enumerate().map(|(a, p)| p.clone() * Rational::from(1 + s + 2 * a)).collect()
    };
    naive.other.iter().enumerate().map(scaled).collect()
}

fn softmax(weights: &[Rational]) -> Vec<Rational> {
    let total: Rational = weights.iter().cloned().sum();
    weights.iter().map(|w| w.clone() / &total).collect()
}

/// `d log(sum w)/dz(a)`: the sum when the weight is doubled, less the sum, over
/// the sum.
fn rise(weights: &[Rational], action: usize) -> Rational {
    let total: Rational = weights.iter().cloned().sum();
    let doubled: Rational =
        weights.iter().enumerate().map(|(b, w)| if b == action { w.clone() + w } else { w.clone() }).sum();
    (doubled - &total) / total
}

/// `sum_s d(s) [log W - sum_a pi' log(w/pi')]` less the divergence, in bounds.
fn values(naive: &Naive, swapped: bool) -> Vec<NaiveSide> {
    let occupancy = naive.occupancy(&naive.policy);
    let mut sum = Sum { low: Rational::zero(), high: Rational::zero() };
    for ((s, d), weights) in occupancy.iter().enumerate().zip(weights(naive)) {
        let total: Rational = weights.iter().cloned().sum();
        sum.add(d, &total);
        for ((p, w), q) in naive.policy[s].iter().zip(&weights).zip(softmax(&weights)) {
            sum.add(&-(d.clone() * p), &(w.clone() / p));
            let (from, to) = if swapped { (p, &q) } else { (&q, p) };
            sum.add(&-(d.clone() * from), &(from.clone() / to));
        }
    }
    let left = Bounds {
        lower: Some(if sum.low.is_negative() && !sum.high.is_negative() {
            Rational::zero()
        } else {
            sum.low.abs().min(sum.high.abs())
        }),
        upper: Some(sum.low.abs().max(sum.high.abs())),
    };
    let right = Bounds::point(Rational::power_of_two(AGREEMENT));
    vec![NaiveSide { label: "difference".to_owned(), left, relation: Relation::AtMostPlain, right }]
}

/// Bounds of a sum of logarithms.
struct Sum {
    low: Rational,
    high: Rational,
}

impl Sum {
    /// Adds `factor log x`.
    fn add(&mut self, factor: &Rational, x: &Rational) {
        let bounds = ln_bounds(x);
        let ends = [bounds.lower, bounds.upper].map(|end| end.expect("ln has bounds") * factor);
        let [low, high] = if factor.is_negative() { [&ends[1], &ends[0]] } else { [&ends[0], &ends[1]] };
        self.low += low;
        self.high += high;
    }
}
