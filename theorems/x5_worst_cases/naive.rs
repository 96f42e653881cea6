//! X5 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::maximum;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn gap_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, naive.stop() * gap_constant(naive), &spma(naive))
}

pub fn more_gap_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, more() * naive.stop() * gap_constant(naive), &spma(naive))
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, gap_constant(naive), &spma(naive))
}

pub fn variance_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, naive.stop() * variance_constant(naive), &spma(naive))
}

pub fn more_variance_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, more() * naive.stop() * variance_constant(naive), &spma(naive))
}

pub fn best_mass_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, naive.stop() * best_mass(naive), &gap_dependent(naive))
}

pub fn more_best_mass_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, more() * naive.stop() * best_mass(naive), &gap_dependent(naive))
}

pub fn greedy_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, naive.stop(), &greedy(naive))
}

pub fn more_greedy_rate(naive: &Naive) -> Vec<NaiveSide> {
    progress(naive, more() * naive.stop(), &greedy(naive))
}

fn more() -> Rational {
    Rational::new(101, 100)
}

fn progress(naive: &Naive, share: Rational, next: &[Vec<Rational>]) -> Vec<NaiveSide> {
    let before = naive.error(&naive.policy);
    let right = before.clone() - naive.error(next);
    vec![NaiveSide::new("progress", share * before, Relation::AtMost, right)]
}

fn action_values(naive: &Naive) -> Vec<Vec<Rational>> {
    naive.action_values(&naive.values(&naive.policy))
}

fn spma(naive: &Naive) -> Vec<Vec<Rational>> {
    naive.spma(&naive.policy, &naive.eta)
}

fn gap_constant(naive: &Naive) -> Rational {
    naive.eta.clone() * naive.constant(&naive.policy)
}

/// `eta min Var/M` over the states where some action is better than average.
fn variance_constant(naive: &Naive) -> Rational {
    let advantages = naive.advantages(&naive.policy);
    let ratios = naive.variances(&naive.policy).into_iter().zip(&advantages).filter_map(|(variance, row)| {
        let most = maximum(row);
        most.is_positive().then(|| variance / most)
    });
    naive.eta.clone() * ratios.min().unwrap_or_else(Rational::zero)
}

fn best_mass(naive: &Naive) -> Rational {
    let of_state = |(row, policy): (&Vec<Rational>, &Vec<Rational>)| -> Rational {
        let best = maximum(row);
        row.iter().zip(policy).filter(|(value, _)| **value == best).map(|(_, p)| p.clone()).sum()
    };
    action_values(naive).iter().zip(&naive.policy).map(of_state).min().expect("a model has a state")
}

/// Mass moves from each action to each better one: `pi_a (1 + mass below - mass above)`.
fn gap_dependent(naive: &Naive) -> Vec<Vec<Rational>> {
    let of_state = |(row, policy): (&Vec<Rational>, &Vec<Rational>)| -> Vec<Rational> {
        let mass = |wanted: &dyn Fn(&Rational) -> bool| -> Rational {
            row.iter().zip(policy).filter(|(value, _)| wanted(value)).map(|(_, p)| p.clone()).sum()
        };
        let next = |(value, p): (&Rational, &Rational)| {
            p.clone() * (Rational::one() + mass(&|other| other < value) - mass(&|other| other > value))
        };
        row.iter().zip(policy).map(next).collect()
    };
    action_values(naive).iter().zip(&naive.policy).map(of_state).collect()
}

/// All mass on the first maximiser.
fn greedy(naive: &Naive) -> Vec<Vec<Rational>> {
    let of_state = |row: &Vec<Rational>| {
        let best = maximum(row);
        let first = row.iter().position(|value| *value == best);
        (0..row.len()).map(|a| if Some(a) == first { Rational::one() } else { Rational::zero() }).collect()
    };
    action_values(naive).iter().map(of_state).collect()
}
