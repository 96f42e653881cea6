//! Tests of G2.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    TestAction, any_bandit, any_mdp, bandit, comparisons, control_is_refuted, holds_or_is_rejected, mdp, q, rejection,
};

/// The better action of each state is the first.
const TWO_STATES: &[&[TestAction]] =
    &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((1, 2), &[(0, 1)]), ((0, 1), &[(1, 1)])]];

#[test]
fn g2_the_first_step_of_two_arms_is_a_gradient_step_of_half_the_size() {
    // eta_1 = 128 (1/64) (1/2) = 1, g = (1/4, -1/4): gain = sigma(1/2) - 1/2, at least (1 - 1/4) / 8 = 3/32.
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    (instance.eta, instance.steps) = (q(1, 64), 1);
    let sides = comparisons(&claim(), "T steps in bandits", &instance);
    assert_eq!(sides.len(), 1);
    assert!(sides[0].left.contains(&q(3, 32)));
    let gain = sides[0].right.lower.clone().expect("a number");
    assert!(q(122_459, 1_000_000) < gain && gain < q(122_460, 1_000_000));
}

#[test]
fn g2_momentum_overshoots_with_three_arms_and_is_taken_back() {
    let mut instance = bandit(&[(1, 1), (3, 4), (0, 1)], &[2, 40, 958]);
    (instance.eta, instance.steps) = (q(35, 32), 3);
    assert!(control_is_refuted(&claim(), "momentum never hurts", &instance));
    assert!(holds_or_is_rejected(&claim(), "T steps in bandits", &instance));
}

#[test]
fn g2_holds_with_ties_rare_actions_and_gamma_near_one() {
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let rare = bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]);
    for instance in [tied, rare] {
        assert!(holds_or_is_rejected(&claim(), "T steps in bandits", &instance));
    }
    let near_one = mdp((999_999, 1_000_000), TWO_STATES, &[&[1, 999_999_999], &[1, 1]]);
    assert!(holds_or_is_rejected(&claim(), "T steps", &near_one));
}

#[test]
fn g2_names_what_it_cannot_take() {
    let equal = bandit(&[(1, 2), (1, 2)], &[1, 1]);
    assert_eq!(rejection(&claim(), "T steps in bandits", &equal), "the policy is not optimal");
    let optimal = mdp((1, 2), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    assert_eq!(rejection(&claim(), "T steps", &optimal), "the policy is not optimal");
    let large = bandit(&[(2, 1), (0, 1)], &[1, 1]);
    assert_eq!(rejection(&claim(), "T steps", &large), "rewards in [0, 1]");
}

proptest! {
    #[test]
    fn g2_holds_in_every_bandit(instance in any_bandit()) {
        holds_or_is_rejected(&claim(), "T steps in bandits", &instance);
    }

    #[test]
    fn g2_holds_in_every_mdp(instance in any_mdp()) {
        holds_or_is_rejected(&claim(), "T steps", &instance);
    }
}
