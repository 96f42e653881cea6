//! Bellman backups of fixed-point values, action by action, rounded up.

use rug::Integer;

use super::{IntegerRow, MachineIntegers};
use crate::mdp::Mdp;
use crate::scalar::Rational;

/// A computed change exceeds the true one by less than this many units.
pub const MOST_EXCESS: u32 = 2;

/// `r(s,a) + gamma sum_j P(j|s,a) v_j - v_s` for `v = w / 2^exponent`, in units of
/// `2^-exponent`.
pub enum PairChanges<'m> {
    /// From machine integers.
    Short(&'m Mdp<Rational>, &'m MachineIntegers),
    /// From integers of any length.
    Long(Vec<IntegerRow>),
}

impl<'m> PairChanges<'m> {
    /// By the arithmetic that the model's numbers allow.
    pub fn new(mdp: &'m Mdp<Rational>) -> Self {
        match mdp.machine_integers() {
            Some(integers) => PairChanges::Short(mdp, integers),
            None => PairChanges::Long((0..mdp.pairs()).map(|pair| IntegerRow::of_pair(mdp, pair)).collect()),
        }
    }

    /// An integer that is at least the change of a pair of `state`, and exceeds it by
    /// less than [`MOST_EXCESS`].
    pub fn rounded_up(&self, state: usize, pair: usize, values: &[Integer], exponent: i32) -> Integer {
        match self {
            PairChanges::Short(mdp, integers) => {
                let scale = integers.scales()[pair];
                let mut total = integers.long_product(mdp, pair, values);
                total -= &values[state] * Integer::from(scale);
                let reward = mdp.rewards()[pair].clone() * &Rational::power_of_two(exponent);
                div_ceil(total, &Integer::from(scale)) + reward.ceil()
            }
            PairChanges::Long(rows) => {
                let row = &rows[pair];
                // The floor in the fixed reward hides less than one unit.
                let residual = row.residual(&row.fixed_reward(exponent), state, values) + 1u32;
                div_ceil(residual, row.scale())
            }
        }
    }
}

fn div_ceil(numerator: Integer, denominator: &Integer) -> Integer {
    numerator.div_rem_ceil(denominator.clone()).0
}
