//! Tests of G1.

use proptest::prelude::*;

use super::bandit::BanditData;
use super::claim;
use crate::scalar::Rational;
use crate::theorems::tests::{
    TestAction, any_bandit, any_mdp, assert_holds, bandit, comparisons, control_is_refuted, holds_or_is_rejected, mdp,
    q, rejection,
};

/// The better action of each state is the first.
const TWO_STATES: &[&[TestAction]] =
    &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((1, 2), &[(0, 1)]), ((0, 1), &[(1, 1)])]];

const IN_BANDITS: [&str; 4] =
    ["one step in bandits", "T steps in bandits", "delta_T is at least Delta^2 / (6 T)", "SPMA is faster"];

fn contains(bounds: &crate::scalar::Bounds, low: i64, high: i64) -> bool {
    let (Some(lower), Some(upper)) = (&bounds.lower, &bounds.upper) else { return false };
    *lower > q(low, 1_000_000) && *upper < q(high, 1_000_000)
}

#[test]
fn g1_two_arms_move_along_the_logistic_function() {
    // From (1/2, 1/2) with eta = 1: g = (1/4, -1/4), pi' = sigma(1/2), delta_1 = 0.3775406..., c = 5/2.
    let sides = comparisons(&claim(), "one step in bandits", &bandit(&[(1, 1), (0, 1)], &[1, 1]));
    assert!(contains(&sides[0].left, -125_001, -124_999), "{:?}", sides[0].left);
    assert!(contains(&sides[0].right, 377_540, 377_541), "{:?}", sides[0].right);
    // ||g||^2 = 1/8 and 2 delta^2 = 1/2.
    assert!(contains(&sides[2].left, 124_999, 125_001) && contains(&sides[2].right, 499_999, 500_001));
}

#[test]
fn g1_the_explicit_times_are_those_of_the_formulas() {
    // delta = 1/10, Delta = 1, p = 9/10, eta = 1/10: c = 41/200, b = c delta / (1 - c delta) = 41/1959, x = 9/10.
    let mut instance = bandit(&[(1, 1), (0, 1)], &[9, 1]);
    instance.eta = q(1, 10);
    let data = BanditData::new(&instance);
    assert_eq!((data.delta.clone(), data.gap.clone(), data.best_mass.clone()), (q(1, 10), q(1, 1), q(9, 10)));
    assert_eq!((data.curvature.clone(), data.growth()), (q(41, 200), Some(q(410, 1959))));
    assert_eq!(data.separation(), Some(Rational::from(1)));
    assert_eq!(data.lower(2), Some(q(1959, 20410)));
    assert_eq!(data.upper_of_spma(2), q(1, 1000));
    // T_0 = (1/6) / ((1/10) (1 - 410/11754)) = (5/3) (11754/11344).
    assert_eq!(data.inverse_time(), Some(q(5, 3) * q(11754, 11344)));
    // With a rare best arm the separation takes a while: x = 1/10, delta = 9/10, c delta = 369/2000.
    let mut rare = bandit(&[(1, 1), (0, 1)], &[1, 9]);
    rare.eta = q(1, 10);
    let slope = q(369, 1631);
    assert_eq!(BanditData::new(&rare).separation(), Some((slope - q(1, 10)) * q(200, 1)));
}

#[test]
fn g1_the_lower_bound_is_tight_where_the_best_arm_is_likely_and_the_step_small() {
    let mut instance = bandit(&[(1, 1), (0, 1)], &[999_999, 1]);
    instance.eta = q(1, 1000);
    let sides = comparisons(&claim(), "T steps in bandits", &instance);
    let ratio = sides[0].ratio.clone().expect("a ratio").lower.expect("bounded");
    assert!(ratio > q(999_999_999, 1_000_000_000));
    assert!(control_is_refuted(&claim(), "99/100 c along T steps", &instance));
    assert!(control_is_refuted(&claim(), "99/100 c", &instance));
}

#[test]
fn g1_spma_overtakes_only_from_some_step_on() {
    // A rare best arm and eta = 1: SPMA's bound is not below the other's at once.
    let mut rare = bandit(&[(1, 4), (0, 1)], &[1, 9]);
    rare.steps = 1;
    assert_eq!(rejection(&claim(), "SPMA is faster", &rare), "T_1 <= T");
    assert!(control_is_refuted(&claim(), "SPMA is faster from the start", &rare));
    let likely = bandit(&[(1, 1), (0, 1)], &[9, 1]);
    assert!(holds_or_is_rejected(&claim(), "SPMA is faster", &likely));
}

#[test]
fn g1_ascends_for_small_and_for_huge_steps() {
    let mut instance = mdp((9, 10), TWO_STATES, &[&[1, 2], &[3, 1]]);
    for part in ["ascent", "ascent for small steps"] {
        assert!(holds_or_is_rejected(&claim(), part, &instance), "{part}");
    }
    instance.eta = q(1_000_000, 1);
    assert!(holds_or_is_rejected(&claim(), "ascent", &instance));
    assert_eq!(rejection(&claim(), "ascent for small steps", &instance), "eta <= 1 - gamma");
}

#[test]
fn g1_names_what_it_cannot_take() {
    assert_eq!(
        rejection(&claim(), "one step in bandits", &bandit(&[(1, 2), (1, 2)], &[1, 1])),
        "two different rewards"
    );
    assert_eq!(rejection(&claim(), "T steps in bandits", &bandit(&[(1, 1), (0, 1)], &[1, 1])), "c delta_0 < 1");
    let optimal = mdp((1, 2), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    assert_eq!(rejection(&claim(), "ascent", &optimal), "the policy is not optimal");
    assert_eq!(rejection(&claim(), "one step in bandits", &mdp((1, 2), TWO_STATES, &[&[1, 1], &[1, 1]])), "bandit");
}

#[test]
fn g1_holds_with_ties_rare_actions_no_discount_and_gamma_near_one() {
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let rare = bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]);
    let near_one = mdp((999_999, 1_000_000), TWO_STATES, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [tied, rare, near_one] {
        assert_holds(&claim(), &instance);
    }
}

proptest! {
    #[test]
    fn g1_holds_in_every_bandit(instance in any_bandit()) {
        for part in IN_BANDITS {
            holds_or_is_rejected(&claim(), part, &instance);
        }
    }

    #[test]
    fn g1_ascends_in_every_mdp(instance in any_mdp()) {
        for part in ["ascent", "ascent for small steps"] {
            holds_or_is_rejected(&claim(), part, &instance);
        }
    }
}
