//! Smaller models: fewer states, actions, steps, features, parameters.

use crate::scalar::Rational;
use crate::search::draft::{Draft, Row};

/// Every draft that is one piece smaller, largest pieces first.
pub(super) fn smaller(draft: &Draft) -> Vec<Draft> {
    let mut all = Vec::new();
    let states = draft.states.len();
    for state in 0..states {
        for target in (0..states).filter(|&target| target != state) {
            all.push(without_state(draft, state, |_| target));
        }
        // What led to the state stays where it is instead.
        if states > 1 {
            all.push(without_state(draft, state, |from| if from == state { (state + 1) % states } else { from }));
        }
    }
    for state in 0..states {
        for action in 0..draft.states[state].len() {
            all.extend(without_action(draft, state, action));
        }
    }
    for state in 0..states {
        let actions = draft.states[state].len();
        let pairs = (0..actions).flat_map(|from| (0..actions).map(move |to| (from, to)));
        all.extend(pairs.filter(|(from, to)| from != to).map(|(from, to)| merged(draft, state, from, to)));
    }
    all.extend(without_features(draft));
    if draft.steps > 1 {
        all.push(Draft { steps: 1, ..draft.clone() });
        all.push(Draft { steps: draft.steps - 1, ..draft.clone() });
    }
    all
}

/// The draft without a state. What led to it from state `s`, and its share of
/// the start, goes to `target(s)` instead, `target(state)` for the start.
pub(in crate::search) fn without_state(draft: &Draft, state: usize, target: impl Fn(usize) -> usize) -> Draft {
    let mut smaller = draft.clone();
    for (from, row) in smaller.states.iter_mut().enumerate() {
        for action in row {
            let mut transitions: Vec<(usize, Rational)> = Vec::new();
            for (to, p) in &action.transitions {
                let to = if *to == state { target(from) } else { *to };
                let to = if to > state { to - 1 } else { to };
                match transitions.iter_mut().find(|(known, _)| *known == to) {
                    Some((_, sum)) => *sum = sum.clone() + p,
                    None => transitions.push((to, p.clone())),
                }
            }
            transitions.sort_by_key(|(to, _)| *to);
            action.transitions = transitions;
        }
    }
    smaller.states.remove(state);
    let mass = smaller.initial.remove(state);
    let heir = target(state);
    let heir = if heir > state { heir - 1 } else { heir };
    smaller.initial[heir] = smaller.initial[heir].clone() + mass;
    smaller
}

/// The draft without an action; `None` when it is the only one, or the only one
/// that a policy takes.
pub(in crate::search) fn without_action(draft: &Draft, state: usize, action: usize) -> Option<Draft> {
    if draft.states[state].len() == 1 {
        return None;
    }
    let mut smaller = draft.clone();
    smaller.states[state].remove(action);
    for of in [Row::Policy, Row::Other] {
        let weights = smaller.row(state, of);
        if !weights.iter().any(Rational::is_positive) {
            return None;
        }
        smaller.set_row(state, of, &weights);
    }
    Some(smaller)
}

/// The draft without an action whose probability goes to another one: two actions
/// that do the same become one.
fn merged(draft: &Draft, state: usize, from: usize, to: usize) -> Draft {
    let mut smaller = draft.clone();
    let row = &mut smaller.states[state];
    let (probability, other) = (row[from].probability.clone(), row[from].other.clone());
    row[to].probability += &probability;
    row[to].other += &other;
    row.remove(from);
    smaller
}

/// The draft without one column of the features, or without its last parameter.
fn without_features(draft: &Draft) -> Vec<Draft> {
    let Some(parameters) = &draft.parameters else { return Vec::new() };
    let columns = draft.actions().next().map_or(0, |action| action.features.len());
    let mut all = Vec::new();
    if columns > 1 {
        for column in 0..columns {
            let mut smaller = draft.clone();
            for action in smaller.states.iter_mut().flatten() {
                action.features.remove(column);
            }
            for theta in smaller.parameters.iter_mut().flatten() {
                theta.remove(column);
            }
            all.push(smaller);
        }
    }
    if parameters.len() > 1 {
        all.push(Draft { parameters: Some(parameters[..parameters.len() - 1].to_vec()), ..draft.clone() });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Domain;

    #[test]
    fn every_smaller_draft_is_an_instance_or_is_refused_and_never_larger() {
        let mut built = 0;
        for domain in [Domain::Mdp, Domain::MdpRun, Domain::LinearRun, Domain::TwoPolicies] {
            for index in 0..40 {
                let draft = Draft::new(&domain.instance(2, index));
                for smaller in smaller(&draft) {
                    assert!(super::super::Weight::of(&smaller) < super::super::Weight::of(&draft));
                    built += usize::from(smaller.build("smaller").is_some());
                }
            }
        }
        assert!(built > 500, "{built}");
    }

    #[test]
    fn the_probability_of_an_action_that_is_merged_goes_to_the_other() {
        let drafts = (20..200).map(|index| Draft::new(&Domain::TwoPolicies.instance(2, index)));
        let with_choice = drafts.filter_map(|draft| {
            let state = draft.states.iter().position(|row| row.len() > 1)?;
            Some((draft, state))
        });
        let (draft, state) = with_choice.max_by_key(|(draft, state)| draft.states[*state].len()).expect("a choice");
        let smaller = merged(&draft, state, 0, 1);
        let (before, after) = (draft.row(state, Row::Other), smaller.row(state, Row::Other));
        assert_eq!(after[0], before[1].clone() + &before[0]);
        assert_eq!(after[1..], before[2..]);
        assert!(smaller.build("merged").is_some());
    }

    #[test]
    fn the_start_and_the_transitions_of_a_removed_state_go_to_its_heir() {
        let draft = (20..200)
            .map(|index| Draft::new(&Domain::Mdp.instance(1, index)))
            .find(|draft| draft.states.len() == 3)
            .expect("a model with three states");
        let smaller = without_state(&draft, 1, |_| 2);
        assert_eq!(smaller.initial[1], draft.initial[1].clone() + &draft.initial[2]);
        assert_eq!(smaller.initial[0], draft.initial[0]);
        assert!(smaller.build("smaller").is_some());
    }
}
