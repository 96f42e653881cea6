//! Softmax policy gradient with Nesterov's momentum and restarts.

use super::npg::tilted;
use super::softmax_pg::policy_gradient;
use super::spma::check_positive;
use super::{Iterate, Method, StepSizeError};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Transcendental, Truth};

/// From `theta^0 = omega^0`, for `t = 1, 2, ...`:
///
/// ```text
/// theta^t = omega^{t-1} + eta t/(t+1) grad V^{omega^{t-1}}(rho)
/// phi^t   = theta^t + (t-1)/(t+2) (theta^t - theta^{t-1})
/// omega^t = phi^t if V^{phi^t}(rho) >= V^{theta^t}(rho), else theta^t
/// ```
///
/// (Chen, Li, Lu, Dai, Schuurmans et al. 2024, with `eta = (1-gamma)^3 / 16`).
/// Any `eta > 0`. Logits are kept relative to those of the first policy. Where
/// enclosures do not tell which value is larger, `omega^t` contains both
/// candidates.
#[derive(Clone, Debug)]
pub struct AcceleratedPg<T> {
    eta: T,
    momentum: Option<Momentum<T>>,
}

/// What is remembered from step to step.
#[derive(Clone, Debug)]
struct Momentum<T> {
    start: Policy<T>,
    /// `t`.
    steps: i64,
    /// `theta^t` and `omega^t` by pair, less the first logits.
    theta: Vec<T>,
    omega: Vec<T>,
}

/// One step: the policies of `theta^t`, `phi^t` and `omega^t`.
#[derive(Clone, Debug)]
pub struct AcceleratedStep<T> {
    /// The gradient step `theta^t`.
    pub gradient: Policy<T>,
    /// The extrapolation `phi^t`.
    pub extrapolated: Policy<T>,
    /// What is kept, `omega^t`.
    pub kept: Policy<T>,
}

impl<T: Evaluate + Transcendental> AcceleratedPg<T> {
    /// With step sizes `eta t/(t+1)`.
    pub fn new(eta: T) -> Self {
        AcceleratedPg { eta, momentum: None }
    }

    /// `eta t/(t+1)` of the next step.
    pub fn next_step_size(&self) -> T {
        let t = self.momentum.as_ref().map_or(0, |momentum| momentum.steps) + 1;
        self.eta.clone() * &T::from_integer(t) / &T::from_integer(t + 1)
    }

    /// The next step from `omega^{t-1}`, which must be the policy that the last
    /// step kept, or the first policy.
    pub fn advance(&mut self, iterate: &Iterate<T>) -> AcceleratedStep<T> {
        let step_size = self.next_step_size();
        let zeros = || vec![T::zero(); iterate.mdp().pairs()];
        let before = self.momentum.take().unwrap_or_else(|| Momentum {
            start: iterate.policy().clone(),
            steps: 0,
            theta: zeros(),
            omega: zeros(),
        });
        let t = before.steps + 1;
        let share = T::from_integer(t - 1) / &T::from_integer(t + 2);
        let moved = before.omega.iter().zip(policy_gradient(iterate));
        let theta: Vec<T> = moved.map(|(omega, slope)| omega.clone() + &(step_size.clone() * &slope)).collect();
        let differences = theta.iter().zip(&before.theta);
        let phi: Vec<T> = differences.map(|(new, old)| new.clone() + &(share.clone() * &(new.clone() - old))).collect();
        let policy_of = |logits: &[T]| tilted(&before.start, |pair| logits[pair].clone());
        let (gradient, extrapolated) = (policy_of(&theta), policy_of(&phi));
        // The first extrapolation is no step at all.
        let improves = if t == 1 { Truth::Yes } else { is_no_worse(iterate, &extrapolated, &gradient) };
        let omega = match improves {
            Truth::Yes => phi,
            Truth::No => theta.clone(),
            Truth::Undecided => theta.iter().zip(&phi).map(|(theta, phi)| theta.hull(phi)).collect(),
        };
        let kept = policy_of(&omega);
        self.momentum = Some(Momentum { start: before.start, steps: t, theta, omega });
        AcceleratedStep { gradient, extrapolated, kept }
    }
}

/// Is `V(rho)` of the first policy at least that of the second?
fn is_no_worse<T: Evaluate>(iterate: &Iterate<T>, first: &Policy<T>, second: &Policy<T>) -> Truth {
    let value =
        |policy: &Policy<T>| T::dot(iterate.mdp().initial(), Iterate::new(iterate.problem(), policy.clone()).values());
    value(second).at_most(&value(first))
}

impl<T: Evaluate + Transcendental> Method<T> for AcceleratedPg<T> {
    fn name(&self) -> &'static str {
        "apg"
    }

    fn check_step_size(&self, _iterate: &Iterate<T>) -> Result<(), StepSizeError> {
        check_positive(&self.eta)
    }

    /// The policy of `omega^t`.
    fn step(&mut self, iterate: &Iterate<T>) -> Policy<T> {
        self.advance(iterate).kept
    }
}
