//! Tests of M2.

use proptest::prelude::*;

use super::claim;
use crate::claim::Ladder;
use crate::replay::Naive;
use crate::scalar::{Rational, ScalarKind, Truth};
use crate::theorems::tests::{
    TestAction, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, mdp, q,
    rejection,
};

/// One state with a loop: `G = (0, 1/4)` whatever gamma, because both actions stay.
const LOOP: &[&[TestAction]] = &[&[((1, 1), &[(0, 1)]), ((3, 4), &[(0, 1)])]];

#[test]
fn m2_a_loop_has_its_gap_of_rewards_and_an_error_of_its_horizon() {
    // gamma = 1/2, pi = (1/2, 1/2): x = 1/8, e = x / (1-gamma) = 1/4, eta = 1/2.
    let instance = mdp((1, 2), LOOP, &[&[1, 1]]);
    let sides = comparisons(&claim(), "error and loss", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 8), q(1, 4)));
    assert_eq!((exact(&sides[1].left), exact(&sides[1].right)), (q(1, 4), q(1, 4)));
    let sides = comparisons(&claim(), "upper rate", &instance);
    // Adv = (1/8, -1/8): x' = (1/2) (15/16) (1/4) = 15/128; g - e = 0.
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(15, 128), q(1, 8)));
    let sides = comparisons(&claim(), "lower rate", &instance);
    // (1/2) (1 - 1/2 (1/4 + 1/8)) = 13/32, and pi' = 15/32.
    assert_eq!((exact(&sides[1].left), exact(&sides[1].right)), (q(13, 32), q(15, 32)));
}

#[test]
fn m2_the_upper_rates_are_equalities_for_two_arms() {
    let instance = bandit(&[(1, 1), (1, 3)], &[1, 4]);
    for (part, label) in [("upper rate", "x(0)"), ("T steps", "upper")] {
        let sides = comparisons(&claim(), part, &instance);
        let side = sides.iter().find(|side| side.label == label).expect("a side");
        assert_eq!(side.left, side.right, "{part}");
    }
}

#[test]
fn m2_the_rate_of_a_loop_tends_to_one_minus_eta_g_and_not_to_the_limit_of_m1() {
    let instance = mdp((1, 2), LOOP, &[&[1, 1]]);
    let naive = Naive::new(&instance);
    // In one state Adv is independent of gamma, and e_{t+1}/e_t = 1 - eta p_t Delta.
    let (eta_g, limit_of_m1) = (q(1, 8), Rational::from(1) - q(1, 16));
    let mut p = q(1, 2);
    let mut policy = naive.policy.clone();
    for _ in 0..10 {
        let next = naive.spma(&policy, &naive.eta);
        assert_eq!(naive.error(&next) / naive.error(&policy), Rational::from(1) - p.clone() * &eta_g);
        p = next[0][0].clone();
        policy = next;
    }
    assert!(Rational::from(1) - p * &eta_g < limit_of_m1, "already faster than the limit of M1");
}

#[test]
fn m2_controls_are_refuted_by_small_models() {
    let two = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    assert!(control_is_refuted(&claim(), "upper rate without e_t", &two));
    assert!(control_is_refuted(&claim(), "e_t is at most max x_t", &mdp((1, 2), LOOP, &[&[1, 1]])));
    // The second action leads to a state that the policy spoils: Adv < -G.
    let states: &[&[TestAction]] =
        &[&[((1, 1), &[(0, 1)]), ((1, 1), &[(1, 1)])], &[((1, 1), &[(1, 1)]), ((0, 1), &[(1, 1)])]];
    let spoiled = mdp((9, 10), states, &[&[9, 1], &[1, 9]]);
    assert!(control_is_refuted(&claim(), "lower rate without gamma e_t", &spoiled));
}

#[test]
fn m2_holds_with_one_action_ties_equal_rewards_no_discount_and_gamma_near_one() {
    let one = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let equal = mdp((9, 10), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1, 1], &[1]]);
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let states: &[&[TestAction]] =
        &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])]];
    let near_one = mdp((999_999, 1_000_000), states, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [one, equal, tied, near_one] {
        assert_holds(&claim(), &instance);
        assert!(holds_or_is_rejected(&claim(), "T steps", &instance));
    }
}

#[test]
fn m2_a_step_size_must_be_positive_and_along_runs_at_most_one_minus_gamma() {
    let mut instance = mdp((1, 2), LOOP, &[&[1, 1]]);
    instance.eta = q(3, 4);
    assert!(holds_or_is_rejected(&claim(), "upper rate", &instance));
    assert_eq!(rejection(&claim(), "T steps", &instance), "eta <= 1 - gamma");
    instance.eta = q(0, 1);
    assert_eq!(rejection(&claim(), "lower rate", &instance), "0 < eta");
}

#[test]
fn m2_the_products_of_long_runs_are_decided_by_enclosures() {
    let claim = claim();
    let states: &[&[TestAction]] = &[
        &[((1, 1), &[(0, 1), (1, 2)]), ((0, 1), &[(2, 1)])],
        &[((1, 3), &[(2, 1), (0, 1)]), ((1, 2), &[(1, 1)])],
        &[((0, 1), &[(0, 1)]), ((1, 5), &[(2, 2), (1, 1)])],
    ];
    let mut instance = mdp((9, 10), states, &[&[1, 2], &[3, 1], &[1, 1]]);
    instance.steps = 40;
    let part = claim.parts.iter().find(|part| part.name == "T steps").expect("a part");
    let decision = Ladder::automatic(4096).decide(part.statement.as_ref(), part.depth, &instance);
    assert!(matches!(decision.kind, ScalarKind::Interval | ScalarKind::BigInterval(_)), "{:?}", decision.kind);
    assert!(matches!(decision.outcome, crate::claim::Outcome::Compared { truth: Truth::Yes, .. }));
}

proptest! {
    #[test]
    fn m2_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
