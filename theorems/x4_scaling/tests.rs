//! Tests of X4.

use proptest::prelude::*;
use quickcheck::{TestResult, quickcheck};

use super::claim;
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q, rejection,
};

#[test]
fn x4_two_arms_attain_the_bound_by_the_gap() {
    // r = (1, 0), pi = (1/4, 3/4): Var/M = 3/16 / (3/4) = 1/4 = pi(best) gap.
    let instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    let sides = comparisons(&claim(), "variance constant", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 4), q(1, 4)));
    assert!(control_is_refuted(&claim(), "factor 1.01", &instance));
    assert!(control_is_refuted(&claim(), "gap + M", &instance));
}

#[test]
fn x4_the_largest_advantage_helps_where_the_gap_is_tiny() {
    // Arms 1, 999/1000, 0: the gap is 1/1000, but M is about 1/3 at the uniform policy.
    let sides = comparisons(&claim(), "variance constant", &bandit(&[(1, 1), (999, 1000), (0, 1)], &[1, 1, 1]));
    assert_eq!(exact(&sides[0].left), q(1, 3) * q(1001, 3000));
}

#[test]
fn x4_the_uniform_policy_attains_its_bound_with_rewards_0_and_1() {
    let sides = comparisons(&claim(), "uniform policy", &bandit(&[(1, 1), (0, 1), (0, 1)], &[1, 1, 1]));
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 3), q(1, 3)));
    let other = bandit(&[(1, 1), (0, 1), (0, 1)], &[1, 2, 1]);
    assert_eq!(rejection(&claim(), "uniform policy", &other), "uniform policy");
}

#[test]
fn x4_holds_with_one_action_ties_and_gamma_near_one() {
    assert_holds(&claim(), &mdp((999_999, 1_000_000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]));
    assert_holds(&claim(), &bandit(&[(1, 3), (1, 3)], &[1, 1]));
    assert_holds(&claim(), &bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 1, 1]));
    assert_holds(&claim(), &bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]));
}

proptest! {
    #[test]
    fn x4_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}

quickcheck! {
    /// `Var >= p M^2` for two values, where `p` is the mass of the larger one.
    fn x4_variance_of_two_values(mass: u8, low: i16, rise: u8) -> TestResult {
        if mass == 0 || mass == u8::MAX {
            return TestResult::discard();
        }
        let (p, low, rise) = (q(mass.into(), 255), q(low.into(), 7), q(rise.into(), 5));
        let (high, rest) = (low.clone() + &rise, q(1, 1) - &p);
        let mean = p.clone() * &high + rest.clone() * &low;
        let square = |x: crate::scalar::Rational| x.clone() * x;
        let variance = p.clone() * square(high.clone() - &mean) + rest * square(low - &mean);
        TestResult::from_bool(variance >= p * square(high - mean))
    }
}
