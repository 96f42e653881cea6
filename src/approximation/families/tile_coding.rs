//! Tiles of a grid world, in several layers.

use num_traits::Zero;

use super::built;
use crate::approximation::Features;
use crate::mdp::Mdp;
use crate::scalar::Rational;

/// For each layer `(height, width)` the grid, whose cells are the states row by row in rows of `columns`, is cut
/// into tiles of that size; `phi(s,a)` is 1 at the entry of (the tile of `s`, `a`) in every layer and 0 elsewhere.
///
/// The layers follow each other, so features with fewer layers are the first columns.
///
/// # Panics
/// For no layer, no columns, or a tile without cells.
pub fn tile_coding<T>(mdp: &Mdp<T>, columns: usize, layers: &[(usize, usize)]) -> Features<Rational> {
    assert!(columns > 0 && !layers.is_empty(), "tile coding needs a grid and a layer");
    assert!(layers.iter().all(|&(height, width)| height > 0 && width > 0), "a tile has at least one cell");
    let rows = mdp.states().div_ceil(columns);
    let actions = mdp.max_actions();
    let tiles_across = |width: usize| columns.div_ceil(width);
    let sizes: Vec<usize> =
        layers.iter().map(|&(height, width)| rows.div_ceil(height) * tiles_across(width) * actions).collect();
    let row = |state: usize, action: usize| {
        let mut features = vec![Rational::zero(); sizes.iter().sum()];
        let mut start = 0;
        for (&(height, width), size) in layers.iter().zip(&sizes) {
            let tile = (state / columns / height) * tiles_across(width) + state % columns / width;
            features[start + tile * actions + action] = Rational::from(1);
            start += size;
        }
        features
    };
    built(
        (0..mdp.states())
            .flat_map(|s| (0..mdp.actions(s).len()).map(move |a| (s, a)))
            .map(|(s, a)| row(s, a))
            .collect(),
    )
}
