//! Tests of L9.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{assert_holds, bandit, comparisons, control_is_refuted, exact, q, two_distributions};

#[test]
fn l9_is_an_equality_for_two_points() {
    let sides = comparisons(&claim(), "pairs of distributions", &bandit(&[(5, 1), (-1, 1)], &[1, 3]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(3, 2), q(3, 2)));
    assert!(control_is_refuted(&claim(), "factor 0.99", &bandit(&[(5, 1), (-1, 1)], &[1, 3])));
}

#[test]
fn l9_compares_zero_with_zero_for_a_constant_function() {
    let sides = comparisons(&claim(), "pairs of distributions", &bandit(&[(5, 1), (5, 1)], &[1, 3]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(0, 1), q(0, 1)));
}

proptest! {
    #[test]
    fn l9_holds_for_every_pair_of_distributions(instance in two_distributions()) {
        assert_holds(&claim(), &instance);
    }
}
