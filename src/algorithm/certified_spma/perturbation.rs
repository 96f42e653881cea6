//! How far one SPMA step carries a nearby policy from the step of a grid policy.
//!
//! Let `x = p + h` be policies with `|h| <= r` entry by entry. Rows of `h` sum to 0,
//! so `(T_x V^p - V^p)(s) = sum_a h(s,a) (Adv^p(s,a) - c_s) =: b(s)` for any `c_s`,
//! and the performance difference lemma gives `g := V^x - V^p = (I - gamma P_x)^-1 b`
//! exactly. With `G = (I - gamma P_p)^-1` this is
//! `g = G (b + gamma (P_x - P_p) g)`, where `|g| <= max |b| / (1-gamma)`. So for
//!
//! `w(s) = sum_a |Adv^p(s,a) - c_s| r(s,a)` and
//! `w'(s) = w(s) + gamma (sum_a r(s,a)) max w / (1-gamma)`:
//!
//! `|Adv^x - Adv^p|(s,a) = |(gamma P(.|s,a) - e_s) g| <= sum_j |M(sa,j)| w'(j)`, with
//! `M = (gamma P - E) G`, and for the step `F(p) = p (1 + eta Adv^p)`
//!
//! `|F(x) - F(p)| <= r |1 + eta Adv^p| + eta (p + r) |M| w'`.
//!
//! Nothing is linearised: the bound holds for every `x` in the box. Taking `|M|` after
//! the subtraction keeps what `Q` and `V` have in common from being counted twice.

use crate::mdp::{DenseLu, FloatRows};

/// Covers roundings of sums and products of nonnegative floats, fewer than `2^20`
/// in a row.
pub const SLACK: f64 = 1.0 + 1.0 / (1_u64 << 30) as f64;

/// Roundings in an entry of a matrix or of its product with an inverse, besides the
/// additions.
const BASE_DEPTH: usize = 16;

/// `|Adv^x - Adv^p|` over a box.
pub struct Perturbation<'a> {
    pub rows: &'a FloatRows,
    /// `I - gamma P_p` by rows, and its factors.
    pub matrix: &'a [f64],
    pub factors: &'a DenseLu,
    pub discount: f64,
    /// At most `1 - gamma`.
    pub stop: f64,
    /// Largest number of actions of a state.
    pub actions: usize,
}

impl Perturbation<'_> {
    /// Upper bounds by pair, given upper bounds `w'(s)`; infinite when floats do not
    /// invert the matrix.
    ///
    /// The computed inverse `X` has `G = X + G R` with `R = I - (I - gamma P_p) X`, so
    /// entry by entry `|G - X| <= max_i |R(i,j)| / (1-gamma)`.
    pub fn of_advantages(&self, weights: &[f64]) -> Vec<f64> {
        let states = weights.len();
        let inverse = self.factors.inverse_rows(states);
        let error = self.error(&inverse, weights);
        let mut result = Vec::with_capacity(self.rows.pairs());
        let mut row = vec![0.0; states];
        for state in 0..states {
            for pair in self.rows.actions(state) {
                row.iter_mut().zip(row_of(&inverse, state, states)).for_each(|(entry, x)| *entry = -x);
                self.rows.for_transitions(pair, |successor, p| {
                    let weight = self.discount * p;
                    let terms = row.iter_mut().zip(row_of(&inverse, successor, states));
                    terms.for_each(|(entry, x)| *entry += weight * x);
                });
                let total: f64 = row.iter().zip(weights).map(|(entry, weight)| entry.abs() * weight).sum();
                result.push((total + error) * SLACK);
            }
        }
        result
    }

    /// What the errors of the computed `M` add to any `sum_j |M(sa,j)| w'(j)`.
    fn error(&self, inverse: &[f64], weights: &[f64]) -> f64 {
        // The maxima below would pass over what is no number.
        if !inverse.iter().all(|x| x.is_finite()) {
            return f64::INFINITY;
        }
        let states = weights.len();
        let unit = f64::EPSILON / 2.0;
        // Of an entry of R, whose terms are at most `(1 + gamma) max_i |X(i,j)|`, and of M.
        let depth = (BASE_DEPTH + 2 * self.actions + states) as f64;
        let mut residual = vec![0.0; states];
        let mut largest_residual = vec![0.0_f64; states];
        let mut largest = vec![0.0_f64; states];
        for state in 0..states {
            residual.fill(0.0);
            residual[state] = 1.0;
            for (entry, other) in row_of(self.matrix, state, states).iter().zip(0..) {
                if *entry != 0.0 {
                    let terms = residual.iter_mut().zip(row_of(inverse, other, states));
                    terms.for_each(|(residual, x)| *residual -= entry * x);
                }
            }
            for column in 0..states {
                largest_residual[column] = largest_residual[column].max(residual[column].abs());
                largest[column] = largest[column].max(inverse[state * states + column].abs());
            }
        }
        let column = |column: usize| {
            let rounding = depth * unit * (2.0 * largest[column] + 1.0);
            (2.0 * (largest_residual[column] + rounding) / self.stop + rounding) * weights[column]
        };
        let total: f64 = (0..states).map(column).sum();
        if total.is_finite() { total * SLACK } else { f64::INFINITY }
    }
}

fn row_of(matrix: &[f64], index: usize, size: usize) -> &[f64] {
    &matrix[index * size..(index + 1) * size]
}

/// `w'(s)` for each state from upper bounds on `|Adv^p|`'s distance from the median
/// and on the radii.
pub struct Weights {
    discount: f64,
    stop: f64,
}

impl Weights {
    pub fn new(discount: f64, stop: f64) -> Self {
        Weights { discount, stop }
    }

    /// By state, from its advantages, an upper bound on their error, and its radii.
    /// `c_s` is the weighted median of the advantages.
    pub fn of<'s>(&self, states: impl Iterator<Item = (&'s [f64], &'s [f64])> + Clone, error: f64) -> Vec<f64> {
        let own = |(advantages, radii): (&[f64], &[f64])| {
            let centre = middle(advantages, radii);
            let distance = |x: f64| (x - centre).abs() + (x.abs() + centre.abs()) * f64::EPSILON + error;
            let terms = advantages.iter().zip(radii).map(|(&advantage, radius)| distance(advantage) * radius);
            terms.sum::<f64>() * SLACK
        };
        let first: Vec<f64> = states.clone().map(own).collect();
        let largest = first.iter().copied().fold(0.0, f64::max) * self.discount / self.stop * SLACK;
        let second = states.map(|(_, radii)| radii.iter().sum::<f64>() * largest * SLACK);
        first.iter().zip(second).map(|(first, second)| (first + second) * SLACK).collect()
    }
}

/// The advantage at which `sum_a |Adv(a) - c| r(a)` is least: a weighted median.
fn middle(advantages: &[f64], radii: &[f64]) -> f64 {
    let cost = |c: f64| advantages.iter().zip(radii).map(|(advantage, radius)| (advantage - c).abs() * radius).sum();
    let best = advantages.iter().map(|&c| (cost(c), c)).min_by(|(a, _): &(f64, f64), (b, _)| a.total_cmp(b));
    best.map_or(0.0, |(_, c)| c)
}
