//! Tests of L5.

use proptest::prelude::*;

use super::claim;
use crate::mdp::Policy;
use crate::theorems::tests::{TestAction, any_mdp, assert_holds, comparisons, control_is_refuted, exact, mdp, q};

#[test]
fn l5_matches_a_hand_computed_case() {
    // One state, gamma = 1/2: V moves from 1 (half of reward 1) to 2.
    let mut instance = mdp((1, 2), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    instance.other = Policy::deterministic(&instance.mdp, &[0]);
    let sides = comparisons(&claim(), "pairs of policies", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 1), q(1, 1)));
    assert!(control_is_refuted(&claim(), "drop 1/(1-gamma)", &instance));
}

#[test]
fn l5_needs_the_occupancy_of_the_new_policy() {
    let states: &[&[TestAction]] =
        &[&[((0, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((1, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])]];
    let mut instance = mdp((9, 10), states, &[&[3, 1], &[1, 1]]);
    instance.other = Policy::deterministic(&instance.mdp, &[1, 0]);
    assert!(control_is_refuted(&claim(), "occupancy of the old policy", &instance));
}

proptest! {
    #[test]
    fn l5_holds_for_every_pair_of_policies(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
