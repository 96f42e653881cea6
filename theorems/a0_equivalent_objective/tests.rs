//! Tests of A0.

use proptest::prelude::*;

use super::claim;
use crate::claim::Instance;
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, linear, mdp, q,
    rejection, with_parameters,
};

/// Rewards 1 and 0, uniform policies, `eta = 1/2`, feature 1 for the first arm.
fn two_arms() -> Instance {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    instance.eta = q(1, 2);
    with_parameters(instance, vec![vec![q(1, 1)], vec![q(0, 1)]], vec![vec![q(1, 1)], vec![q(-2, 1)]])
}

#[test]
fn a0_gradient_of_two_arms_by_hand() {
    // pi_half = (5/8, 3/8), pi' = (1/2, 1/2): grad l = 1/2 - 5/8; grad g = -1/2 (1/2)(1/2) - 1/2 (1/2)(1/2) + 0 = -1/4.
    let sides = comparisons(&claim(), "gradients", &two_arms());
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(-1, 8), q(-1, 8)));
}

#[test]
fn a0_values_of_two_arms_agree_to_a_hundred_bits() {
    assert!(comparisons(&claim(), "values", &two_arms()).iter().all(|side| side.truth.is_yes()));
}

#[test]
fn a0_controls_are_refuted_by_two_arms() {
    for control in ["without the factor eta", "reverse divergence"] {
        assert!(control_is_refuted(&claim(), control, &two_arms()), "{control}");
    }
    // At pi' = pi the proximal term has no gradient, whatever its weight.
    assert!(!control_is_refuted(&claim(), "proximal weight 1", &two_arms()));
    let mut moved = two_arms();
    moved.other = moved.policy.with_probabilities(vec![q(1, 3), q(2, 3)]);
    assert!(control_is_refuted(&claim(), "proximal weight 1", &moved));
}

#[test]
fn a0_degenerate_models_are_decided() {
    let one_action = mdp((0, 1), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    assert_holds(&claim(), &with_parameters(one_action, vec![vec![q(1, 1)]], vec![vec![q(2, 1)], vec![q(0, 1)]]));
    let unlikely = mdp((999, 1000), &[&[((1, 1), &[(0, 1)]), ((1, 1), &[(0, 1)])]], &[&[999_999_999, 1]]);
    assert_holds(&claim(), &with_parameters(unlikely, vec![vec![q(1, 1)], vec![q(0, 1)]], vec![vec![q(9, 1)]; 2]));
    assert_eq!(rejection(&claim(), "values", &bandit(&[(1, 1)], &[1])), "features and parameters");
}

proptest! {
    #[test]
    fn a0_holds_for_all_features_and_parameters(instance in any_mdp().prop_flat_map(linear)) {
        for part in ["gradients", "values"] {
            prop_assert!(holds_or_is_rejected(&claim(), part, &instance));
        }
    }
}
