//! Features and their families.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use spma::approximation::{
    Features, FeaturesError, one_hot, polynomial, random_projection, state_aggregation, tile_coding,
};
use spma::family;
use spma::scalar::Rational;

use crate::support::{chain, features, q, two_arms};

#[test]
fn rows_that_do_not_fit_are_refused_with_their_place() {
    let row = |length: usize| vec![q(1, 2); length];
    assert_eq!(Features::new(2, vec![row(1)]), Err(FeaturesError::Rows { found: 1, pairs: 2 }));
    assert_eq!(Features::new(1, vec![row(0)]), Err(FeaturesError::Empty));
    assert_eq!(Features::new(0, Vec::new()), Err(FeaturesError::Empty));
    let uneven = Features::new(2, vec![row(1), row(2)]);
    assert_eq!(uneven, Err(FeaturesError::Length { pair: 1, found: 2, dimension: 1 }));
}

#[test]
fn families_by_hand_on_a_chain_of_three_states() {
    let mdp = chain();
    let integers = |features: &Features<Rational>| -> Vec<Vec<String>> {
        features.to_rows().iter().map(|row| row.iter().map(Rational::to_string).collect()).collect()
    };
    let rows = |text: &[&str]| -> Vec<Vec<String>> {
        text.iter().map(|row| row.split(' ').map(str::to_owned).collect()).collect()
    };
    let aggregated = state_aggregation(&*mdp, &[1, 0, 1]);
    assert_eq!(integers(&aggregated), rows(&["0 0 1 0", "0 0 0 1", "1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1"]));
    let powers = polynomial(&*mdp, 1);
    assert_eq!(integers(&powers), rows(&["1 0 0 0", "0 1 0 0", "1 0 1/2 0", "0 1 0 1/2", "1 0 1 0", "0 1 0 1"]));
    assert_eq!(one_hot(&*mdp).at(4), [q(0, 1), q(0, 1), q(0, 1), q(0, 1), q(1, 1), q(0, 1)]);
}

#[test]
fn tiles_of_the_cliff_world_cover_every_cell_once_in_each_layer() {
    let mdp = family::cliff_world(q(9, 10)).expect("a model");
    let layers = [(3, 7), (2, 3), (1, 1)];
    let tiles = tile_coding(&mdp, 7, &layers);
    assert_eq!(tiles.dimension(), 4 * (1 + 2 * 3 + 21));
    for pair in 0..mdp.pairs() {
        assert_eq!(tiles.at(pair).iter().cloned().sum::<Rational>(), Rational::from(layers.len()));
    }
    // Cells (0, 2) and (1, 0) share the first 2 x 3 tile, cell (0, 3) does not.
    let second = |state: usize| tiles.at(mdp.actions(state).start)[4..28].to_vec();
    assert_eq!(second(2), second(7));
    assert_ne!(second(2), second(3));
    assert_eq!(tiles.first(4), tile_coding(&mdp, 7, &layers[..1]));
}

#[test]
fn longer_random_projections_of_a_seed_extend_shorter_ones() {
    let mdp = chain();
    let projection = |dimension| random_projection(&*mdp, dimension, &mut ChaCha8Rng::seed_from_u64(3));
    assert_eq!(projection(5).first(2), projection(2));
    assert_ne!(projection(5), random_projection(&*mdp, 5, &mut ChaCha8Rng::seed_from_u64(4)));
}

#[test]
fn independent_columns_ignore_what_is_constant_within_states() {
    let mdp = chain();
    // One column per pair: of the two of a state, the second is minus the first up to a constant.
    assert_eq!(one_hot(&*mdp).independent_columns(&mdp), [0, 2, 4]);
    assert_eq!(one_hot(&*mdp).spanning_columns(), [0, 1, 2, 3, 4, 5]);
    let redundant = features(&[&[1, 0, 5], &[1, 1, 7]]);
    assert_eq!(redundant.independent_columns(&two_arms()), [1]);
    assert_eq!(redundant.spanning_columns(), [0, 1]);
    assert!(features(&[&[3], &[3]]).independent_columns(&two_arms()).is_empty());
}
