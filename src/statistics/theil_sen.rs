//! The slope of a line through points, and a confidence interval that needs no distribution.

use super::critical_rank;
use crate::scalar::{Bounds, Ordered, Rational};

/// Median of the slopes of all pairs of points, and a confidence interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlopeEstimate {
    /// Bounds of the median slope.
    pub median: Bounds,
    /// The interval's ends, rounded outward; unbounded when there are too few points for the level.
    pub interval: Bounds,
}

/// The estimate of Theil (1950) with the interval of Sen (1968) at level `1 - alpha`, for points with increasing `x`.
///
/// If the residuals `y_i - beta x_i` are exchangeable and differ, the pairs whose slope is below `beta` are the inversions of
/// a random order. With `k` the [critical rank](critical_rank), the interval from the `k`-th smallest to the `k`-th largest
/// slope misses `beta` with probability at most `alpha`. The distribution is counted, not approximated.
///
/// `None` for fewer than two points.
///
/// # Panics
/// When `x` does not increase for certain.
pub fn theil_sen<T: Ordered>(points: &[(T, T)], alpha: &Rational) -> Option<SlopeEstimate> {
    let mut slopes = Vec::new();
    for (j, (x, y)) in points.iter().enumerate() {
        for (earlier_x, earlier_y) in &points[..j] {
            assert!(earlier_x.less(x).is_yes(), "the points are not ordered by x");
            slopes.push(((y.clone() - earlier_y) / &(x.clone() - earlier_x)).bounds());
        }
    }
    if slopes.is_empty() {
        return None;
    }
    let count = slopes.len();
    let rank = critical_rank(points.len(), alpha);
    let interval = match rank {
        0 => Bounds::unbounded(),
        _ => Bounds { lower: ranked(&slopes, rank - 1).lower, upper: ranked(&slopes, count - rank).upper },
    };
    Some(SlopeEstimate { median: median(&slopes), interval })
}

/// Bounds of the median of numbers known by their bounds; of an even number of them the middle between the two in the
/// middle.
///
/// # Panics
/// For no number.
pub fn median(numbers: &[Bounds]) -> Bounds {
    let count = numbers.len();
    assert!(count > 0, "the median of nothing");
    let (low, high) = (ranked(numbers, (count - 1) / 2), ranked(numbers, count / 2));
    let middle = |a: Option<Rational>, b: Option<Rational>| Some((a? + b?) / Rational::from(2));
    Bounds { lower: middle(low.lower, high.lower), upper: middle(low.upper, high.upper) }
}

/// Bounds of the number at a rank, counted from 0: the lower and the upper bounds at that rank.
fn ranked(numbers: &[Bounds], rank: usize) -> Bounds {
    let mut lower: Vec<Option<Rational>> = numbers.iter().map(|own| own.lower.clone()).collect();
    let mut upper: Vec<Option<Rational>> = numbers.iter().map(|own| own.upper.clone()).collect();
    // A missing lower bound comes before every number, a missing upper bound after.
    lower.sort();
    upper.sort_by(|a, b| match (a, b) {
        (Some(a), Some(b)) => a.cmp(b),
        _ => a.is_none().cmp(&b.is_none()),
    });
    Bounds { lower: lower.swap_remove(rank), upper: upper.swap_remove(rank) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(ys: &[i64]) -> Vec<(Rational, Rational)> {
        ys.iter().enumerate().map(|(x, &y)| (Rational::from(x), Rational::from(y))).collect()
    }

    #[test]
    fn slopes_of_four_points_by_hand() {
        // y = 0, 1, 4, 3: slopes 1, 2, 3, 1, 1, -1; sorted -1, 1, 1, 1, 2, 3.
        let estimate = theil_sen(&points(&[0, 1, 4, 3]), &Rational::new(1, 12)).expect("four points");
        assert_eq!(estimate.median, Bounds::point(Rational::from(1)));
        assert_eq!(estimate.interval, Bounds { lower: Some(Rational::from(-1)), upper: Some(Rational::from(3)) });
        let narrower = theil_sen(&points(&[0, 1, 4, 3]), &Rational::new(1, 3)).expect("four points");
        assert_eq!(narrower.interval, Bounds { lower: Some(Rational::from(1)), upper: Some(Rational::from(2)) });
    }

    #[test]
    fn a_line_has_its_own_slope_and_few_points_bound_nothing() {
        let line = points(&[1, 3, 5, 7, 9, 11]);
        let estimate = theil_sen(&line, &Rational::new(1, 20)).expect("six points");
        assert_eq!(estimate.median, Bounds::point(Rational::from(2)));
        assert_eq!(estimate.interval, Bounds::point(Rational::from(2)));
        let few = theil_sen(&line[..3], &Rational::new(1, 20)).expect("three points");
        assert_eq!(few.interval, Bounds::unbounded());
        assert_eq!(theil_sen(&line[..1], &Rational::new(1, 20)), None);
    }

    #[test]
    fn the_interval_covers_the_slope_for_exactly_the_orders_it_should() {
        // Residuals in every order of five values: the share of orders whose interval misses the slope 0 is
        // exactly 2 P(D < k).
        let alpha = Rational::new(1, 5);
        let (mut missed, mut orders) = (0, 0);
        let mut values = vec![1, 2, 4, 8, 16];
        permutations(&mut values, 5, &mut |order| {
            let interval = theil_sen(&points(order), &alpha).expect("five points").interval;
            orders += 1;
            missed += i32::from(!interval.contains(&Rational::from(0)));
        });
        let rank = critical_rank(5, &alpha);
        let below: rug::Integer = super::super::inversion_counts(5).iter().take(rank).sum();
        assert_eq!((orders, Rational::from(missed)), (120, Rational::from(2) * Rational::from(below)));
    }

    /// Heap's algorithm.
    fn permutations(values: &mut Vec<i64>, size: usize, visit: &mut impl FnMut(&[i64])) {
        if size == 1 {
            return visit(values);
        }
        for i in 0..size {
            permutations(values, size - 1, visit);
            values.swap(if size.is_multiple_of(2) { i } else { 0 }, size - 1);
        }
    }
}
