//! Evaluation in floats of policies that change little from one to the next.

use super::Mdp;
use super::evaluation::DenseLu;
use super::float_rows::{FloatRows, dot, largest};

/// Up to this many states a factorisation is worth its cubic cost for any model.
const DENSE_STATES: usize = 256;

/// Up to this many for models most of whose transitions are possible.
const MOST_DENSE_STATES: usize = 2048;

/// Corrections after which an old factorisation is replaced.
const MOST_CORRECTIONS: usize = 3;

/// Backups after which an evaluation without a factorisation ends.
const MOST_BACKUPS: usize = 10_000;

/// Backups end when a residual is more than this share of the one before.
const LEAST_PROGRESS: f64 = 0.999_999;

/// `V_t` is predicted from this many values before it.
const HISTORY: usize = 6;

/// What the polynomial through that many values takes on next: binomial coefficients
/// with alternating signs, the earliest first.
const EXTRAPOLATION: [f64; HISTORY] = [-1.0, 6.0, -15.0, 20.0, -15.0, 6.0];

/// Values and action values of a sequence of policies, in floats and without any
/// guarantee.
///
/// The value of the next policy is extrapolated from the last six (by the polynomial
/// through them) and corrected by
/// `v <- v + B (r_pi + gamma P_pi v - v)` until the residual is small, where `B`
/// is the inverse of `I - gamma P_pi'` for an earlier policy `pi'`, or for large
/// models `I` and, where that helps, a shift of all values by `gamma/(1-gamma)`
/// times the mean residual.
pub struct WarmEvaluation {
    rows: FloatRows,
    discount: f64,
    /// The residual is small when it is at most this times the largest value.
    accuracy: f64,
    is_dense: bool,
    factors: Option<DenseLu>,
    values: Vec<f64>,
    /// Earlier values, the latest last.
    history: Vec<Vec<f64>>,
    action_values: Vec<f64>,
    residual: Vec<f64>,
}

impl WarmEvaluation {
    /// For policies of a model, to a residual of `accuracy` times the largest value
    /// (but no better than rounding allows).
    pub fn new(mdp: &Mdp<f64>, accuracy: f64) -> Self {
        let (states, rows) = (mdp.states(), FloatRows::new(mdp));
        WarmEvaluation {
            discount: *mdp.discount(),
            accuracy: accuracy.max(f64::EPSILON * (4 + states / 64) as f64),
            is_dense: states <= DENSE_STATES || (rows.are_full() && states <= MOST_DENSE_STATES),
            factors: None,
            values: vec![0.0; states],
            history: Vec::with_capacity(HISTORY),
            action_values: vec![0.0; mdp.pairs()],
            residual: vec![0.0; states],
            rows,
        }
    }

    /// `V^pi` of the last policy.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// `Q^pi` of the last policy, by pair.
    pub fn action_values(&self) -> &[f64] {
        &self.action_values
    }

    /// Evaluates a policy, given by its probabilities by pair.
    pub fn evaluate(&mut self, policy: &[f64]) {
        self.predict();
        if self.is_dense {
            self.solve_densely(policy);
        } else {
            self.solve_by_backups(policy);
        }
    }

    /// Corrections by old or new factors; the residual is that of the averaged matrix,
    /// which is smaller than the model by the number of actions.
    fn solve_densely(&mut self, policy: &[f64]) {
        let matrix = self.rows.policy_matrix(policy);
        let rewards = self.rows.mean_rewards(policy);
        let (mut before, mut is_fresh) = (f64::INFINITY, false);
        for correction in 0.. {
            let rows = matrix.chunks_exact(self.values.len());
            for ((residual, row), reward) in self.residual.iter_mut().zip(rows).zip(&rewards) {
                *residual = reward - dot(row, &self.values);
            }
            let size = largest(self.residual.iter().copied());
            let is_stuck = correction > 0 && size > before / 2.0;
            if self.is_small(size) || !size.is_finite() || (is_fresh && is_stuck) {
                break;
            }
            // With fresh factors what is left soon is rounding.
            if self.factors.is_none() || (!is_fresh && (is_stuck || correction == MOST_CORRECTIONS)) {
                self.factors = Some(DenseLu::new(&matrix, self.values.len()));
                is_fresh = true;
            }
            self.correct();
            before = size;
        }
        self.rows.action_values(&self.values, &mut self.action_values);
    }

    /// Corrections by backups, which give the action values as well.
    fn solve_by_backups(&mut self, policy: &[f64]) {
        let mut before = f64::INFINITY;
        for _ in 0..MOST_BACKUPS {
            self.rows.backup(&self.values, policy, &mut self.action_values, &mut self.residual);
            let size = largest(self.residual.iter().copied());
            if self.is_small(size) || !size.is_finite() || size > before * LEAST_PROGRESS {
                break;
            }
            self.correct();
            before = size;
        }
    }

    fn is_small(&self, residual: f64) -> bool {
        residual <= self.accuracy * largest(self.values.iter().copied())
    }

    fn correct(&mut self) {
        if let Some(factors) = &self.factors {
            factors.solve_in_place(&mut self.residual);
        } else {
            let mean = self.residual.iter().sum::<f64>() / self.residual.len() as f64;
            // The next residual is `gamma P (r - mean)`, without a shift `gamma P r`.
            let without = largest(self.residual.iter().copied());
            let with = largest(self.residual.iter().map(|r| r - mean));
            let shift = if with < without { self.discount / (1.0 - self.discount) * mean } else { 0.0 };
            self.residual.iter_mut().for_each(|change| *change += shift);
        }
        for (value, change) in self.values.iter_mut().zip(&self.residual) {
            *value += change;
        }
    }

    /// Puts the extrapolated values in place of the last ones.
    fn predict(&mut self) {
        if self.history.len() == HISTORY {
            self.history.rotate_left(1);
            self.history[HISTORY - 1].copy_from_slice(&self.values);
        } else {
            self.history.push(self.values.clone());
        }
        if self.history.len() == HISTORY {
            self.values.fill(0.0);
            for (earlier, weight) in self.history.iter().zip(EXTRAPOLATION) {
                self.values.iter_mut().zip(earlier).for_each(|(value, old)| *value += weight * old);
            }
        }
    }
}
