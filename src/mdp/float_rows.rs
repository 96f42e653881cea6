//! A model's transitions in floats, laid out for speed.

use rayon::prelude::*;

use super::Mdp;

/// Backups of fewer transitions are not worth a second thread.
const PARALLEL_TRANSITIONS: usize = 200_000;

/// Transitions that a thread takes at a time, about.
const TRANSITIONS_PER_TASK: usize = 50_000;

/// Lanes of a sum over a full row, which a processor adds side by side.
pub const LANES: usize = 8;

/// `r` and `P` by state-action pair: full rows where most entries are positive,
/// pairs of column and entry otherwise.
pub struct FloatRows {
    discount: f64,
    first_pair: Vec<usize>,
    rewards: Vec<f64>,
    layout: Layout,
}

/// Consecutive states with their pairs.
struct Part<'a> {
    first_pair: usize,
    pairs: &'a mut [f64],
    first_state: usize,
    states: &'a mut [f64],
}

enum Layout {
    Full(Vec<f64>),
    Sparse { first: Vec<usize>, columns: Vec<u32>, entries: Vec<f64> },
}

impl FloatRows {
    /// Copies a model.
    ///
    /// # Panics
    /// For more than `2^32` states.
    pub fn new(mdp: &Mdp<f64>) -> Self {
        let states = mdp.states();
        let layout = if mdp.transitions() * 2 > mdp.pairs() * states {
            let mut entries = vec![0.0; mdp.pairs() * states];
            for (pair, row) in entries.chunks_exact_mut(states).enumerate() {
                mdp.successors(pair).for_each(|(successor, p)| row[successor] = *p);
            }
            Layout::Full(entries)
        } else {
            let column = |&successor: &usize| u32::try_from(successor).expect("at most 2^32 states");
            Layout::Sparse {
                first: mdp.first_entry.clone(),
                columns: mdp.successors.iter().map(column).collect(),
                entries: mdp.probabilities.clone(),
            }
        };
        FloatRows { discount: mdp.discount, first_pair: mdp.first_pair.clone(), rewards: mdp.rewards.clone(), layout }
    }

    /// The pairs of a state.
    pub fn actions(&self, state: usize) -> std::ops::Range<usize> {
        self.first_pair[state]..self.first_pair[state + 1]
    }

    /// `Q_v(s,a) = r(s,a) + gamma sum_j P(j|s,a) v_j` by pair.
    pub fn action_values(&self, values: &[f64], result: &mut [f64]) {
        self.for_parts(result, &mut [], |part| self.fill(part.first_pair, values, part.pairs));
    }

    /// The same, and the residual `sum_a pi(a|s) (Q_v(s,a) - v(s))` by state.
    pub fn backup(&self, values: &[f64], policy: &[f64], action_values: &mut [f64], residual: &mut [f64]) {
        self.for_parts(action_values, residual, |part| {
            self.fill(part.first_pair, values, part.pairs);
            for (offset, residual) in part.states.iter_mut().enumerate() {
                let state = part.first_state + offset;
                let weighted = |pair: usize| policy[pair] * (part.pairs[pair - part.first_pair] - values[state]);
                *residual = self.actions(state).map(weighted).sum();
            }
        });
    }

    /// `sum_a pi(a|s) r(s,a)` by state.
    pub fn mean_rewards(&self, policy: &[f64]) -> Vec<f64> {
        let mean = |state| self.actions(state).map(|pair| policy[pair] * self.rewards[pair]).sum();
        (0..self.first_pair.len() - 1).map(mean).collect()
    }

    /// Hands out numbers by pair and by state (or none of these) in parts, to one thread
    /// or several; what is computed does not depend on it.
    fn for_parts(&self, by_pair: &mut [f64], by_state: &mut [f64], work: impl Fn(Part) + Send + Sync) {
        let size = match &self.layout {
            Layout::Full(entries) => entries.len(),
            Layout::Sparse { entries, .. } => entries.len(),
        };
        let states = self.first_pair.len() - 1;
        if size < PARALLEL_TRANSITIONS {
            work(Part { first_pair: 0, pairs: by_pair, first_state: 0, states: by_state });
            return;
        }
        let states_per_task = (TRANSITIONS_PER_TASK / size.div_ceil(states)).max(1);
        let (mut by_pair, mut by_state) = (by_pair, by_state);
        let mut parts = Vec::with_capacity(states.div_ceil(states_per_task));
        for first_state in (0..states).step_by(states_per_task) {
            let end = (first_state + states_per_task).min(states);
            let first_pair = self.first_pair[first_state];
            let (pairs, other_pairs) = by_pair.split_at_mut(self.first_pair[end] - first_pair);
            let (part, other_states) = by_state.split_at_mut((end - first_state).min(by_state.len()));
            parts.push(Part { first_pair, pairs, first_state, states: part });
            (by_pair, by_state) = (other_pairs, other_states);
        }
        parts.into_par_iter().for_each(work);
    }

    /// The action values of consecutive pairs.
    fn fill(&self, first_pair: usize, values: &[f64], result: &mut [f64]) {
        for (offset, value) in result.iter_mut().enumerate() {
            let pair = first_pair + offset;
            let expected = match &self.layout {
                Layout::Full(entries) => dot(&entries[pair * values.len()..(pair + 1) * values.len()], values),
                Layout::Sparse { first, columns, entries } => {
                    let row = first[pair]..first[pair + 1];
                    let terms = columns[row.clone()].iter().zip(&entries[row]);
                    terms.map(|(&column, p)| p * values[column as usize]).sum()
                }
            };
            *value = self.rewards[pair] + self.discount * expected;
        }
    }

    /// Number of state-action pairs.
    pub fn pairs(&self) -> usize {
        self.rewards.len()
    }

    /// Calls `visit` with the successors of a pair and their probabilities.
    pub fn for_transitions(&self, pair: usize, mut visit: impl FnMut(usize, f64)) {
        match &self.layout {
            Layout::Full(entries) => {
                let states = self.first_pair.len() - 1;
                let row = &entries[pair * states..(pair + 1) * states];
                row.iter().enumerate().for_each(|(successor, &p)| visit(successor, p));
            }
            Layout::Sparse { first, columns, entries } => {
                let row = first[pair]..first[pair + 1];
                columns[row.clone()]
                    .iter()
                    .zip(&entries[row])
                    .for_each(|(&successor, &p)| visit(successor as usize, p));
            }
        }
    }

    /// Are most transitions possible?
    pub fn are_full(&self) -> bool {
        matches!(self.layout, Layout::Full(_))
    }

    /// `I - gamma P_pi` by rows.
    pub fn policy_matrix(&self, policy: &[f64]) -> Vec<f64> {
        let states = self.first_pair.len() - 1;
        let mut matrix = vec![0.0; states * states];
        for (state, row) in matrix.chunks_exact_mut(states).enumerate() {
            for pair in self.actions(state) {
                let weight = self.discount * policy[pair];
                self.for_transitions(pair, |successor, p| row[successor] -= weight * p);
            }
            row[state] += 1.0;
        }
        matrix
    }
}

/// `max |x|`; infinite when some number is none.
pub fn largest(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |most, x| if x.is_nan() { f64::INFINITY } else { most.max(x.abs()) })
}

/// `sum_i x_i y_i`, in an order that is the same on every machine.
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    let (x_blocks, y_blocks) = (x.chunks_exact(LANES), y.chunks_exact(LANES));
    let rest: f64 = x_blocks.remainder().iter().zip(y_blocks.remainder()).map(|(a, b)| a * b).sum();
    let mut lanes = [0.0; LANES];
    for (a, b) in x_blocks.zip(y_blocks) {
        for lane in 0..LANES {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    lanes.iter().sum::<f64>() + rest
}
