//! Tests of L3.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q};

#[test]
fn l3_matches_a_hand_computed_bandit() {
    // pi = (1/4, 3/4), r = (1, 0), eta = 1/2: Var = 3/16.
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    instance.eta = q(1, 2);
    assert_eq!(exact(&comparisons(&claim(), "states", &instance)[0].left), q(3, 32));
}

#[test]
fn l3_does_not_need_a_valid_step_size() {
    let mut instance =
        mdp((9, 10), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)])]], &[&[1, 1], &[1]]);
    instance.eta = q(1000, 1);
    assert_holds(&claim(), &instance);
}

#[test]
fn l3_second_moment_control_is_told_apart_only_where_values_do_not_vanish() {
    let zero_value = bandit(&[(1, 1), (-1, 1)], &[1, 1]);
    assert!(!control_is_refuted(&claim(), "second moment instead of variance", &zero_value));
    let positive_value = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    assert!(control_is_refuted(&claim(), "second moment instead of variance", &positive_value));
}

proptest! {
    #[test]
    fn l3_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
