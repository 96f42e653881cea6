//! Rational intervals, for replay of methods that need `exp`.

use num_traits::One;

use super::{Naive, exp_bounds, ln_bounds};
use crate::scalar::{Bounds, Rational};

/// Bits after the point that are kept; ends are rounded outward.
const BITS: i32 = 200;

/// All numbers between two rationals. Every operation contains the result for
/// all numbers in the operands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    low: Rational,
    high: Rational,
}

impl Span {
    /// The number `value`, rounded outward.
    pub fn new(value: &Rational) -> Self {
        Span::outward(value.clone(), value.clone())
    }

    fn outward(low: Rational, high: Rational) -> Self {
        let (scale, unit) = (Rational::power_of_two(BITS), Rational::power_of_two(-BITS));
        Span {
            low: Rational::from((low * &scale).floor()) * &unit,
            high: Rational::from((high * &scale).ceil()) * &unit,
        }
    }

    /// `self + other`.
    pub fn plus(&self, other: &Span) -> Span {
        Span { low: self.low.clone() + &other.low, high: self.high.clone() + &other.high }
    }

    /// `self - other`.
    pub fn minus(&self, other: &Span) -> Span {
        Span { low: self.low.clone() - &other.high, high: self.high.clone() - &other.low }
    }

    /// `self other`.
    pub fn times(&self, other: &Span) -> Span {
        let ends = [
            self.low.clone() * &other.low,
            self.low.clone() * &other.high,
            self.high.clone() * &other.low,
            self.high.clone() * &other.high,
        ];
        let low = ends.iter().min().expect("four products").clone();
        let high = ends.iter().max().expect("four products").clone();
        Span::outward(low, high)
    }

    /// `self / other`.
    ///
    /// # Panics
    /// When `other` is not positive.
    pub fn over(&self, other: &Span) -> Span {
        assert!(other.low.is_positive(), "division by {other:?}");
        let one = Rational::one();
        self.times(&Span { low: one.clone() / &other.high, high: one / &other.low })
    }

    /// `e^self`.
    pub fn exp(&self) -> Span {
        let (low, high) = (exp_bounds(&self.low), exp_bounds(&self.high));
        Span::outward(low.lower.expect("exp is finite"), high.upper.expect("exp is finite"))
    }

    /// `ln self`.
    ///
    /// # Panics
    /// When `self` is not positive.
    pub fn ln(&self) -> Span {
        let (low, high) = (ln_bounds(&self.low), ln_bounds(&self.high));
        Span::outward(low.lower.expect("ln is finite"), high.upper.expect("ln is finite"))
    }

    /// Is every number below every number of `other`?
    pub fn is_below(&self, other: &Span) -> bool {
        self.high < other.low
    }

    /// The larger of both.
    pub fn maximum(&self, other: &Span) -> Span {
        Span { low: self.low.clone().max(other.low.clone()), high: self.high.clone().max(other.high.clone()) }
    }

    /// The smaller of both.
    pub fn minimum(&self, other: &Span) -> Span {
        Span { low: self.low.clone().min(other.low.clone()), high: self.high.clone().min(other.high.clone()) }
    }

    /// As bounds.
    pub fn bounds(&self) -> Bounds {
        Bounds { lower: Some(self.low.clone()), upper: Some(self.high.clone()) }
    }
}

/// `sum_i a_i b_i`.
pub fn dot(a: &[Span], b: &[Span]) -> Span {
    a.iter().zip(b).fold(Span::new(&Rational::from(0)), |sum, (x, y)| sum.plus(&x.times(y)))
}

/// The spans of a list of numbers.
pub fn spans(values: &[Rational]) -> Vec<Span> {
    values.iter().map(Span::new).collect()
}

/// Values of a policy that is known by its spans, `policy[s][a]`.
pub struct SpanPolicy<'n> {
    naive: &'n Naive,
    /// `pi(a|s)`.
    pub policy: Vec<Vec<Span>>,
}

impl<'n> SpanPolicy<'n> {
    /// An exact policy.
    pub fn exact(naive: &'n Naive, policy: &[Vec<Rational>]) -> Self {
        SpanPolicy { naive, policy: policy.iter().map(|row| spans(row)).collect() }
    }

    /// `pi(a|s) e^x(s,a) / Z(s)`.
    pub fn tilted(&self, exponents: &[Vec<Span>]) -> Self {
        let tilt = |(row, x): (&Vec<Span>, &Vec<Span>)| {
            let weights: Vec<Span> = row.iter().zip(x).map(|(p, x)| p.times(&x.exp())).collect();
            let zero = Span::new(&Rational::from(0));
            let total = weights.iter().fold(zero, |sum, weight| sum.plus(weight));
            weights.iter().map(|weight| weight.over(&total)).collect()
        };
        SpanPolicy { naive: self.naive, policy: self.policy.iter().zip(exponents).map(tilt).collect() }
    }

    /// `I - gamma P_pi` as a dense matrix.
    fn bellman_matrix(&self) -> Vec<Vec<Span>> {
        let unit = |s: usize, to: usize| Span::new(&Rational::from(i32::from(s == to)));
        let states = self.naive.states();
        let mut matrix: Vec<Vec<Span>> = (0..states).map(|s| (0..states).map(|to| unit(s, to)).collect()).collect();
        for (s, row) in matrix.iter_mut().enumerate() {
            for (probability, transitions) in self.policy[s].iter().zip(&self.naive.transitions[s]) {
                for (to, p) in transitions {
                    let flow = probability.times(&Span::new(&(self.naive.gamma.clone() * p)));
                    row[*to] = row[*to].minus(&flow);
                }
            }
        }
        matrix
    }

    /// `V^pi`.
    pub fn values(&self) -> Vec<Span> {
        let rewards = self.policy.iter().zip(&self.naive.rewards).map(|(p, r)| dot(p, &spans(r))).collect();
        eliminate(self.bellman_matrix(), rewards)
    }

    /// `d^pi_rho`.
    pub fn occupancy(&self) -> Vec<Span> {
        let matrix = self.bellman_matrix();
        let states = 0..self.naive.states();
        let transposed = states.map(|s| matrix.iter().map(|row| row[s].clone()).collect()).collect();
        eliminate(transposed, self.naive.initial.iter().map(|rho| Span::new(&(self.naive.stop() * rho))).collect())
    }

    /// `Q^pi(s,a) - V^pi(s)`.
    pub fn advantages(&self) -> Vec<Vec<Span>> {
        let values = self.values();
        let advantage = |s: usize, a: usize| {
            let mut sum = Span::new(&self.naive.rewards[s][a]).minus(&values[s]);
            for (to, p) in &self.naive.transitions[s][a] {
                sum = sum.plus(&values[*to].times(&Span::new(&(self.naive.gamma.clone() * p))));
            }
            sum
        };
        (0..self.naive.states()).map(|s| (0..self.policy[s].len()).map(|a| advantage(s, a)).collect()).collect()
    }

    /// `V^pi(rho)`.
    pub fn value_of_initial(&self) -> Span {
        dot(&spans(&self.naive.initial), &self.values())
    }

    /// `max_s V*(s) - V^pi(s)`.
    pub fn error(&self) -> Span {
        let optimal = spans(&self.naive.optimal_values());
        let errors = optimal.iter().zip(self.values()).map(|(best, own)| best.minus(&own));
        errors.fold(Span::new(&Rational::from(0)), |worst, error| worst.maximum(&error))
    }
}

/// Gauss-Jordan elimination without pivoting, which strict diagonal dominance
/// (of rows or of columns) makes safe.
fn eliminate(mut matrix: Vec<Vec<Span>>, mut right: Vec<Span>) -> Vec<Span> {
    let size = right.len();
    for pivot in 0..size {
        let pivot_row = matrix[pivot].clone();
        let pivot_right = right[pivot].clone();
        for row in (0..size).filter(|&row| row != pivot) {
            let factor = matrix[row][pivot].over(&pivot_row[pivot]);
            for column in pivot..size {
                matrix[row][column] = matrix[row][column].minus(&factor.times(&pivot_row[column]));
            }
            right[row] = right[row].minus(&factor.times(&pivot_right));
        }
    }
    (0..size).map(|s| right[s].over(&matrix[s][s])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(low: (i64, i64), high: (i64, i64)) -> Span {
        Span { low: Rational::new(low.0, low.1), high: Rational::new(high.0, high.1) }
    }

    #[test]
    fn operations_contain_the_results_for_the_ends() {
        let (a, b) = (span((-1, 2), (3, 4)), span((1, 4), (2, 1)));
        assert_eq!(a.plus(&b), span((-1, 4), (11, 4)));
        assert_eq!(a.minus(&b), span((-5, 2), (1, 2)));
        assert_eq!(a.times(&b), span((-1, 1), (3, 2)));
        assert_eq!(a.over(&b), span((-2, 1), (3, 1)));
        assert_eq!(a.maximum(&b), span((1, 4), (2, 1)));
        assert_eq!(a.minimum(&b), span((-1, 2), (3, 4)));
        assert!(!a.is_below(&b) && a.is_below(&span((1, 1), (1, 1))));
    }

    #[test]
    fn a_number_off_the_grid_is_rounded_outward() {
        let third = Span::new(&Rational::new(1, 3));
        assert!(third.low < Rational::new(1, 3) && Rational::new(1, 3) < third.high);
        assert_eq!(third.high.clone() - &third.low, Rational::power_of_two(-BITS));
        let one = third.times(&Span::new(&Rational::from(3)));
        assert!(one.bounds().contains(&Rational::one()));
        let e = Span::new(&Rational::one()).exp();
        assert!(e.low < Rational::new(2_718_282, 1_000_000) && Rational::new(2_718_281, 1_000_000) < e.high);
        assert!(Span::new(&Rational::one()).ln().bounds().contains(&Rational::from(0)));
    }
}
