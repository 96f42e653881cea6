//! Simple rationals near a given one.

use num_traits::One;

use crate::scalar::Rational;

/// The rational with the smallest denominator in `[low, high]`, and among
/// those the one nearest to 0.
///
/// # Panics
/// When `low > high`.
pub(super) fn simplest_between(low: &Rational, high: &Rational) -> Rational {
    assert!(low <= high, "an empty range: {low} > {high}");
    if high.is_negative() {
        return -simplest_between(&-high.clone(), &-low.clone());
    }
    if !low.is_positive() {
        return Rational::from(0);
    }
    let whole = Rational::from(low.ceil());
    if whole <= *high {
        return whole;
    }
    // low and high lie strictly between two integers: so do their inverses after taking off the smaller one.
    let floor = Rational::from(low.floor());
    let inverse = |x: &Rational| Rational::one() / (x.clone() - &floor);
    floor.clone() + Rational::one() / simplest_between(&inverse(high), &inverse(low))
}

/// Rationals that are shorter than `x`, simplest first: 0, 1, 1/2, and the
/// simplest ones within smaller and smaller relative distances.
pub(super) fn simpler(x: &Rational) -> Vec<Rational> {
    /// Relative distances are `2^-k`, `k` up to this.
    const CLOSEST: i32 = 34;
    let mut candidates = vec![Rational::from(0), Rational::from(1), Rational::new(1, 2)];
    for exponent in 0..=CLOSEST {
        let radius = x.abs() * Rational::power_of_two(-exponent);
        let candidate = simplest_between(&(x.clone() - &radius), &(x.clone() + &radius));
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    let own = (length(x), magnitude(x));
    candidates.retain(|candidate| (length(candidate), magnitude(candidate)) < own);
    candidates
}

/// Numbers of fewer bits are simpler; among those of as many, nonnegative ones.
pub(super) fn length(x: &Rational) -> u64 {
    // An integer has denominator 1, of one bit.
    2 * x.bits() + u64::from(x.is_negative())
}

/// Numerator, without its sign, plus denominator: among numbers of as many bits the
/// smaller ones are easier to read.
pub(super) fn magnitude(x: &Rational) -> Rational {
    Rational::from(x.abs().numerator().clone()) + Rational::from(x.denominator().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn q(n: i64, d: i64) -> Rational {
        Rational::new(n, d)
    }

    #[test]
    fn the_simplest_rational_of_a_range_by_hand() {
        let cases = [
            ((3, 10), (4, 10), (1, 3)),
            ((31, 100), (32, 100), (5, 16)),
            ((-1, 3), (1, 7), (0, 1)),
            ((5, 2), (7, 2), (3, 1)),
            ((-4, 10), (-3, 10), (-1, 3)),
            ((22, 7), (22, 7), (22, 7)),
            ((314_159, 100_000), (314_160, 100_000), (355, 113)),
        ];
        for ((a, b), (c, d), (n, m)) in cases {
            assert_eq!(simplest_between(&q(a, b), &q(c, d)), q(n, m), "[{a}/{b}, {c}/{d}]");
        }
    }

    #[test]
    fn no_rational_of_a_smaller_denominator_lies_in_the_range() {
        for n in -30..30_i64 {
            for d in 1..12_i64 {
                let (low, high) = (q(n, d), q(n, d) + q(1, 37));
                let found = simplest_between(&low, &high);
                assert!(low <= found && found <= high);
                let denominator: i64 = found.denominator().to_i64().expect("a small number");
                for smaller in 1..denominator {
                    let first =
                        Rational::from((low.clone() * Rational::from(smaller)).ceil()) / Rational::from(smaller);
                    assert!(first > high, "{first} in [{low}, {high}], found {found}");
                }
            }
        }
    }

    #[test]
    fn simpler_numbers_are_shorter_and_come_near() {
        let x = q(333_333, 1_000_000);
        let candidates = simpler(&x);
        assert!(candidates.iter().all(|candidate| length(candidate) <= length(&x)));
        assert!(candidates.contains(&q(1, 3)));
        assert!(simpler(&q(0, 1)).is_empty());
        // As many bits, and easier to read.
        assert!(simpler(&q(1, 15)).contains(&q(1, 12)));
    }
}
