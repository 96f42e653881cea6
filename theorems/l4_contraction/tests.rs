//! Tests of L4.

use std::sync::Arc;

use proptest::prelude::*;

use super::claim;
use crate::mdp::Policy;
use crate::theorems::tests::{
    TestAction, any_mdp, comparisons, control_is_refuted, exact, holds_or_is_rejected, mdp, q, rejection,
};

#[test]
fn l4_with_the_greedy_policy_contracts_by_gamma() {
    // kappa = 1, so the factor is gamma; one state, gamma = 1/2: V = 1 and V* = 2.
    let mut instance = mdp((1, 2), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    instance.other = Policy::deterministic(&instance.mdp, &[0]);
    let sides = comparisons(&claim(), "error", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(0, 1), q(1, 2)));
}

#[test]
fn l4_rejects_a_policy_that_is_worse_somewhere() {
    let mut instance = mdp((1, 2), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[1, 1]]);
    instance.other = Policy::deterministic(&instance.mdp, &[1]);
    assert_eq!(rejection(&claim(), "error", &instance), "T_{pi'} V >= V");
}

#[test]
fn l4_without_the_discount_factor_is_refuted_by_two_states_and_kappa_one() {
    // The better action of state 1 shows only once state 0 has improved: e' > 0 although kappa = 1.
    let states: &[&[TestAction]] =
        &[&[((0, 1), &[(0, 1)]), ((1, 1), &[(0, 1)])], &[((1, 2), &[(1, 1)]), ((0, 1), &[(0, 1)])]];
    let mut instance = mdp((9, 10), states, &[&[99, 1], &[1, 1]]);
    let greedy = crate::search::greedy(&instance.mdp, &instance.policy);
    instance.other = Policy::deterministic(&instance.mdp, &greedy);
    assert!(control_is_refuted(&claim(), "drop (1-gamma)", &instance));
    assert!(holds_or_is_rejected(&claim(), "error", &instance));
}

proptest! {
    #[test]
    fn l4_holds_for_every_mixture_with_the_greedy_policy(mut instance in any_mdp(), share in 0_i64..=4) {
        instance.other = crate::search::greedy_mixture(&instance.mdp, &instance.policy, |_| q(share, 4));
        instance.mdp = Arc::new((*instance.mdp).clone());
        for part in ["error", "values"] {
            prop_assert!(holds_or_is_rejected(&claim(), part, &instance), "a greedy mixture improves");
        }
    }
}
