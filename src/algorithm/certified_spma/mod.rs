//! SPMA over long runs with a rigorous bound on the distance from the exact run.
//!
//! Boxes that are carried through the formulas forget that a policy's errors are
//! related, and grow at every step. Here the centre of the box is an exact policy on a
//! grid, its step is computed in integers with a known error, and the radii follow
//! [`perturbation`]: over 1000 steps some 15 bits are lost.

mod advantages;
mod grid;
mod perturbation;
#[cfg(test)]
mod tests;

use advantages::GridAdvantages;
use grid::{GRID_BITS, WHOLE};
use num_traits::{One, Zero};
use perturbation::{Perturbation, SLACK, Weights};

use super::StepSizeError;
use crate::mdp::{Mdp, Policy};
use crate::scalar::{Bounds, Endpoint, Ordered, Rational};

/// Beyond this many states the inverse that the radii need costs too much.
const MOST_STATES: usize = 400;

/// Bits of numerator and denominator of a step size.
const MOST_STEP_BITS: u32 = 62;

/// Fractional and whole bits that an advantage keeps when it meets the step size.
const FACTOR_BITS: i32 = 62;

/// Of `1 + eta Adv` as a float where it is small; the slack covers it where it is
/// large.
const FACTOR_ROUNDING: f64 = 4.0 * f64::EPSILON;

/// A run of [`Spma`](super::Spma) with a constant step size: at every step each
/// `pi_t(a|s)` is known to lie within a radius of a number on a grid.
pub struct CertifiedSpma<'m> {
    mdp: &'m Mdp<Rational>,
    eta: Rational,
    /// `eta`, as integers and in floats rounded up.
    step: (i128, i128),
    step_above: f64,
    /// Is `eta m(s) <= 1` certain for every policy, because
    /// `m(s) <= (max r - min r) / (1-gamma)`?
    is_always_valid: bool,
    advantages: GridAdvantages<'m>,
    /// `p_t` by pair, in units of `2^-60`.
    shares: Vec<i64>,
    /// Upper bounds on `|pi_t - p_t|` by pair.
    radii: Vec<f64>,
    stop: f64,
}

impl<'m> CertifiedSpma<'m> {
    /// Starts at an exact policy; `None` for models with too many states or too long
    /// numbers, and for step sizes with more than 62 bits.
    pub fn new(mdp: &'m Mdp<Rational>, start: &Policy<Rational>, eta: &Rational) -> Option<Self> {
        if mdp.states() > MOST_STATES || !eta.is_positive() {
            return None;
        }
        let short = |x: &rug::Integer| (x.significant_bits() <= MOST_STEP_BITS).then(|| x.to_i128()).flatten();
        let step = (short(eta.numerator())?, short(eta.denominator())?);
        let (shares, distances) = grid::rounded(start);
        let (lowest, highest) = mdp.reward_range();
        let stop = Rational::one() - mdp.discount();
        Some(CertifiedSpma {
            mdp,
            step,
            step_above: f64::from_rational_up(eta),
            is_always_valid: (highest - lowest) * eta <= stop,
            eta: eta.clone(),
            advantages: GridAdvantages::new(mdp)?,
            radii: distances.into_iter().map(|units| units * unit(GRID_BITS as i32)).collect(),
            shares,
            stop: f64::from_rational_down(&stop),
        })
    }

    /// The largest radius: no probability is farther from the centre.
    pub fn largest_radius(&self) -> f64 {
        self.radii.iter().copied().fold(0.0, f64::max)
    }

    /// `pi_t`, over enclosures: each interval contains the exact probability.
    pub fn policy<T: Ordered>(&self) -> Policy<T> {
        let enclose = |(&share, &radius): (&i64, &f64)| {
            let (centre, radius) =
                (Rational::new(share, WHOLE), Rational::from_f64(radius).unwrap_or_else(Rational::one));
            let lower = (centre.clone() - &radius).max(Rational::zero());
            let upper = (centre + &radius).min(Rational::one());
            T::from_rational(&lower).hull(&T::from_rational(&upper))
        };
        Policy::from_pairs(self.mdp, self.shares.iter().zip(&self.radii).map(enclose).collect())
    }

    /// `pi_{t+1}(a|s) = pi_t(a|s) (1 + eta Adv_t(s,a))`.
    ///
    /// # Errors
    /// When `eta m(s) <= 1` fails in some state or the enclosures do not tell. The
    /// run stays where it is.
    pub fn step(&mut self) -> Result<(), StepSizeError> {
        let probabilities: Vec<f64> = self.shares.iter().map(|&share| share as f64 * unit(GRID_BITS as i32)).collect();
        let undecided = || StepSizeError::Undecided { state: 0, eta: self.eta.to_string() };
        let units = self.advantages.evaluate(&self.shares, &probabilities).ok_or_else(undecided)?;
        let error = units * unit(self.advantages.exponent());
        let perturbed = self.perturbed_advantages(error);
        let mut next = Vec::with_capacity(self.shares.len());
        let mut radii = Vec::with_capacity(self.shares.len());
        for state in 0..self.mdp.states() {
            self.step_state(state, error, &probabilities, &perturbed, &mut next, &mut radii)?;
        }
        (self.shares, self.radii) = (next, radii);
        Ok(())
    }

    /// `|Adv^x - Adv^p|` by pair over the box.
    fn perturbed_advantages(&self, error: f64) -> Vec<f64> {
        let floats: Vec<f64> = (0..self.mdp.states())
            .flat_map(|state| self.mdp.actions(state).map(move |pair| (state, pair)))
            .map(|(state, pair)| self.advantages.advantage(state, pair) as f64 * unit(self.advantages.exponent()))
            .collect();
        let states = (0..self.mdp.states()).map(|state| {
            let pairs = self.mdp.actions(state);
            (&floats[pairs.clone()], &self.radii[pairs])
        });
        let discount = f64::from_rational_up(self.mdp.discount());
        let weights = Weights::new(discount, self.stop).of(states, error);
        let Some((matrix, factors)) = self.advantages.system() else { return vec![f64::INFINITY; floats.len()] };
        let perturbation = Perturbation {
            rows: self.advantages.rows(),
            matrix,
            factors,
            discount,
            stop: self.stop,
            actions: self.mdp.max_actions(),
        };
        perturbation.of_advantages(&weights)
    }

    /// The next shares and radii of a state.
    fn step_state(
        &self,
        state: usize,
        error: f64,
        probabilities: &[f64],
        perturbed: &[f64],
        next: &mut Vec<i64>,
        radii: &mut Vec<f64>,
    ) -> Result<(), StepSizeError> {
        let first = next.len();
        let fraction = self.fraction_bits();
        for pair in self.mdp.actions(state) {
            // floor(2^fraction eta Adv), off by at most one unit and eta times the error.
            let advantage = self.advantages.advantage(state, pair) >> (self.advantages.exponent() - fraction);
            let change = (advantage * self.step.0).div_euclid(self.step.1);
            let factor_error = (self.step_above * (error + unit(fraction)) + unit(fraction)) * SLACK;
            let spread = (self.step_above * perturbed[pair]) * SLACK;
            let factor = 1.0 + change as f64 * unit(fraction);
            // Written so that what is no number counts as undecided.
            let doubt = (factor_error + spread + FACTOR_ROUNDING) * SLACK;
            let is_valid = factor - doubt >= 0.0;
            if !is_valid && !self.is_always_valid {
                return Err(self.invalid(state, factor, doubt));
            }
            // A share cannot pass 1 unless the step is invalid, here or at another action.
            let product = i128::from(self.shares[pair]).checked_mul(change).map(|product| product >> fraction);
            let share = product.and_then(|product| i64::try_from(product).ok()?.checked_add(self.shares[pair]));
            let share =
                share.filter(|share| *share <= 2 * WHOLE).ok_or_else(|| self.invalid(state, factor, f64::INFINITY))?;
            // The exact step is not negative, so cutting brings the grid closer to it.
            next.push(share.max(0));
            let (p, r) = (probabilities[pair], self.radii[pair]);
            let carried = r * (factor.max(0.0) + factor_error + FACTOR_ROUNDING) + (p + r) * spread;
            // The product is rounded by at most one unit.
            let defect = p * factor_error + unit(GRID_BITS as i32);
            radii.push((carried + defect) * SLACK);
        }
        let changed = grid::normalise(&mut next[first..]).unsigned_abs() as f64 * unit(GRID_BITS as i32);
        radii[first..].iter_mut().for_each(|radius| *radius = ((*radius + changed) * SLACK).min(1.0));
        Ok(())
    }

    fn fraction_bits(&self) -> i32 {
        // An advantage has at most 94 bits in units of the values.
        self.advantages.exponent() - (94 - FACTOR_BITS)
    }

    fn invalid(&self, state: usize, factor: f64, error: f64) -> StepSizeError {
        let eta = self.eta.to_string();
        if factor + error < 0.0 {
            let limit = self.eta.clone() / Rational::from_f64(1.0 - factor).unwrap_or_else(Rational::one);
            StepSizeError::Spma { state, eta, limit: Bounds::point(limit).outward_decimals(6)[0].clone() }
        } else {
            StepSizeError::Undecided { state, eta }
        }
    }
}

/// `2^-bits`.
fn unit(bits: i32) -> f64 {
    2.0_f64.powi(-bits)
}
