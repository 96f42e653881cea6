//! Tests of A3.

use proptest::prelude::*;

use super::claim;
use crate::claim::{Instance, Outcome, Quantifier};
use crate::scalar::{ScalarKind, Truth};
use crate::theorems::tests::{any_bandit, bandit, comparisons, control_is_refuted, linear, q, with_parameters};

/// Rewards 1 and 0, uniform policy, `eta = 1`, feature 1 for the first arm, direction 1.
fn two_arms(theta: i64) -> Instance {
    with_parameters(
        bandit(&[(1, 1), (0, 1)], &[1, 1]),
        vec![vec![q(1, 1)], vec![q(0, 1)]],
        vec![vec![q(theta, 1)], vec![q(1, 1)]],
    )
}

#[test]
fn a3_is_an_existence_claim_and_asks_for_two_witnesses() {
    let claim = claim();
    assert_eq!((claim.quantifier, claim.parts.len()), (Quantifier::Exists, 2));
}

#[test]
fn a3_curvature_of_two_arms_by_hand() {
    // At theta = 0: p = 1/2, so 1 - 2p = 0 and m'' = -1/4, l'' = 1/4. No witness.
    let outcome = claim().parts[0].statement.decide(&two_arms(0), ScalarKind::BigInterval(256));
    let Outcome::Compared { truth, comparisons } = outcome else { panic!("{outcome:?}") };
    assert_eq!(truth, Truth::No);
    for (side, value) in comparisons.iter().zip([q(-1, 4), q(1, 4)]) {
        assert!(side.right.contains(&value) && side.right.width().is_some_and(|w| w < q(1, 1 << 40)), "{side:?}");
    }
}

#[test]
fn a3_an_unlikely_first_arm_is_a_witness_and_refutes_concavity() {
    // p = e^-3 / (1 + e^-3): the bracket is (1 - 2p)(1 + 3) - 1 > 0.
    let witness = two_arms(-3);
    assert!(comparisons(&claim(), "two arms, one feature", &witness).iter().all(|side| side.truth.is_yes()));
    for control in ["MDPO's surrogate is concave", "SPMA's surrogate is concave"] {
        assert!(control_is_refuted(&claim(), control, &witness), "{control}");
    }
    assert!(!control_is_refuted(&claim(), "MDPO's surrogate is concave", &two_arms(0)));
}

proptest! {
    #[test]
    fn a3_spma_never_has_the_wrong_curvature(instance in any_bandit().prop_flat_map(linear)) {
        let outcome = claim().controls[1].part.statement.decide(&instance, ScalarKind::BigInterval(256));
        let Outcome::Compared { comparisons, .. } = outcome else { return Ok(()) };
        prop_assert!(comparisons[0].left.upper.as_ref().is_some_and(|upper| *upper >= q(0, 1)));
    }
}
