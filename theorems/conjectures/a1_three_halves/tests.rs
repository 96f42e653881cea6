use super::claim;
use crate::claim::{Comparison, Instance, Outcome};
use crate::scalar::{Rational, ScalarKind, Truth};
use crate::theorems::tests::{comparisons, control_is_refuted, kind_for, mdp, q};

/// A first state with one action into a state that pays 1 for ever and one into
/// a state that pays nothing, each taken with probability 1/2; the next policy
/// takes the first one with `up`.
fn fork(gamma: (i64, i64), up: Rational, share: Rational) -> Instance {
    const ONE: (i64, i64) = (1, 1);
    const NONE: (i64, i64) = (0, 1);
    let states: [&[crate::theorems::tests::TestAction]; 3] =
        [&[(ONE, &[(1, 1)]), (NONE, &[(2, 1)])], &[(ONE, &[(1, 1)])], &[(NONE, &[(2, 1)])]];
    let mut instance = mdp(gamma, &states, &[&[1, 1], &[1], &[1]]);
    instance.eta = instance.eta * share;
    let down = q(1, 1) - &up;
    instance.other =
        crate::mdp::Policy::new(&instance.mdp, vec![vec![up, down], vec![q(1, 1)], vec![q(1, 1)]]).expect("a policy");
    instance
}

#[test]
fn a1_three_halves_is_nearly_attained_at_the_fork_for_every_gamma() {
    for gamma in [(1, 2), (9, 10), (99, 100), (999, 1000)] {
        let instance = fork(gamma, q(49, 100), q(1, 1_000_000));
        let sides = comparisons(&claim(), "one step", &instance);
        let ratio = sides[0].ratio.as_ref().expect("a ratio");
        assert_eq!(sides[0].truth, Truth::Yes, "{gamma:?}");
        assert!(ratio.lower.as_ref().is_some_and(|low| *low > q(99, 100)), "{gamma:?}: {ratio:?}");
    }
}

#[test]
fn a1_three_halves_has_no_smaller_constant_and_no_smaller_exponent() {
    for gamma in [(1, 2), (9, 10), (99, 100)] {
        let instance = fork(gamma, q(499, 1000), q(1, 1_000_000));
        for control in claim().controls {
            assert!(control_is_refuted(&claim(), control.name, &instance), "{gamma:?} {}", control.name);
        }
    }
}

#[test]
fn a1_three_halves_by_hand_at_the_fork() {
    // gamma = 1/2: V* = 2 at the fork, V = 1, the next policy has value 2 up; rho_min = 1/3 and d(fork) = 1/6.
    let instance = fork((1, 2), q(1, 4), q(1, 2));
    let sides = comparisons(&claim(), "one step", &instance);
    // C = 1/2 * 2, eta = 1/4: e' = 3/2, (1 - 1/8) e = 7/8.
    assert_eq!(sides[0].left.lower.as_ref().map(|left| (left.clone() - q(5, 8)).abs() < q(1, 1_000_000)), Some(true));
    // Adv = 1 and -1, so the target is (5/8, 3/8); eps = (5/8 ln(5/2) + 3/8 ln(1/2)) / 6, times 3/2 * 8 is 2 (...).
    let inside: f64 = 2.0 * (0.625 * 2.5_f64.ln() + 0.375 * 0.5_f64.ln());
    let right = sides[0].right.lower.as_ref().map(crate::scalar::Field::to_f64).expect("a bound");
    assert!((right - inside.sqrt()).abs() < 1e-12, "{right}");
}

#[test]
fn a1_three_halves_is_not_refuted_by_the_first_instances_of_its_domain() {
    for part in claim().parts {
        for index in 0..80 {
            let instance = part.domain.instance(1, index);
            let outcome = part.statement.decide(&instance, kind_for(part.statement.as_ref()));
            assert!(!matches!(outcome, Outcome::Compared { truth: Truth::No, .. }), "{instance:?}");
        }
    }
}

#[test]
fn a1_three_halves_is_transcribed_twice_alike() {
    let claim = claim();
    let parts = claim.parts.iter().chain(claim.controls.iter().map(|control| &control.part));
    for part in parts {
        let mut compared = 0;
        for index in 0..60 {
            let instance = part.domain.instance(2, index);
            let outcome = part.statement.decide(&instance, ScalarKind::BigInterval(256));
            let Outcome::Compared { comparisons, .. } = outcome else { continue };
            for (own, naive) in comparisons.iter().zip((part.naive)(&crate::replay::Naive::new(&instance))) {
                compared += 1;
                let apart = Comparison::equal("", middle(&own.right), middle(&naive.right)).excess();
                assert!(own.left.contains(naive.left.lower.as_ref().expect("exact")), "{index}");
                assert!(apart.abs() < 1e-12, "{index}: {own:?} {naive:?}");
            }
        }
        assert!(compared > 10, "{compared}");
    }
}

fn middle(bounds: &crate::scalar::Bounds) -> f64 {
    bounds.lower.as_ref().map(crate::scalar::Field::to_f64).expect("a bound")
}
