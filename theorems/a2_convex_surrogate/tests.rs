//! Tests of A2.

use proptest::prelude::*;

use super::claim;
use crate::claim::Instance;
use crate::scalar::Rational;
use crate::theorems::tests::{
    any_distribution, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected,
    linear, mdp, q, rejection, with_parameters,
};

/// Rewards 1 and 0, features 1 and -1, uniform `pi` and `pi'`, `eta = 1`.
fn two_arms(parameters: &[i64]) -> Instance {
    let parameters = parameters.iter().map(|&theta| vec![q(theta, 1)]).collect();
    with_parameters(bandit(&[(1, 1), (0, 1)], &[1, 1]), vec![vec![q(1, 1)], vec![q(-1, 1)]], parameters)
}

#[test]
fn a2_variance_form_is_not_asked_of_a_model_with_two_states() {
    let two_states =
        mdp((9, 10), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(0, 1)])]], &[&[1, 1], &[1]]);
    assert_eq!(rejection(&claim(), "variance form", &two_states), "one state");
}

#[test]
fn a2_derivatives_of_two_arms_by_hand() {
    // pi_half = (3/4, 1/4), pi' = (1/2, 1/2), v = 3: l' = 3 (0 - 1/2), l'' = 9 * 1.
    let sides = comparisons(&claim(), "derivatives", &two_arms(&[3]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(-3, 2), q(-3, 2)));
    assert_eq!((exact(&sides[1].left), exact(&sides[1].right)), (q(9, 1), q(9, 1)));
}

#[test]
fn a2_the_upper_bound_is_attained_by_opposite_features_at_the_uniform_policy() {
    let sides = comparisons(&claim(), "Hessian", &two_arms(&[0]));
    let pivots: Vec<Rational> =
        sides.iter().filter(|side| side.label.contains("pivot 0")).map(|side| exact(&side.right)).collect();
    assert_eq!(pivots, [q(1, 1), q(0, 1)]);
    assert!(control_is_refuted(&claim(), "0.99 max ||phi||^2", &two_arms(&[0])));
}

#[test]
fn a2_controls_are_refuted_by_two_arms() {
    let rows = vec![vec![q(1, 20)], vec![q(0, 1)]];
    let flat = with_parameters(bandit(&[(1, 1), (0, 1)], &[1, 1]), rows, vec![vec![q(1, 1)], vec![q(0, 1)]]);
    for control in claim().controls.iter().map(|control| control.name).filter(|name| !name.starts_with("0.99")) {
        assert!(control_is_refuted(&claim(), control, &flat), "{control}");
    }
}

#[test]
fn a2_degenerate_models_are_decided() {
    let one_action = mdp((9, 10), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    assert_holds(
        &claim(),
        &with_parameters(one_action.clone(), vec![vec![q(1, 1)]], vec![vec![q(2, 1)], vec![q(5, 1)]]),
    );
    let unlikely = mdp((999, 1000), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[999_999_999, 1]]);
    let rows = vec![vec![q(0, 1), q(1, 1)], vec![q(1, 1), q(2, 1)]];
    let instance = with_parameters(unlikely, rows, vec![vec![q(30, 1), q(0, 1)], vec![q(0, 1), q(-30, 1)]]);
    assert_holds(&claim(), &instance);
    // The two columns agree up to a constant in the only state: one of them is independent.
    assert_eq!(comparisons(&claim(), "strict convexity", &instance).len(), 1);
    let constant = with_parameters(one_action, vec![vec![q(1, 1)]], vec![vec![q(2, 1)], vec![q(5, 1)]]);
    assert_eq!(rejection(&claim(), "strict convexity", &constant), "one to eight independent columns");
    assert_eq!(rejection(&claim(), "midpoint", &constant), "two different policies");
}

proptest! {
    #[test]
    fn a2_holds_for_all_features_and_parameters(instance in any_mdp().prop_flat_map(linear)) {
        for part in ["derivatives", "Hessian", "strict convexity", "midpoint"] {
            holds_or_is_rejected(&claim(), part, &instance);
        }
    }

    #[test]
    fn a2_the_variance_form_holds_for_every_distribution(instance in any_distribution()) {
        prop_assert!(holds_or_is_rejected(&claim(), "variance form", &instance));
    }
}
