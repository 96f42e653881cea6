//! Tests of A4.

use proptest::prelude::*;

use super::claim;
use crate::claim::Instance;
use crate::scalar::{Rational, Transcendental};
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, holds_or_is_rejected, linear, mdp, q, rejection,
    with_parameters,
};

/// Two arms with rewards 1 and 0 from the uniform policy, `eta = 1`: the target is (3/4, 1/4). The first column tells
/// nothing, the second tells the arms apart; `theta` is for the latter.
fn two_arms(theta: Rational) -> Instance {
    let rows = vec![vec![q(1, 1), q(1, 1)], vec![q(1, 1), q(0, 1)]];
    with_parameters(bandit(&[(1, 1), (0, 1)], &[1, 1]), rows, vec![vec![q(2, 1), q(0, 1)], vec![q(0, 1), theta]])
}

/// `ln 3`, short of it by less than `2^-20`.
fn near_ln_3() -> Rational {
    let logarithm = Rational::from_f64(Transcendental::ln(&3.0)).expect("finite");
    Rational::from((logarithm * Rational::power_of_two(20)).floor()) * Rational::power_of_two(-20)
}

#[test]
fn a4_excess_of_the_uniform_policy_by_hand() {
    // At theta = 0: g = 1/2 - 3/4, H = 1/4, w = 1, x = +-1/2, B = 1/2 (3/2 ln(3/2) + 1/2 ln(1/2)) = KL(target || uniform):
    // the tilted policy is the target itself.
    let sides = comparisons(&claim(), "excess", &two_arms(near_ln_3()));
    let ln = |x: f64| Transcendental::ln(&x);
    let expected = 0.75 * ln(1.5) + 0.25 * ln(0.5);
    let bound = sides[0].right.upper.as_ref().map(crate::scalar::Field::to_f64).expect("finite");
    assert!((bound - expected).abs() < 1e-12, "{bound} for {expected}");
}

#[test]
fn a4_bias_of_a_useless_column_is_the_whole_divergence() {
    let sides = comparisons(&claim(), "more features have no more bias", &two_arms(near_ln_3()));
    let (least, own) = (&sides[0].left, &sides[0].right);
    assert!(least.upper.as_ref().is_some_and(|upper| *upper < q(1, 1_000_000)));
    assert!(own.lower.as_ref().is_some_and(|lower| *lower > q(13, 100)));
}

#[test]
fn a4_the_bound_is_sharp_to_second_order() {
    // A projection that misses ln 3 by 1/1000: true excess over bound within 1/1000 of 1.
    let mut instance = two_arms(near_ln_3());
    let parameters = vec![vec![q(0, 1), near_ln_3() + q(1, 1000)], vec![q(0, 1), near_ln_3()]];
    instance = with_parameters(instance.clone(), vec![vec![q(1, 1), q(1, 1)], vec![q(1, 1), q(0, 1)]], parameters);
    let side = &comparisons(&claim(), "excess", &instance)[0];
    let ratio = side.ratio.clone().expect("a positive bound");
    assert!(ratio.lower.is_some_and(|lower| lower > q(999, 1000)) && ratio.upper.is_some_and(|upper| upper <= q(1, 1)));
    assert!(control_is_refuted(&claim(), "0.9 of the excess bound", &instance));
}

#[test]
fn a4_controls_are_refuted_by_a_useless_column() {
    for control in ["fewer features are as good", "the radius of all features"] {
        assert!(control_is_refuted(&claim(), control, &two_arms(near_ln_3())), "{control}");
    }
}

#[test]
fn a4_degenerate_models_are_rejected_or_decided() {
    let one_action = mdp((9, 10), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    let same = with_parameters(one_action, vec![vec![q(1, 1), q(0, 1)]], vec![vec![q(1, 1), q(0, 1)]; 2]);
    assert_eq!(rejection(&claim(), "excess", &same), "some coarser projection differs");
    let far = with_parameters(
        bandit(&[(1, 1), (0, 1)], &[999_999_999, 1]),
        vec![vec![q(1, 1)], vec![q(0, 1)]],
        vec![vec![q(-40, 1)], vec![q(40, 1)]],
    );
    assert_holds(&claim(), &far);
    let equal = with_parameters(
        bandit(&[(1, 2), (1, 2)], &[1, 1]),
        vec![vec![q(1, 1)], vec![q(0, 1)]],
        vec![vec![q(1, 1)], vec![q(0, 1)]],
    );
    assert_eq!(rejection(&claim(), "excess", &equal), "the last projection is no uniform minimiser");
}

#[test]
fn a4_the_tilted_policy_may_be_the_minimiser_exactly() {
    // Two groups of arms: the uniform policy has the target's mass 1/3 on the second arm, and tilting pi_theta to that
    // mass gives it back. Both sides of the excess are then equal, which is rejected.
    let rows = [-1, 0, -1].map(|phi| vec![q(phi, 2)]).to_vec();
    let arms = bandit(&[(1, 4), (1, 4), (1, 4)], &[3, 5, 7]);
    let instance = with_parameters(arms, rows, vec![vec![q(1, 2)], vec![q(0, 1)]]);
    assert_eq!(rejection(&claim(), "excess", &instance), "the last projection is no uniform minimiser");
}

proptest! {
    #[test]
    fn a4_holds_for_all_features_and_parameters(instance in any_mdp().prop_flat_map(linear)) {
        for part in ["more features have no more bias", "excess", "neighbourhood"] {
            holds_or_is_rejected(&claim(), part, &instance);
        }
    }
}
