//! Tests of D1.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    TestAction, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q,
};

#[test]
fn d1_matches_a_hand_computed_bandit() {
    // pi = (1/4, 3/4), r = (1, 0): V = 1/4, dV/dz(0) = 1/4 3/4 = -dV/dz(1).
    let sides = comparisons(&claim(), "each logit", &bandit(&[(1, 1), (0, 1)], &[1, 3]));
    let slopes: Vec<_> = sides.iter().map(|side| exact(&side.left)).collect();
    assert_eq!(slopes, [q(3, 16), q(-3, 16)]);
}

#[test]
fn d1_counts_later_visits_to_the_state() {
    // One state, gamma = 1/2: V = 2 pi(0), so dV/dz(0) = 2 pi(0) pi(1) = 1/2.
    let instance = mdp((1, 2), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    let sides = comparisons(&claim(), "each logit", &instance);
    assert_eq!(exact(&sides[0].left), q(1, 2));
}

#[test]
fn d1_holds_with_one_action_with_ties_and_near_probability_0() {
    let one = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let tie = mdp((9, 10), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1, 1], &[1]]);
    let states: &[&[TestAction]] =
        &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])]];
    let rare = mdp((99, 100), states, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [one, tie, rare] {
        assert_holds(&claim(), &instance);
    }
}

#[test]
fn d1_needs_the_advantage_the_policy_and_the_horizon() {
    let states: &[&[TestAction]] =
        &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)]), ((1, 2), &[(0, 1)])]];
    let mut instance = mdp((9, 10), states, &[&[3, 1], &[1, 2]]);
    instance.other = mdp((9, 10), states, &[&[1, 4], &[2, 1]]).policy;
    for control in ["Q in place of Adv", "drop pi", "drop 1/(1-gamma)"] {
        assert!(control_is_refuted(&claim(), control, &instance), "{control}");
    }
}

proptest! {
    #[test]
    fn d1_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
