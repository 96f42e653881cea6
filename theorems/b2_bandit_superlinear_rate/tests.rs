//! Tests of B2.

use proptest::prelude::*;

use super::claim;
use crate::claim::{Decide, Outcome};
use crate::scalar::{ScalarKind, Truth};
use crate::theorems::tests::{
    any_bandit, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, q, rejection,
};

#[test]
fn b2_one_step_squares_the_mass_off_the_best_arms_with_and_without_ties() {
    for (rewards, weights, squared) in [
        (&[(1, 1), (0, 1)][..], &[1, 2][..], q(4, 9)),
        (&[(1, 1), (1, 1), (0, 1)], &[1, 1, 2], q(1, 4)),
        (&[(1, 1), (1, 2), (0, 1)], &[1, 1, 2], q(9, 16)),
    ] {
        let mut instance = bandit(rewards, weights);
        instance.steps = 1;
        assert_eq!(exact(&comparisons(&claim(), "T steps", &instance)[0].left), squared);
    }
}

#[test]
fn b2_is_exact_to_24_doublings_of_the_exponent() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 2]);
    instance.steps = 24;
    let claim = claim();
    let statement: &dyn Decide = claim.parts[2].statement.as_ref();
    let outcome = statement.decide(&instance, ScalarKind::Rational);
    assert!(matches!(outcome, Outcome::Compared { truth: Truth::Yes, .. }));
}

#[test]
fn b2_needs_no_reward_range() {
    let instance = bandit(&[(1000, 1), (-3, 1), (7, 2)], &[1, 5, 2]);
    assert!(holds_or_is_rejected(&claim(), "T steps", &instance));
}

#[test]
fn b2_the_scalar_step_leaves_the_simplex_with_three_arms_but_not_with_two() {
    assert!(control_is_refuted(
        &claim(),
        "scalar step 1/Delta for K >= 3",
        &bandit(&[(1, 1), (9, 10), (0, 1)], &[1, 1, 1])
    ));
    assert!(holds_or_is_rejected(&claim(), "two arms: the scalar step 1/Delta", &bandit(&[(1, 1), (9, 10)], &[1, 1])));
    assert_eq!(rejection(&claim(), "T steps", &bandit(&[(1, 2), (1, 2)], &[1, 1])), "two different rewards");
}

proptest! {
    #[test]
    fn b2_holds_in_every_bandit(instance in any_bandit()) {
        for part in ["T steps", "two arms: the scalar step 1/Delta", "long runs in integers"] {
            holds_or_is_rejected(&claim(), part, &instance);
        }
    }
}
