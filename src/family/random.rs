//! Random exact distributions.

use std::collections::BTreeSet;

use rand::{Rng, RngExt};

use crate::scalar::Rational;

/// `count` distinct numbers of `0..bound`, uniformly among all such sets
/// (Floyd's algorithm).
///
/// # Panics
/// When `count > bound`.
pub(super) fn distinct(count: usize, bound: usize, rng: &mut impl Rng) -> BTreeSet<usize> {
    assert!(count <= bound, "{count} distinct numbers below {bound}");
    let mut chosen = BTreeSet::new();
    for last in bound - count..bound {
        let number = rng.random_range(0..=last as u64) as usize;
        if !chosen.insert(number) {
            chosen.insert(last);
        }
    }
    chosen
}

/// `parts` positive multiples of `1 / total` that sum to 1, uniformly among
/// all such lists: the gaps between `parts - 1` distinct cut points.
///
/// # Panics
/// When `parts > total`.
pub(super) fn distribution(parts: usize, total: usize, rng: &mut impl Rng) -> Vec<Rational> {
    if parts == 0 {
        return Vec::new();
    }
    let mut cuts: Vec<usize> = distinct(parts - 1, total - 1, rng).into_iter().map(|cut| cut + 1).collect();
    cuts.push(total);
    let mut from = 0;
    cuts.into_iter().map(|cut| Rational::new(cut - std::mem::replace(&mut from, cut), total)).collect()
}

/// `k / total` with `k` uniform in `0..=total`.
pub(super) fn unit_fraction(total: u64, rng: &mut impl Rng) -> Rational {
    Rational::new(rng.random_range(0..=total), total)
}
