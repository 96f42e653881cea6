//! Tests of X5, and of the search that it keeps the results of.

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::claim;
use crate::claim::exceeds;
use crate::scalar::Rational;
use crate::search::{Adversary, Goal, Ranges, Reach};
use crate::theorems::tests::{any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q};

#[test]
fn x5_bandits_with_two_arms_attain_every_rate() {
    // pi = (1/4, 3/4), r = (1, 0): e = 3/4, C = Var/M = 1/4, e' = 9/16 for SPMA and for gap-dependent steps.
    let instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    for part in ["gap rate", "variance rate", "gap-dependent steps"] {
        let sides = comparisons(&claim(), part, &instance);
        assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(3, 16), q(3, 16)), "{part}");
    }
    let sides = comparisons(&claim(), "policy iteration", &instance);
    assert_eq!((exact(&sides[0].left), exact(&sides[0].right)), (q(3, 4), q(3, 4)));
}

#[test]
fn x5_holds_with_one_action_ties_equal_rewards_and_gamma_near_one() {
    assert_holds(&claim(), &mdp((999_999, 1_000_000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]));
    assert_holds(&claim(), &bandit(&[(1, 3), (1, 3)], &[1, 2]));
    assert_holds(&claim(), &bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 1, 2]));
    assert_holds(&claim(), &bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]));
}

#[test]
fn x5_more_progress_than_claimed_is_refuted_where_the_rate_is_attained() {
    let instance = bandit(&[(1, 1), (0, 1)], &[1, 3]);
    for control in claim().controls.iter().filter(|control| control.name.starts_with("1.01")) {
        assert!(control_is_refuted(&claim(), control.name, &instance), "{}", control.name);
    }
}

static NEVER: AtomicBool = AtomicBool::new(false);

#[test]
fn x5_searching_repeats_itself_and_never_ends_below_its_start() {
    let claim = claim();
    let search = |instances| {
        let adversary = Adversary {
            seed: 3,
            starts: 4,
            instances,
            ranges: Ranges::default().at_discount(Some(&Rational::new(1, 2))),
            reach: Reach::Paper,
            stored: Vec::new(),
            stop: &NEVER,
        };
        adversary.worst(Goal::from(&claim.parts[0])).expect("an instance with a ratio")
    };
    let (first, found) = search(80);
    assert_eq!(first, search(80).0);
    assert_eq!(*found.instance.mdp.discount(), q(1, 2));
    assert!(!exceeds(&search(1).0, &first));
}

proptest! {
    #[test]
    fn x5_holds_in_every_mdp(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
