//! Feature vectors of state-action pairs.

use num_traits::Zero;
use thiserror::Error;

use crate::mdp::Mdp;
use crate::scalar::{Field, Rational};

/// `phi(s,a)` in `R^d` for every pair, numbered as in [`Mdp::actions`].
#[derive(Clone, Debug, PartialEq)]
pub struct Features<T> {
    dimension: usize,
    /// Row by row.
    values: Vec<T>,
}

/// Why rows are no features of a model.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FeaturesError {
    /// One row is needed for each pair.
    #[error("{found} feature vectors for {pairs} state-action pairs")]
    Rows {
        /// Rows given.
        found: usize,
        /// Pairs of the model.
        pairs: usize,
    },
    /// The dimension is at least 1.
    #[error("feature vectors need at least one entry")]
    Empty,
    /// The rows differ in length.
    #[error("the feature vector of pair {pair} has {found} entries, that of pair 0 has {dimension}")]
    Length {
        /// The pair.
        pair: usize,
        /// Entries of its row.
        found: usize,
        /// Entries of the first row.
        dimension: usize,
    },
}

impl<T> Features<T> {
    /// `d`.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// Number of pairs.
    pub fn pairs(&self) -> usize {
        self.values.len() / self.dimension
    }

    /// `phi(s,a)` of a pair.
    ///
    /// # Panics
    /// When there is no such pair.
    pub fn at(&self, pair: usize) -> &[T] {
        &self.values[pair * self.dimension..(pair + 1) * self.dimension]
    }
}

impl<T: Field> Features<T> {
    /// `phi(s,a) . theta` by pair.
    ///
    /// # Panics
    /// When `theta` has another length than `d`.
    pub fn along(&self, theta: &[T]) -> Vec<T> {
        (0..self.pairs()).map(|pair| T::dot(self.at(pair), theta)).collect()
    }
}

impl Features<Rational> {
    /// From one row per pair.
    ///
    /// # Errors
    /// [`FeaturesError`] when the rows do not fit the number of pairs, or each
    /// other, or are empty.
    pub fn new(pairs: usize, rows: Vec<Vec<Rational>>) -> Result<Self, FeaturesError> {
        if rows.len() != pairs {
            return Err(FeaturesError::Rows { found: rows.len(), pairs });
        }
        let dimension = rows.first().map_or(0, Vec::len);
        if dimension == 0 {
            return Err(FeaturesError::Empty);
        }
        if let Some(pair) = rows.iter().position(|row| row.len() != dimension) {
            return Err(FeaturesError::Length { pair, found: rows[pair].len(), dimension });
        }
        Ok(Features { dimension, values: rows.into_iter().flatten().collect() })
    }

    /// The features over another scalar.
    pub fn convert<T: Field>(&self) -> Features<T> {
        Features { dimension: self.dimension, values: self.values.iter().map(T::from_rational).collect() }
    }

    /// One row per pair, the form [`Features::new`] takes.
    pub fn to_rows(&self) -> Vec<Vec<Rational>> {
        (0..self.pairs()).map(|pair| self.at(pair).to_vec()).collect()
    }

    /// The first `columns` entries of every row: coarser features.
    ///
    /// # Panics
    /// When `columns` is 0 or more than `d`.
    pub fn first(&self, columns: usize) -> Self {
        self.columns(&(0..columns).collect::<Vec<_>>())
    }

    /// The given entries of every row.
    ///
    /// # Panics
    /// When none is given or one is out of range.
    pub fn columns(&self, columns: &[usize]) -> Self {
        assert!(!columns.is_empty(), "features need at least one column");
        let values = (0..self.pairs()).flat_map(|pair| columns.iter().map(move |&i| self.at(pair)[i].clone()));
        Features { dimension: columns.len(), values: values.collect() }
    }

    /// The first maximal set of columns that are independent after each state's
    /// rows are taken relative to its first action. Log-linear policies depend on
    /// nothing else, so these columns give the same policies, and no two of their
    /// parameters the same one.
    pub fn independent_columns<U>(&self, mdp: &Mdp<U>) -> Vec<usize> {
        let relative = |column: usize| -> Vec<Rational> {
            let of_state = |state: usize| {
                let pairs = mdp.actions(state);
                let first = pairs.start;
                pairs.skip(1).map(move |pair| self.at(pair)[column].clone() - &self.at(first)[column])
            };
            (0..mdp.states()).flat_map(of_state).collect()
        };
        first_independent(self.dimension, relative)
    }

    /// The first maximal set of independent columns: the others are combinations of them.
    pub fn spanning_columns(&self) -> Vec<usize> {
        let column = |column: usize| (0..self.pairs()).map(|pair| self.at(pair)[column].clone()).collect();
        first_independent(self.dimension, column)
    }
}

/// The vectors that are independent of those before them.
fn first_independent(count: usize, vector: impl Fn(usize) -> Vec<Rational>) -> Vec<usize> {
    let mut reduced: Vec<(usize, Vec<Rational>)> = Vec::new();
    let mut chosen = Vec::new();
    for index in 0..count {
        let mut rest = vector(index);
        for (pivot, known) in &reduced {
            let factor = rest[*pivot].clone() / &known[*pivot];
            for (entry, other) in rest.iter_mut().zip(known) {
                *entry -= &(factor.clone() * other);
            }
        }
        if let Some(pivot) = rest.iter().position(|entry| !entry.is_zero()) {
            reduced.push((pivot, rest));
            chosen.push(index);
        }
    }
    chosen
}
