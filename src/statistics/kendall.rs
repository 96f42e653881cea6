//! The null distribution of Kendall's statistic.

use rug::Integer;

use crate::scalar::Rational;

/// How many of the `n!` orders of `n` things have `k` inversions, for `k = 0, ..., n(n-1)/2`: the coefficients of
/// `prod_(m<=n) (1 + x + ... + x^(m-1))`.
pub fn inversion_counts(n: usize) -> Vec<Integer> {
    let mut counts = vec![Integer::from(1)];
    for m in 2..=n {
        let mut next = vec![Integer::new(); counts.len() + m - 1];
        for (k, count) in counts.iter().enumerate() {
            for entry in &mut next[k..k + m] {
                *entry += count;
            }
        }
        counts = next;
    }
    counts
}

/// The largest `k` with `2 P(D < k) <= alpha` for the number `D` of inversions of a random order of `n` things.
pub fn critical_rank(n: usize, alpha: &Rational) -> usize {
    let counts = inversion_counts(n);
    let all: Integer = counts.iter().sum();
    let mut below = Integer::new();
    for (k, count) in counts.iter().enumerate() {
        below += count;
        if Rational::from(2) * Rational::from(&below) > alpha.clone() * Rational::from(&all) {
            return k;
        }
    }
    counts.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_of_up_to_four_things_by_hand() {
        let counts = |n| inversion_counts(n).iter().map(|count| count.to_u32().expect("small")).collect::<Vec<_>>();
        assert_eq!(counts(0), [1]);
        assert_eq!(counts(1), [1]);
        assert_eq!(counts(2), [1, 1]);
        assert_eq!(counts(3), [1, 2, 2, 1]);
        assert_eq!(counts(4), [1, 3, 5, 6, 5, 3, 1]);
    }

    #[test]
    fn all_orders_are_counted_and_reversal_is_a_symmetry() {
        for n in 1..=9_u32 {
            let counts = inversion_counts(n as usize);
            assert_eq!(counts.iter().sum::<Integer>(), Integer::from(Integer::factorial(n)));
            assert!(counts.iter().eq(counts.iter().rev()), "{n}");
        }
    }

    #[test]
    fn critical_ranks_of_four_things_by_hand() {
        // P(D = 0) = 1/24, P(D <= 1) = 4/24.
        assert_eq!(critical_rank(4, &Rational::new(1, 20)), 0);
        assert_eq!(critical_rank(4, &Rational::new(1, 12)), 1);
        assert_eq!(critical_rank(4, &Rational::new(1, 3)), 2);
        assert_eq!(critical_rank(1, &Rational::new(1, 20)), 0);
    }
}
