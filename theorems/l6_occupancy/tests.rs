//! Tests of L6.

use num_traits::One;
use proptest::prelude::*;

use super::claim;
use crate::mdp::Evaluate;
use crate::scalar::Rational;
use crate::theorems::tests::{any_mdp, assert_holds, comparisons, control_is_refuted, mdp};

#[test]
fn l6_is_an_equality_in_a_state_that_is_never_entered() {
    let instance = mdp((9, 10), &[&[((0, 1), &[(1, 1)])], &[((0, 1), &[(1, 1)])]], &[&[1], &[1]]);
    let sides = comparisons(&claim(), "states", &instance);
    assert_eq!(sides[0].left, sides[0].right);
    assert!(control_is_refuted(&claim(), "drop (1-gamma)", &instance));
}

proptest! {
    #[test]
    fn l6_holds_and_the_occupancy_is_a_distribution(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
        let total: Rational = Rational::occupancy(&instance.mdp, &instance.policy).into_iter().sum();
        prop_assert_eq!(total, Rational::one());
    }
}
