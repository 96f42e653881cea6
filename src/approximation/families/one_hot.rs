//! One feature for each pair.

use super::{built, unit};
use crate::approximation::Features;
use crate::mdp::Mdp;
use crate::scalar::Rational;

/// `phi(s,a) = e_(s,a)`: every policy with full support is log-linear.
pub fn one_hot<T>(mdp: &Mdp<T>) -> Features<Rational> {
    built((0..mdp.pairs()).map(|pair| unit(pair, mdp.pairs())).collect())
}
