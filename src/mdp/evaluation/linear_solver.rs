//! Approximate solutions of `(I - gamma P_pi) x = b` in `f64`.

use nalgebra::{DMatrix, DVector, Dyn, linalg::LU};

use crate::mdp::{Mdp, Policy};
use crate::scalar::Field;

/// Up to this many states a dense factorisation is cheaper than sweeps.
const DENSE_STATES: usize = 256;

/// Beyond this many states a dense matrix takes more memory (32 MB) and time
/// (seconds) than an approximation is worth.
const MOST_DENSE_STATES: usize = 2048;

/// A dense factorisation handles about this many entries (of `S^3`) in the time
/// in which a sweep updates one.
const DENSE_SPEED: f64 = 10.0;

/// Updates after which sweeps end, a few seconds' worth: near `gamma = 1` a
/// large sparse model would take hours. What is missing makes enclosures wider,
/// not wrong.
const MOST_UPDATES: f64 = 1e9;

/// A policy's transition matrix in `f64`, ready to solve with.
///
/// Results are approximate and carry no guarantee; whoever needs one computes
/// a residual.
pub struct LinearSolver {
    discount: f64,
    method: Method,
}

enum Method {
    Dense(LU<f64, Dyn, Dyn>),
    Sweeps { rows: Vec<Vec<(usize, f64)>> },
}

impl LinearSolver {
    /// Prepares `I - gamma P_pi`.
    pub fn new<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Self {
        Self::from_rows(mdp.discount().to_f64(), policy_rows(mdp, policy))
    }

    /// Prepares the transpose `I - gamma P_pi'`.
    pub fn transposed<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Self {
        let mut columns = vec![Vec::new(); mdp.states()];
        for (state, row) in policy_rows(mdp, policy).into_iter().enumerate() {
            for (successor, probability) in row {
                columns[successor].push((state, probability));
            }
        }
        Self::from_rows(mdp.discount().to_f64(), columns)
    }

    fn from_rows(discount: f64, rows: Vec<Vec<(usize, f64)>>) -> Self {
        let states = rows.len();
        let entries: usize = rows.iter().map(Vec::len).sum();
        let size = states as f64;
        let is_cheap =
            states <= MOST_DENSE_STATES && size.powi(3) <= DENSE_SPEED * sweeps_to_rounding(discount) * entries as f64;
        let method = if states <= DENSE_STATES || entries * 8 > states * states || is_cheap {
            let mut matrix = DMatrix::<f64>::identity(states, states);
            for (state, row) in rows.iter().enumerate() {
                for &(successor, probability) in row {
                    matrix[(state, successor)] -= discount * probability;
                }
            }
            Method::Dense(matrix.lu())
        } else {
            Method::Sweeps { rows }
        };
        LinearSolver { discount, method }
    }

    /// An approximation of the solution; entries may be non-finite when the
    /// right side is.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        match &self.method {
            Method::Dense(lu) => {
                let solution = lu.solve(&DVector::from_column_slice(right));
                solution.map_or_else(|| right.to_vec(), |x| x.as_slice().to_vec())
            }
            Method::Sweeps { rows } => gauss_seidel(rows, self.discount, right),
        }
    }
}

/// `P_pi(s,.)` by state.
fn policy_rows<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>) -> Vec<Vec<(usize, f64)>> {
    let mut dense = vec![0.0; mdp.states()];
    let mut rows = Vec::with_capacity(mdp.states());
    for state in 0..mdp.states() {
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
        rows.push(support.into_iter().map(|to| (to, std::mem::replace(&mut dense[to], 0.0))).collect());
    }
    rows
}

/// `40/(1-gamma)`; unbounded when `gamma` rounds to 1.
fn sweeps_to_rounding(discount: f64) -> f64 {
    40.0 / (1.0 - discount)
}

/// Gauss-Seidel sweeps, alternately forward and backward. The error shrinks by
/// at least `gamma` a sweep in the maximum norm (in the 1-norm for a transposed
/// matrix), so `40/(1-gamma)` sweeps reach the rounding level from any start;
/// [`MOST_UPDATES`] bounds them.
fn gauss_seidel(rows: &[Vec<(usize, f64)>], discount: f64, right: &[f64]) -> Vec<f64> {
    let mut x = right.to_vec();
    let updates: usize = rows.iter().map(Vec::len).sum();
    let most = MOST_UPDATES / (updates.max(1) as f64);
    let sweeps = sweeps_to_rounding(discount).min(most).ceil() as usize;
    let update = |x: &mut [f64], state: usize| -> f64 {
        let (mut own, mut others) = (0.0, 0.0);
        for &(successor, probability) in &rows[state] {
            if successor == state {
                own = probability;
            } else {
                others += probability * x[successor];
            }
        }
        let next = (right[state] + discount * others) / (1.0 - discount * own);
        let change = (next - x[state]).abs();
        x[state] = next;
        change
    };
    for sweep in 0..sweeps {
        let mut change = 0.0_f64;
        for index in 0..rows.len() {
            let state = if sweep % 2 == 0 { index } else { rows.len() - 1 - index };
            change = change.max(update(&mut x, state));
        }
        let size = x.iter().fold(0.0_f64, |size, value| size.max(value.abs()));
        if change <= size * f64::EPSILON * (1.0 - discount) || !change.is_finite() {
            break;
        }
    }
    x
}
