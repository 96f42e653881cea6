//! Distance from the optimum as a value.

use super::{Evaluate, Mdp, action_values};
use crate::scalar::Rational;

impl Mdp<Rational> {
    /// The model with the costs `V*(s) - Q*(s,a) >= 0` in place of the rewards. Its value under a policy `pi` is
    /// `V*(s) - V^pi(s)`:
    ///
    /// `V* - V^pi = sum_a pi (V* - Q*) + sum_a pi (Q* - Q^pi)`, and `Q* - Q^pi = gamma P (V* - V^pi)`.
    ///
    /// No difference of two values is left, so over enclosures the error of an optimal policy is exactly 0.
    pub fn regret(&self) -> Mdp<Rational> {
        let optimal = Rational::optimum(self).values;
        let action_values = action_values(self, &optimal);
        let mut regret = self.clone();
        for (state, value) in optimal.iter().enumerate() {
            for pair in self.actions(state) {
                regret.rewards[pair] = value.clone() - &action_values[pair];
            }
        }
        regret
    }
}

#[cfg(test)]
mod tests {
    use num_traits::Zero;

    use super::*;
    use crate::mdp::{Action, Policy, RowSums};
    use crate::scalar::{Interval, Ordered};

    fn model() -> Mdp<Rational> {
        let to = |reward: i64, state: usize| Action {
            reward: Rational::new(reward, 2),
            transitions: vec![(state, Rational::from(1))],
        };
        let rows = vec![vec![to(2, 1), to(0, 0)], vec![to(1, 0), to(1, 1), to(0, 1)]];
        let start = vec![Rational::new(1, 2); 2];
        Mdp::new(Rational::new(9, 10), rows, start, RowSums::Exact).expect("a model").0
    }

    #[test]
    fn values_of_the_regret_model_are_the_distances_from_the_optimal_values() {
        let mdp = model();
        let policy = Policy::uniform(&mdp);
        let distance: Vec<Rational> = Rational::optimum(&mdp)
            .values
            .into_iter()
            .zip(Rational::evaluate(&mdp, &policy))
            .map(|(best, own)| best - own)
            .collect();
        assert!(distance.iter().all(Rational::is_positive));
        assert_eq!(Rational::evaluate(&mdp.regret(), &policy), distance);
    }

    #[test]
    fn an_optimal_policy_has_error_exactly_zero_over_enclosures() {
        let mdp = model();
        let actions = Rational::optimum(&mdp).actions;
        let policy = Policy::<Interval<f64>>::deterministic(&mdp, &actions);
        let errors = Interval::evaluate(&mdp.regret().convert(), &policy);
        assert!(errors.iter().all(|error| error.bounds().upper.is_some_and(|upper| upper.is_zero())), "{errors:?}");
    }
}
