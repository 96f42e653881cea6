//! The exact data a statement is checked on.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::linear_data::{LinearData, LinearDataError, LinearRows};
use crate::mdp::{Action, Mdp, MdpError, Policy, PolicyError, RowSums};
use crate::scalar::Rational;

/// Exact data: a model, one or two policies, a step size, a number of steps.
/// A statement uses what it needs: a distribution with values is a bandit (one
/// state, `gamma = 0`).
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// Where it comes from, for reports.
    pub origin: String,
    /// The model.
    pub mdp: Arc<Mdp<Rational>>,
    /// `pi`, or the first distribution.
    pub policy: Policy<Rational>,
    /// A second policy `pi'`, or the second distribution.
    pub other: Policy<Rational>,
    /// Step size `eta`.
    pub eta: Rational,
    /// Number of steps `T`.
    pub steps: u32,
    /// Features and parameters of log-linear policies, where a statement needs them.
    pub linear: Option<LinearData>,
}

/// The form of an instance in files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstanceData {
    origin: String,
    gamma: Rational,
    /// By state and action.
    states: Vec<Vec<ActionData>>,
    initial: Vec<Rational>,
    policy: Vec<Vec<Rational>>,
    other: Vec<Vec<Rational>>,
    eta: Rational,
    steps: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    linear: Option<LinearRows>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionData {
    reward: Rational,
    /// (successor, probability).
    transitions: Vec<(usize, Rational)>,
}

/// Why data are not an instance.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum InstanceError {
    /// The model is refused.
    #[error("the model: {0}")]
    Model(#[from] MdpError),
    /// A policy is refused.
    #[error("the field `{0}`: {1}")]
    Policy(&'static str, PolicyError),
    /// Features or parameters are refused.
    #[error("the field `linear`: {0}")]
    Linear(#[from] LinearDataError),
}

impl Instance {
    /// The exact form for files.
    pub fn to_data(&self) -> InstanceData {
        let action = |action: Action<Rational>| ActionData { reward: action.reward, transitions: action.transitions };
        InstanceData {
            origin: self.origin.clone(),
            gamma: self.mdp.discount().clone(),
            states: self.mdp.to_actions().into_iter().map(|row| row.into_iter().map(action).collect()).collect(),
            initial: self.mdp.initial().to_vec(),
            policy: self.policy.to_states(),
            other: self.other.to_states(),
            eta: self.eta.clone(),
            steps: self.steps,
            linear: self.linear.as_ref().map(LinearData::to_rows),
        }
    }

    /// Validates data from a file.
    ///
    /// # Errors
    /// [`InstanceError`] names the field.
    pub fn from_data(data: InstanceData) -> Result<Self, InstanceError> {
        let action = |action: ActionData| Action { reward: action.reward, transitions: action.transitions };
        let states = data.states.into_iter().map(|row| row.into_iter().map(action).collect()).collect();
        let (mdp, _) = Mdp::new(data.gamma, states, data.initial, RowSums::Exact)?;
        let policy = Policy::new(&mdp, data.policy).map_err(|error| InstanceError::Policy("policy", error))?;
        let other = Policy::new(&mdp, data.other).map_err(|error| InstanceError::Policy("other", error))?;
        let linear = data.linear.map(|rows| LinearData::from_rows(mdp.pairs(), rows)).transpose()?;
        let (origin, eta, steps) = (data.origin, data.eta, data.steps);
        Ok(Instance { origin, mdp: Arc::new(mdp), policy, other, eta, steps, linear })
    }

    /// States, actions, transitions, bits: smaller instances are easier to read.
    pub fn size(&self) -> (usize, usize, usize, u64) {
        let policies = self.policy.probabilities().iter().chain(self.other.probabilities());
        let linear = self.linear.iter().flat_map(LinearData::numbers);
        let bits = policies.chain(self.mdp.rewards()).chain([&self.eta]).chain(linear).map(Rational::bits).sum();
        (self.mdp.states(), self.mdp.pairs(), self.mdp.transitions(), bits)
    }

    /// Bits of the longest number of the model, the policies and the step size.
    pub fn longest_bits(&self) -> u64 {
        let policies = self.policy.probabilities().iter().chain(self.other.probabilities());
        let numbers = policies.chain(self.mdp.rewards()).chain([&self.eta, self.mdp.discount()]);
        let transitions = (0..self.mdp.pairs()).flat_map(|pair| self.mdp.successors(pair).map(|(_, p)| p));
        numbers.chain(transitions).map(Rational::bits).max().unwrap_or(0)
    }
}
