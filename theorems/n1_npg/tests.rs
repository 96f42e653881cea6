//! Tests of N1.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    TestAction, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, mdp, q,
    rejection,
};

/// The reward of state 2 is two good actions away from state 0.
const CORRIDOR: &[&[TestAction]] = &[
    &[((0, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])],
    &[((0, 1), &[(2, 1)]), ((0, 1), &[(0, 1)])],
    &[((1, 1), &[(2, 1)]), ((0, 1), &[(0, 1)])],
];

fn contains(bounds: &crate::scalar::Bounds, low: i64, high: i64) -> bool {
    let (Some(lower), Some(upper)) = (&bounds.lower, &bounds.upper) else { return false };
    *lower > q(low, 1_000_000) && *upper < q(high, 1_000_000)
}

#[test]
fn n1_two_arms_follow_the_logistic_function() {
    // From (1/2, 1/2) with eta = 1, T = 3: delta_3 = 1/(1 + e^3) = 0.0474258..., bound (ln 2)/3 + 1/3 = 0.5643823...
    let sides = comparisons(&claim(), "T steps in bandits", &bandit(&[(1, 1), (0, 1)], &[1, 1]));
    assert!(contains(&sides[0].left, 47_425, 47_426), "{:?}", sides[0].left);
    assert!(contains(&sides[0].right, 564_382, 564_383), "{:?}", sides[0].right);
    // With 100 eta the bound is (ln 2)/300 + 1/3 = 0.3356438...
    assert!(contains(&sides[1].right, 335_643, 335_644), "{:?}", sides[1].right);
}

#[test]
fn n1_the_uniform_start_has_the_logarithm_of_the_largest_number_of_actions() {
    let states: &[&[TestAction]] =
        &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])], &[((1, 2), &[(0, 1)])]];
    let sides = comparisons(&claim(), "uniform start", &mdp((1, 2), states, &[&[1, 1, 1], &[1]]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(3, 1), q(3, 1)));
    assert_eq!(rejection(&claim(), "uniform start", &bandit(&[(1, 1), (0, 1)], &[1, 2])), "uniform start");
}

#[test]
fn n1_one_step_is_linear_with_its_measured_constant() {
    let instance = mdp((9, 10), CORRIDOR, &[&[1, 2], &[1, 2], &[1, 2]]);
    assert!(holds_or_is_rejected(&claim(), "one step", &instance));
    // One state: Adv = (1/2, -1/2), pi'(0) = sigma(1), kappa = 2 sigma(1) - 1, e' = (1 - kappa) e, right (1 - kappa/2) e.
    let one = mdp((1, 2), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    let sides = comparisons(&claim(), "one step", &one);
    assert!(contains(&sides[0].left, 537_882, 537_883), "{:?}", sides[0].left);
    assert!(contains(&sides[0].right, 768_941, 768_942), "{:?}", sides[0].right);
}

#[test]
fn n1_controls_are_refuted_by_rare_best_arms_and_by_a_step_that_turns_away_from_the_goal() {
    let mut rare = bandit(&[(1, 1), (0, 1)], &[1, 999]);
    rare.steps = 5;
    assert!(control_is_refuted(&claim(), "half of the bound", &rare));
    assert!(control_is_refuted(&claim(), "1/T^2", &rare));
    // State 1 wastes its chance, so that state 0 learns to stay away before state 1 has improved.
    let states: &[&[TestAction]] =
        &[&[((0, 1), &[(1, 1)]), ((1, 10), &[(0, 1)])], &[((1, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])]];
    let mut turned = mdp((99, 100), states, &[&[1, 1], &[1, 99]]);
    turned.steps = 1;
    assert!(control_is_refuted(&claim(), "drop the second term", &turned));
}

#[test]
fn n1_holds_with_one_action_ties_equal_rewards_no_discount_and_gamma_near_one() {
    let one = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let equal = mdp((9, 10), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1, 1], &[1]]);
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let near_one = mdp((999_999, 1_000_000), CORRIDOR, &[&[1, 999_999_999], &[1, 1], &[1, 1]]);
    for instance in [one, equal, tied, near_one] {
        assert_holds(&claim(), &instance);
    }
}

#[test]
fn n1_names_what_it_cannot_take() {
    let tied = mdp((1, 2), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(0, 1)])]], &[&[1, 1]]);
    assert_eq!(rejection(&claim(), "one step", &tied), "the policy is not optimal");
    assert_eq!(rejection(&claim(), "one step", &bandit(&[(1, 1), (0, 1)], &[1, 1])), "0 < gamma");
    assert_eq!(rejection(&claim(), "T steps", &bandit(&[(2, 1), (0, 1)], &[1, 1])), "rewards in [0, 1]");
}

proptest! {
    #[test]
    fn n1_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
