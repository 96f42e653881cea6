//! Tests of S4.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, q};

#[test]
fn s4_the_first_condition_gives_the_second_with_equality_at_eta_one_over_m() {
    // K = 2: C = p Delta = m, so eta C = 1 at eta = 1/m.
    let mut instance = bandit(&[(1, 1), (0, 1)], &[3, 1]);
    instance.eta = q(4, 3);
    let sides = comparisons(&claim(), "any valid step", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 1), q(1, 1)));
}

#[test]
fn s4_the_second_condition_alone_does_not_keep_a_distribution() {
    assert!(control_is_refuted(
        &claim(),
        "the second condition alone suffices",
        &bandit(&[(1, 1), (1, 2), (0, 1)], &[1, 98, 1])
    ));
}

proptest! {
    #[test]
    fn s4_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
