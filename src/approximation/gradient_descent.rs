//! Gradient descent with backtracking on the surrogate.

use super::Surrogate;

/// Armijo's constant: a step has to gain this part of what the gradient promises.
const GAIN: f64 = 1e-4;

/// Steps shorter than this part of the first are below the rounding of `l`.
const SHORTEST: f64 = 1e-18;

/// Minimises `l` from `start` by at most `steps` steps along the negative gradient; each starts from twice the
/// last length and is halved until Armijo's condition holds. A step costs one pass over the features,
/// whatever their number.
///
/// Our own loop rather than a library's: its few operations are rounded alike on every machine, so
/// the points it returns, and the instances made from them, do not depend on it.
pub fn descend(surrogate: &Surrogate<f64>, start: &[f64], steps: usize) -> Vec<f64> {
    let mut theta = start.to_vec();
    let mut at = surrogate.log_linear(&theta);
    let mut value = surrogate.value(&at);
    let mut length = 1.0;
    for _ in 0..steps {
        let gradient = surrogate.gradient(&at.policy);
        let slope: f64 = gradient.iter().map(|g| g * g).sum();
        let improved = loop {
            let candidate: Vec<f64> = theta.iter().zip(&gradient).map(|(x, g)| x - length * g).collect();
            let next = surrogate.log_linear(&candidate);
            let lower = surrogate.value(&next);
            if lower < value - GAIN * length * slope {
                break Some((candidate, next, lower));
            }
            length /= 2.0;
            if length < SHORTEST {
                break None;
            }
        };
        let Some((candidate, next, lower)) = improved else { break };
        (theta, at, value) = (candidate, next, lower);
        length *= 2.0;
    }
    theta
}
