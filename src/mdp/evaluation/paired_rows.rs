//! Integer equations of policies whose probabilities have long denominators.

use rug::{Assign, Integer};

use super::lifting::IntegerEquations;
use super::machine_integers::MachineIntegers;
use super::short_rows::normalise;
use super::state_scale::StateScale;
use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// Upper bounds through floats: truncations and roundings, each at most `2^-52`
/// relative.
const ROUNDINGS: f64 = 1.0 + 6.0 * f64::EPSILON;

/// Residuals below this power of two are taken for larger ones, which they do not
/// exceed; only an exact 0 is 0.
const LEAST_EXPONENT: i64 = -1000;

/// Transitions stay machine integers, one row for each state-action pair; only
/// the average over the policy is in long integers.
pub struct PairedRows<'m> {
    integers: &'m MachineIntegers,
    mdp: &'m Mdp<Rational>,
    scales: Vec<StateScale>,
    residual: Vec<Integer>,
}

impl<'m> PairedRows<'m> {
    /// The equations of a policy, or `None` when the model's own numbers are too
    /// long.
    pub fn new(mdp: &'m Mdp<Rational>, policy: &Policy<Rational>) -> Option<Self> {
        let integers = mdp.machine_integers()?;
        let scale = |state| StateScale::new(mdp, policy, state, integers.scales());
        let scales: Vec<StateScale> = (0..mdp.states()).map(scale).collect();
        let residual = scales.iter().map(|scale| scale.reward().clone()).collect();
        Some(PairedRows { integers, mdp, scales, residual })
    }

    /// `R_s / scale_s` in `f64`; nearer to 0 than [`LEAST_EXPONENT`] only when it
    /// is 0.
    fn quotient(&self, state: usize) -> f64 {
        let (residual, residual_exponent) = self.residual[state].to_f64_exp();
        let (scale, scale_exponent) = self.scales[state].scale().to_f64_exp();
        let exponent = i64::from(residual_exponent) - i64::from(scale_exponent);
        (residual / scale) * 2.0_f64.powi(exponent.clamp(LEAST_EXPONENT, 1000) as i32)
    }
}

impl IntegerEquations for PairedRows<'_> {
    fn most_digit_bits(&self) -> i32 {
        62
    }

    fn relative_residual(&self, quotients: &mut [f64]) -> Option<i32> {
        for (state, quotient) in quotients.iter_mut().enumerate() {
            *quotient = self.quotient(state);
        }
        normalise(quotients)
    }

    fn advance(&mut self, shift: u32, digit: &[i64]) {
        let mut product = Integer::new();
        for (state, scale) in self.scales.iter().enumerate() {
            let mut residual = std::mem::take(&mut self.residual[state]);
            residual <<= shift;
            product.assign(scale.scale() * digit[state]);
            residual -= &product;
            for (pair, weight) in scale.weights() {
                product.assign(self.integers.product(self.mdp, *pair, digit));
                product *= weight;
                residual += &product;
            }
            self.residual[state] = residual;
        }
    }

    fn largest_residual(&self) -> Rational {
        let largest = (0..self.scales.len()).map(|state| self.quotient(state).abs() * ROUNDINGS).fold(0.0, f64::max);
        Rational::from_f64(largest).expect("a finite bound")
    }

    fn is_solved_by(&self, numerators: &[Integer], denominator: &Integer) -> bool {
        let mut product = Integer::new();
        self.scales.iter().enumerate().all(|(state, scale)| {
            let mut total = Integer::from(scale.reward() * denominator);
            product.assign(scale.scale() * &numerators[state]);
            total -= &product;
            for (pair, weight) in scale.weights() {
                product.assign(self.integers.long_product(self.mdp, *pair, numerators));
                product *= weight;
                total += &product;
            }
            total.is_zero()
        })
    }

    fn solution_bits(&self) -> (u64, u64) {
        let bits = |x: &Integer| u64::from(x.significant_bits());
        let usual: u64 = self.scales.iter().map(|scale| bits(scale.scale())).sum();
        let rewards = self.scales.iter().map(|scale| bits(scale.reward())).max().unwrap_or(0);
        let row = |scale: &StateScale| bits(&(Integer::from(scale.scale() << 1u32) + scale.reward().clone().abs()));
        (usual + rewards, self.scales.iter().map(row).sum())
    }
}
