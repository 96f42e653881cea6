//! The quantities that the claims speak of, over any kind of number.

use spma::algorithm::{Iterate, Problem, multiplicative_update};
use spma::claim::Instance;
use spma::mdp::{Evaluate, bellman_optimal, bellman_policy};
use spma::replay::Naive;
use spma::scalar::Rational;

/// Values, advantages, occupancies, errors and rate constants of the policy, of the second one and of the next one of
/// SPMA where that is a policy, with their names; as many over every kind of number.
pub fn quantities<T: Evaluate>(instance: &Instance) -> Vec<(String, T)> {
    let problem = Problem::<T>::new(instance.mdp.clone());
    let (now, other) = (Iterate::exact(&problem, &instance.policy), Iterate::exact(&problem, &instance.other));
    let eta = T::from_rational(&instance.eta);
    let next = Iterate::new(&problem, multiplicative_update(&now, |_| eta.clone()));
    let mut all = Vec::new();
    let mut note = |name: &str, values: &[T]| {
        all.extend(values.iter().enumerate().map(|(place, value)| (format!("{name} {place}"), value.clone())));
    };
    note("V*", problem.optimal_values());
    note("pi_1", next.policy().probabilities());
    let policies = [("pi", &now), ("pi'", &other), ("pi_1", &next)];
    for (policy, iterate) in policies.into_iter().take(if has_valid_step(instance) { 3 } else { 2 }) {
        let mut note = |name: &str, values: &[T]| note(&format!("{name} of {policy}"), values);
        note("V", iterate.values());
        note("Q", iterate.action_values());
        note("Adv", iterate.advantages());
        note("d", iterate.occupancy());
        note("V* - V", &iterate.errors());
        note("e", &[iterate.error()]);
        note("T V", &bellman_optimal(iterate.mdp(), iterate.values()));
        note("T_pi V", &bellman_policy(iterate.mdp(), iterate.policy(), iterate.values()));
        note("C", &[iterate.constant(), iterate.single_action_constant(), iterate.variance_constant()]);
        note("kappa", &[iterate.improvement_constant(other.policy())]);
        note("improvement", &iterate.improvement(other.policy()));
        for state in iterate.states() {
            note("max Q", std::slice::from_ref(&state.highest));
            note("pi(best)", std::slice::from_ref(&state.best_probability));
            note("M", std::slice::from_ref(&state.largest_advantage));
            note("m", std::slice::from_ref(&state.largest_loss));
            note("Var", std::slice::from_ref(&state.variance));
            note("span", std::slice::from_ref(&state.span));
        }
    }
    let regret = instance.mdp.regret();
    note("regret", &T::evaluate_exact(&regret, &instance.policy));
    note("regret over boxes", &T::evaluate(&regret.convert(), now.policy()));
    all
}

/// Is the next iterate of SPMA a policy? Otherwise `I - gamma P` may be singular for it.
fn has_valid_step(instance: &Instance) -> bool {
    let naive = Naive::new(instance);
    !naive.spma(&naive.policy, &naive.eta).iter().flatten().any(Rational::is_negative)
}
