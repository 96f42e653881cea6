//! Rigorous enclosures to any number of bits from exact data: fixed-point
//! refinement with integer residuals.

use num_traits::{One, Zero};
use rug::{Float, Integer};

use super::lifting::Lifting;
use super::pair_changes::{MOST_EXCESS, PairChanges};
use super::{IntegerRow, LinearSolver};
use crate::mdp::{Mdp, Optimum, Policy};
use crate::scalar::{Endpoint, Field, Interval, Rational};

/// Bits kept beyond those asked for and those that `1/(1-gamma)` takes.
const GUARD_BITS: i64 = 12;

/// A refinement step that gains fewer bits is the last: with `gamma` so near 1
/// that floats hardly solve the system, steps are as many as bits, and each may
/// take seconds. Ordinary steps gain about 50.
const LEAST_GAIN_BITS: i32 = 2;

/// The true value of state `s` lies in
/// `[centre_s / 2^exponent - below, centre_s / 2^exponent + above]`.
pub struct FixedPoint {
    centres: Vec<Integer>,
    exponent: i32,
    below: Rational,
    above: Rational,
}

impl FixedPoint {
    /// `V^pi` to about `bits` bits relative to `max |r| / (1-gamma)`.
    ///
    /// Refines `w <- w + round(solve(residual))` until the integer residual
    /// shrinks by less than [`LEAST_GAIN_BITS`], then bounds the error by
    /// `max_s |residual_s| / (1-gamma)`, all in exact arithmetic.
    pub fn evaluate(mdp: &Mdp<Rational>, policy: &Policy<Rational>, bits: u32) -> Self {
        let exponent = exponent_for(mdp, bits);
        if let Some(mut lifting) = Lifting::new(mdp, policy) {
            lifting.lift(exponent.into());
            let exponent = lifting.exponent() as i32;
            let error = lifting.error() * Rational::power_of_two(-exponent);
            return FixedPoint { centres: lifting.values(), exponent, below: error.clone(), above: error };
        }
        Self::by_rows(mdp, policy, exponent)
    }

    /// The same with integers of any length: every residual is computed anew.
    fn by_rows(mdp: &Mdp<Rational>, policy: &Policy<Rational>, exponent: i32) -> Self {
        let rows = IntegerRow::of_states(mdp, policy);
        let solver = LinearSolver::new(mdp, policy);
        let centres = refined(&rows, &solver, exponent);
        let residuals = residuals(&rows, &fixed_rewards(&rows, exponent), &centres);
        let stop = Rational::one() - mdp.discount();
        let error = residuals
            .iter()
            .zip(&rows)
            .map(|(residual, row)| residual_bound(residual, row))
            .fold(Rational::zero(), |size, bound| size.max(bound));
        let error = error * Rational::power_of_two(-exponent) / stop;
        FixedPoint { centres, exponent, below: error.clone(), above: error }
    }

    /// `V*` to about `bits` bits, with the policy whose value it is close to.
    ///
    /// Policy iteration on the fixed-point values. For its last `v`:
    /// `v - below <= V^pi <= V*` by the evaluation, and
    /// `V* <= v + max_s (T v - v)(s)^+ / (1-gamma)` because
    /// `V* - v <= gamma max(V* - v) + max(T v - v)`.
    pub fn optimum(mdp: &Mdp<Rational>, bits: u32) -> (Self, Vec<usize>) {
        let changes = PairChanges::new(mdp);
        let mut actions = Optimum::in_floats(mdp.floats()).actions;
        loop {
            let mut result = Self::evaluate(mdp, &Policy::deterministic(mdp, &actions), bits);
            let slack = (result.below.clone() + &result.above) * Rational::power_of_two(result.exponent);
            // A change beyond this proves `Q^pi(s,a) > V^pi(s)`, so no policy comes twice.
            let proof = slack.ceil() + MOST_EXCESS;
            let mut improved = false;
            let mut excess = Integer::new();
            for (state, chosen) in actions.iter_mut().enumerate() {
                let mut most = proof.clone();
                for (action, pair) in mdp.actions(state).enumerate() {
                    let change = changes.rounded_up(state, pair, &result.centres, result.exponent);
                    if change > most {
                        *chosen = action;
                        improved = true;
                        most.clone_from(&change);
                    }
                    if change > excess {
                        excess = change;
                    }
                }
            }
            if !improved {
                let stop = Rational::one() - mdp.discount();
                result.above = Rational::from(&excess) * Rational::power_of_two(-result.exponent) / stop;
                return (result, actions);
            }
        }
    }

    /// The centres, rounded to nearest.
    pub fn centres<T: Field>(&self) -> Vec<T> {
        let unit = Rational::power_of_two(-self.exponent);
        self.centres.iter().map(|w| T::from_rational(&(Rational::from(w) * &unit))).collect()
    }

    /// The enclosures, rounded outward, their ends to whole units first.
    pub fn enclosures<E: Endpoint>(&self) -> Vec<Interval<E>> {
        let in_units = |size: &Rational| (size.clone() * &Rational::power_of_two(self.exponent)).ceil();
        let (below, above) = (in_units(&self.below), in_units(&self.above));
        let enclose = |w: &Integer| {
            let lower = E::from_dyadic_down(&Integer::from(w - &below), -self.exponent);
            let upper = E::from_dyadic_up(&Integer::from(w + &above), -self.exponent);
            Interval::new(lower, upper).expect("a ball is not empty")
        };
        self.centres.iter().map(enclose).collect()
    }
}

/// `k` such that values, at most `max |r| / (1-gamma)`, have `bits` bits as
/// integers `v 2^k`, and a few more: the error is some units over `(1-gamma)^2`.
fn exponent_for(mdp: &Mdp<Rational>, bits: u32) -> i32 {
    let stop = Rational::one() - mdp.discount();
    let (lowest, highest) = mdp.reward_range();
    let largest = lowest.abs().max(highest.abs()) / &stop;
    (i64::from(bits) + GUARD_BITS - 2 * magnitude(&stop) - magnitude(&largest)) as i32
}

/// `log2 |x|` to within 1.
fn magnitude(x: &Rational) -> i64 {
    i64::from(x.numerator().significant_bits()) - i64::from(x.denominator().significant_bits())
}

fn fixed_rewards(rows: &[IntegerRow], exponent: i32) -> Vec<Integer> {
    rows.iter().map(|row| row.fixed_reward(exponent)).collect()
}

fn residuals(rows: &[IntegerRow], fixed_rewards: &[Integer], values: &[Integer]) -> Vec<Integer> {
    rows.iter().zip(fixed_rewards).enumerate().map(|(s, (row, reward))| row.residual(reward, s, values)).collect()
}

/// `(|residual| + 1) / scale`: the size of the true residual, in units of the
/// fixed point, with the part of the reward the floor hides.
fn residual_bound(residual: &Integer, row: &IntegerRow) -> Rational {
    Rational::new(residual.clone().abs() + 1, row.scale().clone())
}

fn refined(rows: &[IntegerRow], solver: &LinearSolver, exponent: i32) -> Vec<Integer> {
    let fixed_rewards = fixed_rewards(rows, exponent);
    let mut values = vec![Integer::new(); rows.len()];
    let mut defect = residuals(rows, &fixed_rewards, &values);
    let mut size = size_in_units(&defect, rows);
    // Below one unit a correction rounds to nothing.
    while size.is_some_and(|exponent| exponent > 0) {
        let exponent = size.unwrap_or_default();
        let scaled: Vec<f64> =
            defect.iter().zip(rows).map(|(residual, row)| (quotient(residual, row) >> exponent).to_f64()).collect();
        let candidate: Option<Vec<Integer>> = values
            .iter()
            .zip(solver.solve(&scaled))
            .map(|(value, change)| Some((Float::with_val(53, change) << exponent).to_integer()? + value))
            .collect();
        let Some(candidate) = candidate else { break };
        let next_defect = residuals(rows, &fixed_rewards, &candidate);
        let next_size = size_in_units(&next_defect, rows);
        if next_size >= size {
            break;
        }
        (values, defect, size) = (candidate, next_defect, next_size);
        if size.is_some_and(|next| exponent - next < LEAST_GAIN_BITS) {
            break;
        }
    }
    values
}

/// `residual / scale` to 53 bits, of any magnitude.
fn quotient(residual: &Integer, row: &IntegerRow) -> Float {
    Float::with_val(53, residual) / Float::with_val(53, row.scale())
}

/// Binary exponent of the largest `|residual| / scale`; `None` when all vanish.
fn size_in_units(residuals: &[Integer], rows: &[IntegerRow]) -> Option<i32> {
    residuals.iter().zip(rows).filter_map(|(residual, row)| quotient(residual, row).get_exp()).max()
}
