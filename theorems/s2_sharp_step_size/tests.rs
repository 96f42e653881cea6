//! Tests of S2.

use super::claim;
use crate::claim::{Outcome, Quantifier};
use crate::scalar::{ScalarKind, Truth};
use crate::theorems::tests::{bandit, control_is_refuted};

#[test]
fn s2_is_an_existence_claim_and_asks_for_six_witnesses() {
    let claim = claim();
    assert_eq!(claim.quantifier, Quantifier::Exists);
    assert_eq!(claim.parts.len(), 6);
}

#[test]
fn s2_a_witness_for_a_thousandth_is_one_for_a_tenth_but_not_the_other_way_round() {
    let claim = claim();
    let is_witness = |part: usize, instance: &_| {
        let outcome = claim.parts[part].statement.decide(instance, ScalarKind::Rational);
        matches!(outcome, Outcome::Compared { truth: Truth::Yes, .. })
    };
    let sharp = bandit(&[(1, 1), (0, 1)], &[9_999, 1]);
    let blunt = bandit(&[(1, 1), (0, 1)], &[99, 1]);
    assert!(is_witness(2, &sharp) && is_witness(0, &sharp));
    assert!(is_witness(0, &blunt) && !is_witness(2, &blunt));
    assert!(control_is_refuted(&claim, "eps = 1/10 is still safe", &blunt));
}
