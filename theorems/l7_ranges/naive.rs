//! L7 once more.

use crate::claim::Relation;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn claimed(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::from(1) / naive.stop())
}

pub fn one(naive: &Naive) -> Vec<NaiveSide> {
    sides(naive, Rational::from(1))
}

fn sides(naive: &Naive, top: Rational) -> Vec<NaiveSide> {
    let values = naive.values(&naive.policy);
    let q: Vec<Rational> = naive.action_values(&values).concat();
    let advantages: Vec<Rational> = naive.advantages(&naive.policy).concat();
    let mut sides = Vec::new();
    for (name, numbers) in [("V", values), ("Q", q)] {
        for (i, number) in numbers.into_iter().enumerate() {
            let zero = Rational::from(0);
            sides.push(NaiveSide::new(format!("0 <= {name}[{i}]"), zero, Relation::AtMostPlain, number.clone()));
            sides.push(NaiveSide::new(format!("{name}[{i}]"), number, Relation::AtMost, top.clone()));
        }
    }
    for (i, advantage) in advantages.into_iter().enumerate() {
        let size = advantage.clone().max(-advantage);
        sides.push(NaiveSide::new(format!("|Adv|[{i}]"), size, Relation::AtMost, top.clone()));
    }
    sides
}
