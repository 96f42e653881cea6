//! Exact policies to start from.

use num_traits::One;
use rand::{Rng, RngExt};
use rug::Integer;
use rug::ops::Pow;

use super::random::distribution;
use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// Bits of the grid of dyadic policies: the resolution of floats near 1.
const DYADIC_BITS: u32 = 53;

/// A random policy with full support: `pi(.|s) = (k_1, ..., k_A) / (4 A)` with
/// positive integers `k_i`, uniformly among all such lists.
pub fn random_policy(mdp: &Mdp<Rational>, rng: &mut impl Rng) -> Policy<Rational> {
    let of_state = |state: usize| mdp.actions(state).len();
    let rows = (0..mdp.states()).flat_map(|state| distribution(of_state(state), 4 * of_state(state), rng)).collect();
    Policy::from_pairs(mdp, rows)
}

/// `10^-exponent` on every action but the favoured one of each state, which
/// has the rest.
///
/// # Panics
/// When a state is missing, an action is out of range, or
/// `(A - 1) 10^-exponent >= 1` in a state.
pub fn near_deterministic(mdp: &Mdp<Rational>, favoured: &[usize], exponent: u32) -> Policy<Rational> {
    assert_eq!(favoured.len(), mdp.states(), "one favoured action per state");
    let small = Rational::new(1, Integer::from(10).pow(exponent));
    let mut probabilities = vec![small.clone(); mdp.pairs()];
    for (state, &action) in favoured.iter().enumerate() {
        let row = &mut probabilities[mdp.actions(state)];
        let rest = Rational::one() - &(Rational::from(row.len() - 1) * &small);
        assert!(rest.is_positive(), "{} actions of probability {small} leave nothing", row.len() - 1);
        row[action] = rest;
    }
    Policy::from_pairs(mdp, probabilities)
}

/// [`near_deterministic`] with favoured actions drawn at random.
///
/// # Panics
/// When `(A - 1) 10^-exponent >= 1` in a state.
pub fn random_near_deterministic(mdp: &Mdp<Rational>, exponent: u32, rng: &mut impl Rng) -> Policy<Rational> {
    let mut draw = |state| rng.random_range(0..mdp.actions(state).len() as u64) as usize;
    let favoured = (0..mdp.states()).map(&mut draw).collect::<Vec<_>>();
    near_deterministic(mdp, &favoured, exponent)
}

/// The weights divided by their sum, as multiples of `2^-53` that sum to
/// exactly 1: every share is rounded down, but not to 0 unless its weight is
/// 0, and the largest takes what is left over.
///
/// `None` when a weight is negative or not finite, or all are 0.
pub fn dyadic_from_weights(weights: &[f64]) -> Option<Vec<Rational>> {
    let exact = weights.iter().map(|&weight| Rational::from_f64(weight)).collect::<Option<Vec<_>>>()?;
    let sum: Rational = exact.iter().cloned().sum();
    if !sum.is_positive() || exact.iter().any(Rational::is_negative) {
        return None;
    }
    let whole = Integer::from(1) << DYADIC_BITS;
    let scale = Rational::from(&whole) / &sum;
    let share = |weight: &Rational| {
        let floor = (weight.clone() * &scale).floor();
        if floor == 0 && weight.is_positive() { Integer::from(1) } else { floor }
    };
    let mut shares = exact.iter().map(share).collect::<Vec<_>>();
    let left = whole.clone() - shares.iter().sum::<Integer>();
    *shares.iter_mut().max()? += left;
    Some(shares.into_iter().map(|share| Rational::new(share, whole.clone())).collect())
}

/// The policy of nonnegative weights by pair, normalised in every state by
/// [`dyadic_from_weights`].
///
/// `None` when a state's weights are refused.
///
/// # Panics
/// When there is not one weight per pair.
pub fn dyadic_policy(mdp: &Mdp<Rational>, weights: &[f64]) -> Option<Policy<Rational>> {
    assert_eq!(weights.len(), mdp.pairs(), "one weight per pair");
    let rows = (0..mdp.states()).map(|state| dyadic_from_weights(&weights[mdp.actions(state)]));
    Some(Policy::from_pairs(mdp, rows.collect::<Option<Vec<_>>>()?.concat()))
}
