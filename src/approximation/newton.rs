//! Damped Newton steps on the surrogate.

use super::{Ldl, Surrogate};

/// Damping that a failed step starts from, as a part of the Hessian's largest diagonal entry, and the
/// factor by which it grows.
const DAMPING: f64 = 1e-9;
const GROWTH: f64 = 16.0;

/// Damping at which a direction is given up: the step is then far below the rounding of `l`.
const MOST_DAMPING: f64 = 1e12;

/// Minimises `l` from `start` by at most `steps` steps `-(H + lambda I)^-1 g`, with `lambda` raised until
/// `l` falls. For few features; a step costs `d^3`.
pub fn newton(surrogate: &Surrogate<f64>, start: &[f64], steps: usize) -> Vec<f64> {
    let mut theta = start.to_vec();
    let mut at = surrogate.log_linear(&theta);
    let mut value = surrogate.value(&at);
    for _ in 0..steps {
        let gradient = surrogate.gradient(&at.policy);
        let hessian = surrogate.hessian(&at.policy);
        let scale = (0..hessian.len()).map(|i| hessian[i][i]).fold(0.0, f64::max);
        let mut damping = DAMPING;
        let improved = loop {
            let mut damped = hessian.clone();
            for (i, row) in damped.iter_mut().enumerate() {
                row[i] += damping * scale;
            }
            let step = Ldl::new(&damped).solve(&gradient);
            let candidate: Vec<f64> = theta.iter().zip(step).map(|(x, step)| x - step).collect();
            let next = surrogate.log_linear(&candidate);
            let lower = surrogate.value(&next);
            if lower < value {
                break Some((candidate, next, lower));
            }
            damping *= GROWTH;
            if damping > MOST_DAMPING {
                break None;
            }
        };
        let Some((candidate, next, lower)) = improved else { break };
        (theta, at, value) = (candidate, next, lower);
    }
    theta
}
