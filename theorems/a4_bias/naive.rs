//! A4 once more, in ranges of rationals.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::log_linear::{divergence, independent_columns, log_policy, policy, solve_positive, table};
use crate::replay::naive::{dot, minimum};
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

fn side(label: String, left: Range, relation: Relation, right: Range) -> NaiveSide {
    NaiveSide { label, left: left.into(), relation, right: right.into() }
}

/// Is a list constant?
fn is_constant(values: &[Rational]) -> bool {
    values.windows(2).all(|pair| pair[0] == pair[1])
}

/// Projections with another policy than the last one. A uniform policy that has the target's moments is left out.
fn compared(naive: &Naive) -> Vec<usize> {
    let last = naive.parameters.len() - 1;
    let half = naive.spma(&naive.policy, &naive.eta);
    let weights = naive.occupancy(&naive.policy);
    let exponents = |s: usize, k: usize| -> Vec<Rational> {
        naive.features[s].iter().map(|phi| dot(phi, &naive.parameters[k])).collect()
    };
    let differs = |s: usize, k: usize| {
        let rows = exponents(s, k).into_iter().zip(exponents(s, last));
        !is_constant(&rows.map(|(x, y)| x - y).collect::<Vec<_>>())
    };
    let moment = |i: usize| -> Rational {
        let of_state = |s: usize| -> Rational {
            let share = Rational::one() / Rational::from(half[s].len());
            let rows = half[s].iter().zip(&naive.features[s]);
            rows.map(|(p, phi)| (share.clone() - p) * &phi[i] * &weights[s]).sum()
        };
        (0..naive.states()).map(of_state).sum()
    };
    let states = || 0..naive.states();
    let uniform_is_best = (0..naive.features[0][0].len()).all(|i| moment(i).is_zero());
    let is_best = |k: usize| uniform_is_best && states().all(|s| is_constant(&exponents(s, k)));
    (0..last).filter(|&k| states().any(|s| differs(s, k)) && !is_best(k)).collect()
}

fn weights(naive: &Naive) -> Vec<Range> {
    naive.occupancy(&naive.policy).into_iter().map(Range::from).collect()
}

/// `l(theta^k)`
fn value(naive: &Naive, k: usize) -> Range {
    let half = table(&naive.spma(&naive.policy, &naive.eta));
    divergence(&weights(naive), &half, &log_policy(&naive.features, &naive.parameters[k]))
}

/// `sum_s d(s) sum_a p (1 + x) ln(1 + x)` for `x = (phi - mean) . w`, `H w = -g`: the terms `sum_a p x` are 0.
fn excess_bound(naive: &Naive, k: usize) -> Range {
    let columns = independent_columns(&naive.features);
    let p = policy(&naive.features, &naive.parameters[k]);
    let half = naive.spma(&naive.policy, &naive.eta);
    let weights = weights(naive);
    let phi = |s: usize, a: usize, i: usize| Range::from(&naive.features[s][a][columns[i]]);
    let mean =
        |s: usize, i: usize| (0..p[s].len()).fold(Range::zero(), |sum, a| sum.plus(&p[s][a].times(&phi(s, a, i))));
    let size = columns.len();
    let mut hessian = vec![vec![Range::zero(); size]; size];
    let mut right = vec![Range::zero(); size];
    for (s, weight) in weights.iter().enumerate() {
        let means: Vec<Range> = (0..size).map(|i| mean(s, i)).collect();
        for (a, probability) in p[s].iter().enumerate() {
            let difference = Range::from(&half[s][a]).minus(probability).times(weight);
            for i in 0..size {
                right[i] = right[i].plus(&difference.times(&phi(s, a, i)));
                for j in 0..size {
                    let product = phi(s, a, i).minus(&means[i]).times(&phi(s, a, j).minus(&means[j]));
                    hessian[i][j] = hessian[i][j].plus(&product.times(probability).times(weight));
                }
            }
        }
    }
    let Some(tilt) = solve_positive(hessian, right) else { return value(naive, k) };
    let mut bound = Range::zero();
    for (s, weight) in weights.iter().enumerate() {
        for (a, probability) in p[s].iter().enumerate() {
            let centred: Vec<Range> = (0..size).map(|i| phi(s, a, i).minus(&mean(s, i))).collect();
            let factor = Range::one().plus(&Range::dot(&centred, &tilt));
            if !factor.is_positive() {
                return value(naive, k);
            }
            bound = bound.plus(&weight.times(probability).times(&factor).times(&factor.ln()));
        }
    }
    bound
}

pub fn bias(naive: &Naive) -> Vec<NaiveSide> {
    let last = naive.parameters.len() - 1;
    let least = value(naive, last).minus(&excess_bound(naive, last));
    let side_of = |k: usize| side(label(k), least.clone(), Relation::AtMostPlain, value(naive, k));
    compared(naive).into_iter().map(side_of).collect()
}

pub fn excess(naive: &Naive) -> Vec<NaiveSide> {
    excess_sides(naive, Rational::one())
}

pub fn smaller_excess(naive: &Naive) -> Vec<NaiveSide> {
    excess_sides(naive, Rational::new(9, 10))
}

fn excess_sides(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let last = value(naive, naive.parameters.len() - 1);
    let factor = Range::from(factor);
    let side_of = |k: usize| {
        let right = excess_bound(naive, k).times(&factor);
        side(label(k), value(naive, k).minus(&last), Relation::AtMost, right)
    };
    compared(naive).into_iter().map(side_of).collect()
}

pub fn as_good(naive: &Naive) -> Vec<NaiveSide> {
    let last = value(naive, naive.parameters.len() - 1);
    let side_of = |k: usize| side(label(k), value(naive, k), Relation::AtMost, last.clone());
    compared(naive).into_iter().map(side_of).collect()
}

pub fn neighbourhood(naive: &Naive) -> Vec<NaiveSide> {
    near(naive, |k| value(naive, k))
}

pub fn full_radius(naive: &Naive) -> Vec<NaiveSide> {
    near(naive, |_| value(naive, naive.parameters.len() - 1))
}

fn near(naive: &Naive, eps: impl Fn(usize) -> Range) -> Vec<NaiveSide> {
    let rate = Rational::one() - naive.eta.clone() * naive.stop() * naive.constant(&naive.policy);
    let contracted = Range::from(rate * naive.error(&naive.policy));
    let scale = Range::from(Rational::from(2) * minimum(&naive.initial) * naive.stop().power(5));
    let side_of = |k: usize| {
        let error = naive.error_range(&policy(&naive.features, &naive.parameters[k]));
        let right = contracted.plus(&eps(k).over(&scale).sqrt());
        side(format!("e, projection {k}"), error, Relation::AtMost, right)
    };
    compared(naive).into_iter().map(side_of).collect()
}

fn label(k: usize) -> String {
    format!("l, projection {k}")
}
