//! Natural policy gradient for log-linear policies.

use super::surrogate::{add_outer, centred};
use super::{Features, Ldl};
use crate::algorithm::Iterate;
use crate::mdp::Evaluate;

/// What a linear function of the features is fitted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// `Adv` by the compatible features `phi(s,a) - sum_b pi(b|s) phi(s,b)` (Kakade 2001).
    Compatible,
    /// `Q` by the features themselves: Q-NPG (Agarwal, Kakade, Lee, Mahajan 2021).
    ActionValues,
}

/// `theta' = theta + eta w / (1-gamma)`, where `w` minimises `sum_s d(s) sum_a pi(a|s) (w . f(s,a) - y(s,a))^2` for the features `f` and
/// the values `y` of the fit, with 0 outside the given columns.
///
/// `columns` must be independent: [`Features::independent_columns`] for compatible features,
/// [`Features::spanning_columns`] for the features themselves. With one feature for each pair both fits are exact, and the
/// step is tabular NPG.
pub fn linear_npg_step<T: Evaluate>(
    iterate: &Iterate<T>,
    features: &Features<T>,
    columns: &[usize],
    fit: Fit,
    eta: &T,
    theta: &[T],
) -> Vec<T> {
    let mut matrix = vec![vec![T::zero(); columns.len()]; columns.len()];
    let mut right = vec![T::zero(); columns.len()];
    for state in 0..iterate.mdp().states() {
        let rows: Vec<Vec<T>> = match fit {
            Fit::Compatible => centred(features, iterate.policy(), state),
            Fit::ActionValues => iterate.actions(state).map(|pair| features.at(pair).to_vec()).collect(),
        };
        for (pair, row) in iterate.actions(state).zip(rows) {
            let value = match fit {
                Fit::Compatible => &iterate.advantages()[pair],
                Fit::ActionValues => &iterate.action_values()[pair],
            };
            let own: Vec<T> = columns.iter().map(|&column| row[column].clone()).collect();
            let weight = iterate.occupancy()[state].clone() * &iterate.policy().probabilities()[pair];
            add_outer(&mut matrix, &weight, &own);
            let scaled = weight * value;
            for (entry, f) in right.iter_mut().zip(&own) {
                entry.add_product(&scaled, f);
            }
        }
    }
    let step = eta.clone() / &(T::one() - iterate.mdp().discount());
    let mut next = theta.to_vec();
    for (&column, w) in columns.iter().zip(Ldl::new(&matrix).solve(&right)) {
        next[column].add_product(&step, &w);
    }
    next
}
