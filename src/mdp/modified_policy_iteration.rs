//! Modified policy iteration (Puterman and Shin 1978) for large models in
//! floats: approximate, with memory for a few vectors.

use super::{Mdp, Optimum};

/// Backups of each evaluation.
const EVALUATION_BACKUPS: usize = 10;

/// Updates after which the iteration ends, some seconds' worth. What is missing
/// makes enclosures wider, not wrong.
const MOST_UPDATES: f64 = 4e9;

/// The bounds get no closer than this times the values, times `gamma/(1-gamma)`.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// Rounds without progress after which rounding is taken to be reached.
const MOST_IDLE_ROUNDS: usize = 1;

/// An approximation of `V*` and a policy that is greedy for it.
///
/// Each round improves the policy by one Bellman backup `T v`, shifts all values
/// to the middle of MacQueen's bounds
/// `T v + gamma/(1-gamma) min(T v - v) <= V* <= T v + gamma/(1-gamma) max(T v - v)`,
/// and carries on with a few backups of the greedy policy. It ends
/// when the bounds agree up to rounding, or get no closer.
pub fn modified_policy_iteration(mdp: &Mdp<f64>) -> Optimum<f64> {
    let (mut values, mut next) = (vec![0.0; mdp.states()], vec![0.0; mdp.states()]);
    let mut chosen: Vec<usize> = (0..mdp.states()).map(|state| mdp.actions(state).start).collect();
    let factor = mdp.discount() / (1.0 - mdp.discount());
    let updates_per_round = mdp.transitions() * (1 + EVALUATION_BACKUPS / mdp.max_actions());
    let most_rounds = (MOST_UPDATES / updates_per_round as f64).ceil().max(1.0) as usize;
    let (mut closest, mut idle) = (f64::INFINITY, 0);
    for _ in 0..most_rounds {
        let (least, most) = improve(mdp, &mut values, &mut next, &mut chosen);
        let (shift, distance) = (factor * (least + most) / 2.0, factor * (most - least));
        values.iter_mut().for_each(|value| *value += shift);
        let size = values.iter().fold(0.0_f64, |size, value| size.max(value.abs()));
        idle = if distance < closest { 0 } else { idle + 1 };
        closest = closest.min(distance);
        // Written so that values that are no numbers end the iteration, too.
        let is_open = distance > factor.max(1.0) * size * ROUNDING && idle <= MOST_IDLE_ROUNDS;
        if !is_open {
            break;
        }
        let rows = ChosenRows::new(mdp, &chosen);
        for _ in 0..EVALUATION_BACKUPS {
            rows.evaluate(&values, &mut next);
            std::mem::swap(&mut values, &mut next);
        }
    }
    let actions = chosen.iter().enumerate().map(|(state, pair)| pair - mdp.actions(state).start).collect();
    Optimum { values, actions }
}

/// Replaces `v` by `T v` and the choices by greedy ones (which keep a choice that
/// ties with the best); returns the least and the largest change.
fn improve(mdp: &Mdp<f64>, values: &mut Vec<f64>, next: &mut Vec<f64>, chosen: &mut [usize]) -> (f64, f64) {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for (state, choice) in chosen.iter_mut().enumerate() {
        let mut best = action_value(mdp, *choice, values);
        for pair in mdp.actions(state) {
            let value = action_value(mdp, pair, values);
            if value > best {
                (best, *choice) = (value, pair);
            }
        }
        let change = best - values[state];
        least = least.min(change);
        most = most.max(change);
        next[state] = best;
    }
    std::mem::swap(values, next);
    (least, most)
}

/// `r + gamma sum_j P(j) v_j` of a pair.
fn action_value(mdp: &Mdp<f64>, pair: usize, values: &[f64]) -> f64 {
    let entries = mdp.entries_of(pair);
    let successors = mdp.successors[entries.clone()].iter();
    let expected: f64 = successors.zip(&mdp.probabilities[entries]).map(|(&successor, p)| p * values[successor]).sum();
    mdp.rewards[pair] + mdp.discount * expected
}

/// The rows of the chosen actions side by side, so that backups read memory in
/// order.
struct ChosenRows {
    discount: f64,
    rewards: Vec<f64>,
    first: Vec<usize>,
    columns: Vec<u32>,
    entries: Vec<f64>,
}

impl ChosenRows {
    fn new(mdp: &Mdp<f64>, chosen: &[usize]) -> Self {
        let mut rows = ChosenRows {
            discount: mdp.discount,
            rewards: chosen.iter().map(|&pair| mdp.rewards[pair]).collect(),
            first: vec![0],
            columns: Vec::new(),
            entries: Vec::new(),
        };
        for &pair in chosen {
            let entries = mdp.entries_of(pair);
            rows.columns.extend(mdp.successors[entries.clone()].iter().map(|&successor| successor as u32));
            rows.entries.extend_from_slice(&mdp.probabilities[entries]);
            rows.first.push(rows.entries.len());
        }
        rows
    }

    /// `next = r_pi + gamma P_pi v`, all states at once: a sweep that uses new values
    /// at once would leave the next changes farther apart, and so the bounds.
    fn evaluate(&self, values: &[f64], next: &mut [f64]) {
        for (state, value) in next.iter_mut().enumerate() {
            let row = self.first[state]..self.first[state + 1];
            let terms = self.columns[row.clone()].iter().zip(&self.entries[row]);
            let expected: f64 = terms.map(|(&column, p)| p * values[column as usize]).sum();
            *value = self.rewards[state] + self.discount * expected;
        }
    }
}
