//! D2 once more. The sum of the weights is linear in each weight, so its
//! logarithmic derivative is a quotient of differences.

use super::AGREEMENT;
use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

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

/// `sum_s d(s) [log W - sum_a pi' log(w/pi')]` less the divergence.
fn values(naive: &Naive, swapped: bool) -> Vec<NaiveSide> {
    let occupancy = naive.occupancy(&naive.policy);
    let mut sum = Range::zero();
    let mut add = |factor: Rational, x: Rational| {
        sum = sum.plus(&Range::from(x).ln().times(&Range::from(factor)));
    };
    for ((s, d), weights) in occupancy.iter().enumerate().zip(weights(naive)) {
        let total: Rational = weights.iter().cloned().sum();
        add(d.clone(), total);
        for ((p, w), q) in naive.policy[s].iter().zip(&weights).zip(softmax(&weights)) {
            add(-(d.clone() * p), w.clone() / p);
            let (from, to) = if swapped { (p, &q) } else { (&q, p) };
            add(-(d.clone() * from), from.clone() / to);
        }
    }
    let right = Range::from(Rational::power_of_two(AGREEMENT));
    vec![NaiveSide::within("difference", &sum.absolute(), Relation::AtMostPlain, &right)]
}
