//! Initial distributions: rows `idstate,probability`; states without a row
//! have probability 0.

use num_traits::{One, Zero};

use super::csv::Records;
use super::error::Fault;
use super::fields::{id, outward, probability, shown_defect, shown_sum};
use super::problem::Problem;
use crate::mdp::RowSums;
use crate::scalar::Rational;

const COLUMNS: [&str; 2] = ["idstate", "probability"];
const HEADER: &str = "idstate,probability";

/// A distribution over `states` states, and a warning when it had to be
/// renormalised.
pub(super) fn parse(text: &str, states: usize, row_sums: RowSums) -> Result<(Vec<Rational>, Option<String>), Fault> {
    let mut distribution = vec![Rational::zero(); states];
    let mut first_line = vec![None; states];
    for row in Records::new(text, &COLUMNS, HEADER)? {
        let (line, [state, mass]) = row?;
        let fault = |problem| Fault::at(line, problem);
        let state = id(COLUMNS[0], &state).map_err(fault)?;
        if state >= states {
            return Err(fault(Problem::UnknownInitialState { state, last: states.saturating_sub(1) }));
        }
        if let Some(first) = first_line[state].replace(line) {
            return Err(fault(Problem::RepeatedInitialState { state, first }));
        }
        distribution[state] = probability(COLUMNS[1], &mass).map_err(fault)?;
    }
    let sum: Rational = distribution.iter().cloned().sum();
    if sum.is_one() {
        return Ok((distribution, None));
    }
    if row_sums == RowSums::Exact || sum.is_zero() {
        return Err(Fault::whole(Problem::InitialSum { sum: shown_sum(&sum), defect: shown_defect(&sum) }));
    }
    let defect = outward(&(sum.clone() - &Rational::one()).abs());
    let warning =
        format!("the initial probabilities did not sum to 1 and were divided by their sum; the defect is {defect}");
    Ok((distribution.into_iter().map(|mass| mass / &sum).collect(), Some(warning)))
}

/// `1 / n` on each of the listed states.
pub(super) fn uniform_on(listed: &[usize], states: usize) -> Vec<Rational> {
    let mut distribution = vec![Rational::zero(); states];
    for &state in listed {
        distribution[state] = Rational::new(1, listed.len());
    }
    distribution
}
