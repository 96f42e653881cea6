//! Tests of M1.

use proptest::prelude::*;

use super::claim;
use crate::claim::Ladder;
use crate::scalar::ScalarKind;
use crate::theorems::tests::{
    TestAction, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q, rejection,
};

#[test]
fn m1_is_an_equality_for_two_actions_in_one_state_without_discount() {
    let sides = comparisons(&claim(), "one step", &bandit(&[(1, 1), (0, 1)], &[1, 3]));
    assert_eq!(sides[0].left, sides[0].right);
    assert_eq!(sides[1].left, sides[1].right);
}

#[test]
fn m1_with_a_tie_the_single_action_form_is_vacuous_and_the_tie_form_is_not() {
    let sides = comparisons(&claim(), "one step", &bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 1, 2]));
    // e = 1/2, C = 1/2 1, so the tie form bounds e' by 1/4; the other form by e itself.
    assert_eq!((exact(&sides[0].right), exact(&sides[1].right)), (q(1, 4), q(1, 2)));
    assert_eq!(exact(&sides[0].left), q(1, 4));
}

#[test]
fn m1_holds_with_one_state_one_action_equal_rewards_and_gamma_near_one() {
    let one = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let equal = mdp((9, 10), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1, 1], &[1]]);
    let states: &[&[TestAction]] =
        &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])]];
    let near_one = mdp((999_999, 1_000_000), states, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [one, equal, near_one] {
        assert_holds(&claim(), &instance);
    }
}

#[test]
fn m1_names_the_hypothesis_that_fails() {
    let mut instance = mdp((9, 10), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    instance.eta = q(2, 10);
    assert_eq!(rejection(&claim(), "one step", &instance), "eta <= 1 - gamma");
}

#[test]
fn m1_is_decided_by_enclosures_where_exact_arithmetic_is_out_of_reach() {
    let claim = claim();
    let mut instance = mdp(
        (9, 10),
        &[
            &[((1, 1), &[(0, 1), (1, 2)]), ((0, 1), &[(2, 1)])],
            &[((1, 3), &[(2, 1), (0, 1)]), ((1, 2), &[(1, 1)])],
            &[((0, 1), &[(0, 1)]), ((1, 5), &[(2, 2), (1, 1)])],
        ],
        &[&[1, 2], &[3, 1], &[1, 1]],
    );
    instance.steps = 40;
    let part = &claim.parts[2];
    let decision = Ladder::automatic(4096).decide(part.statement.as_ref(), part.depth, &instance);
    assert!(matches!(decision.kind, ScalarKind::Interval | ScalarKind::BigInterval(_)), "{:?}", decision.kind);
    assert!(matches!(decision.outcome, crate::claim::Outcome::Compared { truth: crate::scalar::Truth::Yes, .. }));
}

#[test]
fn m1_factor_control_is_refuted_where_the_bound_is_attained() {
    assert!(control_is_refuted(&claim(), "factor 1.01", &bandit(&[(1, 1), (0, 1)], &[1, 3])));
    assert!(control_is_refuted(&claim(), "drop pi", &bandit(&[(1, 1), (0, 1)], &[1, 3])));
}

proptest! {
    #[test]
    fn m1_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
