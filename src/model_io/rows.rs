//! Transitions as a file lists them, and the checks for which the line
//! matters.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use num_traits::{One, Zero};

use super::error::Fault;
use super::fields::{shown_defect, shown_sum};
use super::problem::Problem;
use crate::mdp::{Action, Defect, RowSums};
use crate::scalar::{Field, Rational};

/// The transitions of a file, by state and action.
#[derive(Debug, Default)]
pub(super) struct Rows {
    states: BTreeMap<usize, BTreeMap<usize, Row>>,
}

/// What a file says about one state-action pair.
#[derive(Debug)]
struct Row {
    /// First line of the pair.
    line: usize,
    /// `sum_s' P(s'|s,a)`.
    mass: Rational,
    /// `sum_s' P(s'|s,a) r(s,a,s')`.
    weighted_reward: Rational,
    transitions: Vec<(usize, Rational)>,
    /// Line of each transition.
    lines: Vec<usize>,
}

/// One transition of a pair.
#[derive(Debug)]
pub(super) struct Transition {
    pub successor: usize,
    pub probability: Rational,
    pub reward: Rational,
}

/// Actions per state, the form `Mdp::new` takes.
type States = Vec<Vec<Action<Rational>>>;

/// Where the pairs of a file are, for what is found out about them later.
#[derive(Debug, Default)]
pub(super) struct RowLines {
    /// First line of every pair.
    lines: Vec<Vec<usize>>,
    /// Pairs whose probabilities do not sum to 1.
    inexact: usize,
}

impl Rows {
    /// Notes a pair that may have no transitions.
    pub fn open(&mut self, line: usize, state: usize, action: usize) {
        self.row(line, state, action);
    }

    /// Adds a transition of a pair.
    pub fn add(&mut self, line: usize, state: usize, action: usize, transition: Transition) {
        let row = self.row(line, state, action);
        row.mass += &transition.probability;
        row.weighted_reward.add_product(&transition.probability, &transition.reward);
        row.transitions.push((transition.successor, transition.probability));
        row.lines.push(line);
    }

    fn row(&mut self, line: usize, state: usize, action: usize) -> &mut Row {
        match self.states.entry(state).or_default().entry(action) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(Row {
                line,
                mass: Rational::zero(),
                weighted_reward: Rational::zero(),
                transitions: Vec::new(),
                lines: Vec::new(),
            }),
        }
    }

    /// All pairs in order. The expected reward of a pair is
    /// `sum_s' P r / sum_s' P`, so that it fits the renormalised
    /// probabilities where these are allowed.
    pub fn into_states(self, row_sums: RowSums) -> Result<(States, RowLines), Fault> {
        self.check_successors()?;
        let mut states = Vec::with_capacity(self.states.len());
        let mut places = RowLines::default();
        for (state, rows) in self.states {
            let expected = states.len();
            if let Some(first) = rows.values().map(|row| row.line).min().filter(|_| state != expected) {
                return Err(Fault::at(first, Problem::MissingState { state: expected, next: state }));
            }
            places.lines.push(rows.values().map(|row| row.line).collect());
            let mut actions = Vec::with_capacity(rows.len());
            for (action, row) in rows {
                if action != actions.len() {
                    let problem = Problem::MissingAction { state, action: actions.len(), next: action };
                    return Err(Fault::at(row.line, problem));
                }
                places.inexact += usize::from(!row.mass.is_one());
                actions.push(row.into_action(state, action, row_sums)?);
            }
            states.push(actions);
        }
        Ok((states, places))
    }

    fn check_successors(&self) -> Result<(), Fault> {
        let rows = self.states.values().flat_map(BTreeMap::values);
        let named = rows.flat_map(|row| row.lines.iter().zip(&row.transitions));
        let unknown = named.filter(|(_, (successor, _))| !self.states.contains_key(successor));
        match unknown.map(|(&line, &(state, _))| (line, state)).min() {
            Some((line, state)) => Err(Fault::at(line, Problem::UnknownState { state })),
            None => Ok(()),
        }
    }
}

impl Row {
    fn into_action(self, state: usize, action: usize, row_sums: RowSums) -> Result<Action<Rational>, Fault> {
        if self.mass.is_zero() {
            return Err(Fault::at(self.line, Problem::ZeroRow { state, action }));
        }
        if row_sums == RowSums::Exact && !self.mass.is_one() {
            let (sum, defect) = (shown_sum(&self.mass), shown_defect(&self.mass));
            return Err(Fault::at(self.line, Problem::RowSum { state, action, sum, defect }));
        }
        Ok(Action { reward: self.weighted_reward / &self.mass, transitions: self.transitions })
    }
}

impl RowLines {
    /// What renormalising did, for the user.
    pub fn renormalisation_warning(&self, largest: &Defect) -> String {
        format!(
            "{} of {} rows of probabilities did not sum to 1 and were divided by their sum; the largest defect is {} \
             (state {}, action {}, line {})",
            self.inexact,
            self.lines.iter().map(Vec::len).sum::<usize>(),
            largest.size.to_decimal_ceil(3),
            largest.state,
            largest.action,
            self.lines[largest.state][largest.action],
        )
    }
}
