//! L6 once more.

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, naive.stop())
}

pub fn initial(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::from(1))
}

fn sides(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let rows = naive.initial.iter().zip(naive.occupancy(&naive.policy)).enumerate();
    rows.map(|(s, (rho, d))| NaiveSide::new(format!("state {s}"), rho.clone() * &factor, Relation::AtMost, d)).collect()
}
