//! Evaluation in floats of policies that change little from one to the next.

use super::Mdp;
use super::evaluation::DenseLu;
use super::float_rows::FloatRows;

/// Up to this many states a factorisation is worth its cubic cost for any model.
const DENSE_STATES: usize = 256;

/// Up to this many for models most of whose transitions are possible.
const MOST_DENSE_STATES: usize = 2048;

/// Corrections after which an old factorisation is replaced.
const MOST_CORRECTIONS: usize = 3;

/// Backups after which an evaluation without a factorisation ends.
const MOST_BACKUPS: usize = 10_000;

/// `V_t` is predicted from this many values before it.
const HISTORY: usize = 4;

/// Values and action values of a sequence of policies, in floats and without any
/// guarantee.
///
/// The value of the next policy is extrapolated from the last four (by the cubic
/// through them) and corrected by
/// `v <- v + B (r_pi + gamma P_pi v - v)` until the residual is small, where `B`
/// is the inverse of `I - gamma P_pi'` for an earlier policy `pi'`, or for large
/// models `I` and a shift of all values by `gamma/(1-gamma)` times the mean
/// residual. Each correction costs one Bellman backup, which gives the action
/// values as well.
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
        let (mut before, mut corrections) = (f64::INFINITY, 0);
        loop {
            self.rows.action_values(&self.values, &mut self.action_values);
            let size = self.update_residual(policy);
            let largest = self.values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
            if size <= self.accuracy * largest || size.is_nan() || corrections > MOST_BACKUPS {
                break;
            }
            if self.is_dense {
                let is_old = corrections == MOST_CORRECTIONS || size > before;
                if self.factors.is_none() || is_old {
                    // With fresh factors what is left is rounding.
                    if corrections > 2 * MOST_CORRECTIONS {
                        break;
                    }
                    self.factors = Some(DenseLu::new(&self.rows.policy_matrix(policy), self.values.len()));
                }
            } else if size > before / 1.000_001 {
                break;
            }
            self.correct();
            before = size;
            corrections += 1;
        }
    }

    /// `r_pi + gamma P_pi v - v` by state; returns the largest entry's size.
    fn update_residual(&mut self, policy: &[f64]) -> f64 {
        let mut size = 0.0_f64;
        for (state, residual) in self.residual.iter_mut().enumerate() {
            let value = self.values[state];
            *residual = self.rows.actions(state).map(|pair| policy[pair] * (self.action_values[pair] - value)).sum();
            size = if residual.is_nan() { f64::NAN } else { size.max(residual.abs()) };
        }
        size
    }

    fn correct(&mut self) {
        if let Some(factors) = &self.factors {
            factors.solve_in_place(&mut self.residual);
        } else {
            let mean = self.residual.iter().sum::<f64>() / self.residual.len() as f64;
            let shift = self.discount / (1.0 - self.discount) * mean;
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
        if let [first, second, third, last] = self.history.as_slice() {
            for (state, value) in self.values.iter_mut().enumerate() {
                *value = 4.0 * (last[state] + second[state]) - 6.0 * third[state] - first[state];
            }
        }
    }
}
