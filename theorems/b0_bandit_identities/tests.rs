//! Tests of B0.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{any_bandit, assert_holds, bandit, comparisons, exact, mdp, q, rejection};

#[test]
fn b0_matches_a_hand_computed_step() {
    // pi = (1/4, 3/4), r = (1, 0), eta = 1: delta = 3/4, Var = 3/16, p' = 1/4 (1 + 3/4).
    let sides = comparisons(&claim(), "one step", &bandit(&[(1, 1), (0, 1)], &[1, 3]));
    assert_eq!((exact(&sides[0].left), exact(&sides[1].left)), (q(9, 16), q(7, 16)));
}

#[test]
fn b0_is_about_bandits_and_valid_steps_only() {
    let instance = mdp((1, 2), &[&[((1, 1), &[(0, 1)])]], &[&[1]]);
    assert_eq!(rejection(&claim(), "one step", &instance), "bandit");
    let mut large = bandit(&[(1, 1), (0, 1)], &[9, 1]);
    large.eta = q(2, 1);
    assert_eq!(rejection(&claim(), "one step", &large), "eta m(s) <= 1");
}

proptest! {
    #[test]
    fn b0_holds_in_every_bandit(instance in any_bandit()) {
        assert_holds(&claim(), &instance);
    }
}
