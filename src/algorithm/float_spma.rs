//! SPMA in plain floats, fast: for long runs and for searches.

use super::StepSizeError;
use crate::mdp::{Mdp, Policy, WarmEvaluation};

/// A run of [`Spma`](super::Spma) with a constant step size in `f64`.
///
/// It computes what `Spma` computes, up to rounding, and reuses at each step what
/// it knows from the steps before; nothing is certified.
pub struct FloatSpma {
    eta: f64,
    policy: Policy<f64>,
    evaluation: WarmEvaluation,
}

impl FloatSpma {
    /// Starts at a policy. Values are computed to a Bellman residual of `accuracy`
    /// times the largest value; 0 asks for what floats allow.
    pub fn new(mdp: &Mdp<f64>, start: Policy<f64>, eta: f64, accuracy: f64) -> Self {
        let mut evaluation = WarmEvaluation::new(mdp, accuracy);
        evaluation.evaluate(start.probabilities());
        FloatSpma { eta, policy: start, evaluation }
    }

    /// `pi_t`.
    pub fn policy(&self) -> &Policy<f64> {
        &self.policy
    }

    /// `V^{pi_t}` by state.
    pub fn values(&self) -> &[f64] {
        self.evaluation.values()
    }

    /// `pi(a|s) <- pi(a|s) (1 + eta Adv(s,a))`.
    ///
    /// # Errors
    /// [`StepSizeError::Spma`] at a state with `eta m(s) > 1`, and
    /// [`StepSizeError::Undecided`] where values overflow; the policy stays.
    pub fn step(&mut self) -> Result<(), StepSizeError> {
        let mut next = Vec::with_capacity(self.policy.probabilities().len());
        for state in 0..self.policy.states() {
            let own = self.policy.at(state);
            let action_values = &self.evaluation.action_values()[self.policy.actions(state)];
            let value: f64 = own.iter().zip(action_values).map(|(p, q)| p * q).sum();
            for (p, q) in own.iter().zip(action_values) {
                let factor = 1.0 + self.eta * (q - value);
                if factor.is_nan() {
                    return Err(StepSizeError::Undecided { state, eta: self.eta.to_string() });
                }
                if factor < 0.0 {
                    let limit = format!("{:e}", 1.0 / (value - q));
                    return Err(StepSizeError::Spma { state, eta: self.eta.to_string(), limit });
                }
                next.push(p * factor);
            }
        }
        self.policy = self.policy.with_probabilities(next);
        self.evaluation.evaluate(self.policy.probabilities());
        Ok(())
    }
}
