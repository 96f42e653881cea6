//! Policies on a grid: exact distributions in machine integers.

use rug::Integer;

use crate::mdp::Policy;
use crate::scalar::Rational;

/// Probabilities are multiples of `2^-60`.
pub const GRID_BITS: u32 = 60;

/// 1 on the grid.
pub const WHOLE: i64 = 1 << GRID_BITS;

/// Rounds a state's nonnegative shares, in units of the grid, to a distribution:
/// what the shares miss or exceed 1 by goes to the largest. Returns by how many
/// units that one was changed.
pub fn normalise(shares: &mut [i64]) -> i64 {
    let missing = WHOLE - shares.iter().sum::<i64>();
    let largest = shares.iter_mut().max().expect("a state has an action");
    *largest += missing;
    missing
}

/// The nearest grid policy below an exact one, completed to distributions, and for
/// each pair an upper bound on the distance in units of the grid.
pub fn rounded(policy: &Policy<Rational>) -> (Vec<i64>, Vec<f64>) {
    let whole = Rational::from(&Integer::from(WHOLE));
    let mut shares: Vec<i64> = policy
        .probabilities()
        .iter()
        .map(|p| (p.clone() * &whole).floor().to_i64().expect("a probability is at most 1"))
        .collect();
    let mut distances: Vec<f64> = policy
        .probabilities()
        .iter()
        .zip(&shares)
        .map(|(p, &share)| if is_exact(p, share) { 0.0 } else { 1.0 })
        .collect();
    for state in 0..policy.states() {
        let pairs = policy.actions(state);
        let changed = normalise(&mut shares[pairs.clone()]);
        if changed != 0 {
            distances[pairs].iter_mut().for_each(|distance| *distance += changed as f64);
        }
    }
    (shares, distances)
}

fn is_exact(p: &Rational, share: i64) -> bool {
    *p == Rational::new(share, WHOLE)
}
