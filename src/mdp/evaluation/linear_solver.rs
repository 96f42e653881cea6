//! Approximate solutions of `(I - gamma P_pi) x = b` in `f64`.

use super::dense_lu::DenseLu;
use super::sweeps::Sweeps;
use crate::mdp::float_rows::{LANES, dot, largest};
use crate::mdp::{Mdp, Policy};
use crate::scalar::Field;

/// Up to this many states a dense factorisation is cheaper than sweeps.
const DENSE_STATES: usize = 256;

/// Beyond this many states a dense matrix takes more memory (32 MB) and time
/// than an approximation is worth.
const MOST_DENSE_STATES: usize = 2048;

/// A dense factorisation handles about this many entries (of `S^3`) in the time
/// in which a sweep updates one.
const DENSE_SPEED: f64 = 10.0;

/// A policy's transition matrix in `f64`, ready to solve with.
///
/// Results are approximate and carry no guarantee; whoever needs one computes
/// a residual.
pub struct LinearSolver(Method);

enum Method {
    Dense(DenseLu),
    Sweeps(Sweeps),
}

impl LinearSolver {
    /// Prepares `I - gamma P_pi`.
    pub fn new<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Self {
        LinearSolver(if prefers_dense(mdp, policy) {
            Method::Dense(DenseLu::new(&dense_rows(mdp, policy), mdp.states()))
        } else {
            Method::Sweeps(Sweeps::new(mdp, policy))
        })
    }

    /// Prepares the transpose `I - gamma P_pi'`.
    pub fn transposed<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Self {
        LinearSolver(if prefers_dense(mdp, policy) {
            let (states, rows) = (mdp.states(), dense_rows(mdp, policy));
            let columns: Vec<f64> = (0..states * states).map(|k| rows[(k % states) * states + k / states]).collect();
            Method::Dense(DenseLu::new(&columns, states))
        } else {
            Method::Sweeps(Sweeps::transposed(mdp, policy))
        })
    }

    /// An approximation of the solution; entries may be non-finite when the
    /// right side is.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = right.to_vec();
        self.solve_in_place(&mut solution);
        solution
    }

    /// Replaces the right side by an approximation of the solution.
    pub fn solve_in_place(&self, right: &mut [f64]) {
        match &self.0 {
            Method::Dense(lu) => lu.solve_in_place(right),
            Method::Sweeps(sweeps) => sweeps.solve_in_place(right),
        }
    }
}

/// Is a dense factorisation the better method?
pub(super) fn prefers_dense<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> bool {
    let states = mdp.states();
    if states <= DENSE_STATES {
        return true;
    }
    let used = (0..mdp.pairs()).filter(|&pair| !policy.probabilities()[pair].is_zero());
    let entries: usize = used.map(|pair| mdp.successors(pair).count()).sum();
    let discount = mdp.discount().to_f64();
    let is_cheap = states <= MOST_DENSE_STATES
        && (states as f64).powi(3) <= DENSE_SPEED * Sweeps::until_rounding(discount) * entries as f64;
    (entries * 8 > states * states && states <= 2 * MOST_DENSE_STATES) || is_cheap
}

/// `I - gamma P_pi` with its factors.
pub(super) struct DenseSystem {
    rows: Vec<f64>,
    lu: DenseLu,
}

impl DenseSystem {
    pub fn new(mdp: &Mdp<f64>, policy: &Policy<f64>) -> Self {
        let rows = dense_rows(mdp, policy);
        let lu = DenseLu::new(&rows, mdp.states());
        DenseSystem { rows, lu }
    }

    /// An approximation of the solution.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = right.to_vec();
        self.lu.solve_in_place(&mut solution);
        solution
    }

    /// `max_s |b_s - ((I - gamma P_pi) x)_s|`, as floats compute it; not finite
    /// when some entry is not.
    pub fn largest_residual(&self, right: &[f64], x: &[f64]) -> f64 {
        largest(self.rows.chunks_exact(x.len()).zip(right).map(|(row, right)| right - dot(row, x)))
    }

    /// Additions that a term of [`largest_residual`](Self::largest_residual) passes
    /// through, at most.
    pub fn residual_depth(&self, states: usize) -> usize {
        states / LANES + 2 + LANES
    }
}

/// `I - gamma P_pi` by rows.
fn dense_rows<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Vec<f64> {
    let (states, discount) = (mdp.states(), mdp.discount().to_f64());
    let mut rows = vec![0.0; states * states];
    for (state, row) in rows.chunks_exact_mut(states).enumerate() {
        for pair in mdp.actions(state) {
            let weight = discount * policy.probabilities()[pair].to_f64();
            if weight != 0.0 {
                for (successor, probability) in mdp.successors(pair) {
                    row[successor] -= weight * probability.to_f64();
                }
            }
        }
        row[state] += 1.0;
    }
    rows
}
