//! Tests of M3.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    TestAction, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, mdp, q,
    rejection,
};

const HALF_AND_TENTH: &str = "iterations to a half and a tenth of the error";

#[test]
fn m3_the_power_is_that_of_the_first_constant_in_a_bandit() {
    // p = 1/2, 3/4, 15/16 at eta = 1, Delta = 1: C_0 = 1/2 is the smallest, e_T = 1/2 1/2 1/4.
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    instance.steps = 2;
    let sides = comparisons(&claim(), "power of the smallest constant", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 16), q(1, 8)));
}

#[test]
fn m3_counts_the_steps_with_more_than_half_of_the_error() {
    // e_1 = e_0/2 exactly: at t = 1 the half is reached and the tenth is not.
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    instance.steps = 1;
    let sides = comparisons(&claim(), HALF_AND_TENTH, &instance);
    let half = sides[0].left.upper.clone().expect("a number");
    assert!(half <= q(1, 2), "reached: 0, or not told apart from eta C_0 = 1/2");
    assert!(sides[1].left.contains(&q(1, 2)));
    assert!(holds_or_is_rejected(&claim(), HALF_AND_TENTH, &instance));
}

#[test]
fn m3_the_exponential_is_tight_for_a_rare_best_action_and_a_small_step() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]);
    instance.eta = q(1, 1000);
    let sides = comparisons(&claim(), "exponential", &instance);
    let ratio = sides[0].ratio.clone().expect("a ratio").lower.expect("bounded");
    assert!(ratio > q(999_999, 1_000_000) && holds_or_is_rejected(&claim(), "exponential", &instance));
    assert!(control_is_refuted(&claim(), "factor 1.01", &instance));
}

#[test]
fn m3_controls_are_refuted() {
    let mut growing = bandit(&[(1, 1), (0, 1)], &[1, 9]);
    growing.steps = 3;
    assert!(control_is_refuted(&claim(), "largest constant", &growing));
    // Only state 0 has a choice; what it gains reaches state 2 one step later and smaller.
    let states: &[&[TestAction]] = &[
        &[((1, 1), &[(1, 1)]), ((0, 1), &[(0, 1)]), ((1, 2), &[(2, 1)])],
        &[((0, 1), &[(1, 1)]), ((0, 1), &[(1, 1)])],
        &[((1, 1), &[(0, 1)])],
    ];
    let instance = mdp((9, 10), states, &[&[1, 1, 1], &[1, 1], &[1]]);
    assert!(control_is_refuted(&claim(), "drop (1-gamma)", &instance));
}

#[test]
fn m3_rejects_an_optimal_policy_and_a_large_step() {
    let optimal = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    assert_eq!(rejection(&claim(), "exponential", &optimal), "the policy is not optimal");
    assert!(holds_or_is_rejected(&claim(), "power of the smallest constant", &optimal));
    let mut large = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    large.eta = q(11, 10);
    assert_eq!(rejection(&claim(), HALF_AND_TENTH, &large), "eta <= 1 - gamma");
}

#[test]
fn m3_holds_with_ties_equal_rewards_and_gamma_near_one() {
    let equal = mdp((9, 10), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1, 1], &[1]]);
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let states: &[&[TestAction]] =
        &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])]];
    let near_one = mdp((999_999, 1_000_000), states, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [equal, tied, near_one] {
        assert_holds(&claim(), &instance);
    }
}

proptest! {
    #[test]
    fn m3_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
