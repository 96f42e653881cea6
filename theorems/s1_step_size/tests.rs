//! Tests of S1.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    TestAction, any_bandit, any_mdp, assert_holds, bandit, control_is_refuted, mdp, q, rejection,
};

#[test]
fn s1_rejects_a_step_size_above_its_condition_a_vanishing_probability_and_other_rewards() {
    let mut large = mdp((9, 10), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    large.eta = q(11, 100);
    assert_eq!(rejection(&claim(), "one step", &large), "eta <= 1 - gamma");
    assert_eq!(rejection(&claim(), "one step", &bandit(&[(1, 1), (0, 1)], &[1, 0])), "full support");
    assert_eq!(rejection(&claim(), "one step", &bandit(&[(3, 2), (0, 1)], &[1, 1])), "rewards in [0, 1]");
}

#[test]
fn s1_holds_at_the_boundary_where_one_action_has_probability_1e_9() {
    let instance = bandit(&[(1, 1), (0, 1)], &[999_999_999, 1]);
    assert_holds(&claim(), &instance);
    assert!(control_is_refuted(&claim(), "eta = 1.1 (1-gamma)", &instance));
}

#[test]
fn s1_with_the_bandit_condition_fails_in_an_mdp() {
    let states: &[&[TestAction]] = &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)])]];
    let instance = mdp((9, 10), states, &[&[9, 1], &[1]]);
    assert!(control_is_refuted(&claim(), "eta = 1 (the bandit condition) for any gamma", &instance));
    assert_holds(&claim(), &instance);
}

proptest! {
    #[test]
    fn s1_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }

    #[test]
    fn s1_holds_in_every_bandit(instance in any_bandit()) {
        assert_holds(&claim(), &instance);
    }
}
