//! Tests of A5.

use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::claim;
use crate::approximation::Simulator;
use crate::claim::Instance;
use crate::scalar::Rational;
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, holds_or_is_rejected, linear, mdp, q,
    rejection, with_parameters,
};

/// State 0 leads to state 1 by either action, state 1 stays; `gamma = 1/2`, start in both states equally.
fn two_states() -> Instance {
    let instance = mdp(
        (1, 2),
        &[&[((1, 1), &[(1, 1)]), ((0, 1), &[(1, 1)])], &[((1, 1), &[(1, 1)]), ((0, 1), &[(1, 1)])]],
        &[&[1, 1], &[1, 3]],
    );
    let rows = [1, 0, 3, 0].map(|phi| vec![q(phi, 1)]).to_vec();
    with_parameters(instance, rows, vec![vec![q(0, 1)], vec![q(0, 1)]])
}

#[test]
fn a5_law_of_the_stopping_state_by_hand() {
    // d = (1/4, 3/4). Within two steps: (1/4, 1/4) + (0, 1/4) = (1/4, 1/2); 1/4 is still going.
    let sides = comparisons(&claim(), "law of the stopping state", &two_states());
    let values: Vec<Rational> = sides.iter().map(|side| exact(&side.left)).collect();
    assert_eq!(values, [q(1, 4), q(1, 4), q(1, 2), q(3, 4), q(1, 4)]);
    assert_eq!(exact(&sides[4].right), q(1, 4));
}

#[test]
fn a5_gradient_moments_by_hand() {
    // eta = 1/2: pi_half(first) = 1/2 (1 + 1/4) = 5/8 and 1/4 (1 + 3/8) = 11/32, pi' = 1/2, so g_0 = -1/8 and
    // g_1 = 3 (1/2 - 11/32) = 15/32, g = -1/32 + 45/128 = 41/128.
    let sides = comparisons(&claim(), "two samples", &two_states());
    assert_eq!(exact(&sides[0].left), q(41, 128));
    let second = q(1, 4) * q(1, 64) + q(3, 4) * q(225, 1024);
    assert_eq!(exact(&sides[1].left), (second - q(41, 128) * q(41, 128)) * q(1, 2));
}

#[test]
fn a5_controls_are_refuted_by_two_states() {
    for control in ["states weighted equally", "squared error falls like 1/n^2"] {
        assert!(control_is_refuted(&claim(), control, &two_states()), "{control}");
    }
    let mut patient = two_states();
    patient.mdp = std::sync::Arc::new((*patient.mdp).clone().with_discount(q(9, 10)).expect("a discount"));
    assert!(control_is_refuted(&claim(), "stop with probability gamma", &patient));
}

#[test]
fn a5_degenerate_models_are_decided() {
    let one = with_parameters(bandit(&[(1, 2)], &[1]), vec![vec![q(1, 1)]], vec![vec![q(0, 1)]]);
    assert_holds(&claim(), &one);
    let near_one = mdp((999, 1000), &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(0, 1)])]], &[&[999_999_999, 1]]);
    assert_holds(&claim(), &near_one);
    assert_eq!(rejection(&claim(), "two samples", &near_one), "features and parameters");
}

#[test]
fn a5_simulated_states_follow_the_law() {
    // 4000 visits: the frequency of state 0 is within 5 standard deviations of 1/4, sqrt(3/16/4000) < 7/1000.
    let instance = two_states();
    let simulator = Simulator::new(&instance.mdp, &instance.policy);
    let frequencies = simulator.frequencies(4000, &mut ChaCha8Rng::seed_from_u64(5));
    assert_eq!(frequencies.iter().cloned().sum::<Rational>(), q(1, 1));
    assert!((frequencies[0].clone() - q(1, 4)).abs() < q(35, 1000), "{frequencies:?}");
}

proptest! {
    #[test]
    fn a5_holds_for_all_features(instance in any_mdp().prop_flat_map(linear)) {
        for part in ["law of the stopping state", "two samples"] {
            prop_assert!(holds_or_is_rejected(&claim(), part, &instance));
        }
    }
}
