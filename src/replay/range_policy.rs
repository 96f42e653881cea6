//! Values of policies that need `exp`, in ranges.

use super::{Naive, Range};
use crate::scalar::Rational;

/// Values of a policy that is known by ranges, `policy[s][a]`.
pub struct RangePolicy<'n> {
    naive: &'n Naive,
    /// `pi(a|s)`.
    pub policy: Vec<Vec<Range>>,
}

impl<'n> RangePolicy<'n> {
    /// An exact policy.
    pub fn exact(naive: &'n Naive, policy: &[Vec<Rational>]) -> Self {
        RangePolicy { naive, policy: policy.iter().map(|row| ranges(row)).collect() }
    }

    /// `pi(a|s) e^x(s,a) / Z(s)`.
    pub fn tilted(&self, exponents: &[Vec<Range>]) -> Self {
        let tilt = |(row, x): (&Vec<Range>, &Vec<Range>)| {
            let weights: Vec<Range> = row.iter().zip(x).map(|(p, x)| p.times(&x.exp())).collect();
            let zero = Range::zero();
            let total = weights.iter().fold(zero, |sum, weight| sum.plus(weight));
            weights.iter().map(|weight| weight.over(&total)).collect()
        };
        RangePolicy { naive: self.naive, policy: self.policy.iter().zip(exponents).map(tilt).collect() }
    }

    /// `I - gamma P_pi` as a dense matrix.
    fn bellman_matrix(&self) -> Vec<Vec<Range>> {
        let unit = |s: usize, to: usize| Range::from(&Rational::from(i32::from(s == to)));
        let states = self.naive.states();
        let mut matrix: Vec<Vec<Range>> = (0..states).map(|s| (0..states).map(|to| unit(s, to)).collect()).collect();
        for (s, row) in matrix.iter_mut().enumerate() {
            for (probability, transitions) in self.policy[s].iter().zip(&self.naive.transitions[s]) {
                for (to, p) in transitions {
                    let flow = probability.times(&Range::from(&(self.naive.gamma.clone() * p)));
                    row[*to] = row[*to].minus(&flow);
                }
            }
        }
        matrix
    }

    /// `V^pi`.
    pub fn values(&self) -> Vec<Range> {
        let rewards = self.policy.iter().zip(&self.naive.rewards).map(|(p, r)| Range::dot(p, &ranges(r))).collect();
        eliminate(self.bellman_matrix(), rewards)
    }

    /// `d^pi_rho`.
    pub fn occupancy(&self) -> Vec<Range> {
        let matrix = self.bellman_matrix();
        let states = 0..self.naive.states();
        let transposed = states.map(|s| matrix.iter().map(|row| row[s].clone()).collect()).collect();
        eliminate(transposed, self.naive.initial.iter().map(|rho| Range::from(&(self.naive.stop() * rho))).collect())
    }

    /// `Q^pi(s,a) - V^pi(s)`.
    pub fn advantages(&self) -> Vec<Vec<Range>> {
        let values = self.values();
        let advantage = |s: usize, a: usize| {
            let mut sum = Range::from(&self.naive.rewards[s][a]).minus(&values[s]);
            for (to, p) in &self.naive.transitions[s][a] {
                sum = sum.plus(&values[*to].times(&Range::from(&(self.naive.gamma.clone() * p))));
            }
            sum
        };
        (0..self.naive.states()).map(|s| (0..self.policy[s].len()).map(|a| advantage(s, a)).collect()).collect()
    }

    /// `V^pi(rho)`.
    pub fn value_of_initial(&self) -> Range {
        Range::dot(&ranges(&self.naive.initial), &self.values())
    }

    /// `max_s V*(s) - V^pi(s)`.
    pub fn error(&self) -> Range {
        let optimal = ranges(&self.naive.optimal_values());
        let errors = optimal.iter().zip(self.values()).map(|(best, own)| best.minus(&own));
        errors.fold(Range::zero(), |worst, error| worst.maximum(&error))
    }
}

/// Gauss-Jordan elimination without pivoting, which strict diagonal dominance
/// (of rows or of columns) makes safe.
fn eliminate(mut matrix: Vec<Vec<Range>>, mut right: Vec<Range>) -> Vec<Range> {
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

fn ranges(values: &[Rational]) -> Vec<Range> {
    values.iter().map(Range::from).collect()
}

#[cfg(test)]
mod tests {
    use num_traits::One;

    use super::*;

    #[test]
    fn values_and_occupancy_of_an_exact_policy_contain_those_of_exact_elimination() {
        let number = Rational::new;
        let naive = Naive {
            gamma: number(9, 10),
            rewards: vec![vec![number(1, 1), number(0, 1)], vec![number(1, 3)]],
            transitions: vec![
                vec![vec![(0, number(1, 2)), (1, number(1, 2))], vec![(1, Rational::one())]],
                vec![vec![(0, Rational::one())]],
            ],
            initial: vec![number(1, 4), number(3, 4)],
            policy: vec![vec![number(1, 3), number(2, 3)], vec![Rational::one()]],
            other: vec![vec![number(1, 2), number(1, 2)], vec![Rational::one()]],
            eta: Rational::one(),
            steps: 1,
            features: Vec::new(),
            parameters: Vec::new(),
        };
        let ranges = RangePolicy::exact(&naive, &naive.policy);
        let contain = |ranges: Vec<Range>, exact: Vec<Rational>| {
            assert_eq!(ranges.len(), exact.len());
            for (range, x) in ranges.iter().zip(&exact) {
                assert!(range.low <= *x && *x <= range.high && range.high.clone() - &range.low < number(1, 1 << 30));
            }
        };
        contain(ranges.values(), naive.values(&naive.policy));
        contain(ranges.occupancy(), naive.occupancy(&naive.policy));
        contain(ranges.advantages().concat(), naive.advantages(&naive.policy).concat());
        contain(vec![ranges.error()], vec![naive.error(&naive.policy)]);
    }

    #[test]
    fn tilting_multiplies_by_exponentials_and_normalises() {
        let naive_policy = vec![vec![Rational::new(1, 4), Rational::new(3, 4)]];
        let naive = Naive {
            gamma: Rational::new(0, 1),
            rewards: vec![vec![Rational::one(), Rational::new(0, 1)]],
            transitions: vec![vec![vec![(0, Rational::one())], vec![(0, Rational::one())]]],
            initial: vec![Rational::one()],
            policy: naive_policy.clone(),
            other: naive_policy,
            eta: Rational::one(),
            steps: 1,
            features: Vec::new(),
            parameters: Vec::new(),
        };
        let tilted = RangePolicy::exact(&naive, &naive.policy).tilted(&[vec![Range::one(), Range::zero()]]);
        // e / (e + 3) = 0.4753668...
        let first = &tilted.policy[0][0];
        assert!(Rational::new(475_366, 1_000_000) < first.low && first.high < Rational::new(475_367, 1_000_000));
    }
}
