//! Tests of A1.

use std::sync::Arc;

use proptest::prelude::*;

use super::claim;
use crate::claim::{Instance, LinearData};
use crate::mdp::Policy;
use crate::scalar::{Bounds, Field, Rational, Transcendental};
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, linear, mdp, q,
    rejection, with_parameters,
};

/// Rewards 1 and 0, uniform policy, `eta = 1`, one feature that is 1 for the first arm.
fn two_arms(theta: Rational) -> Instance {
    with_parameters(bandit(&[(1, 1), (0, 1)], &[1, 1]), vec![vec![q(1, 1)], vec![q(0, 1)]], vec![vec![theta]; 3])
}

#[test]
fn a1_two_arms_by_hand() {
    // pi_half = (3/4, 1/4), theta = 0: pi = (1/2, 1/2), e' = 1/2, alpha e = (1 - 1/2) / 2 = 1/4,
    // eps = 3/4 ln(3/2) + 1/4 ln(1/2), beta = 1/sqrt 2.
    let sides = comparisons(&claim(), "one step", &two_arms(q(0, 1)));
    let ln = |x: f64| Transcendental::ln(&x);
    let eps = 0.75 * ln(1.5) + 0.25 * ln(0.5);
    let upper = |bounds: &Bounds| bounds.upper.clone().expect("finite").to_f64();
    assert!((upper(&sides[0].left) - 0.5).abs() < 1e-12);
    assert!((upper(&sides[0].right) - 0.25 - Transcendental::sqrt(&(eps / 2.0))).abs() < 1e-12);
}

#[test]
fn a1_the_one_norm_form_is_attained_by_two_arms_short_of_the_target() {
    // The uniform policy again, and a target of (3/4, 1/4): e' = 1/2 = 1/4 + (1/2)/2.
    let sides = comparisons(&claim(), "any next policy, 1-norm", &two_arms(q(0, 1)));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 2), q(1, 2)));
}

#[test]
fn a1_a_step_that_hits_the_target_is_left_to_m1() {
    // p = 1/3 and eta = 3/4 make the target uniform.
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 2]);
    instance.eta = q(3, 4);
    let instance = with_parameters(instance, vec![vec![q(1, 1)], vec![q(0, 1)]], vec![vec![q(0, 1)]]);
    assert_eq!(rejection(&claim(), "one step", &instance), "pi_theta is not the target");
}

#[test]
fn a1_one_hot_features_leave_only_the_target_stationary() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    let sides = comparisons(&claim(), "one-hot features", &instance);
    // pi_half = (3/4, 1/4), pi' = (1/2, 1/2)
    assert_eq!((exact(&sides[0].left), exact(&sides[1].right)), (q(1, 2), q(1, 4)));
    instance.other = Policy::new(&instance.mdp, vec![vec![q(3, 4), q(1, 4)]]).expect("a policy");
    assert_eq!(exact(&comparisons(&claim(), "one-hot features", &instance)[0].left), q(0, 1));
}

#[test]
fn a1_degenerate_models_are_decided() {
    let one_action = mdp((9, 10), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let equal_rewards = mdp((1, 2), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(0, 1)])]], &[&[1, 3]]);
    let near_one = mdp((999, 1000), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[999_999_999, 1]]);
    for instance in [one_action, equal_rewards, near_one] {
        let rows = (0..instance.mdp.pairs()).map(|pair| vec![q(pair as i64, 1)]).collect();
        assert_holds(&claim(), &with_parameters(instance, rows, vec![vec![q(-2, 1)], vec![q(1, 3)]]));
    }
}

#[test]
fn a1_needs_features_and_a_start_in_every_state() {
    assert_eq!(rejection(&claim(), "one step", &bandit(&[(1, 1)], &[1])), "features and parameters");
    let two_states: Instance = mdp((1, 2), &[&[((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1], &[1]]);
    let mut instance = with_parameters(two_states, vec![vec![q(1, 1)]; 2], vec![vec![q(0, 1)]]);
    let model = (*instance.mdp).clone().with_initial(vec![q(1, 1), q(0, 1)]).expect("a distribution");
    instance.mdp = Arc::new(model);
    assert_eq!(rejection(&claim(), "one step", &instance), "rho > 0");
    instance.linear = None;
    assert_eq!(rejection(&claim(), "T steps", &instance), "features and parameters");
}

#[test]
fn a1_controls_are_refuted_by_two_arms() {
    for control in ["0.9 beta", "no neighbourhood", "eps without the root", "1-norm with 0.99 of the constant"] {
        assert!(control_is_refuted(&claim(), control, &two_arms(q(0, 1))), "{control}");
    }
}

proptest! {
    #[test]
    fn a1_holds_for_all_features_and_parameters(instance in any_mdp().prop_flat_map(linear)) {
        for part in ["one step", "T steps", "any next policy, 1-norm", "one-hot features"] {
            holds_or_is_rejected(&claim(), part, &instance);
        }
        prop_assert!(instance.linear.as_ref().map(LinearData::parameters).is_some());
    }
}
