//! A5 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::dot;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

/// `rho' P_pi^t` by state for `t < T`.
fn laws(naive: &Naive) -> Vec<Vec<Rational>> {
    let mut laws = vec![naive.initial.clone()];
    for t in 1..naive.steps as usize {
        let mut next = vec![Rational::zero(); naive.states()];
        for (s, actions) in naive.transitions.iter().enumerate() {
            for (a, successors) in actions.iter().enumerate() {
                for (to, p) in successors {
                    next[*to] += &(laws[t - 1][s].clone() * &naive.policy[s][a] * p);
                }
            }
        }
        laws.push(next);
    }
    laws.truncate(naive.steps as usize);
    laws
}

/// `sum_(t<T) stop go^t (rho' P_pi^t)(s)`
fn within(naive: &Naive, s: usize, stop: &Rational, go: &Rational) -> Rational {
    laws(naive).iter().enumerate().map(|(t, law)| stop.clone() * go.power(t as i32) * &law[s]).sum()
}

pub fn stopping_state(naive: &Naive) -> Vec<NaiveSide> {
    let all = naive.occupancy(&naive.policy);
    let going = naive.gamma.power(naive.steps as i32);
    let mut sides = Vec::new();
    let mut missing = Rational::zero();
    for (s, d) in all.iter().enumerate() {
        let within = within(naive, s, &naive.stop(), &naive.gamma);
        missing += &(d.clone() - &within);
        sides.push(NaiveSide::new(format!("d_T({s})"), within.clone(), Relation::AtMost, d.clone()));
        sides.push(NaiveSide::new(format!("d({s})"), d.clone(), Relation::AtMost, within + &going));
    }
    sides.push(NaiveSide::new("still going", missing, Relation::Equal, going));
    sides
}

pub fn swapped(naive: &Naive) -> Vec<NaiveSide> {
    let all = naive.occupancy(&naive.policy).into_iter().enumerate();
    let side = |(s, d)| {
        let left = within(naive, s, &naive.gamma, &naive.stop());
        NaiveSide::new(format!("d_T({s})"), left, Relation::AtMost, d)
    };
    all.map(side).collect()
}

/// `sum_a (pi' - pi_half)(a|s) phi(s,a)` by state.
fn state_gradients(naive: &Naive) -> Vec<Vec<Rational>> {
    let half = naive.spma(&naive.policy, &naive.eta);
    let entry = |s: usize, i: usize| -> Rational {
        let rows = naive.other[s].iter().zip(&half[s]).zip(&naive.features[s]);
        rows.map(|((p, q), phi)| (p.clone() - q) * &phi[i]).sum()
    };
    (0..naive.states()).map(|s| (0..naive.features[s][0].len()).map(|i| entry(s, i)).collect()).collect()
}

/// `sum_s law(s) g_s`
fn mean(law: &[Rational], gradients: &[Vec<Rational>]) -> Vec<Rational> {
    let column = |i: usize| dot(law, &gradients.iter().map(|own| own[i].clone()).collect::<Vec<_>>());
    (0..gradients[0].len()).map(column).collect()
}

/// Two draws `i`, `j` of a law give `(g_i + g_j) / 2`; its mean is that of one draw.
fn moments(naive: &Naive, law: &[Rational], factor: Rational) -> Vec<NaiveSide> {
    let gradients = state_gradients(naive);
    let exact = mean(&naive.occupancy(&naive.policy), &gradients);
    let mut error = Rational::zero();
    for (first, p) in gradients.iter().zip(law) {
        for (second, q) in gradients.iter().zip(law) {
            for (i, own) in exact.iter().enumerate() {
                let difference = (first[i].clone() + &second[i]) / Rational::from(2) - own;
                error += &(difference.clone() * difference * p * q);
            }
        }
    }
    let squares: Vec<Rational> = gradients.iter().map(|own| dot(own, own)).collect();
    let variance = dot(&naive.occupancy(&naive.policy), &squares) - dot(&exact, &exact);
    let entries = mean(law, &gradients).into_iter().zip(exact).enumerate();
    let mut sides: Vec<NaiveSide> =
        entries.map(|(i, (mean, own))| NaiveSide::new(format!("mean {i}"), mean, Relation::Equal, own)).collect();
    sides.push(NaiveSide::new("squared error", error, Relation::Equal, variance * factor));
    sides
}

pub fn two_samples(naive: &Naive) -> Vec<NaiveSide> {
    moments(naive, &naive.occupancy(&naive.policy), Rational::new(1, 2))
}

pub fn equal_weights(naive: &Naive) -> Vec<NaiveSide> {
    let share = Rational::one() / Rational::from(naive.states());
    moments(naive, &vec![share; naive.states()], Rational::new(1, 2))
}

pub fn faster(naive: &Naive) -> Vec<NaiveSide> {
    moments(naive, &naive.occupancy(&naive.policy), Rational::new(1, 4))
}
