//! Simpler numbers: discount, step size, rewards, features, parameters.

use super::simplest;
use crate::scalar::Rational;
use crate::search::draft::Draft;

/// Drafts with one simpler number.
pub(super) fn simpler(draft: &Draft) -> Vec<Draft> {
    let mut all = Vec::new();
    for discount in simplest::simpler(&draft.discount) {
        if discount < Rational::from(1) {
            let mut next = draft.clone();
            next.set_discount(discount.clone());
            all.push(next);
            all.push(Draft { discount, ..draft.clone() });
        }
    }
    let shares = [draft.stop(), draft.stop() / Rational::from(2)];
    for eta in shares.into_iter().chain(simplest::simpler(&draft.eta)) {
        all.push(Draft { eta, ..draft.clone() });
    }
    for (state, row) in draft.states.iter().enumerate() {
        for (action, own) in row.iter().enumerate() {
            for reward in simplest::simpler(&own.reward) {
                let mut next = draft.clone();
                next.states[state][action].reward = reward;
                all.push(next);
            }
            for (column, feature) in own.features.iter().enumerate() {
                for simpler in simplest::simpler(feature) {
                    let mut next = draft.clone();
                    next.states[state][action].features[column] = simpler;
                    all.push(next);
                }
            }
        }
    }
    for (place, theta) in draft.parameters.iter().flatten().enumerate() {
        for (column, entry) in theta.iter().enumerate() {
            for simpler in simplest::simpler(entry) {
                let mut next = draft.clone();
                if let Some(parameters) = &mut next.parameters {
                    parameters[place][column] = simpler;
                }
                all.push(next);
            }
        }
    }
    all
}
