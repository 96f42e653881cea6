//! M3 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

pub fn power(naive: &Naive) -> Vec<NaiveSide> {
    let factor = Rational::one() - naive.eta.clone() * naive.stop() * least(&constants(naive));
    let bound = (0..naive.steps).fold(naive.error(&naive.policy), |bound, _| bound * &factor);
    vec![NaiveSide::new("e", last_error(naive), Relation::AtMost, bound)]
}

pub fn exponential(naive: &Naive) -> Vec<NaiveSide> {
    exponential_side(naive, least(&constants(naive)) * naive.stop())
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    exponential_side(naive, least(&constants(naive)))
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    exponential_side(naive, least(&constants(naive)) * naive.stop() * Rational::new(101, 100))
}

pub fn largest(naive: &Naive) -> Vec<NaiveSide> {
    let most = constants(naive).into_iter().max().unwrap_or_else(Rational::zero);
    exponential_side(naive, most * naive.stop())
}

pub fn iterations(naive: &Naive) -> Vec<NaiveSide> {
    let (run, constants) = (naive.spma_run(), constants(naive));
    let start = naive.error(&naive.policy);
    let mut sides = Vec::new();
    for n in [2, 10] {
        for t in 1..run.len() {
            let is_large = naive.error(&run[t]) * Rational::from(n) > start;
            let rate = naive.eta.clone() * naive.stop() * least(&constants[..t]);
            let left = if is_large { rate * Rational::from(t) } else { Rational::zero() };
            let right = Range::from(&Rational::from(n)).ln();
            sides.push(NaiveSide::within(format!("t = {t}, 1/{n}"), &Range::from(&left), Relation::AtMost, &right));
        }
    }
    sides
}

/// `e_T <= exp(-eta T constant) e_0`
fn exponential_side(naive: &Naive, constant: Rational) -> Vec<NaiveSide> {
    let exponent = -(naive.eta.clone() * constant * Rational::from(naive.steps));
    let right = Range::from(&exponent).exp().times(&Range::from(&naive.error(&naive.policy)));
    vec![NaiveSide::within("e", &Range::from(&last_error(naive)), Relation::AtMost, &right)]
}

fn constants(naive: &Naive) -> Vec<Rational> {
    naive.spma_run()[..naive.steps as usize].iter().map(|policy| naive.constant(policy)).collect()
}

fn least(constants: &[Rational]) -> Rational {
    constants.iter().min().cloned().unwrap_or_else(Rational::zero)
}

fn last_error(naive: &Naive) -> Rational {
    naive.error(&naive.spma_run()[naive.steps as usize])
}
