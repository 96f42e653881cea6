//! A2 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::log_linear::{divergence, independent_columns, log_policy, policy, table};
use crate::replay::naive::{dot, maximum};
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

type Matrix = Vec<Vec<Rational>>;

pub fn variance_form(naive: &Naive) -> Vec<NaiveSide> {
    let (p, v) = (&naive.policy[0], &naive.rewards[0]);
    // Entry by entry of diag p - p p'.
    let entry = |a: usize, b: usize| {
        let diagonal = if a == b { p[a].clone() } else { Rational::zero() };
        (diagonal - p[a].clone() * &p[b]) * &v[a] * &v[b]
    };
    let all = || (0..p.len()).flat_map(|a| (0..p.len()).map(move |b| (a, b)));
    let form: Rational = all().map(|(a, b)| entry(a, b)).sum();
    let square = |x: Rational| x.clone() * x;
    let ordered = all().filter(|(a, b)| a < b);
    let pairs: Rational = ordered.map(|(a, b)| p[a].clone() * &p[b] * square(v[a].clone() - &v[b])).sum();
    vec![
        NaiveSide::new("form", form.clone(), Relation::Equal, pairs),
        NaiveSide::new("sign", Rational::zero(), Relation::AtMostPlain, form),
    ]
}

/// `phi(s,a) . v` by state and action.
fn slopes(naive: &Naive, v: &[Rational]) -> Matrix {
    naive.features.iter().map(|rows| rows.iter().map(|row| dot(row, v)).collect()).collect()
}

/// `sum_s d(s) f(s)`
fn weighted(naive: &Naive, of_state: impl Fn(usize) -> Rational) -> Rational {
    let weights = naive.occupancy(&naive.policy);
    (0..naive.states()).map(|s| weights[s].clone() * of_state(s)).sum()
}

fn mean_square(p: &[Rational], x: &[Rational]) -> Rational {
    p.iter().zip(x).map(|(p, x)| p.clone() * x * x).sum()
}

pub fn derivatives(naive: &Naive) -> Vec<NaiveSide> {
    let x = slopes(naive, &naive.parameters[0]);
    let half = naive.spma(&naive.policy, &naive.eta);
    let first = weighted(naive, |s| dot(&naive.other[s], &x[s]) - dot(&half[s], &x[s]));
    let second = weighted(naive, |s| {
        let mean = dot(&naive.other[s], &x[s]);
        mean_square(&naive.other[s], &x[s]) - mean.clone() * mean
    });
    vec![
        NaiveSide::new("first derivative", first.clone(), Relation::Equal, first),
        NaiveSide::new("second derivative", second.clone(), Relation::Equal, second),
    ]
}

/// `sum_s d(s) (E phi phi' - E phi E phi')`
fn hessian_at_other(naive: &Naive) -> Matrix {
    let dimension = naive.features[0][0].len();
    let moment = |s: usize, i: usize| -> Rational {
        naive.other[s].iter().zip(&naive.features[s]).map(|(p, phi)| p.clone() * &phi[i]).sum()
    };
    let product = |s: usize, i: usize, j: usize| -> Rational {
        naive.other[s].iter().zip(&naive.features[s]).map(|(p, phi)| p.clone() * &phi[i] * &phi[j]).sum()
    };
    let entry = |i: usize, j: usize| weighted(naive, |s| product(s, i, j) - moment(s, i) * moment(s, j));
    (0..dimension).map(|i| (0..dimension).map(|j| entry(i, j)).collect()).collect()
}

fn largest_square(naive: &Naive) -> Rational {
    maximum(&naive.features.iter().flatten().map(|row| dot(row, row)).collect::<Vec<_>>())
}

/// Symmetric elimination: the diagonal before each step, and the largest entry under a diagonal 0.
fn semidefinite(name: &str, mut matrix: Matrix) -> Vec<NaiveSide> {
    let size = matrix.len();
    let mut rest = Rational::zero();
    let mut sides = Vec::new();
    for k in 0..size {
        let pivot_row = matrix[k].clone();
        let pivot = &pivot_row[k];
        sides.push(NaiveSide::new(format!("{name} {k}"), Rational::zero(), Relation::AtMostPlain, pivot.clone()));
        for row in &mut matrix[k + 1..] {
            if pivot.is_zero() {
                rest = rest.max(row[k].abs());
                continue;
            }
            let factor = row[k].clone() / pivot;
            for (entry, above) in row.iter_mut().zip(&pivot_row) {
                *entry -= &(factor.clone() * above);
            }
        }
    }
    sides.push(NaiveSide::new(format!("{name}, rest"), rest, Relation::AtMostPlain, Rational::zero()));
    sides
}

fn below(bound: &Rational, hessian: &Matrix) -> Matrix {
    let mut result: Matrix = hessian.iter().map(|row| row.iter().map(|entry| -entry.clone()).collect()).collect();
    for (i, row) in result.iter_mut().enumerate() {
        row[i] += bound;
    }
    result
}

pub fn hessian(naive: &Naive) -> Vec<NaiveSide> {
    let hessian = hessian_at_other(naive);
    let upper = below(&largest_square(naive), &hessian);
    [semidefinite("pivot", hessian), semidefinite("upper pivot", upper)].concat()
}

pub fn minors(naive: &Naive) -> Vec<NaiveSide> {
    let p = policy(&naive.features, &naive.parameters[0]);
    let weights = naive.occupancy(&naive.policy);
    let columns = independent_columns(&naive.features);
    let mean = |s: usize, i: usize| {
        p[s].iter().zip(&naive.features[s]).fold(Range::zero(), |sum, (p, phi)| sum.plus(&p.times(&(&phi[i]).into())))
    };
    let entry = |i: usize, j: usize| {
        let mut total = Range::zero();
        for (s, weight) in weights.iter().enumerate() {
            let (first, second) = (mean(s, i), mean(s, j));
            for (p, phi) in p[s].iter().zip(&naive.features[s]) {
                let product = Range::from(&phi[i]).minus(&first).times(&Range::from(&phi[j]).minus(&second));
                total = total.plus(&product.times(p).times(&Range::from(weight)));
            }
        }
        total
    };
    let matrix: Vec<Vec<Range>> = columns.iter().map(|&i| columns.iter().map(|&j| entry(i, j)).collect()).collect();
    let side = |k: usize| NaiveSide {
        label: format!("minor {k}"),
        left: Range::zero().into(),
        relation: Relation::LessPlain,
        right: determinant(&matrix, k + 1).into(),
    };
    (0..columns.len()).map(side).collect()
}

/// The leading minor of a size, by expansion along rows; the minors of the rows so far are kept by their columns.
fn determinant(matrix: &[Vec<Range>], size: usize) -> Range {
    let mut minors = vec![Range::zero(); 1 << size];
    minors[0] = Range::one();
    for columns in 1_usize..1 << size {
        let row = columns.count_ones() as usize - 1;
        let mut sum = Range::zero();
        for (place, column) in (0..size).filter(|column| columns >> column & 1 == 1).enumerate() {
            let term = matrix[row][column].times(&minors[columns & !(1 << column)]);
            sum = if (row + place).is_multiple_of(2) { sum.plus(&term) } else { sum.minus(&term) };
        }
        minors[columns] = sum;
    }
    minors.swap_remove((1 << size) - 1)
}

pub fn midpoint(naive: &Naive) -> Vec<NaiveSide> {
    midpoint_side(naive, Rational::one())
}

pub fn lower_midpoint(naive: &Naive) -> Vec<NaiveSide> {
    midpoint_side(naive, Rational::new(9, 10))
}

fn midpoint_side(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let half = table(&naive.spma(&naive.policy, &naive.eta));
    let weights: Vec<Range> = naive.occupancy(&naive.policy).into_iter().map(Range::from).collect();
    let value = |theta: &[Rational]| divergence(&weights, &half, &log_policy(&naive.features, theta));
    let (one, other) = (&naive.parameters[0], &naive.parameters[1]);
    let middle: Vec<Rational> = one.iter().zip(other).map(|(x, y)| (x.clone() + y) / Rational::from(2)).collect();
    let mean = value(one).plus(&value(other)).times(&Range::from(factor / Rational::from(2)));
    let (left, right) = (value(&middle).into(), mean.into());
    vec![NaiveSide { label: "l".to_owned(), left, relation: Relation::AtMost, right }]
}

pub fn modulus(naive: &Naive) -> Vec<NaiveSide> {
    let v = &naive.parameters[0];
    let curvature = derivatives(naive).swap_remove(1).right.lower.expect("exact");
    let least = dot(v, v) / Rational::from(100);
    vec![NaiveSide::new("curvature", least, Relation::AtMostPlain, curvature)]
}

pub fn smaller_bound(naive: &Naive) -> Vec<NaiveSide> {
    let bound = largest_square(naive) * Rational::new(99, 100);
    semidefinite("upper pivot", below(&bound, &hessian_at_other(naive)))
}

pub fn half_gradient(naive: &Naive) -> Vec<NaiveSide> {
    let x = slopes(naive, &naive.parameters[0]);
    let half = naive.spma(&naive.policy, &naive.eta);
    let first = weighted(naive, |s| dot(&naive.other[s], &x[s]) - dot(&half[s], &x[s]));
    let part = weighted(naive, |s| -dot(&half[s], &x[s]));
    vec![NaiveSide::new("first derivative", first, Relation::Equal, part)]
}

pub fn second_moment(naive: &Naive) -> Vec<NaiveSide> {
    let x = slopes(naive, &naive.parameters[0]);
    let moment = weighted(naive, |s| mean_square(&naive.other[s], &x[s]));
    let mean = weighted(naive, |s| {
        let mean = dot(&naive.other[s], &x[s]);
        mean.clone() * mean
    });
    vec![NaiveSide::new("second derivative", moment.clone() - mean, Relation::Equal, moment)]
}
