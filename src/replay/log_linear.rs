//! Values, advantages and divergences of log-linear policies, in ranges.

use num_traits::Zero;

use super::naive::{dot, maximum};
use super::{Naive, Range};
use crate::scalar::Rational;

/// A policy or anything else by state and action.
type Table = Vec<Vec<Range>>;

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
    let ends = at(&p.low).hull(&at(&p.high));
    if !p.low.is_positive() {
        return ends.hull(&Range::from(Rational::from(-1)));
    }
    let slope = Range::from(&p.low).ln().plus(&Range::one());
    let width = Range::from(p.high.clone() - &p.low);
    ends.hull(&at(&p.low).plus(&slope.times(&width)))
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
        if !matrix[pivot][pivot].low.is_positive() {
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

impl Naive {
    /// `I - gamma P_pi`.
    fn bellman_ranges(&self, policy: &[Vec<Range>]) -> Table {
        let gamma = Range::from(&self.gamma);
        let mut matrix = vec![vec![Range::zero(); self.states()]; self.states()];
        for (s, row) in matrix.iter_mut().enumerate() {
            row[s] = Range::one();
            for (a, probability) in policy[s].iter().enumerate() {
                for (to, p) in &self.transitions[s][a] {
                    row[*to] = row[*to].minus(&gamma.times(probability).times(&Range::from(p)));
                }
            }
        }
        matrix
    }

    /// `V^pi`.
    pub fn value_ranges(&self, policy: &[Vec<Range>]) -> Vec<Range> {
        let rewards = table(&self.rewards);
        let right = policy.iter().zip(&rewards).map(|(p, r)| Range::dot(p, r)).collect();
        eliminate(self.bellman_ranges(policy), right)
    }

    /// `d^pi_rho`.
    pub fn occupancy_ranges(&self, policy: &[Vec<Range>]) -> Vec<Range> {
        let matrix = self.bellman_ranges(policy);
        let transposed = (0..self.states()).map(|s| matrix.iter().map(|row| row[s].clone()).collect()).collect();
        eliminate(transposed, self.initial.iter().map(|rho| Range::from(self.stop() * rho)).collect())
    }

    /// `Q^pi(s,a) - V^pi(s)`, and `Q^pi`.
    pub fn advantage_ranges(&self, policy: &[Vec<Range>]) -> (Table, Table) {
        let values = self.value_ranges(policy);
        let gamma = Range::from(&self.gamma);
        let q = |s: usize, a: usize| {
            let successors = self.transitions[s][a].iter();
            let expected = successors.fold(Range::zero(), |sum, (to, p)| sum.plus(&values[*to].times(&Range::from(p))));
            Range::from(&self.rewards[s][a]).plus(&gamma.times(&expected))
        };
        let q: Table = (0..self.states()).map(|s| (0..self.rewards[s].len()).map(|a| q(s, a)).collect()).collect();
        let advantages = q.iter().zip(&values).map(|(row, v)| row.iter().map(|q| q.minus(v)).collect()).collect();
        (advantages, q)
    }

    /// `pi(a|s) (1 + eta Adv(s,a))`.
    pub fn spma_ranges(&self, policy: &[Vec<Range>]) -> Table {
        let eta = Range::from(&self.eta);
        let (advantages, _) = self.advantage_ranges(policy);
        let update = |(p, advantage): (&Range, &Range)| p.times(&Range::one().plus(&eta.times(advantage)));
        policy.iter().zip(&advantages).map(|(row, adv)| row.iter().zip(adv).map(update).collect()).collect()
    }

    /// `max_s V*(s) - V^pi(s)`, never negative.
    pub fn error_range(&self, policy: &[Vec<Range>]) -> Range {
        let errors = self.optimal_values().into_iter().zip(self.value_ranges(policy));
        errors.fold(Range::zero(), |worst, (best, own)| worst.maximum(&Range::from(best).minus(&own)))
    }

    /// `C = min_s pi(best(s)|s) gap(s)`, where ranges that overlap leave open which actions are best: then the mass
    /// is at most that of all candidates, and the gap at most the distance to the rest.
    pub fn constant_range(&self, policy: &[Vec<Range>]) -> Range {
        let (_, q) = self.advantage_ranges(policy);
        let mut certain: Option<Range> = None;
        let mut doubtful = Vec::new();
        for (row, p) in q.iter().zip(policy) {
            let highest = row[1..].iter().fold(row[0].clone(), |most, value| most.maximum(value));
            let (candidates, rest): (Vec<usize>, Vec<usize>) =
                (0..row.len()).partition(|&a| row[a].high >= highest.low);
            let decided = candidates.len() == 1 || candidates.iter().all(|&a| row[a].low == row[a].high);
            let second = rest.iter().map(|&a| row[a].clone()).reduce(|most, value| most.maximum(&value));
            match second {
                None if decided => {}
                None => {
                    let lowest = row[1..].iter().fold(row[0].clone(), |least, value| least.minimum(value));
                    doubtful.push(Range::zero().hull(&highest.minus(&lowest)));
                }
                Some(second) => {
                    let mass = Range::sum(candidates.iter().map(|&a| &p[a]));
                    let most = mass.times(&highest.minus(&second));
                    let own = if decided { most } else { Range::zero().hull(&most) };
                    certain = Some(certain.map_or(own.clone(), |least| least.minimum(&own)));
                }
            }
        }
        match certain {
            Some(least) => doubtful.iter().fold(least, |bound, own| bound.hull(&bound.minimum(own))),
            None => doubtful.iter().fold(Range::zero(), |bound, own| bound.hull(own)),
        }
    }
}

/// Gauss-Jordan elimination on a matrix whose rows or columns are dominated by the diagonal.
fn eliminate(mut matrix: Table, mut right: Vec<Range>) -> Vec<Range> {
    for pivot in 0..right.len() {
        let pivot_row = matrix[pivot].clone();
        let pivot_right = right[pivot].clone();
        for row in (0..right.len()).filter(|&row| row != pivot) {
            let factor = matrix[row][pivot].over(&pivot_row[pivot]);
            for column in pivot..pivot_row.len() {
                matrix[row][column] = matrix[row][column].minus(&factor.times(&pivot_row[column]));
            }
            right[row] = right[row].minus(&factor.times(&pivot_right));
        }
    }
    right.iter().zip(&matrix).enumerate().map(|(s, (value, row))| value.over(&row[s])).collect()
}

#[cfg(test)]
mod tests {
    use num_traits::One;

    use super::*;

    #[test]
    fn x_ln_x_of_a_narrow_range_is_narrow_also_around_its_minimum() {
        let width = Rational::power_of_two(-100);
        for (n, d) in [(1, 100), (1, 3), (37, 100), (2, 5), (1, 1)] {
            let low = Rational::new(n, d);
            let found = negative_entropy(&Range { high: low.clone() + &width, low: low.clone() });
            let exact = Range::from(&low).times(&Range::from(&low).ln());
            assert!(found.low <= exact.low && exact.high <= found.high, "{n}/{d}");
            assert!(found.high - &found.low < Rational::power_of_two(-90), "{n}/{d}");
        }
    }

    #[test]
    fn x_ln_x_of_wide_ranges_contains_the_minimum_and_the_ends() {
        // The minimum is -1/e = -0.367879...
        let minimum = Rational::new(-367_879, 1_000_000);
        for (low, high) in [(Rational::zero(), Rational::one()), (Rational::new(1, 10), Rational::new(9, 10))] {
            let found = negative_entropy(&Range { low, high });
            assert!(found.low < minimum && found.high > Rational::new(-1, 10), "{found:?}");
        }
        assert_eq!(negative_entropy(&Range::zero()).high, Rational::zero());
    }
}
