//! Integer equations whose coefficients and residuals fit machine integers.

use num_traits::Zero;
use rug::{Assign, Integer};

use super::lifting::{IntegerEquations, exponent};
use super::machine_integers::MOST_SCALE_BITS;
use super::state_scale::StateScale;
use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// Bits of a signed 128-bit number that a residual may use: two less than there
/// are, because two such numbers are added.
const RESIDUAL_BITS: i32 = 125;

/// Up to this many bits of a scale, products with digits that are worth while
/// fit 64 bits, and so do their sums over a row.
const NARROW_SCALE_BITS: i32 = 20;

/// Upper bounds through floats: three roundings to nearest, each at most
/// `2^-53` relative.
const ROUNDINGS: f64 = 1.0 + 4.0 * f64::EPSILON;

/// Where a row stands: from `entry` on, at the columns from `column` on, or at
/// all columns.
struct Row {
    entry: usize,
    length: usize,
    column: Option<usize>,
}

/// The equations averaged over the policy:
/// `scale_s V(s) = reward_s + sum_j entry_sj V(j)`.
pub struct ShortRows {
    scales: Vec<i64>,
    rewards: Vec<i128>,
    rows: Vec<Row>,
    columns: Vec<u32>,
    entries: Vec<i64>,
    residual: Vec<i128>,
    /// Of the largest scale.
    scale_bits: i32,
}

impl ShortRows {
    /// The equations of a policy, or `None` when a number is too long.
    pub fn new(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Option<Self> {
        let integers = mdp.machine_integers()?;
        let states = mdp.states();
        let mut rows = ShortRows {
            scales: Vec::with_capacity(states),
            rewards: Vec::with_capacity(states),
            rows: Vec::with_capacity(states),
            columns: Vec::new(),
            entries: Vec::new(),
            residual: Vec::new(),
            scale_bits: 0,
        };
        let mut dense = vec![0_i64; states];
        for state in 0..states {
            let scale = StateScale::new(mdp, policy, state, integers.scales());
            let short_scale = scale.scale().to_i64().filter(|scale| scale >> MOST_SCALE_BITS == 0)?;
            rows.scales.push(short_scale);
            rows.rewards.push(scale.reward().to_i128().filter(|reward| bits(*reward) <= RESIDUAL_BITS)?);
            rows.append(mdp, &scale, integers.entries(), &mut dense)?;
        }
        let most = rows.scales.iter().copied().max().unwrap_or(1);
        rows.scale_bits = exponent(most as f64);
        rows.residual.clone_from(&rows.rewards);
        Some(rows)
    }

    /// Appends the row of a state. Its entries sum to `gamma scale`, so none is too
    /// long.
    fn append(&mut self, mdp: &Mdp<Rational>, scale: &StateScale, entries: &[i64], dense: &mut [i64]) -> Option<()> {
        let (entry, column) = (self.entries.len(), self.columns.len());
        let length: usize = scale.weights().iter().map(|(pair, _)| mdp.entries_of(*pair).len()).sum();
        let is_dense = length * 2 > dense.len();
        for (pair, weight) in scale.weights() {
            let (range, weight) = (mdp.entries_of(*pair), weight.to_i64()?);
            for (&successor, &entry) in mdp.successors[range.clone()].iter().zip(&entries[range]) {
                if !is_dense && dense[successor] == 0 && entry != 0 {
                    self.columns.push(u32::try_from(successor).ok()?);
                }
                dense[successor] += weight * entry;
            }
        }
        if is_dense {
            self.entries.extend_from_slice(dense);
            dense.fill(0);
        } else {
            let taken = self.columns[column..].iter().map(|&successor| std::mem::take(&mut dense[successor as usize]));
            self.entries.extend(taken);
        }
        let length = self.entries.len() - entry;
        self.rows.push(Row { entry, length, column: (!is_dense).then_some(column) });
        Some(())
    }

    fn is_narrow(&self) -> bool {
        self.scale_bits <= NARROW_SCALE_BITS
    }

    /// `sum_j entry_sj x_j`.
    fn product(&self, state: usize, digit: &[i64]) -> i128 {
        let entries = self.entries_of(state);
        match self.columns_of(state) {
            None => self.sum(entries.iter().zip(digit)),
            Some(columns) => self.sum(entries.iter().zip(columns.iter().map(|&column| &digit[column as usize]))),
        }
    }

    fn entries_of(&self, state: usize) -> &[i64] {
        let row = &self.rows[state];
        &self.entries[row.entry..row.entry + row.length]
    }

    /// `None` for all columns.
    fn columns_of(&self, state: usize) -> Option<&[u32]> {
        let row = &self.rows[state];
        row.column.map(|column| &self.columns[column..column + row.length])
    }

    fn sum<'a>(&self, terms: impl Iterator<Item = (&'a i64, &'a i64)>) -> i128 {
        if self.is_narrow() {
            terms.map(|(entry, x)| entry * x).sum::<i64>().into()
        } else {
            terms.map(|(&entry, &x)| i128::from(entry) * i128::from(x)).sum()
        }
    }
}

impl IntegerEquations for ShortRows {
    fn most_digit_bits(&self) -> i32 {
        // A row times a digit is at most a scale times a digit.
        if self.is_narrow() { 62 - self.scale_bits } else { 62 }
    }

    fn relative_residual(&self, quotients: &mut [f64]) -> Option<i32> {
        for ((quotient, residual), scale) in quotients.iter_mut().zip(&self.residual).zip(&self.scales) {
            *quotient = *residual as f64 / *scale as f64;
        }
        normalise(quotients)
    }

    fn advance(&mut self, shift: u32, digit: &[i64]) {
        for state in 0..digit.len() {
            let own = i128::from(self.scales[state]) * i128::from(digit[state]);
            self.residual[state] = (self.residual[state] << shift) - own + self.product(state, digit);
        }
    }

    fn largest_residual(&self) -> Rational {
        let quotients = self
            .residual
            .iter()
            .zip(&self.scales)
            .map(|(&residual, &scale)| residual.unsigned_abs() as f64 / scale as f64 * ROUNDINGS);
        Rational::from_f64(quotients.fold(0.0, f64::max)).expect("a finite bound")
    }

    fn is_solved_by(&self, numerators: &[Integer], denominator: &Integer) -> bool {
        let (mut total, mut product) = (Integer::new(), Integer::new());
        (0..numerators.len()).all(|state| {
            total.assign(self.rewards[state]);
            total *= denominator;
            product.assign(&numerators[state] * self.scales[state]);
            total -= &product;
            for (index, &entry) in self.entries_of(state).iter().enumerate() {
                let column = self.columns_of(state).map_or(index, |columns| columns[index] as usize);
                total += &numerators[column] * entry;
            }
            total.is_zero()
        })
    }

    fn solution_bits(&self) -> (u64, u64) {
        let usual: f64 = self.scales.iter().map(|&scale| (scale as f64).log2()).sum();
        let rewards = self.rewards.iter().map(|&reward| bits(reward)).max().unwrap_or(0);
        let row = |(&scale, &reward): (&i64, &i128)| bits(2 * i128::from(scale) + reward.abs()) as u64;
        (usual as u64 + rewards as u64, self.scales.iter().zip(&self.rewards).map(row).sum())
    }
}

/// Bits of `|x|`.
fn bits(x: i128) -> i32 {
    128 - x.unsigned_abs().leading_zeros() as i32
}

/// Divides numbers by the least power of two that makes none exceed 1, and
/// returns its exponent; `None` when all are 0.
pub(super) fn normalise(quotients: &mut [f64]) -> Option<i32> {
    let largest = quotients.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    if largest.is_zero() {
        return None;
    }
    let size = exponent(largest);
    let unit = 2.0_f64.powi(-size);
    quotients.iter_mut().for_each(|x| *x *= unit);
    Some(size)
}
