//! Policies: rows `idstate,idaction,probability`; pairs without a row have
//! probability 0.

use std::path::Path;

use num_traits::Zero;

use super::csv::Records;
use super::error::{Fault, ModelReadError};
use super::fields::{id, probability};
use super::problem::Problem;
use super::text;
use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

const COLUMNS: [&str; 3] = ["idstate", "idaction", "probability"];
const HEADER: &str = "idstate,idaction,probability";

/// Reads a policy of `mdp`.
///
/// # Errors
/// [`ModelReadError`] names the file, the line and the fix.
pub fn read_policy(path: &Path, mdp: &Mdp<Rational>) -> Result<Policy<Rational>, ModelReadError> {
    parse(&text::read(path)?, mdp).map_err(|fault| fault.in_file(path))
}

fn parse(text: &str, mdp: &Mdp<Rational>) -> Result<Policy<Rational>, Fault> {
    let mut states: Vec<Vec<Rational>> =
        (0..mdp.states()).map(|state| vec![Rational::zero(); mdp.actions(state).len()]).collect();
    let mut first_line: Vec<Vec<Option<usize>>> = states.iter().map(|row| vec![None; row.len()]).collect();
    for row in Records::new(text, &COLUMNS, HEADER)? {
        let (line, [state, action, mass]) = row?;
        let fault = |problem| Fault::at(line, problem);
        let state = id(COLUMNS[0], &state).map_err(fault)?;
        let action = id(COLUMNS[1], &action).map_err(fault)?;
        let Some(first) = first_line.get_mut(state).and_then(|row| row.get_mut(action)) else {
            return Err(fault(Problem::UnknownPair { state, action }));
        };
        if let Some(first) = first.replace(line) {
            return Err(fault(Problem::RepeatedPair { state, action, first }));
        }
        states[state][action] = probability(COLUMNS[2], &mass).map_err(fault)?;
    }
    Policy::new(mdp, states).map_err(|error| Fault::whole(Problem::Policy(error)))
}
