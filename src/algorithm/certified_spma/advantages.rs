//! Advantages of grid policies in fixed point, with a bound on their error.

use num_traits::One;

use super::grid::GRID_BITS;
use crate::mdp::{DenseLu, FloatRows, MachineIntegers, Mdp};
use crate::scalar::{Endpoint, Rational};

/// Bits of the first digit of a value: what floats hold.
const FIRST_BITS: i32 = 52;

/// Bits that the second digit adds.
const SECOND_BITS: u32 = 40;

/// Half the bits of the grid: a share is split in two, so that its products with
/// numbers of 95 bits fit.
const HALF_BITS: u32 = GRID_BITS / 2;

/// Units by which roundings may put a residual off: the floors of reward, two
/// quotients and two halves.
const RESIDUAL_UNITS: f64 = 6.0;

/// Covers the roundings of the bounds themselves.
const SLACK: f64 = 1.0 + 1.0 / (1 << 20) as f64;

/// Evaluates grid policies of one model.
///
/// Values are integers over `2^exponent` in two digits of 52 and 40 bits. The first
/// comes from a float solution, the second from the same factorisation and the exact
/// residual of the first.
pub struct GridAdvantages<'m> {
    mdp: &'m Mdp<Rational>,
    integers: &'m MachineIntegers,
    rows: FloatRows,
    exponent: i32,
    /// `floor(2^exponent r)` by pair.
    rewards: Vec<i128>,
    /// At most `1 - gamma`.
    stop: f64,
    /// `Q_v(s,a) - v(s)` of the values found last, in units.
    changes: Vec<i128>,
    residual: Vec<i128>,
    matrix: Vec<f64>,
    factors: Option<DenseLu>,
}

impl<'m> GridAdvantages<'m> {
    /// Prepares a model; `None` when its numbers are too long for machine integers.
    pub fn new(mdp: &'m Mdp<Rational>) -> Option<Self> {
        let integers = mdp.machine_integers()?;
        let (lowest, highest) = mdp.reward_range();
        let stop = Rational::one() - mdp.discount();
        let largest = lowest.abs().max(highest.abs()) / &stop;
        let bits = i32::try_from(largest.ceil().significant_bits()).ok()? + 1;
        let exponent = FIRST_BITS + SECOND_BITS as i32 - bits;
        let unit = Rational::power_of_two(exponent);
        let rewards = mdp.rewards().iter().map(|r| (r.clone() * &unit).floor().to_i128());
        Some(GridAdvantages {
            mdp,
            integers,
            rows: FloatRows::new(mdp.floats()),
            exponent,
            rewards: rewards.collect::<Option<_>>()?,
            stop: f64::from_rational_down(&stop),
            changes: vec![0; mdp.pairs()],
            residual: vec![0; mdp.states()],
            matrix: Vec::new(),
            factors: None,
        })
    }

    /// Values are in units of `2^-exponent`.
    pub fn exponent(&self) -> i32 {
        self.exponent
    }

    /// The transitions in floats.
    pub fn rows(&self) -> &FloatRows {
        &self.rows
    }

    /// `I - gamma P_pi` by rows, in floats, with its factors, of the policy evaluated
    /// last.
    pub fn system(&self) -> Option<(&[f64], &DenseLu)> {
        self.factors.as_ref().map(|factors| (self.matrix.as_slice(), factors))
    }

    /// Evaluates a policy, given on the grid and in floats: afterwards
    /// [`advantage`](Self::advantage) tells the advantages, each off by at most the
    /// number of units returned. `None` when floats do not solve the equations.
    pub fn evaluate(&mut self, shares: &[i64], probabilities: &[f64]) -> Option<f64> {
        self.matrix = self.rows.policy_matrix(probabilities);
        let factors = DenseLu::new(&self.matrix, self.mdp.states());
        let first_unit = 2.0_f64.powi(self.exponent - SECOND_BITS as i32);
        let mut solution: Vec<f64> =
            (0..self.mdp.states()).map(|state| self.mean_reward(state, probabilities)).collect();
        factors.solve_in_place(&mut solution);
        let first = digit(&solution, first_unit, FIRST_BITS)?;
        for pair in 0..self.mdp.pairs() {
            let scale = i128::from(self.integers.scales()[pair]);
            let product = self.product(pair, &first);
            let (quotient, rest) = (product.div_euclid(scale), product.rem_euclid(scale));
            self.changes[pair] =
                self.rewards[pair] + (quotient << SECOND_BITS) + (rest << SECOND_BITS).div_euclid(scale);
        }
        self.subtract(&first, SECOND_BITS);
        self.update_residual(shares);
        let mut correction: Vec<f64> = self.residual.iter().map(|&residual| residual as f64).collect();
        factors.solve_in_place(&mut correction);
        let second = digit(&correction, 1.0, FIRST_BITS + SECOND_BITS as i32 / 4)?;
        for pair in 0..self.mdp.pairs() {
            let scale = i128::from(self.integers.scales()[pair]);
            self.changes[pair] += self.product(pair, &second).div_euclid(scale);
        }
        self.subtract(&second, 0);
        self.update_residual(shares);
        self.factors = Some(factors);
        // |V^pi - v| <= residual / (1-gamma). A change of v by that much moves Q - V by
        // no more than twice as much.
        let residual = self.residual.iter().map(|residual| residual.unsigned_abs() as f64).fold(0.0, f64::max);
        Some(2.0 * (residual + RESIDUAL_UNITS) / self.stop * SLACK + 2.0 * RESIDUAL_UNITS)
    }

    /// `Adv(s,a)` in units, for a pair of a state.
    pub fn advantage(&self, state: usize, pair: usize) -> i128 {
        self.changes[pair] - self.residual[state]
    }

    fn mean_reward(&self, state: usize, probabilities: &[f64]) -> f64 {
        self.mdp.actions(state).map(|pair| probabilities[pair] * self.mdp.floats().rewards()[pair]).sum()
    }

    /// `sum_j entry_kj x_j`.
    fn product(&self, pair: usize, digit: &[i64]) -> i128 {
        self.integers.product(self.mdp, pair, digit)
    }

    /// Takes `v(s)` from the changes of the pairs of `s`.
    fn subtract(&mut self, digit: &[i64], shift: u32) {
        for (state, &value) in digit.iter().enumerate() {
            for pair in self.mdp.actions(state) {
                self.changes[pair] -= i128::from(value) << shift;
            }
        }
    }

    /// `sum_a pi(a|s) (Q_v(s,a) - v(s))` by state.
    fn update_residual(&mut self, shares: &[i64]) {
        let mask = (1_i64 << HALF_BITS) - 1;
        for (state, residual) in self.residual.iter_mut().enumerate() {
            let (mut high, mut low) = (0_i128, 0_i128);
            for pair in self.mdp.actions(state) {
                high += i128::from(shares[pair] >> HALF_BITS) * self.changes[pair];
                low += i128::from(shares[pair] & mask) * self.changes[pair];
            }
            *residual = (high + (low >> HALF_BITS)) >> HALF_BITS;
        }
    }
}

/// Rounds `unit x` to integers of at most `bits` bits.
fn digit(x: &[f64], unit: f64, bits: i32) -> Option<Vec<i64>> {
    let most = 2.0_f64.powi(bits);
    x.iter()
        .map(|x| {
            let rounded = (x * unit).round();
            // Also false for what is no number.
            (rounded.abs() <= most).then_some(rounded as i64)
        })
        .collect()
}
