//! Simpler distributions: uniform, deterministic, of small weights.

use super::simplest;
use crate::scalar::Rational;
use crate::search::draft::{Draft, Row};

/// Weights are rounded to these many parts of the sum, coarsest first.
const PARTS: [u64; 15] = [2, 3, 4, 5, 6, 8, 10, 12, 20, 50, 100, 1000, 10_000, 1_000_000, 1_000_000_000];

/// Drafts with one simpler distribution.
pub(super) fn simpler(draft: &Draft) -> Vec<Draft> {
    let is_one_policy = draft.has_one_policy();
    let mut all = vec![with_one_policy(draft)];
    for (state, row) in draft.states.iter().enumerate() {
        for (action, own) in row.iter().enumerate() {
            for transitions in simpler_transitions(&own.transitions, state, draft.states.len()) {
                let mut next = draft.clone();
                next.states[state][action].transitions = transitions;
                all.push(next);
            }
        }
        let rows: &[Row] = if is_one_policy { &[Row::Policy] } else { &[Row::Policy, Row::Other] };
        for &of in rows {
            for weights in simpler_row(&draft.row(state, of)) {
                let mut next = draft.clone();
                next.set_row(state, of, &weights);
                if is_one_policy {
                    // Where the two are the same they stay so: a second one would have to be read too.
                    next.set_row(state, Row::Other, &weights);
                }
                all.push(next);
            }
        }
    }
    for weights in simpler_row(&draft.initial) {
        let total: Rational = weights.iter().cloned().sum();
        all.push(Draft { initial: weights.into_iter().map(|w| w / &total).collect(), ..draft.clone() });
    }
    all
}

/// The first policy in place of the second.
fn with_one_policy(draft: &Draft) -> Draft {
    let mut next = draft.clone();
    for action in next.states.iter_mut().flatten() {
        action.other = action.probability.clone();
    }
    next
}

/// A single successor (the state itself first), fewer successors, simpler probabilities.
fn simpler_transitions(transitions: &[(usize, Rational)], state: usize, states: usize) -> Vec<Vec<(usize, Rational)>> {
    let one = Rational::from(1);
    let mut all: Vec<Vec<(usize, Rational)>> = Vec::new();
    if transitions.len() == 1 {
        return all;
    }
    all.push(vec![(state, one.clone())]);
    all.extend((0..states).filter(|&to| to != state).map(|to| vec![(to, one.clone())]));
    let probabilities: Vec<Rational> = transitions.iter().map(|(_, p)| p.clone()).collect();
    for weights in simpler_row(&probabilities) {
        let total: Rational = weights.iter().cloned().sum();
        let kept = transitions.iter().zip(weights).filter(|(_, weight)| weight.is_positive());
        all.push(kept.map(|((to, _), weight)| (*to, weight / &total)).collect());
    }
    all
}

/// Weights of simpler distributions, simplest first: uniform, all on one entry,
/// one entry less, rounded to a few parts.
fn simpler_row(row: &[Rational]) -> Vec<Vec<Rational>> {
    if row.len() == 1 {
        return Vec::new();
    }
    let (zero, one) = (Rational::from(0), Rational::from(1));
    let mut all = vec![vec![one.clone(); row.len()]];
    for place in 0..row.len() {
        all.push((0..row.len()).map(|other| if other == place { one.clone() } else { zero.clone() }).collect());
        let mut without = row.to_vec();
        without[place] = zero.clone();
        if without.iter().any(Rational::is_positive) {
            all.push(without);
        }
    }
    all.extend(simpler_proportions(row));
    for parts in PARTS {
        let rounded = |p: &Rational| {
            let share = Rational::from((p.clone() * Rational::from(parts as i64) + Rational::new(1, 2)).floor());
            if p.is_positive() { share.max(one.clone()) } else { share }
        };
        all.push(row.iter().map(rounded).collect());
    }
    all
}

/// One entry in a simpler proportion to the largest one.
fn simpler_proportions(row: &[Rational]) -> Vec<Vec<Rational>> {
    let Some(largest) = row.iter().max().filter(|largest| largest.is_positive()) else { return Vec::new() };
    let weights: Vec<Rational> = row.iter().map(|p| p.clone() / largest).collect();
    let mut all = Vec::new();
    for place in 0..row.len() {
        for proportion in simplest::simpler(&weights[place]) {
            if proportion.is_positive() {
                let mut next = weights.clone();
                next[place] = proportion;
                all.push(next);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_rows_keep_their_support() {
        let row = [Rational::new(1, 1_000_000), Rational::new(999_999, 1_000_000), Rational::from(0)];
        let rounded: Vec<Vec<Rational>> = simpler_row(&row);
        let coarsest = &rounded[rounded.len() - PARTS.len()];
        assert_eq!(*coarsest, [Rational::from(1), Rational::from(2), Rational::from(0)]);
        assert!(simpler_row(&row[..1]).is_empty());
    }
}
