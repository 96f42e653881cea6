//! A1 once more, in ranges of rationals.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::log_linear::{divergence, log_policy, policy, table};
use crate::replay::naive::{dot, maximum, minimum};
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

type Table = Vec<Vec<Range>>;

/// One step from `pi` to `pi_theta`.
struct Step {
    constant: Range,
    divergence: Range,
    after: Table,
}

fn step(naive: &Naive, from: &[Vec<Range>], theta: &[Rational]) -> Step {
    let half = naive.spma_ranges(from);
    let after = policy(&naive.features, theta);
    Step {
        constant: naive.constant_range(from),
        divergence: divergence(&naive.occupancy_ranges(from), &half, &log_policy(&naive.features, theta)),
        after,
    }
}

/// `1 - eta (1-gamma) C`
fn contraction(naive: &Naive, constant: &Range) -> Range {
    Range::one().minus(&Range::from(naive.eta.clone() * naive.stop()).times(constant))
}

/// `sqrt(eps / (2 rho_min)) / (1-gamma)^(5/2)`
fn radius(naive: &Naive, eps: &Range) -> Range {
    let scale = Rational::from(2) * minimum(&naive.initial) * naive.stop().power(5);
    eps.over(&Range::from(scale)).sqrt()
}

fn side(label: &str, left: Range, right: Range) -> NaiveSide {
    NaiveSide { label: label.to_owned(), left: left.into(), relation: Relation::AtMost, right: right.into() }
}

pub fn one_step(naive: &Naive) -> Vec<NaiveSide> {
    variant(naive, |step| radius(naive, &step.divergence))
}

pub fn any_policy(naive: &Naive) -> Vec<NaiveSide> {
    let largest = maximum(&row_distances(naive));
    near_target(naive, largest / (Rational::from(2) * naive.stop() * naive.stop()))
}

pub fn steps(naive: &Naive) -> Vec<NaiveSide> {
    let mut now = table(&naive.policy);
    let (mut factors, mut radii) = (Vec::new(), Vec::new());
    for theta in &naive.parameters[..naive.steps as usize] {
        let step = step(naive, &now, theta);
        factors.push(contraction(naive, &step.constant));
        radii.push(radius(naive, &step.divergence));
        now = step.after;
    }
    let start = Range::from(naive.error(&naive.policy));
    let product = |from: usize| factors[from..].iter().fold(Range::one(), |product, factor| product.times(factor));
    let losses = (0..factors.len()).map(|t| product(t + 1).times(&radii[t]));
    let unrolled = losses.fold(product(0).times(&start), |sum, loss| sum.plus(&loss));
    let largest = |values: &[Range]| values.iter().fold(Range::zero(), |most, own| most.maximum(own));
    let (factor, radius) = (largest(&factors), largest(&radii));
    let powers: Vec<Range> = factors
        .iter()
        .scan(Range::one(), |power, _| {
            let own = power.clone();
            *power = power.times(&factor);
            Some(own)
        })
        .collect();
    let last = factors.iter().fold(Range::one(), |power, _| power.times(&factor));
    let uniform = last.times(&start).plus(&radius.times(&Range::sum(&powers)));
    let error = naive.error_range(&now);
    vec![side("e", error.clone(), unrolled), side("e, largest", error, uniform)]
}

pub fn one_hot(naive: &Naive) -> Vec<NaiveSide> {
    let half = naive.spma(&naive.policy, &naive.eta);
    let weights = naive.occupancy(&naive.policy);
    let total = dot(&weights, &row_distances(naive));
    // Entry (s, a) of the gradient is d(s) (pi'(a|s) - half(a|s)).
    let entries = (0..naive.states()).flat_map(|s| {
        let rows = naive.other[s].iter().zip(&half[s]);
        rows.map(|(p, q)| (weights[s].clone() * (p.clone() - q)).abs()).collect::<Vec<Rational>>()
    });
    let rate = Rational::one() - naive.eta.clone() * naive.stop() * naive.constant(&naive.policy);
    vec![
        NaiveSide::new("gradient", entries.sum(), Relation::Equal, total),
        NaiveSide::new("support", Rational::zero(), Relation::LessPlain, minimum(&half.concat())),
        NaiveSide::new("e", naive.error(&half), Relation::AtMost, rate * naive.error(&naive.policy)),
    ]
}

pub fn smaller_beta(naive: &Naive) -> Vec<NaiveSide> {
    variant(naive, |step| radius(naive, &step.divergence).times(&Range::from(Rational::new(9, 10))))
}

pub fn no_neighbourhood(naive: &Naive) -> Vec<NaiveSide> {
    variant(naive, |_| Range::zero())
}

pub fn without_root(naive: &Naive) -> Vec<NaiveSide> {
    variant(naive, |step| step.divergence.times(&radius(naive, &Range::one())))
}

pub fn shorter_distance(naive: &Naive) -> Vec<NaiveSide> {
    let largest = maximum(&row_distances(naive));
    near_target(naive, largest / (Rational::new(101, 50) * naive.stop() * naive.stop()))
}

pub fn average_distance(naive: &Naive) -> Vec<NaiveSide> {
    let average = dot(&naive.occupancy(&naive.policy), &row_distances(naive));
    near_target(naive, average / (Rational::from(2) * naive.stop() * naive.stop()))
}

/// `e_{t+1} <= (1 - eta (1-gamma) C) e_t + loss`
fn variant(naive: &Naive, loss: impl Fn(&Step) -> Range) -> Vec<NaiveSide> {
    let step = step(naive, &table(&naive.policy), &naive.parameters[0]);
    let before = Range::from(naive.error(&naive.policy));
    let right = contraction(naive, &step.constant).times(&before).plus(&loss(&step));
    vec![side("e", naive.error_range(&step.after), right)]
}

/// The same for the second policy, exactly.
fn near_target(naive: &Naive, loss: Rational) -> Vec<NaiveSide> {
    let rate = Rational::one() - naive.eta.clone() * naive.stop() * naive.constant(&naive.policy);
    let right = rate * naive.error(&naive.policy) + loss;
    vec![NaiveSide::new("e", naive.error(&naive.other), Relation::AtMost, right)]
}

/// `||pi'(.|s) - pi_{t+1/2}(.|s)||_1` by state.
fn row_distances(naive: &Naive) -> Vec<Rational> {
    let half = naive.spma(&naive.policy, &naive.eta);
    let distance = |(p, q): (&Vec<Rational>, &Vec<Rational>)| p.iter().zip(q).map(|(p, q)| (p.clone() - q).abs()).sum();
    naive.other.iter().zip(&half).map(distance).collect()
}
