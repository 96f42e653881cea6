//! Tests of B1.

use num_traits::One;
use proptest::prelude::*;

use super::claim;
use crate::replay::Naive;
use crate::scalar::Rational;
use crate::theorems::tests::{
    any_bandit, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, q, rejection,
};

#[test]
fn b1_the_product_is_an_equality_for_two_arms() {
    let sides = comparisons(&claim(), "T steps", &bandit(&[(1, 1), (1, 3)], &[1, 4]));
    assert_eq!(sides[0].left, sides[0].right);
    assert!(exact(&sides[1].left) < exact(&sides[1].right));
}

#[test]
fn b1_the_rate_of_two_arms_tends_to_one_minus_eta_delta() {
    // delta_{t+1}/delta_t = 1 - eta p_t Delta exactly, and p_t grows to 1.
    let mut instance = bandit(&[(1, 1), (1, 2)], &[1, 1]);
    instance.steps = 12;
    let naive = Naive::new(&instance);
    let mut policy = naive.policy.clone();
    let limit = q(1, 2);
    let mut distance = Rational::one();
    for _ in 0..instance.steps {
        let next = naive.spma(&policy, &instance.eta);
        let rate = next[0][1].clone() / &policy[0][1];
        assert_eq!(rate, Rational::one() - policy[0][0].clone() * &q(1, 2));
        assert!(rate.clone() - &limit < distance, "the rate falls towards 1 - eta Delta");
        distance = rate - &limit;
        policy = next;
    }
    assert!(distance < q(1, 1000));
}

#[test]
fn b1_rejects_equal_arms_and_a_step_size_above_one() {
    assert_eq!(rejection(&claim(), "T steps", &bandit(&[(1, 2), (1, 2)], &[1, 1])), "two different rewards");
    let mut large = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    large.eta = q(11, 10);
    assert_eq!(rejection(&claim(), "T steps", &large), "eta <= 1 - gamma");
    assert_eq!(rejection(&claim(), "uniform start", &bandit(&[(1, 1), (0, 1)], &[1, 2])), "uniform start");
}

#[test]
fn b1_controls_are_refuted_by_two_arms() {
    let instance = bandit(&[(1, 1), (0, 1)], &[999, 1]);
    for control in ["factor 1.01", "rate without p_t", "eta = 1.1"] {
        assert!(control_is_refuted(&claim(), control, &instance), "{control}");
    }
}

proptest! {
    #[test]
    fn b1_holds_in_every_bandit(instance in any_bandit()) {
        for part in ["T steps", "uniform start"] {
            holds_or_is_rejected(&claim(), part, &instance);
        }
    }
}
