//! G2 once more.

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide, Range, RangePolicy};
use crate::scalar::Rational;

type Lists = Vec<Vec<Range>>;

/// `V(rho)` of `omega`, `theta`, `phi`, the step size and the squared gradient.
struct Stage {
    eta: Rational,
    square: Range,
    omega: Range,
    theta: Range,
    phi: Range,
}

pub fn monotone(naive: &Naive) -> Vec<NaiveSide> {
    let cube = naive.stop() * naive.stop() * naive.stop();
    let mut sides = gain_sides(naive, |eta| eta.clone() - eta.clone() * eta / (Rational::from(4) * &cube));
    let stages = run(naive);
    for t in 1..stages.len() {
        let before = [("theta", &stages[t - 1].theta), ("phi", &stages[t - 1].phi)];
        sides.extend(before.map(|(name, value)| {
            NaiveSide::within(format!("{name} {t}"), value, Relation::AtMostPlain, &stages[t].theta)
        }));
    }
    sides
}

pub fn without_restart(naive: &Naive) -> Vec<NaiveSide> {
    let stages = run(naive).into_iter().enumerate().skip(1);
    let side = |(t, stage): (usize, Stage)| {
        NaiveSide::within(format!("phi {}", t + 1), &stage.theta, Relation::AtMostPlain, &stage.phi)
    };
    stages.map(side).collect()
}

pub fn linear_gain(naive: &Naive) -> Vec<NaiveSide> {
    gain_sides(naive, Clone::clone)
}

fn gain_sides(naive: &Naive, factor: impl Fn(&Rational) -> Rational) -> Vec<NaiveSide> {
    let side = |(t, stage): (usize, Stage)| {
        let least = stage.square.times(&Range::from(&factor(&stage.eta)));
        NaiveSide::within(format!("gain {}", t + 1), &least, Relation::AtMost, &stage.theta.minus(&stage.omega))
    };
    run(naive).into_iter().enumerate().map(side).collect()
}

/// Offsets `x` of the logits from those of the first policy: `pi_0 e^x / Z`.
fn run(naive: &Naive) -> Vec<Stage> {
    let start = RangePolicy::exact(naive, &naive.policy);
    let zeros: Lists = naive.policy.iter().map(|row| vec![Range::zero(); row.len()]).collect();
    let (mut theta, mut omega) = (zeros.clone(), zeros);
    let mut stages = Vec::new();
    for t in 1..=i64::from(naive.steps) {
        let eta = naive.eta.clone() * Rational::new(128 * t, t + 1);
        let now = start.tilted(&omega);
        let slopes = gradient(naive, &now);
        let next = combine(&omega, &slopes, &eta);
        let changes = combine(&next, &theta, &Rational::from(-1));
        let phi = combine(&next, &changes, &Rational::new(t - 1, t + 2));
        let (value, extrapolated) = (start.tilted(&next).value_of_initial(), start.tilted(&phi).value_of_initial());
        let square = slopes.iter().flatten().fold(Range::zero(), |sum, x| sum.plus(&x.times(x)));
        omega = if extrapolated.minus(&value).is_negative() { next.clone() } else { phi };
        theta = next;
        stages.push(Stage { eta, square, omega: now.value_of_initial(), theta: value, phi: extrapolated });
    }
    stages
}

/// `a + factor b`
fn combine(a: &Lists, b: &Lists, factor: &Rational) -> Lists {
    let factor = Range::from(factor);
    let row = |(a, b): (&Vec<Range>, &Vec<Range>)| a.iter().zip(b).map(|(a, b)| a.plus(&b.times(&factor))).collect();
    a.iter().zip(b).map(row).collect()
}

/// `d(s) pi(a|s) Adv(s,a) / (1-gamma)`
fn gradient(naive: &Naive, policy: &RangePolicy) -> Lists {
    let stop = Range::from(&naive.stop());
    let (visits, advantages) = (policy.occupancy(), policy.advantages());
    let row = |s: usize| {
        let pairs = policy.policy[s].iter().zip(&advantages[s]);
        pairs.map(|(p, advantage)| p.times(advantage).times(&visits[s]).over(&stop)).collect()
    };
    (0..naive.states()).map(row).collect()
}
