//! Log-linear policies and their divergences, in ranges.

use num_traits::Zero;

use super::Range;
use super::naive::{dot, maximum};
use crate::scalar::Rational;

/// A policy or anything else by state and action.
pub(super) type Table = Vec<Vec<Range>>;

/// A table of exact numbers as ranges.
pub fn table(exact: &[Vec<Rational>]) -> Table {
    exact.iter().map(|row| row.iter().map(Range::from).collect()).collect()
}

/// `ln pi_theta(a|s) = x_a - ln sum_b e^(x_b)` with `x_a = phi(s,a) . theta` taken relative to the largest.
pub fn log_policy(features: &[Vec<Vec<Rational>>], theta: &[Rational]) -> Table {
    let of_state = |rows: &Vec<Vec<Rational>>| {
        let own: Vec<Rational> = rows.iter().map(|row| dot(row, theta)).collect();
        let highest = maximum(&own);
        let relative: Vec<Range> = own.into_iter().map(|x| Range::from(x - &highest)).collect();
        let weights: Vec<Range> = relative.iter().map(Range::exp).collect();
        let logarithm = Range::sum(&weights).ln();
        relative.iter().map(|x| x.minus(&logarithm)).collect()
    };
    features.iter().map(of_state).collect()
}

/// `pi_theta`.
pub fn policy(features: &[Vec<Vec<Rational>>], theta: &[Rational]) -> Table {
    log_policy(features, theta).iter().map(|row| row.iter().map(Range::exp).collect()).collect()
}

/// `sum_s d(s) sum_a p(a|s) (ln p(a|s) - ln q(a|s))` from `ln q`.
pub fn divergence(weights: &[Range], p: &[Vec<Range>], log_q: &[Vec<Range>]) -> Range {
    let of_state = |(p, log_q): (&Vec<Range>, &Vec<Range>)| {
        let terms = p.iter().zip(log_q).map(|(p, log_q)| negative_entropy(p).minus(&p.times(log_q)));
        terms.fold(Range::zero(), |total, term| total.plus(&term))
    };
    let states: Vec<Range> = p.iter().zip(log_q).map(of_state).collect();
    Range::dot(weights, &states)
}

/// `{x ln x : x >= 0}` with `0 ln 0 = 0`. The function is convex: on a range it is at most the larger end value, and at
/// least its tangent at the lower end; everywhere it is above -1.
fn negative_entropy(p: &Range) -> Range {
    let at = |x: &Rational| if x.is_positive() { Range::from(x).times(&Range::from(x).ln()) } else { Range::zero() };
    let at_end = |end: Option<&Rational>| end.map_or_else(Range::line, at);
    let ends = at_end(p.low()).hull(&at_end(p.high()));
    let least = Range::from(Rational::from(-1));
    match (p.low().filter(|low| low.is_positive()), p.high()) {
        (_, None) => Range::line(),
        (None, Some(high)) if !high.is_positive() => Range::zero(),
        (None, Some(_)) => ends.hull(&least),
        (Some(low), Some(high)) => {
            let slope = Range::from(low).ln().plus(&Range::one());
            ends.hull(&at(low).plus(&slope.times(&Range::from(high.clone() - low))))
        }
    }
}

/// The first columns that are independent of those before, when each state's rows are taken relative to its first.
pub fn independent_columns(features: &[Vec<Vec<Rational>>]) -> Vec<usize> {
    let differences: Vec<Vec<Rational>> = features
        .iter()
        .flat_map(|rows| rows.iter().map(|row| row.iter().zip(&rows[0]).map(|(x, y)| x.clone() - y).collect()))
        .collect();
    // Rows are brought to echelon form; the columns with a leading entry are the first independent ones.
    let mut rows = differences;
    let mut columns = Vec::new();
    for column in 0..features[0][0].len() {
        let done = columns.len();
        let Some(found) = (done..rows.len()).find(|&row| !rows[row][column].is_zero()) else { continue };
        rows.swap(done, found);
        let lead = rows[done].clone();
        for row in &mut rows[done + 1..] {
            let factor = row[column].clone() / &lead[column];
            for (entry, leading) in row.iter_mut().zip(&lead) {
                *entry -= &(factor.clone() * leading);
            }
        }
        columns.push(column);
    }
    columns
}

/// The solution of a symmetric system by elimination; `None` unless all pivots are certainly positive.
pub fn solve_positive(mut matrix: Vec<Vec<Range>>, mut right: Vec<Range>) -> Option<Vec<Range>> {
    let size = right.len();
    for pivot in 0..size {
        if !matrix[pivot][pivot].is_positive() {
            return None;
        }
        let (pivot_row, pivot_right) = (matrix[pivot].clone(), right[pivot].clone());
        for row in (0..size).filter(|&row| row != pivot) {
            let factor = matrix[row][pivot].over(&pivot_row[pivot]);
            for column in pivot..size {
                matrix[row][column] = matrix[row][column].minus(&factor.times(&pivot_row[column]));
            }
            right[row] = right[row].minus(&factor.times(&pivot_right));
        }
    }
    Some((0..size).map(|i| right[i].over(&matrix[i][i])).collect())
}

#[cfg(test)]
mod tests {
    use num_traits::One;

    use super::*;
    use crate::scalar::Bounds;

    #[test]
    fn x_ln_x_of_a_narrow_range_is_narrow_also_around_its_minimum() {
        let width = Rational::power_of_two(-100);
        for (n, d) in [(1, 100), (1, 3), (37, 100), (2, 5), (1, 1)] {
            let low = Rational::new(n, d);
            let found = negative_entropy(&Range::between(low.clone(), low.clone() + &width));
            let exact = Range::from(&low).times(&Range::from(&low).ln());
            assert!(found.low() <= exact.low() && exact.high() <= found.high(), "{n}/{d}");
            assert!(Bounds::from(found).width().unwrap() < Rational::power_of_two(-90), "{n}/{d}");
        }
    }

    #[test]
    fn x_ln_x_of_wide_ranges_contains_the_minimum_and_the_ends() {
        // The minimum is -1/e = -0.367879...
        let minimum = Rational::new(-367_879, 1_000_000);
        for (low, high) in [(Rational::zero(), Rational::one()), (Rational::new(1, 10), Rational::new(9, 10))] {
            let found = negative_entropy(&Range::between(low, high));
            assert!(*found.low().unwrap() < minimum && *found.high().unwrap() > Rational::new(-1, 10), "{found:?}");
        }
        assert_eq!(negative_entropy(&Range::zero()), Range::zero());
        assert_eq!(negative_entropy(&Range::line()), Range::line());
    }
}
