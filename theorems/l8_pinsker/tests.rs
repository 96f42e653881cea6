//! Tests of L8.

use proptest::prelude::*;

use super::claim;
use crate::claim::{Decide, Outcome};
use crate::mdp::Policy;
use crate::scalar::ScalarKind;
use crate::theorems::tests::{assert_holds, bandit, control_is_refuted, q, rejection, two_distributions};

#[test]
fn l8_is_decided_at_equal_distributions_although_both_sides_vanish() {
    let mut instance = bandit(&[(0, 1), (0, 1), (0, 1)], &[1, 2, 4]);
    instance.other = instance.policy.clone();
    assert_holds(&claim(), &instance);
}

#[test]
fn l8_controls_are_refuted_near_the_uniform_distribution() {
    let mut instance = bandit(&[(0, 1), (0, 1)], &[501, 499]);
    instance.other = Policy::uniform(&instance.mdp);
    for control in ["sqrt(KL)", "factor 1.99 under the root"] {
        assert!(control_is_refuted(&claim(), control, &instance), "{control}");
    }
    assert_holds(&claim(), &instance);
}

#[test]
fn l8_needs_the_support_of_the_second_distribution() {
    let mut instance = bandit(&[(0, 1), (0, 1)], &[1, 1]);
    instance.other = Policy::new(&instance.mdp, vec![vec![q(1, 1), q(0, 1)]]).expect("a distribution");
    assert_eq!(rejection(&claim(), "pairs of distributions", &instance), "q has full support");
}

#[test]
fn l8_cannot_be_expressed_in_rationals() {
    let claim = claim();
    let statement: &dyn Decide = claim.parts[0].statement.as_ref();
    assert_eq!(statement.decide(&bandit(&[(0, 1)], &[1]), ScalarKind::Rational), Outcome::Unsupported);
}

proptest! {
    #[test]
    fn l8_holds_for_every_pair_of_distributions(instance in two_distributions()) {
        assert_holds(&claim(), &instance);
    }
}
