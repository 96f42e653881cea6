//! Families of models, one file each, and policies to start from.
//!
//! Every number is exact and has a small denominator, so that exact arithmetic
//! stays cheap. Random members depend on nothing but the generator passed in:
//! a [`ChaCha8Rng`](rand_chacha::ChaCha8Rng) with the same seed gives the same
//! model on every machine.
//!
//! Constructors fail only for a discount factor outside `[0, 1)` and for an
//! empty model; see [`MdpError`].

mod bandit;
mod chain;
mod cliff_world;
mod deep_sea;
mod find;
mod garnet;
mod policy;
mod random;
mod random_dense;
mod river_swim;
mod spec;

pub use bandit::{bandit, bandit_with_gap, bandit_with_ties, equal_bandit, two_valued_bandit};
pub use chain::chain;
pub use cliff_world::{CLIFF_WORLD_COLUMNS, CLIFF_WORLD_ROWS, cliff_world};
pub use deep_sea::deep_sea;
pub use find::{FindError, find};
pub use garnet::garnet;
pub use policy::{dyadic_from_weights, dyadic_policy, near_deterministic, random_near_deterministic, random_policy};
pub use random_dense::random_dense;
pub use river_swim::river_swim;
pub use spec::{FamilyInfo, SpecError, from_spec, list};

use num_traits::{One, Zero};

use crate::mdp::{Action, Mdp, MdpError, RowSums};
use crate::scalar::Rational;

/// Validates a model whose rows sum to 1.
fn exact(
    discount: Rational,
    states: Vec<Vec<Action<Rational>>>,
    initial: Vec<Rational>,
) -> Result<Mdp<Rational>, MdpError> {
    Mdp::new(discount, states, initial, RowSums::Exact).map(|(mdp, _)| mdp)
}

/// Probability 1 on one state.
fn start_in(state: usize, states: usize) -> Vec<Rational> {
    (0..states).map(|other| if other == state { Rational::one() } else { Rational::zero() }).collect()
}

/// An action that leads to one state for certain.
fn certain(successor: usize, reward: Rational) -> Action<Rational> {
    Action { reward, transitions: vec![(successor, Rational::one())] }
}
