//! What makes one instance easier to read than another.

use super::simplest::{length, magnitude};
use crate::claim::Instance;
use crate::scalar::Rational;
use crate::search::draft::Draft;

/// In this order: states, actions, features and parameters, steps, transitions,
/// the lengths of all numbers, and their magnitudes. A shrinking step lowers it, and
/// below each weight there are finitely many, so shrinking ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    states: usize,
    pairs: usize,
    linear: usize,
    steps: u32,
    transitions: usize,
    length: u64,
    magnitude: Rational,
}

/// Is the first of two instances easier to read?
pub fn is_lighter(a: &Instance, b: &Instance) -> bool {
    Weight::of(&Draft::new(a)) < Weight::of(&Draft::new(b))
}

impl Weight {
    /// The weight of a draft.
    pub fn of(draft: &Draft) -> Self {
        let actions = || draft.actions();
        let parameters = || draft.parameters.iter().flatten();
        let mut numbers: Vec<&Rational> = vec![&draft.discount, &draft.eta];
        numbers.extend(&draft.initial);
        for action in actions() {
            numbers.extend([&action.reward, &action.probability]);
            numbers.extend(action.transitions.iter().map(|(_, p)| p));
            numbers.extend(&action.features);
        }
        // A second policy that is the first again is nothing to read.
        if !draft.has_one_policy() {
            numbers.extend(actions().map(|action| &action.other));
        }
        numbers.extend(parameters().flatten());
        Weight {
            states: draft.states.len(),
            pairs: actions().count(),
            linear: parameters().map(Vec::len).sum(),
            steps: draft.steps,
            transitions: actions().map(|action| action.transitions.len()).sum(),
            length: numbers.iter().map(|x| length(x)).sum(),
            magnitude: numbers.into_iter().map(magnitude).sum(),
        }
    }
}
