//! Named families of features, all exact. The columns of tile coding, of
//! polynomials and of random projections are nested: fewer columns are coarser
//! features.

mod one_hot;
mod polynomial;
mod random_projection;
mod state_aggregation;
mod tile_coding;

pub use one_hot::one_hot;
pub use polynomial::polynomial;
pub use random_projection::random_projection;
pub use state_aggregation::state_aggregation;
pub use tile_coding::tile_coding;

use num_traits::{One, Zero};

use super::Features;
use crate::scalar::Rational;

/// Features from rows that fit the model by construction.
fn built(rows: Vec<Vec<Rational>>) -> Features<Rational> {
    Features::new(rows.len(), rows).expect("a family gives every pair a row of one length")
}

/// The unit vector `e_index` of length `dimension`.
fn unit(index: usize, dimension: usize) -> Vec<Rational> {
    (0..dimension).map(|i| if i == index { Rational::one() } else { Rational::zero() }).collect()
}
