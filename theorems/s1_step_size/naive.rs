//! S1 once more.

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &naive.eta)
}

pub fn ten_per_cent_more(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &(Rational::new(11, 10) * naive.stop()))
}

pub fn one(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, &Rational::from(1))
}

fn sides(naive: &Naive, eta: &Rational) -> Vec<NaiveSide> {
    let zero = Rational::from(0);
    let mut sides = Vec::new();
    for (s, row) in naive.spma(&naive.policy, eta).into_iter().enumerate() {
        let sum = row.iter().cloned().sum();
        for (a, p) in row.into_iter().enumerate() {
            sides.push(NaiveSide::new(format!("pi'({a}|{s})"), zero.clone(), Relation::LessPlain, p));
        }
        sides.push(NaiveSide::new(format!("sum in state {s}"), sum, Relation::Equal, Rational::from(1)));
    }
    sides
}
