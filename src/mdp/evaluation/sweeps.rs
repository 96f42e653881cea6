//! Gauss-Seidel sweeps for large sparse systems `(I - gamma P_pi) x = b`.

use std::ops::Range;

use crate::mdp::{Mdp, Policy};
use crate::scalar::Field;

/// Updates after which sweeps end, a few seconds' worth: near `gamma = 1` a
/// large sparse model would take hours. What is missing makes enclosures wider,
/// not wrong.
const MOST_UPDATES: f64 = 1e9;

/// A shift of all values is tried after this many sweeps.
const SWEEPS_PER_SHIFT: usize = 4;

/// `P_pi` or its transpose by rows, with the diagonal apart.
pub struct Sweeps {
    discount: f64,
    /// Do the rows sum to 1?
    is_stochastic: bool,
    first: Vec<usize>,
    columns: Vec<u32>,
    entries: Vec<f64>,
    diagonal: Vec<f64>,
}

impl Sweeps {
    /// For `I - gamma P_pi`.
    ///
    /// # Panics
    /// For more than `2^32` states.
    pub fn new<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Self {
        Self::from_rows(mdp.discount().to_f64(), true, policy_rows(mdp, policy))
    }

    /// For `I - gamma P_pi'`.
    pub fn transposed<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Self {
        let mut columns = vec![Vec::new(); mdp.states()];
        for (state, row) in policy_rows(mdp, policy).enumerate() {
            for (successor, probability) in row {
                columns[successor].push((state, probability));
            }
        }
        Self::from_rows(mdp.discount().to_f64(), false, columns.into_iter())
    }

    fn from_rows(discount: f64, is_stochastic: bool, rows: impl Iterator<Item = Vec<(usize, f64)>>) -> Self {
        let mut sweeps = Sweeps {
            discount,
            is_stochastic,
            first: vec![0],
            columns: Vec::new(),
            entries: Vec::new(),
            diagonal: Vec::new(),
        };
        for (state, row) in rows.enumerate() {
            let mut own = 0.0;
            for (column, entry) in row {
                if column == state {
                    own = entry;
                } else {
                    sweeps.columns.push(u32::try_from(column).expect("at most 2^32 states"));
                    sweeps.entries.push(entry);
                }
            }
            sweeps.diagonal.push(own);
            sweeps.first.push(sweeps.entries.len());
        }
        sweeps
    }

    /// Sweeps that reach the rounding level from any start, `40/(1-gamma)`;
    /// unbounded when `gamma` rounds to 1.
    pub fn until_rounding(discount: f64) -> f64 {
        40.0 / (1.0 - discount)
    }

    /// Replaces the right side by an approximation of the solution.
    ///
    /// The sweeps go forward and backward in turn; each shrinks the error by at
    /// least `gamma` in the maximum norm (in the 1-norm for a transposed
    /// matrix). What they shrink slowest is what all states share, which
    /// [`shift`](Self::shift) removes at once.
    pub fn solve_in_place(&self, right: &mut [f64]) {
        let mut x = right.to_vec();
        let most = MOST_UPDATES / (self.entries.len() + x.len()) as f64;
        let sweeps = Self::until_rounding(self.discount).min(most).ceil() as usize;
        for sweep in 0..sweeps {
            let change = self.sweep(sweep % 2 == 0, right, &mut x);
            let size = x.iter().fold(0.0_f64, |size, value| size.max(value.abs()));
            if change <= size * f64::EPSILON * (1.0 - self.discount) || !change.is_finite() {
                break;
            }
            if self.is_stochastic && sweep % SWEEPS_PER_SHIFT == SWEEPS_PER_SHIFT - 1 {
                let shift = self.shift(right, &x);
                x.iter_mut().for_each(|value| *value += shift);
            }
        }
        right.copy_from_slice(&x);
    }

    /// Updates every state once and returns the largest change.
    fn sweep(&self, forward: bool, right: &[f64], x: &mut [f64]) -> f64 {
        let states = x.len();
        let mut change = 0.0_f64;
        for index in 0..states {
            let state = if forward { index } else { states - 1 - index };
            let next =
                (right[state] + self.discount * self.others(state, x)) / (1.0 - self.discount * self.diagonal[state]);
            change = change.max((next - x[state]).abs());
            x[state] = next;
        }
        change
    }

    /// `c` such that the residual of `x + c` has mean 0, if that at least halves the
    /// largest residual, and 0 otherwise: adding `c` to all states lowers a residual by
    /// `(1-gamma) c`.
    fn shift(&self, right: &[f64], x: &[f64]) -> f64 {
        let (mut least, mut most, mut total) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for (state, value) in x.iter().enumerate() {
            let own = (1.0 - self.discount * self.diagonal[state]) * value;
            let residual = right[state] + self.discount * self.others(state, x) - own;
            least = least.min(residual);
            most = most.max(residual);
            total += residual;
        }
        let mean = total / x.len() as f64;
        let (before, after) = (most.max(-least), (most - mean).max(mean - least));
        if 2.0 * after < before { mean / (1.0 - self.discount) } else { 0.0 }
    }

    /// `sum_{j != s} P(s,j) x_j`.
    fn others(&self, state: usize, x: &[f64]) -> f64 {
        let row: Range<usize> = self.first[state]..self.first[state + 1];
        self.columns[row.clone()].iter().zip(&self.entries[row]).map(|(&column, p)| p * x[column as usize]).sum()
    }
}

/// `P_pi(s,.)` by state.
fn policy_rows<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> impl Iterator<Item = Vec<(usize, f64)>> {
    let mut dense = vec![0.0; mdp.states()];
    (0..mdp.states()).map(move |state| {
        let mut support = Vec::new();
        for pair in mdp.actions(state) {
            let weight = policy.probabilities()[pair].to_f64();
            for (successor, probability) in mdp.successors(pair) {
                let mass = weight * probability.to_f64();
                if mass > 0.0 {
                    if dense[successor] == 0.0 {
                        support.push(successor);
                    }
                    dense[successor] += mass;
                }
            }
        }
        support.into_iter().map(|to| (to, std::mem::replace(&mut dense[to], 0.0))).collect()
    })
}
