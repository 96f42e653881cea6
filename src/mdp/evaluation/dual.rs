//! Evaluation over dual numbers: values and their derivatives.

use super::Evaluate;
use crate::mdp::{Mdp, Optimum, Policy, bellman_policy};
use crate::scalar::{Dual, Field, Rational};

/// Differentiating `V = T_pi V` gives `V' = c + gamma P_pi V'`, where `c` is the
/// derivative of `T_pi v` at fixed `v = V`: one Bellman backup carried through
/// dual numbers. So `V'` is the value of `pi` in the model with rewards `c(s)`,
/// and each kind of number solves that by its own strategy. A system for the
/// occupancy's derivative is found in the same way.
///
/// Over enclosures the derivative is that of every policy and model in the
/// boxes.
impl<T: Evaluate> Evaluate for Dual<T> {
    fn evaluate(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self> {
        let (fixed, fixed_policy) = (mdp.values_of_duals(), values_of(policy));
        let values = T::evaluate(&fixed, &fixed_policy);
        let constants: Vec<Self> = values.iter().cloned().map(Dual::constant).collect();
        let change = bellman_policy(mdp, policy, &constants);
        let mut rewards = Vec::with_capacity(mdp.pairs());
        for (state, change) in change.iter().enumerate() {
            rewards.extend(mdp.actions(state).map(|_| change.derivative.clone()));
        }
        let derivatives = T::evaluate(&fixed.with_rewards(rewards), &fixed_policy);
        joined(values, derivatives)
    }

    fn evaluate_exact(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Self> {
        T::evaluate_exact(mdp, policy).into_iter().map(Dual::constant).collect()
    }

    /// `d = (1-gamma) rho + gamma P_pi' d` gives `d' = c + gamma P_pi' d'` with the
    /// derivative `c` of the right side at fixed `d`: the occupancy from the
    /// start `c / (1-gamma)`, to which it is linear.
    fn occupancy(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self> {
        let (fixed, fixed_policy) = (mdp.values_of_duals(), values_of(policy));
        let occupancy = T::occupancy(&fixed, &fixed_policy);
        let stop = Self::from_integer(1) - mdp.discount();
        let mut flow: Vec<Self> = mdp.initial().iter().map(|rho| stop.clone() * rho).collect();
        for (state, mass) in occupancy.iter().enumerate() {
            for pair in mdp.actions(state) {
                let along = Dual::constant(mass.clone()) * &policy.probabilities()[pair] * mdp.discount();
                for (successor, probability) in mdp.successors(pair) {
                    flow[successor].add_product(&along, probability);
                }
            }
        }
        let start = flow.into_iter().map(|entry| entry.derivative / &stop.value).collect();
        joined(occupancy, T::occupancy(&fixed.with_start(start), &fixed_policy))
    }

    fn optimum(mdp: &Mdp<Rational>) -> Optimum<Self> {
        let Optimum { values, actions } = T::optimum(mdp);
        Optimum { values: values.into_iter().map(Dual::constant).collect(), actions }
    }
}

/// The policy at the point of differentiation.
fn values_of<T: Field>(policy: &Policy<Dual<T>>) -> Policy<T> {
    policy.with_probabilities(policy.probabilities().iter().map(|p| p.value.clone()).collect())
}

fn joined<T: Field>(values: Vec<T>, derivatives: Vec<T>) -> Vec<Dual<T>> {
    values.into_iter().zip(derivatives).map(|(value, derivative)| Dual { value, derivative }).collect()
}
