//! Tests of D4.

use proptest::prelude::*;
use quickcheck::{TestResult, quickcheck};

use super::claim;
use crate::theorems::tests::{
    any_distribution, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, mdp,
    q, rejection,
};

#[test]
fn d4_for_one_state_is_not_asked_of_a_model_with_two_states() {
    let two_states =
        mdp((9, 10), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(0, 1)])]], &[&[1, 1], &[1]]);
    assert_eq!(rejection(&claim(), "one state", &two_states), "one state");
}

#[test]
fn d4_matches_a_hand_computed_case() {
    // x = (1/4, -1/4): Z = cosh(1/4), D = log(1 + x) - x + log cosh(1/4).
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    instance.eta = q(1, 2);
    let sides = comparisons(&claim(), "one state", &instance);
    assert_eq!(exact(&sides[0].right), q(1, 32));
    assert_eq!(exact(&sides[1].right), q(1, 32));
    assert!(sides[3].right.contains(&q(1, 24)));
    // log(5/4) = 0.22314355131, log cosh(1/4) = 0.03092980362, log(3/4) = -0.28768207245.
    let contains = |side: usize, low: (i64, i64), high: (i64, i64)| {
        let left = &sides[side].left;
        left.lower.as_ref().is_some_and(|l| *l > q(low.0, low.1))
            && left.upper.as_ref().is_some_and(|u| *u < q(high.0, high.1))
    };
    assert!(contains(0, (407_335, 100_000_000), (407_336, 100_000_000)));
    assert!(contains(2, (-675_227, 100_000_000), (-675_226, 100_000_000)));
}

#[test]
fn d4_upper_bound_is_nearly_attained_by_a_rare_action_of_mean_value() {
    let mut instance = bandit(&[(1, 1), (0, 1), (1, 2)], &[500_000, 500_000, 1]);
    instance.eta = q(1, 100);
    let sides = comparisons(&claim(), "one state", &instance);
    let ratio = sides[4].ratio.as_ref().and_then(|ratio| ratio.lower.clone()).expect("a ratio");
    assert!(ratio > q(999, 1000), "{ratio}");
    assert!(control_is_refuted(&claim(), "span^2/16", &instance));
    assert!(control_is_refuted(&claim(), "eta^3", &instance));
}

#[test]
fn d4_lower_bound_is_nearly_attained_by_a_rare_bad_action() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1_000_000, 1]);
    instance.eta = q(1, 100);
    let sides = comparisons(&claim(), "one state", &instance);
    let ratio = sides[3].ratio.as_ref().and_then(|ratio| ratio.lower.clone()).expect("a ratio");
    assert!(ratio > q(99, 100), "{ratio}");
    assert!(control_is_refuted(&claim(), "drop min(1, 1 + x)", &instance));
}

#[test]
fn d4_holds_with_one_arm_equal_arms_and_refuses_a_step_that_reaches_0() {
    assert_holds(&claim(), &bandit(&[(1, 2)], &[1]));
    assert_holds(&claim(), &bandit(&[(1, 3), (1, 3), (1, 3)], &[1, 1, 1]));
    // The best arm has all the mass but 1e-9, and eta = 1 takes the other to within 1e-9 of 0.
    assert_holds(&claim(), &bandit(&[(1, 1), (0, 1)], &[999_999_999, 1]));
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    instance.eta = q(2, 1);
    assert_eq!(rejection(&claim(), "one state", &instance), "0 < eta m < 1");
}

#[test]
fn d4_uniform_bound_asks_for_half_the_largest_step() {
    let mut instance = mdp((9, 10), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    assert_eq!(rejection(&claim(), "uniform", &instance), "eta <= (1 - gamma) / 2");
    instance.eta = q(1, 20);
    assert!(holds_or_is_rejected(&claim(), "uniform", &instance));
}

proptest! {
    #[test]
    fn d4_holds_for_every_distribution(mut instance in any_distribution(), steps in 1_i64..=40) {
        instance.eta = q(steps, 100);
        holds_or_is_rejected(&claim(), "one state", &instance);
    }

    #[test]
    fn d4_holds_in_every_mdp(mut instance in any_mdp()) {
        instance.eta = instance.eta / q(2, 1);
        prop_assert!(holds_or_is_rejected(&claim(), "uniform", &instance));
    }
}

quickcheck! {
    /// `x^2 / (2 min(1, 1 + x)) >= x^2 / 2`, so the claimed lower bound is never above that of its control.
    fn d4_dividing_never_shrinks_the_bound(numerator: i8, denominator: u8) -> TestResult {
        let x = q(numerator.into(), i64::from(denominator) + 1);
        let factor = q(1, 1) + &x;
        if factor <= q(0, 1) {
            return TestResult::discard();
        }
        let square = x.clone() * &x / q(2, 1);
        TestResult::from_bool(square.clone() / q(1, 1).min(factor) >= square)
    }
}
