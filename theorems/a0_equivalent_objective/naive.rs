//! A0 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::log_linear::{divergence, log_policy, table};
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

/// `sum_s d(s) sum_a f(s,a) phi_i(s,a)`
fn moment(naive: &Naive, i: usize, f: impl Fn(usize, usize) -> Rational) -> Rational {
    let weights = naive.occupancy(&naive.policy);
    let mut total = Rational::zero();
    for (s, weight) in weights.iter().enumerate() {
        for (a, phi) in naive.features[s].iter().enumerate() {
            total += &(f(s, a) * weight * &phi[i]);
        }
    }
    total
}

/// `grad l` and `grad g`, with the logits' derivative `pi'(a|s) - delta_ab` of `-ln pi'(b|s)` summed over `b` first.
fn sides(naive: &Naive, weight: Rational, scale: Rational) -> Vec<NaiveSide> {
    let half = naive.spma(&naive.policy, &naive.eta);
    let advantages = naive.advantages(&naive.policy);
    let left = |s: usize, a: usize| naive.other[s][a].clone() - &half[s][a];
    // sum_b pi(b|s) Adv(s,b) = 0 and sum_b pi(b|s) = 1
    let right = |s: usize, a: usize| {
        let proximal = weight.clone() * (naive.other[s][a].clone() - &naive.policy[s][a]);
        proximal - naive.policy[s][a].clone() * &advantages[s][a]
    };
    let side = |i: usize| {
        let g = moment(naive, i, right) * &scale;
        NaiveSide::new(format!("entry {i}"), moment(naive, i, left), Relation::Equal, g)
    };
    (0..naive.features[0][0].len()).map(side).collect()
}

pub fn gradients(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::one() / &naive.eta, naive.eta.clone())
}

pub fn unit_weight(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::one(), naive.eta.clone())
}

pub fn without_eta(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::one() / &naive.eta, Rational::one())
}

/// `|l - eta sum_s d(s) [ -sum_a pi Adv ln pi_theta ] - proximal - c| <= 2^-100`
fn agreement(naive: &Naive, proximal: impl Fn(&[Range], &[Vec<Range>]) -> Range) -> Vec<NaiveSide> {
    let half = table(&naive.spma(&naive.policy, &naive.eta));
    let now = table(&naive.policy);
    let weights: Vec<Range> = naive.occupancy(&naive.policy).into_iter().map(Range::from).collect();
    let advantages = naive.advantages(&naive.policy);
    let nothing: Vec<Vec<Range>> = now.iter().map(|row| vec![Range::zero(); row.len()]).collect();
    let constant = divergence(&weights, &half, &nothing).minus(&divergence(&weights, &now, &nothing));
    let side = |place: usize| {
        let logarithms = log_policy(&naive.features, &naive.parameters[place]);
        let mut gain = Range::zero();
        for (s, weight) in weights.iter().enumerate() {
            for (a, logarithm) in logarithms[s].iter().enumerate() {
                let factor = naive.eta.clone() * &naive.policy[s][a] * &advantages[s][a];
                gain = gain.plus(&weight.times(&logarithm.times(&Range::from(factor))));
            }
        }
        let surrogate = divergence(&weights, &half, &logarithms);
        let difference = surrogate.plus(&gain).minus(&proximal(&weights, &logarithms)).minus(&constant);
        NaiveSide {
            label: format!("parameter {place}"),
            left: difference.absolute().into(),
            relation: Relation::AtMostPlain,
            right: Range::from(Rational::power_of_two(-100)).into(),
        }
    };
    (0..2).map(side).collect()
}

pub fn values(naive: &Naive) -> Vec<NaiveSide> {
    let now = table(&naive.policy);
    agreement(naive, |weights, logarithms| divergence(weights, &now, logarithms))
}

pub fn reverse(naive: &Naive) -> Vec<NaiveSide> {
    let now: Vec<Vec<Range>> =
        naive.policy.iter().map(|row| row.iter().map(|p| Range::from(p).ln()).collect()).collect();
    agreement(naive, |weights, logarithms| {
        let policy: Vec<Vec<Range>> = logarithms.iter().map(|row| row.iter().map(Range::exp).collect()).collect();
        divergence(weights, &policy, &now)
    })
}
