//! Values, occupancies and advantages where the policy is known by ranges.

use super::log_linear::{Table, table};
use super::{Naive, Range};

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

    /// `Q_v(s,a)`.
    fn action_value_ranges(&self, values: &[Range]) -> Table {
        let gamma = Range::from(&self.gamma);
        let q = |s: usize, a: usize| {
            let successors = self.transitions[s][a].iter();
            let expected = successors.fold(Range::zero(), |sum, (to, p)| sum.plus(&values[*to].times(&Range::from(p))));
            Range::from(&self.rewards[s][a]).plus(&gamma.times(&expected))
        };
        (0..self.states()).map(|s| (0..self.rewards[s].len()).map(|a| q(s, a)).collect()).collect()
    }

    /// `Q^pi(s,a) - V^pi(s)`, and `Q^pi`, from `V^pi`.
    pub(super) fn advantage_ranges_of(&self, values: &[Range]) -> (Table, Table) {
        let q = self.action_value_ranges(values);
        let advantages = q.iter().zip(values).map(|(row, v)| row.iter().map(|q| q.minus(v)).collect()).collect();
        (advantages, q)
    }

    /// `Q^pi(s,a) - V^pi(s)`, and `Q^pi`.
    pub fn advantage_ranges(&self, policy: &[Vec<Range>]) -> (Table, Table) {
        self.advantage_ranges_of(&self.value_ranges(policy))
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
                (0..row.len()).partition(|&a| !row[a].minus(&highest).is_negative());
            let decided = candidates.len() == 1 || candidates.iter().all(|&a| row[a].point().is_some());
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
