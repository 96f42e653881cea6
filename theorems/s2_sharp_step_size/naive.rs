//! S2 once more.

use crate::claim::Relation;
use crate::replay::naive::minimum;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn tenth(naive: &Naive) -> Vec<NaiveSide> {
    negative(naive, Rational::new(11, 10))
}

pub fn hundredth(naive: &Naive) -> Vec<NaiveSide> {
    negative(naive, Rational::new(101, 100))
}

pub fn thousandth(naive: &Naive) -> Vec<NaiveSide> {
    negative(naive, Rational::new(1001, 1000))
}

pub fn safe(naive: &Naive) -> Vec<NaiveSide> {
    let multiple = Rational::new(11, 10);
    let factor = smallest_factor(naive, &multiple);
    vec![NaiveSide::new(label(&multiple), Rational::from(0), Relation::AtMostPlain, factor)]
}

fn negative(naive: &Naive, multiple: Rational) -> Vec<NaiveSide> {
    let factor = smallest_factor(naive, &multiple);
    vec![NaiveSide::new(label(&multiple), factor, Relation::LessPlain, Rational::from(0))]
}

fn label(multiple: &Rational) -> String {
    format!("smallest factor at eta = {multiple} (1-gamma)")
}

/// The smallest `1 + eta Adv(s,a)` at `eta = multiple (1-gamma)`.
fn smallest_factor(naive: &Naive, multiple: &Rational) -> Rational {
    let eta = naive.stop() * multiple;
    minimum(&naive.advantages(&naive.policy).concat()) * eta + Rational::from(1)
}
