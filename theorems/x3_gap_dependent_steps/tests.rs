//! Tests of X3.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    TestAction, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, mdp, q,
    rejection,
};

/// Going to state 1 pays once; staying there pays for ever.
const TO_THE_GOAL: &[&[TestAction]] =
    &[&[((0, 1), &[(1, 1)]), ((1, 4), &[(0, 1)])], &[((1, 1), &[(1, 1)]), ((0, 1), &[(0, 1)])]];

#[test]
fn x3_improves_by_half_the_mean_difference_of_action_values() {
    let sides = comparisons(&claim(), "improvement", &bandit(&[(1, 1), (1, 2), (0, 1)], &[1, 1, 2]));
    // Pairs: 1/16 1/2 + 1/8 1 + 1/8 1/2 = 7/32; pi(best) M = 1/4 (1 - 3/8) = 5/32.
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(7, 32), q(7, 32)));
    assert_eq!((exact(&sides[1].left), exact(&sides[1].right)), (q(5, 32), q(7, 32)));
}

#[test]
fn x3_is_an_equality_for_two_arms() {
    let instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    let sides = comparisons(&claim(), "one step", &instance);
    // e = 3/4, p = 1/4.
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(9, 16), q(9, 16)));
    assert!(control_is_refuted(&claim(), "factor 1.01", &instance));
    assert!(control_is_refuted(&claim(), "exponent 3^k", &instance));
}

#[test]
fn x3_other_actions_square_away_once_the_greedy_actions_are_optimal() {
    let mut instance = mdp((1, 2), TO_THE_GOAL, &[&[3, 1], &[3, 1]]);
    instance.steps = 3;
    let sides = comparisons(&claim(), "locally quadratic", &instance);
    let last = sides.iter().find(|side| side.label == "1 - pi_3(a*|0)").expect("three steps");
    assert_eq!(exact(&last.left), q(1, 65536));
    assert_eq!(exact(&last.right), q(1, 65536));
}

#[test]
fn x3_the_local_phase_starts_when_gamma_e_is_below_the_gap() {
    // V* = (9, 10), gap* = G(0,1) = 9 - 1/4 - 81/10 = 13/20; e_0 is far above gap*/gamma.
    let mut instance = mdp((9, 10), TO_THE_GOAL, &[&[1, 1], &[1, 1]]);
    instance.steps = 1;
    assert_eq!(rejection(&claim(), "locally quadratic", &instance), "gamma e_t < gap* for some t <= T");
    instance.steps = 4;
    let sides = comparisons(&claim(), "locally quadratic", &instance);
    let first = sides[0].label.clone();
    assert!(first.starts_with("e_") && !first.ends_with("from 0"), "{first}");
    assert!(holds_or_is_rejected(&claim(), "locally quadratic", &instance));
}

#[test]
fn x3_tied_optimal_actions_and_large_rewards_are_outside_the_local_statement() {
    let name = "one optimal action in every state, not in all states the only one";
    assert_eq!(rejection(&claim(), "locally quadratic", &bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 1, 1])), name);
    assert_eq!(rejection(&claim(), "locally quadratic", &bandit(&[(1, 2)], &[1])), name);
    assert_eq!(rejection(&claim(), "locally quadratic", &bandit(&[(2, 1), (0, 1)], &[1, 1])), "rewards in [0, 1]");
}

#[test]
fn x3_holds_with_one_action_ties_equal_rewards_and_gamma_near_one() {
    let one = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let equal = mdp((9, 10), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1, 1], &[1]]);
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let near_one = mdp((999_999, 1_000_000), TO_THE_GOAL, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [one, equal, tied, near_one] {
        assert_holds(&claim(), &instance);
    }
}

proptest! {
    #[test]
    fn x3_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
