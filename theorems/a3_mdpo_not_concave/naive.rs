//! A3 once more, in ranges of rationals.

use num_traits::One;

use crate::claim::Relation;
use crate::replay::log_linear::log_policy;
use crate::replay::naive::dot;
use crate::replay::{Naive, NaiveSide, Range};
use crate::scalar::Rational;

/// Second derivatives along the line: with `x = phi . v`, mean `mu` and variance under `p = pi_theta(.|s)`,
/// `p'' = p ((x - mu)^2 - Var)`, so `(sum p Adv)'' = sum p'' Adv` and
/// `KL(p || pi)'' = sum p'' ln(p / pi) + Var`; and `l'' = Var`.
fn curvatures(naive: &Naive) -> (Range, Range) {
    let advantages = naive.advantages(&naive.policy);
    let weights = naive.occupancy(&naive.policy);
    let logarithms = log_policy(&naive.features, &naive.parameters[0]);
    let rate = Range::from(Rational::one() / &naive.eta);
    let (mut mdpo, mut spma) = (Range::zero(), Range::zero());
    for s in 0..naive.states() {
        let x: Vec<Range> = naive.features[s].iter().map(|phi| Range::from(dot(phi, &naive.parameters[1]))).collect();
        let p: Vec<Range> = logarithms[s].iter().map(Range::exp).collect();
        let mean = Range::dot(&p, &x);
        let squares: Vec<Range> = x.iter().map(|x| x.minus(&mean).times(&x.minus(&mean))).collect();
        let variance = Range::dot(&p, &squares);
        let mut own = Range::zero().minus(&variance.times(&rate));
        for (a, square) in squares.iter().enumerate() {
            let second = p[a].times(&square.minus(&variance));
            let relative = logarithms[s][a].minus(&Range::from(&naive.policy[s][a]).ln());
            own = own.plus(&second.times(&Range::from(&advantages[s][a]).minus(&relative.times(&rate))));
        }
        let weight = Range::from(&weights[s]);
        mdpo = mdpo.plus(&weight.times(&own));
        spma = spma.plus(&weight.times(&variance));
    }
    (mdpo, spma)
}

fn side(label: &str, left: Range, relation: Relation, right: Range) -> NaiveSide {
    NaiveSide { label: label.to_owned(), left: left.into(), relation, right: right.into() }
}

pub fn both(naive: &Naive) -> Vec<NaiveSide> {
    let (mdpo, spma) = curvatures(naive);
    vec![side("MDPO", Range::zero(), Relation::LessPlain, mdpo), side("SPMA", Range::zero(), Relation::LessPlain, spma)]
}

pub fn mdpo_concave(naive: &Naive) -> Vec<NaiveSide> {
    vec![side("MDPO", curvatures(naive).0, Relation::AtMostPlain, Range::zero())]
}

pub fn spma_concave(naive: &Naive) -> Vec<NaiveSide> {
    vec![side("SPMA", curvatures(naive).1, Relation::AtMostPlain, Range::zero())]
}
