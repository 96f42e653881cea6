//! Features and parameters of log-linear policies.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::approximation::{Features, FeaturesError};
use crate::scalar::Rational;

/// Features of the model's pairs, and parameters: `theta_1, theta_2, ...`, or what else a statement takes them for.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearData {
    features: Features<Rational>,
    parameters: Vec<Vec<Rational>>,
}

/// The form in files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinearRows {
    /// By pair.
    features: Vec<Vec<Rational>>,
    parameters: Vec<Vec<Rational>>,
}

impl LinearRows {
    /// Features by pair, and parameters.
    pub(crate) fn new(features: Vec<Vec<Rational>>, parameters: Vec<Vec<Rational>>) -> Self {
        LinearRows { features, parameters }
    }
}

/// Largest `|phi(s,a) . theta|` accepted: beyond it `exp` fills the memory before it tells anything.
const LARGEST_EXPONENT: i64 = 1000;

/// Why features and parameters are refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum LinearDataError {
    /// The features are refused.
    #[error(transparent)]
    Features(#[from] FeaturesError),
    /// A parameter has the wrong length.
    #[error("parameter {index} has {found} entries for {dimension} features")]
    Length {
        /// Its place.
        index: usize,
        /// Its entries.
        found: usize,
        /// `d`.
        dimension: usize,
    },
    /// The exponential of this could not be computed.
    #[error("parameter {index} gives pair {pair} an exponent beyond {LARGEST_EXPONENT} in absolute value")]
    Exponent {
        /// The parameter's place.
        index: usize,
        /// The pair.
        pair: usize,
    },
}

impl LinearData {
    /// Features with parameters for them.
    ///
    /// # Errors
    /// [`LinearDataError`] names the parameter at fault.
    pub fn new(features: Features<Rational>, parameters: Vec<Vec<Rational>>) -> Result<Self, LinearDataError> {
        let largest = Rational::from(LARGEST_EXPONENT);
        for (index, theta) in parameters.iter().enumerate() {
            if theta.len() != features.dimension() {
                return Err(LinearDataError::Length { index, found: theta.len(), dimension: features.dimension() });
            }
            if let Some(pair) = features.along(theta).iter().position(|x| x.abs() > largest) {
                return Err(LinearDataError::Exponent { index, pair });
            }
        }
        Ok(LinearData { features, parameters })
    }

    /// `phi`.
    pub fn features(&self) -> &Features<Rational> {
        &self.features
    }

    /// The parameters, each of length `d`.
    pub fn parameters(&self) -> &[Vec<Rational>] {
        &self.parameters
    }

    /// The exact form for files.
    pub fn to_rows(&self) -> LinearRows {
        LinearRows { features: self.features.to_rows(), parameters: self.parameters.clone() }
    }

    /// Validates data from a file, for a model with this many pairs.
    ///
    /// # Errors
    /// As [`LinearData::new`], and when the features do not fit the model.
    pub fn from_rows(pairs: usize, rows: LinearRows) -> Result<Self, LinearDataError> {
        LinearData::new(Features::new(pairs, rows.features)?, rows.parameters)
    }

    /// Every number.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &Rational> {
        let features = (0..self.features.pairs()).flat_map(|pair| self.features.at(pair));
        features.chain(self.parameters.iter().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(features: &[&[i64]], parameters: &[&[i64]]) -> LinearRows {
        let numbers =
            |rows: &[&[i64]]| rows.iter().map(|row| row.iter().map(|&x| Rational::from(x)).collect()).collect();
        LinearRows { features: numbers(features), parameters: numbers(parameters) }
    }

    #[test]
    fn data_that_fit_the_model_read_back_as_they_were_written() {
        let data = rows(&[&[1, 0], &[0, 1]], &[&[500, -1000], &[0, 0]]);
        assert_eq!(LinearData::from_rows(2, data.clone()).unwrap().to_rows(), data);
    }

    #[test]
    fn data_that_do_not_fit_are_refused_with_their_place() {
        let refusal = |features: &[&[i64]], parameters: &[&[i64]]| {
            LinearData::from_rows(2, rows(features, parameters)).unwrap_err().to_string()
        };
        assert_eq!(refusal(&[&[1]], &[]), "1 feature vectors for 2 state-action pairs");
        assert_eq!(refusal(&[&[], &[]], &[]), "feature vectors need at least one entry");
        assert!(refusal(&[&[1], &[1, 2]], &[]).contains("of pair 1 has 2 entries"));
        assert_eq!(refusal(&[&[1], &[2]], &[&[1], &[1, 2]]), "parameter 1 has 2 entries for 1 features");
        assert!(refusal(&[&[1], &[2]], &[&[501]]).contains("gives pair 1 an exponent beyond 1000"));
    }
}
