//! Values of variables.

use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;

use crate::scalar::Rational;

/// A value for each variable of a query, exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model(BTreeMap<String, Rational>);

/// Why a formula has no value at a model.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ModelError {
    /// A variable without a value.
    #[error("the model has no value for `{0}`; a solver has to be asked for every variable of its query")]
    Missing(String),
}

impl Model {
    /// The value of a variable.
    ///
    /// # Errors
    /// When there is none.
    pub fn get(&self, name: &str) -> Result<&Rational, ModelError> {
        self.0.get(name).ok_or_else(|| ModelError::Missing(name.to_owned()))
    }

    /// Sets the value of a variable.
    pub fn set(&mut self, name: impl Into<String>, value: Rational) {
        self.0.insert(name.into(), value);
    }

    /// Variables and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Rational)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl FromIterator<(String, Rational)> for Model {
    fn from_iter<I: IntoIterator<Item = (String, Rational)>>(values: I) -> Self {
        Model(values.into_iter().collect())
    }
}

impl fmt::Display for Model {
    /// `x = 1/2, y = 3`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        f.write_str(&all.join(", "))
    }
}
