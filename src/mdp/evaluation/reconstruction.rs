//! Exact values from digits: rational numbers with a common denominator.

use num_traits::Zero;
use rug::{Assign, Integer};

use super::MachineIntegers;
use super::lifting::Lifting;
use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// Bits beyond twice those of the solution that the first full attempt has.
const SPARE_BITS: u64 = 48;

/// Up to this many states sparsity does not matter.
const SMALL_STATES: usize = 64;

/// Larger models are dense when at least one in this many transitions is possible.
/// An exact solution takes hundreds of digits; for a sparse model a digit modulo a
/// prime, from sparse factors, costs less than one from dense factors or sweeps.
const LEAST_DENSITY: usize = 8;

/// `V^pi(s) = numerators_s / denominator` exactly.
pub struct CommonFractions {
    /// By state.
    pub numerators: Vec<Integer>,
    /// Positive.
    pub denominator: Integer,
}

impl CommonFractions {
    /// `V^pi`, or `None` when the model is large and sparse, its numbers are too long
    /// for machine integers, or floats do not solve its equations.
    ///
    /// An approximation with an error below `1 / (2 d^2)` determines a number with
    /// denominator `d`, so about twice the bits of the solution are lifted, after
    /// two attempts with fewer. What was reconstructed is accepted when it solves the
    /// equations exactly.
    pub fn evaluate(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Option<Self> {
        let is_dense = mdp.transitions() * LEAST_DENSITY > mdp.pairs() * mdp.states();
        if mdp.states() > SMALL_STATES && !is_dense {
            return None;
        }
        let mut lifting = Lifting::new(mdp, policy)?;
        let (usual, most) = lifting.equations().solution_bits();
        let (usual, most) = (2 * usual + SPARE_BITS, 2 * most + SPARE_BITS);
        let attempts = [usual / 16, usual / 4, usual, most];
        for target in attempts {
            let is_reached = lifting.lift(i64::try_from(target.max(64)).ok()?);
            if let Some(fractions) = Self::reconstruct(&lifting) {
                return Some(fractions);
            }
            if !is_reached {
                return None;
            }
        }
        None
    }

    /// The fractions with the smallest denominator that the enclosures allow, if
    /// they solve the equations.
    ///
    /// A common denominator is built up: most values are integers once multiplied by
    /// the denominator of those before.
    fn reconstruct(lifting: &Lifting) -> Option<Self> {
        let (values, error) = (lifting.values(), lifting.error());
        let exponent = u32::try_from(lifting.exponent()).ok()?;
        if error.is_zero() {
            let denominator = Integer::from(1) << exponent;
            return Some(CommonFractions { numerators: values, denominator });
        }
        let error = error.ceil();
        let room = (exponent.checked_sub(error.significant_bits() + 2)?) / 2;
        let mut denominator = Integer::from(1);
        let mut scaled = Integer::new();
        for value in &values {
            scaled.assign(value * &denominator);
            scaled.keep_signed_bits_mut(exponent);
            let tolerance = Integer::from(&error * &denominator);
            if *scaled.as_abs() > tolerance {
                denominator *= denominator_near(&scaled, exponent, &tolerance, room)?;
                if denominator.significant_bits() > room {
                    return None;
                }
            }
        }
        let half = Integer::from(1) << exponent >> 1u32;
        let numerators: Vec<Integer> =
            values.into_iter().map(|value| (value * &denominator + &half) >> exponent).collect();
        let is_solution = lifting.equations().is_solved_by(&numerators, &denominator);
        is_solution.then_some(CommonFractions { numerators, denominator })
    }

    /// Replaces the action of each state by the one with the largest
    /// `r(s,a) + gamma sum_j P(j|s,a) V(j) - V(s) > 0`, if there is one. Returns whether
    /// any action was replaced. All in integers: the sign of the numerator decides.
    pub fn improve(&self, mdp: &Mdp<Rational>, integers: &MachineIntegers, actions: &mut [usize]) -> bool {
        let mut is_improved = false;
        let (mut own, mut product) = (Integer::new(), Integer::new());
        for (state, chosen) in actions.iter_mut().enumerate() {
            let mut most = Rational::zero();
            for (action, pair) in mdp.actions(state).enumerate() {
                let (reward, scale) = (&mdp.rewards()[pair], integers.scales()[pair]);
                own.assign(&self.numerators[state] * scale);
                let mut gain = integers.long_product(mdp, pair, &self.numerators) - &own;
                gain *= reward.denominator();
                product.assign(reward.numerator() * &self.denominator);
                product *= scale;
                gain += &product;
                if gain.is_positive() {
                    let gain = Rational::new(gain, Integer::from(reward.denominator() * scale));
                    if gain > most {
                        (*chosen, most, is_improved) = (action, gain, true);
                    }
                }
            }
        }
        is_improved
    }

    /// The fractions in lowest terms.
    pub fn to_rationals(&self) -> Vec<Rational> {
        self.numerators.iter().map(|numerator| Rational::new(numerator.clone(), self.denominator.clone())).collect()
    }
}

/// The least `q` of at most `room` bits for which a convergent `p/q` of
/// `x = part / 2^exponent` has `|2^exponent (q x - p)| <= tolerance q`: Euclid's
/// algorithm, stopped half way.
fn denominator_near(part: &Integer, exponent: u32, tolerance: &Integer, room: u32) -> Option<Integer> {
    let (mut upper, mut lower) = (Integer::from(1) << exponent, part.clone().keep_bits(exponent));
    let (mut before, mut factor) = (Integer::new(), Integer::from(1));
    let (mut quotient, mut rest, mut bound) = (Integer::new(), Integer::new(), Integer::new());
    loop {
        bound.assign(tolerance * &factor);
        if lower <= bound {
            return Some(factor);
        }
        (&mut quotient, &mut rest).assign(upper.div_rem_ref(&lower));
        std::mem::swap(&mut upper, &mut lower);
        std::mem::swap(&mut lower, &mut rest);
        before += &quotient * &factor;
        std::mem::swap(&mut before, &mut factor);
        if factor.significant_bits() > room {
            return None;
        }
    }
}
