//! G3 once more, with `L(pi_next) = sum_s d(s) log Z(s) / eta`.

use num_traits::One;

use crate::claim::Relation;
use crate::replay::log_linear::table;
use crate::replay::naive::{dot, maximum};
use crate::replay::{Naive, NaiveSide, Range, RangePolicy, relative_entropy};
use crate::scalar::Rational;

pub fn maximum_sides(naive: &Naive) -> Vec<NaiveSide> {
    let side = |scale: i64| {
        let eta = naive.eta.clone() * Rational::from(scale);
        let own = log_partition(naive, &eta);
        NaiveSide::within(format!("{scale} eta"), &of_other(naive, &eta), Relation::AtMostPlain, &own)
    };
    vec![side(1), side(100)]
}

pub fn reverse(naive: &Naive) -> Vec<NaiveSide> {
    let side = |scale: i64| {
        let eta = naive.eta.clone() * Rational::from(scale);
        let (visits, advantages) = (naive.occupancy(&naive.policy), naive.advantages(&naive.policy));
        let next = next(naive, &eta);
        // KL(pi || pi_next) = log Z in every state, because the mean advantage is 0.
        let mut own = Range::zero().minus(&log_partition(naive, &eta));
        let mut other = Range::zero();
        for (s, visit) in visits.iter().enumerate() {
            let gain = next.policy[s]
                .iter()
                .zip(&advantages[s])
                .fold(Range::zero(), |sum, (p, x)| sum.plus(&p.times(&Range::from(x))));
            own = own.plus(&gain.times(&Range::from(visit)));
            let gain = dot(&naive.other[s], &advantages[s]);
            let divergence =
                relative_entropy(&naive.policy[s], &naive.other[s]).times(&Range::from(&(Rational::one() / &eta)));
            other = other.plus(&Range::from(&gain).minus(&divergence).times(&Range::from(visit)));
        }
        NaiveSide::within(format!("{scale} eta"), &other, Relation::AtMostPlain, &own)
    };
    vec![side(1), side(100)]
}

pub fn concavity(naive: &Naive) -> Vec<NaiveSide> {
    distance_sides(naive, Rational::new(1, 2))
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    distance_sides(naive, Rational::new(101, 200))
}

fn distance_sides(naive: &Naive, share: Rational) -> Vec<NaiveSide> {
    let side = |scale: i64| {
        let eta = naive.eta.clone() * Rational::from(scale);
        let next = next(naive, &eta);
        let mut left = Range::zero();
        for (s, visit) in naive.occupancy(&naive.policy).iter().enumerate() {
            let distance = naive.other[s].iter().zip(&next.policy[s]).fold(Range::zero(), |sum, (p, q)| {
                let gap = Range::from(p).minus(q);
                sum.plus(&gap.absolute())
            });
            left = left.plus(&distance.times(&distance).times(&Range::from(visit)));
        }
        let left = left.times(&Range::from(&(share.clone() / &eta)));
        let right = log_partition(naive, &eta).minus(&of_other(naive, &eta));
        NaiveSide::within(format!("{scale} eta"), &left, Relation::AtMost, &right)
    };
    vec![side(1), side(100)]
}

/// `eta Adv(s,a)`
fn exponents(naive: &Naive, eta: &Rational) -> Vec<Vec<Rational>> {
    let row = |row: Vec<Rational>| row.into_iter().map(|x| x * eta).collect();
    naive.advantages(&naive.policy).into_iter().map(row).collect()
}

fn next<'n>(naive: &'n Naive, eta: &Rational) -> RangePolicy<'n> {
    RangePolicy::exact(naive, &naive.policy).tilted(&table(&exponents(naive, eta)))
}

/// `sum_s d(s) log(sum_a pi(a|s) exp(eta Adv(s,a))) / eta`
fn log_partition(naive: &Naive, eta: &Rational) -> Range {
    let mut total = Range::zero();
    for ((row, x), visit) in naive.policy.iter().zip(exponents(naive, eta)).zip(naive.occupancy(&naive.policy)) {
        // Relative to the largest exponent no power is large.
        let highest = maximum(&x);
        let term = |(p, x): (&Rational, Rational)| Range::from(x - &highest).exp().times(&Range::from(p));
        let terms: Vec<Range> = row.iter().zip(x.iter().cloned()).map(term).collect();
        let own = Range::sum(&terms).ln().plus(&Range::from(&highest));
        total = total.plus(&own.times(&Range::from(&(visit / eta))));
    }
    total
}

/// `sum_s d(s) [<pi_other, Adv> - KL(pi_other || pi) / eta]`
fn of_other(naive: &Naive, eta: &Rational) -> Range {
    let (visits, advantages) = (naive.occupancy(&naive.policy), naive.advantages(&naive.policy));
    let mut total = Range::zero();
    for (s, visit) in visits.iter().enumerate() {
        let divergence =
            relative_entropy(&naive.other[s], &naive.policy[s]).times(&Range::from(&(Rational::one() / eta)));
        let gain = Range::from(&dot(&naive.other[s], &advantages[s]));
        total = total.plus(&gain.minus(&divergence).times(&Range::from(visit)));
    }
    total
}
