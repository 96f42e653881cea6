//! An instance taken apart, to be changed and built again.

use std::sync::Arc;

use crate::claim::{Instance, LinearData, LinearRows};
use crate::mdp::{Action, Mdp, Policy, RowSums};
use crate::scalar::Rational;

/// One action of a state with everything an instance says about it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DraftAction {
    pub reward: Rational,
    pub transitions: Vec<(usize, Rational)>,
    /// `pi(a|s)`
    pub probability: Rational,
    /// `pi'(a|s)`
    pub other: Rational,
    /// `phi(s,a)`; empty without features.
    pub features: Vec<Rational>,
}

/// The parts of an [`Instance`]; changes may leave it invalid until it is built.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub discount: Rational,
    pub states: Vec<Vec<DraftAction>>,
    pub initial: Vec<Rational>,
    pub eta: Rational,
    pub steps: u32,
    /// Parameters for the features, when there are any.
    pub parameters: Option<Vec<Vec<Rational>>>,
}

impl Draft {
    /// The parts of an instance.
    pub fn new(instance: &Instance) -> Self {
        let mdp = &instance.mdp;
        let mut pair = 0;
        let mut action = |action: Action<Rational>| {
            let place = pair;
            pair += 1;
            DraftAction {
                reward: action.reward,
                transitions: action.transitions,
                probability: instance.policy.probabilities()[place].clone(),
                other: instance.other.probabilities()[place].clone(),
                features: instance.linear.as_ref().map_or_else(Vec::new, |l| l.features().at(place).to_vec()),
            }
        };
        Draft {
            discount: mdp.discount().clone(),
            states: mdp.to_actions().into_iter().map(|row| row.into_iter().map(&mut action).collect()).collect(),
            initial: mdp.initial().to_vec(),
            eta: instance.eta.clone(),
            steps: instance.steps,
            parameters: instance.linear.as_ref().map(|linear| linear.parameters().to_vec()),
        }
    }

    /// The instance of these parts; `None` when they do not make one.
    pub fn build(&self, origin: &str) -> Option<Instance> {
        let action = |a: &DraftAction| Action { reward: a.reward.clone(), transitions: a.transitions.clone() };
        let actions = self.states.iter().map(|row| row.iter().map(action).collect()).collect();
        let (mdp, _) = Mdp::new(self.discount.clone(), actions, self.initial.clone(), RowSums::Exact).ok()?;
        let policy = |probability: fn(&DraftAction) -> &Rational| {
            let rows = self.states.iter().map(|row| row.iter().map(|a| probability(a).clone()).collect()).collect();
            Policy::new(&mdp, rows).ok()
        };
        let (own, other) = (policy(|a| &a.probability)?, policy(|a| &a.other)?);
        let linear = match &self.parameters {
            None => None,
            Some(parameters) => {
                let features = self.actions().map(|action| action.features.clone()).collect();
                let rows = LinearRows::new(features, parameters.clone());
                Some(LinearData::from_rows(mdp.pairs(), rows).ok()?)
            }
        };
        Some(Instance {
            origin: origin.to_owned(),
            mdp: Arc::new(mdp),
            policy: own,
            other,
            eta: self.eta.clone(),
            steps: self.steps,
            linear,
        })
    }

    /// Every action.
    pub fn actions(&self) -> impl Iterator<Item = &DraftAction> {
        self.states.iter().flatten()
    }

    /// Is the second policy the first one again?
    pub fn has_one_policy(&self) -> bool {
        self.actions().all(|action| action.other == action.probability)
    }

    /// `1 - gamma`
    pub fn stop(&self) -> Rational {
        Rational::from(1) - &self.discount
    }

    /// Another discount; the step size keeps its share of `1 - gamma`.
    pub fn set_discount(&mut self, discount: Rational) {
        let before = self.stop();
        self.discount = discount;
        self.eta = self.eta.clone() * self.stop() / before;
    }

    /// Makes one of the distributions of a state that of the weights.
    pub fn set_row(&mut self, state: usize, of: Row, weights: &[Rational]) {
        let total: Rational = weights.iter().cloned().sum();
        for (action, weight) in self.states[state].iter_mut().zip(weights) {
            *of.probability(action) = weight.clone() / &total;
        }
    }

    /// One of the distributions of a state.
    pub fn row(&self, state: usize, of: Row) -> Vec<Rational> {
        let probability = |action: &DraftAction| match of {
            Row::Policy => action.probability.clone(),
            Row::Other => action.other.clone(),
        };
        self.states[state].iter().map(probability).collect()
    }
}

/// The policy or the second policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Policy,
    Other,
}

impl Row {
    fn probability(self, action: &mut DraftAction) -> &mut Rational {
        match self {
            Row::Policy => &mut action.probability,
            Row::Other => &mut action.other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Domain;

    #[test]
    fn an_instance_taken_apart_is_built_again_as_it_was() {
        for domain in [Domain::Mdp, Domain::Bandit, Domain::LinearRun, Domain::TwoPolicies] {
            for index in 0..60 {
                let instance = domain.instance(1, index);
                assert_eq!(Draft::new(&instance).build(&instance.origin), Some(instance), "{domain:?} {index}");
            }
        }
    }

    #[test]
    fn another_discount_keeps_the_share_of_the_step_size() {
        let mut draft = Draft::new(&Domain::Mdp.instance(1, 40));
        let share = draft.eta.clone() / draft.stop();
        draft.set_discount(Rational::new(7, 8));
        assert_eq!(draft.eta, share * Rational::new(1, 8));
    }
}
