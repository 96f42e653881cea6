//! Tests of L1.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    any_distribution, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, q,
};

#[test]
fn l1_is_an_equality_for_two_values_even_with_ties() {
    for instance in [bandit(&[(1, 1), (0, 1)], &[1, 3]), bandit(&[(2, 1), (2, 1), (-1, 1), (-1, 1)], &[1, 2, 3, 4])] {
        let sides = comparisons(&claim(), "distributions", &instance);
        assert_eq!(sides[0].left, sides[0].right);
    }
}

#[test]
fn l1_matches_a_hand_computed_case_with_three_values() {
    // p = (1/4, 1/4, 1/2), q = (1, 1/2, 0): mu = 3/8, Var = 11/64, bound = 1/4 1/2 5/8.
    let sides = comparisons(&claim(), "distributions", &bandit(&[(1, 1), (1, 2), (0, 1)], &[1, 1, 2]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(5, 64), q(11, 64)));
}

#[test]
fn l1_says_nothing_when_all_values_are_equal_or_there_is_one_point() {
    for instance in [bandit(&[(1, 3)], &[1]), bandit(&[(1, 3), (1, 3)], &[1, 5])] {
        assert!(comparisons(&claim(), "distributions", &instance).is_empty());
    }
}

#[test]
fn l1_controls_are_refuted_by_two_values_at_probability_1e_9() {
    let instance = bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]);
    assert!(control_is_refuted(&claim(), "factor 1.01", &instance));
    assert!(control_is_refuted(&claim(), "drop p(b)", &instance));
}

proptest! {
    #[test]
    fn l1_holds_for_every_distribution(instance in any_distribution()) {
        assert_holds(&claim(), &instance);
    }

    #[test]
    fn l1_holds_in_every_state_of_an_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
