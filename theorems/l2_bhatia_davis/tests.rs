//! Tests of L2.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    any_distribution, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, q,
};

#[test]
fn l2_is_an_equality_for_two_values() {
    let sides = comparisons(&claim(), "distributions", &bandit(&[(3, 1), (-2, 1)], &[2, 7]));
    assert_eq!(sides[0].left, sides[0].right);
    assert!(control_is_refuted(&claim(), "factor 0.99", &bandit(&[(3, 1), (-2, 1)], &[2, 7])));
}

#[test]
fn l2_matches_a_hand_computed_case_with_three_values() {
    let sides = comparisons(&claim(), "distributions", &bandit(&[(1, 1), (1, 2), (0, 1)], &[1, 1, 2]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(11, 64), q(15, 64)));
}

#[test]
fn l2_compares_zero_with_zero_when_all_values_are_equal() {
    let sides = comparisons(&claim(), "distributions", &bandit(&[(1, 3), (1, 3)], &[1, 2]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(0, 1), q(0, 1)));
}

proptest! {
    #[test]
    fn l2_holds_for_every_distribution(instance in any_distribution()) {
        assert_holds(&claim(), &instance);
    }

    #[test]
    fn l2_holds_in_every_state_of_an_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
