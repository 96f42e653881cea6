//! Tests of D3.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q, rejection,
};

#[test]
fn d3_matches_a_hand_computed_bandit() {
    // pi = (1/4, 3/4), r = (1, 0), eta = 1: pi' = (1/4 7/4, 3/4 3/4).
    let sides = comparisons(&claim(), "mirror step", &bandit(&[(1, 1), (0, 1)], &[1, 3]));
    assert_eq!(sides.iter().map(|side| exact(&side.left)).collect::<Vec<_>>(), [q(7, 16), q(9, 16)]);
}

#[test]
fn d3_rows_sum_to_1_even_where_the_step_is_too_large() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    instance.eta = q(100, 1);
    assert_holds(&claim(), &instance);
    assert_eq!(rejection(&claim(), "mirror step", &instance), "eta m(s) <= 1");
}

#[test]
fn d3_npg_needs_its_normaliser() {
    let instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    assert!(control_is_refuted(&claim(), "NPG without its normaliser", &instance));
    assert!(control_is_refuted(&claim(), "eta Adv without the logarithm", &instance));
}

#[test]
fn d3_holds_with_one_action_ties_and_gamma_near_one() {
    assert_holds(&claim(), &mdp((999_999, 1_000_000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]));
    assert_holds(&claim(), &bandit(&[(1, 3), (1, 3)], &[1, 2]));
    assert_holds(&claim(), &bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]));
}

proptest! {
    #[test]
    fn d3_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
