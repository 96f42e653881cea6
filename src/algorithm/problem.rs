//! A model over one scalar together with its optimal values.

use std::sync::{Arc, OnceLock};

use crate::mdp::{Evaluate, Mdp, Optimum};
use crate::scalar::Rational;

/// A model to be solved: the exact one, the same over `T`, and `V*`, computed
/// when first asked for.
#[derive(Debug)]
pub struct Problem<T> {
    exact: Arc<Mdp<Rational>>,
    mdp: Mdp<T>,
    optimum: OnceLock<Optimum<T>>,
}

impl<T: Evaluate> Problem<T> {
    /// The model over `T`.
    pub fn new(exact: Arc<Mdp<Rational>>) -> Self {
        let mdp = exact.convert();
        Problem { exact, mdp, optimum: OnceLock::new() }
    }

    /// The exact model, the same over `T` with what `T` adds to it, and its `V*`.
    pub(crate) fn moved(exact: Arc<Mdp<Rational>>, mdp: Mdp<T>, optimal_values: Vec<T>) -> Self {
        let optimum = Optimum { values: optimal_values, actions: Vec::new() };
        Problem { exact, mdp, optimum: OnceLock::from(optimum) }
    }

    /// The exact model.
    pub fn exact(&self) -> &Mdp<Rational> {
        &self.exact
    }

    /// The model over `T`.
    pub fn mdp(&self) -> &Mdp<T> {
        &self.mdp
    }

    /// `V*`.
    pub fn optimal_values(&self) -> &[T] {
        &self.optimum.get_or_init(|| T::optimum(&self.exact)).values
    }
}
