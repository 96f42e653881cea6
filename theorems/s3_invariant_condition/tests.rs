//! Tests of S3.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{any_mdp, assert_holds, bandit, comparisons, exact, q};

#[test]
fn s3_at_the_boundary_the_update_is_valid_and_just_above_it_is_not() {
    // m = 3/4 for pi = (3/4, 1/4), r = (1, 0).
    let mut instance = bandit(&[(1, 1), (0, 1)], &[3, 1]);
    for (eta, valid) in [(q(4, 3), 1), (q(4, 3) + q(1, 1_000_000_000), 0)] {
        instance.eta = eta;
        let sides = comparisons(&claim(), "states", &instance);
        assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(valid, 1), q(valid, 1)));
    }
}

proptest! {
    #[test]
    fn s3_holds_for_any_positive_step_size(mut instance in any_mdp(), eta in 1_i64..=40) {
        instance.eta = q(eta, 8);
        assert_holds(&claim(), &instance);
    }
}
