//! Tests of X2.

use proptest::prelude::*;

use super::claim;
use crate::algorithm::{AdaptiveSpma, Algorithm, Iterate, Problem, Spma};
use crate::claim::Instance;
use crate::mdp::Policy;
use crate::scalar::{BigFloat, Field, Ordered};
use crate::theorems::tests::{
    TestAction, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, mdp, q,
    rejection,
};

/// Two states; the better action of each is the first.
const TWO_STATES: &[&[TestAction]] =
    &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((1, 2), &[(0, 1)]), ((0, 1), &[(1, 1)])]];

#[test]
fn x2_a_bandit_with_two_arms_contracts_by_its_share_of_the_largest_step() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    instance.other = Policy::new(&instance.mdp, vec![vec![q(2, 3), q(1, 3)]]).expect("a policy");
    let sides = comparisons(&claim(), "a step size for each state", &instance);
    // Q = 1, 0; V = m = 1/4; M = 3/4; Var = 3/16; eta = (2/3) / (1/4); kappa = (8/3) (3/16) (4/3) = 2/3; e = 3/4.
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(1, 4), q(1, 4)));
    assert!(control_is_refuted(&claim(), "factor 1.01", &instance));
}

#[test]
fn x2_the_largest_step_reaches_the_optimum_of_two_arms_at_once() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]);
    instance.other = Policy::deterministic(&instance.mdp, &[0]);
    let sides = comparisons(&claim(), "a step size for each state", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(0, 1), q(0, 1)));
}

#[test]
fn x2_the_step_size_is_at_least_one_minus_gamma_and_that_is_nearly_attained() {
    let instance = bandit(&[(1, 1), (0, 1)], &[999_999_999, 1]);
    let sides = comparisons(&claim(), "1/m(s) is at least 1 - gamma", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(999_999_999, 1_000_000_000), q(1, 1)));
    let large = bandit(&[(3, 1), (0, 1)], &[1, 1]);
    assert_eq!(rejection(&claim(), "1/m(s) is at least 1 - gamma", &large), "rewards in [0, 1]");
}

#[test]
fn x2_the_adaptive_policy_does_not_see_the_scale_and_the_constant_step_does() {
    let mut instance = mdp((9, 10), TWO_STATES, &[&[1, 2], &[3, 1]]);
    assert!(holds_or_is_rejected(&claim(), "rescaled rewards give the same policy", &instance));
    assert!(control_is_refuted(&claim(), "a constant step does not see the scale", &instance));
    instance.eta = q(0, 1);
    assert_eq!(rejection(&claim(), "rescaled rewards give the same policy", &instance), "0 < scale");
}

#[test]
fn x2_holds_with_one_state_one_action_ties_equal_rewards_and_gamma_near_one() {
    let one = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let equal = mdp((9, 10), &[&[((1, 2), &[(0, 1)]), ((1, 2), &[(1, 1)])], &[((1, 2), &[(0, 1)])]], &[&[1, 1], &[1]]);
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let near_one = mdp((999_999, 1_000_000), TWO_STATES, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [one, equal, tied, near_one] {
        assert_holds(&claim(), &instance);
    }
}

#[test]
fn x2_wants_a_positive_step_in_every_state() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    instance.other = Policy::deterministic(&instance.mdp, &[1]);
    assert_eq!(rejection(&claim(), "a step size for each state", &instance), "0 < eta(s) m(s) <= 1");
}

proptest! {
    #[test]
    fn x2_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}

/// Steps until the error is at most a hundredth of the first one.
fn steps_to_a_hundredth(instance: &Instance, method: &dyn Algorithm<BigFloat<256>>) -> u32 {
    let problem = Problem::<BigFloat<256>>::new(instance.mdp.clone());
    let mut iterate = Iterate::exact(&problem, &instance.policy);
    let level = iterate.error() / &BigFloat::<256>::from_integer(100);
    let mut steps = 0_u32;
    while level.less(&iterate.error()).is_yes() {
        iterate = Iterate::new(&problem, method.next_policy(&iterate));
        steps += 1;
    }
    steps
}

#[test]
fn x2_larger_steps_in_each_state_can_take_three_times_as_many_of_them() {
    let states: &[&[TestAction]] = &[
        &[((1, 1), &[(0, 9657), (1, 343)]), ((9699, 10_000), &[(1, 1)]), ((0, 1), &[(1, 1)])],
        &[((0, 1), &[(0, 5593), (1, 4407)]), ((1, 1), &[(0, 112), (1, 888)]), ((0, 1), &[(0, 1)])],
    ];
    let instance = mdp((1, 2), states, &[&[254_362, 735_988, 9650], &[468_553, 62_895, 468_553]]);
    let adaptive = AdaptiveSpma::new(BigFloat::from_rational(&q(9, 10)));
    let constant = Spma::constant(BigFloat::from_rational(&q(1, 2)));
    assert_eq!([steps_to_a_hundredth(&instance, &adaptive), steps_to_a_hundredth(&instance, &constant)], [70, 22]);
}
