//! Evaluation over `f64` and big floats: fast, not rigorous.

use super::enclosure::FixedPoint;
use super::refinement::refine;
use super::{Evaluate, LinearSolver};
use crate::mdp::{Mdp, Optimum, Policy, action_values};
use crate::scalar::{BigFloat, Field, Rational};

impl Evaluate for f64 {
    fn evaluate(mdp: &Mdp<f64>, policy: &Policy<f64>) -> Vec<f64> {
        let rewards: Vec<f64> =
            (0..mdp.states()).map(|s| f64::dot(policy.at(s), &mdp.rewards()[mdp.actions(s)])).collect();
        LinearSolver::new(mdp, policy).solve(&rewards)
    }

    fn evaluate_exact(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<f64> {
        Self::evaluate(&mdp.convert(), &policy.convert())
    }

    fn occupancy(mdp: &Mdp<f64>, policy: &Policy<f64>) -> Vec<f64> {
        let start: Vec<f64> = mdp.initial().iter().map(|rho| (1.0 - mdp.discount()) * rho).collect();
        LinearSolver::transposed(mdp, policy).solve(&start)
    }

    fn optimum(mdp: &Mdp<Rational>) -> Optimum<f64> {
        Optimum::in_floats(mdp.floats())
    }
}

impl<const BITS: u32> Evaluate for BigFloat<BITS> {
    fn evaluate(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self> {
        let solver = LinearSolver::new(mdp, policy);
        refine(mdp.states(), &solver, |values| bellman_residual(mdp, policy, values), |x| x)
    }

    fn evaluate_exact(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Self> {
        FixedPoint::evaluate(mdp, policy, BITS).centres()
    }

    fn occupancy(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self> {
        let solver = LinearSolver::transposed(mdp, policy);
        refine(mdp.states(), &solver, |occupancy| occupancy_residual(mdp, policy, occupancy), |x| x)
    }

    fn optimum(mdp: &Mdp<Rational>) -> Optimum<Self> {
        let (values, actions) = FixedPoint::optimum(mdp, BITS);
        Optimum { values: values.centres(), actions }
    }
}

/// `(T_pi v - v)(s) = sum_a pi(a|s) (Q_v(s,a) - v(s))`. Subtracting before
/// averaging keeps enclosures narrow: their width is that of the policy times
/// the advantages, not times the values.
pub fn bellman_residual<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>, values: &[T]) -> Vec<T> {
    let action_values = action_values(mdp, values);
    (0..mdp.states())
        .map(|state| {
            let mut residual = T::zero();
            for pair in mdp.actions(state) {
                let change = action_values[pair].clone() - &values[state];
                residual.add_product(&policy.probabilities()[pair], &change);
            }
            residual
        })
        .collect()
}

/// `(1-gamma) rho + gamma P_pi' d - d`.
pub fn occupancy_residual<T: Field>(mdp: &Mdp<T>, policy: &Policy<T>, occupancy: &[T]) -> Vec<T> {
    let stop = T::one() - mdp.discount();
    let mut residual: Vec<T> = mdp.initial().iter().zip(occupancy).map(|(rho, d)| stop.clone() * rho - d).collect();
    for (state, mass) in occupancy.iter().enumerate() {
        for pair in mdp.actions(state) {
            let flow = mass.clone() * &policy.probabilities()[pair] * mdp.discount();
            for (successor, probability) in mdp.successors(pair) {
                residual[successor].add_product(&flow, probability);
            }
        }
    }
    residual
}
