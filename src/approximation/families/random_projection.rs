//! Random signs.

use rand::{Rng, RngExt};

use super::built;
use crate::approximation::Features;
use crate::mdp::Mdp;
use crate::scalar::Rational;

/// `phi(s,a)` with `dimension` independent entries -1, 0 or 1, 0 half of the time, drawn column by column: the
/// first columns of a longer projection with the same seed are a shorter one.
///
/// # Panics
/// For dimension 0.
pub fn random_projection<T>(mdp: &Mdp<T>, dimension: usize, rng: &mut impl Rng) -> Features<Rational> {
    let columns: Vec<Vec<Rational>> = (0..dimension)
        .map(|_| (0..mdp.pairs()).map(|_| Rational::from([-1, 0, 0, 1][rng.random_range(0..4_usize)])).collect())
        .collect();
    built((0..mdp.pairs()).map(|pair| columns.iter().map(|column| column[pair].clone()).collect()).collect())
}
