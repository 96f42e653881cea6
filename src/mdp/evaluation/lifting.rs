//! `V^pi` digit by digit: an approximate solver gives digits, exact integer
//! residuals say what is left.

use num_traits::One;
use rug::Integer;

use super::LinearSolver;
use super::digit_sum::DigitSum;
use super::paired_rows::PairedRows;
use super::short_rows::ShortRows;
use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// Bits of a digit: what an `f64` holds, less what rounding spoils anyway.
const DIGIT_BITS: i32 = 51;

/// A digit that gains fewer bits is the last: with `gamma` so near 1 that floats
/// hardly solve the system, digits are as many as bits, and each may take
/// seconds. Ordinary digits gain about 45.
const LEAST_GAIN_BITS: i64 = 2;

/// Rewards beyond this power of two are left to slower arithmetic.
const MOST_REWARD_EXPONENT: i32 = 40;

/// The equations `scale_s (V(s) - r_pi(s) - gamma sum_j P_pi(j|s) V(j)) = 0` with
/// integer coefficients, and the exact residual `R` of an approximation
/// `w / 2^k`: `R_s = 2^k scale_s (r_pi + gamma P_pi v - v)(s)` with `v = w / 2^k`.
pub trait IntegerEquations {
    /// The largest number of bits of a digit that [`advance`](Self::advance)
    /// takes.
    fn most_digit_bits(&self) -> i32;

    /// Writes `R_s / scale_s 2^-e` and returns `e`, the least exponent for which
    /// none exceeds 1 (up to rounding); `None` when the residual vanishes.
    fn relative_residual(&self, quotients: &mut [f64]) -> Option<i32>;

    /// `R <- 2^shift R - scale (I - gamma P_pi) digit`, which is the residual
    /// after `w <- 2^shift w + digit`, `k <- k + shift`.
    fn advance(&mut self, shift: u32, digit: &[i64]);

    /// An upper bound on `max_s |R_s| / scale_s`; 0 exactly when all vanish.
    fn largest_residual(&self) -> Rational;

    /// Is `numerators / denominator` the exact solution?
    fn is_solved_by(&self, numerators: &[Integer], denominator: &Integer) -> bool;

    /// The bits of the denominators and numerators of the solution: about as many
    /// as they usually have (the product of the scales, times the largest
    /// reward), and an upper bound (Hadamard's: the product of the row sums of
    /// the equations with their right side).
    fn solution_bits(&self) -> (u64, u64);
}

/// An approximation `w / 2^exponent` of `V^pi` that can be carried on.
pub struct Lifting<'m> {
    solver: LinearSolver,
    equations: Box<dyn IntegerEquations + 'm>,
    digits: DigitSum,
    exponent: i64,
    /// Of the residual, in units of `2^-exponent`; `None` when it vanishes.
    size: Option<i32>,
    /// The residual relative to its size.
    right: Vec<f64>,
    /// `1 / (1-gamma)`.
    inverse_norm: Rational,
}

impl<'m> Lifting<'m> {
    /// Prepares the equations, or returns `None` when their numbers are too long
    /// for machine integers.
    pub fn new(mdp: &'m Mdp<Rational>, policy: &Policy<Rational>) -> Option<Self> {
        let equations: Box<dyn IntegerEquations + 'm> = match ShortRows::new(mdp, policy) {
            Some(rows) => Box::new(rows),
            None => Box::new(PairedRows::new(mdp, policy)?),
        };
        let mut right = vec![0.0; mdp.states()];
        let size = equations.relative_residual(&mut right);
        if size.is_some_and(|exponent| exponent > MOST_REWARD_EXPONENT) {
            return None;
        }
        Some(Lifting {
            solver: LinearSolver::new(mdp.floats(), &policy.convert()),
            equations,
            digits: DigitSum::default(),
            exponent: 0,
            size,
            right,
            inverse_norm: Rational::one() / (Rational::one() - mdp.discount()),
        })
    }

    /// `k` of the approximation `w / 2^k`.
    pub fn exponent(&self) -> i64 {
        self.exponent
    }

    /// The equations.
    pub fn equations(&self) -> &dyn IntegerEquations {
        self.equations.as_ref()
    }

    /// Appends digits until the exponent is `target` or digits gain nothing.
    /// Returns whether the target was reached (or the approximation is exact).
    pub fn lift(&mut self, target: i64) -> bool {
        while let Some(size) = self.size {
            if self.exponent >= target {
                return true;
            }
            let mut correction = self.right.clone();
            self.solver.solve_in_place(&mut correction);
            let Some((shift, digit)) = self.digit(&correction, size, target - self.exponent) else { return false };
            self.equations.advance(shift, &digit);
            self.digits.push(shift, &digit);
            self.exponent += i64::from(shift);
            self.size = self.equations.relative_residual(&mut self.right);
            let before = i64::from(size) + i64::from(shift);
            if self.size.is_some_and(|after| before - i64::from(after) < LEAST_GAIN_BITS) {
                return self.exponent >= target;
            }
        }
        true
    }

    /// The correction `2^size x` in units of `2^-shift`, rounded to integers: with
    /// as many bits as are of use, and no more than `room` bits of shift.
    fn digit(&self, correction: &[f64], size: i32, room: i64) -> Option<(u32, Vec<i64>)> {
        let largest = correction.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        if !largest.is_finite() || correction.iter().any(|x| x.is_nan()) {
            return None;
        }
        let bits = DIGIT_BITS.min(self.equations.most_digit_bits());
        // `||I - gamma P|| < 2`, so no correct solution is smaller than that.
        let magnitude = size + exponent(largest).max(-2);
        let shift = i64::from(bits - magnitude).min(room).max(0);
        // Without room even for the size of the correction there is no digit.
        if i64::from(magnitude) + shift > i64::from(self.equations.most_digit_bits()) {
            return None;
        }
        let unit = 2.0_f64.powi(size + shift as i32);
        Some((shift as u32, correction.iter().map(|x| (x * unit).round() as i64).collect()))
    }

    /// The integers `w` by state.
    pub fn values(&self) -> Vec<Integer> {
        let mut values = self.digits.values();
        values.resize(self.right.len(), Integer::new());
        values
    }

    /// An upper bound on `2^exponent |V^pi(s) - v(s)|` for every `s`: the largest
    /// residual over `1-gamma`. It is 0 exactly when `v = V^pi`.
    pub fn error(&self) -> Rational {
        self.equations.largest_residual() * &self.inverse_norm
    }
}

/// The least `e` with `|x| < 2^e`, for positive normal `x`; very small for 0.
pub fn exponent(x: f64) -> i32 {
    if x == 0.0 { -1100 } else { ((x.abs().to_bits() >> 52) as i32 - 1022).max(-1022) }
}
