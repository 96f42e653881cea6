//! Models with linear features for the studies of A1.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::approximation::{Features, polynomial, random_projection, state_aggregation};
use crate::family;
use crate::mdp::Mdp;
use crate::scalar::Rational;
use crate::theorems::fixed_instances::started_anywhere;

/// A model with its features.
pub type Featured = (&'static str, Mdp<Rational>, Features<Rational>);

/// Chains with aggregated states and with a linear function of the state, a Garnet with random features.
pub fn featured_models() -> Vec<Featured> {
    let half = Rational::new(1, 2);
    let chain = family::chain(5, half.clone()).expect("a chain");
    let aggregated = state_aggregation(&chain, &[0, 0, 0, 1, 1]);
    let line = polynomial(&chain, 1);
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let garnet = family::garnet(4, 3, 2, half, &mut rng).expect("a Garnet");
    let projected = random_projection(&garnet, 4, &mut rng);
    vec![
        ("chain:5, two groups of states", started_anywhere(&chain), aggregated),
        ("chain:5, degree 1", started_anywhere(&chain), line),
        ("garnet:4,3,2, four random signs", started_anywhere(&garnet), projected),
    ]
}
