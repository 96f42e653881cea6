//! Tests of D2.

use proptest::prelude::*;

use super::claim;
use crate::mdp::Policy;
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q, rejection,
};

#[test]
fn d2_matches_a_hand_computed_bandit() {
    // Weights 1/2 1 and 1/2 3: pi_z = (1/4, 3/4).
    let instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    let gradient = comparisons(&claim(), "gradient", &instance);
    assert_eq!(gradient.iter().map(|side| exact(&side.left)).collect::<Vec<_>>(), [q(1, 4), q(3, 4)]);
    // z and z' have the same policy, so the divergence is smallest there.
    let divergence = comparisons(&claim(), "gradient of the divergence", &instance);
    assert_eq!(divergence.iter().map(|side| exact(&side.right)).collect::<Vec<_>>(), [q(0, 1), q(0, 1)]);
}

#[test]
fn d2_has_no_logits_for_a_second_policy_without_full_support() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    instance.other = Policy::deterministic(&instance.mdp, &[0]);
    for part in ["gradient", "gradient of the divergence"] {
        assert_eq!(rejection(&claim(), part, &instance), "pi' has full support");
    }
}

#[test]
fn d2_tells_the_two_divergences_apart() {
    let instance = bandit(&[(1, 1), (0, 1), (1, 2)], &[1, 5, 20]);
    assert!(control_is_refuted(&claim(), "arguments not swapped", &instance));
}

#[test]
fn d2_weighs_states_by_their_occupancy() {
    let instance =
        mdp((1, 2), &[&[((1, 1), &[(1, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)])]], &[&[1, 1], &[1]]);
    assert!(control_is_refuted(&claim(), "drop d", &instance));
    assert_holds(&claim(), &instance);
}

#[test]
fn d2_holds_with_one_action_and_near_probability_0() {
    assert_holds(&claim(), &mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]));
    assert_holds(&claim(), &bandit(&[(1, 1), (0, 1), (0, 1)], &[1, 999_999_999, 1]));
}

proptest! {
    #[test]
    fn d2_holds_for_every_pair_of_logits(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
