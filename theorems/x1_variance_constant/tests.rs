//! Tests of X1.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, q};

#[test]
fn x1_gains_over_c_with_three_rewards_and_equals_it_with_two() {
    let three = bandit(&[(1, 1), (1, 2), (0, 1)], &[1, 1, 2]);
    let sides = comparisons(&claim(), "never weaker than C", &three);
    // C = 1/4 1/2 = 1/8, Var/M = (11/64) / (5/8) = 11/40.
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 8), q(11, 40)));
    let two = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    let sides = comparisons(&claim(), "never weaker than C", &two);
    assert_eq!(sides[0].left, sides[0].right);
}

#[test]
fn x1_is_an_equality_in_every_bandit() {
    let sides = comparisons(&claim(), "one step", &bandit(&[(1, 1), (1, 2), (0, 1)], &[1, 1, 2]));
    assert_eq!(sides[0].left, sides[0].right);
    assert!(control_is_refuted(&claim(), "factor 1.01", &bandit(&[(1, 1), (1, 2), (0, 1)], &[1, 1, 2])));
}

proptest! {
    #[test]
    fn x1_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
