//! Tests of G3.

use proptest::prelude::*;

use super::{Divergence, claim};
use crate::algorithm::{Algorithm, Iterate, Mdpo, Npg, Problem};
use crate::claim::Setting;
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{BigFloat, Bounds, Field, Interval, Ordered, Rational, Transcendental};
use crate::theorems::tests::{
    TestAction, any_mdp, bandit, comparisons, control_is_refuted, holds_or_is_rejected, mdp, q, rejection,
};

type Wide = Interval<BigFloat<256>>;

/// The better action of each state is the first.
const TWO_STATES: &[&[TestAction]] =
    &[&[((1, 1), &[(0, 1)]), ((0, 1), &[(1, 1)])], &[((1, 2), &[(0, 1)]), ((0, 1), &[(1, 1)])]];

/// Two thin enclosures of the same number.
fn assert_same(a: &Bounds, b: &Bounds) {
    let ends = |bounds: &Bounds| (bounds.lower.clone().expect("bounded"), bounds.upper.clone().expect("bounded"));
    let ((low, high), (other_low, other_high)) = (ends(a), ends(b));
    assert!(low <= other_high && other_low <= high, "{a:?} and {b:?}");
    assert!(high - low < Rational::power_of_two(-180) && other_high - other_low < Rational::power_of_two(-180));
}

/// `sum_s d(s) KL(pi_other || pi_next) / eta`
fn divergence<T: Evaluate + Transcendental>(setting: &Setting<T>, next: &Policy<T>) -> T {
    let mut total = T::zero();
    for s in setting.states() {
        for (p, q) in setting.other().policy().at(s).iter().zip(next.at(s)) {
            let term = (p.clone() / q).ln() * p;
            total.add_product(&setting.now().occupancy()[s], &(term / setting.eta()));
        }
    }
    total
}

#[test]
fn g3_the_gap_to_the_maximum_is_the_weighted_divergence() {
    let mut instance = mdp((9, 10), TWO_STATES, &[&[1, 2], &[3, 1]]);
    instance.other =
        Policy::new(&instance.mdp, vec![vec![q(1, 3), q(2, 3)], vec![q(1, 7), q(6, 7)]]).expect("a policy");
    let problem = Problem::<Wide>::new(instance.mdp.clone());
    let setting = Setting::new(&instance, &problem);
    let (own, other) = Divergence::Forward.both(&setting, setting.eta());
    let next = Mdpo::new(setting.eta().clone()).next_policy(setting.now());
    assert_same(&(own - &other).bounds(), &divergence(&setting, &next).bounds());
}

#[test]
fn g3_is_natural_policy_gradient_with_a_step_smaller_by_one_minus_gamma() {
    let instance = mdp((9, 10), TWO_STATES, &[&[1, 2], &[3, 1]]);
    let problem = Problem::<Wide>::new(instance.mdp.clone());
    let now = Iterate::exact(&problem, &instance.policy);
    let number = |x: Rational| Wide::from_rational(&x);
    let mirror = Mdpo::new(number(q(3, 4))).next_policy(&now);
    let natural = Npg::new(number(q(3, 40))).next_policy(&now);
    for (p, other) in mirror.probabilities().iter().zip(natural.probabilities()) {
        assert_same(&p.bounds(), &other.bounds());
    }
}

#[test]
fn g3_the_maximum_of_two_arms_is_the_logarithm_of_the_partition_function() {
    // pi = (1/2, 1/2), eta = 1: Adv = +-1/2, log Z = log cosh(1/2) = 0.1201145...; L(pi) = 0.
    let sides = comparisons(&claim(), "maximum", &bandit(&[(1, 1), (0, 1)], &[1, 1]));
    assert!(sides[0].left.contains(&q(0, 1)));
    let highest = sides[0].right.lower.clone().expect("a number");
    assert!(q(120_114, 1_000_000) < highest && highest < q(120_115, 1_000_000));
}

#[test]
fn g3_controls_are_refuted_by_a_small_step_and_by_a_large_one() {
    let mut small = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    small.eta = q(1, 1000);
    assert!(control_is_refuted(&claim(), "factor 1.01", &small));
    let mut rare = bandit(&[(1, 1), (0, 1)], &[1, 999]);
    rare.other = Policy::new(&rare.mdp, vec![vec![q(3, 4), q(1, 4)]]).expect("a policy");
    assert!(control_is_refuted(&claim(), "reverse divergence", &rare));
}

#[test]
fn g3_holds_with_rare_actions_ties_and_gamma_near_one() {
    let tied = bandit(&[(1, 1), (1, 1), (0, 1)], &[1, 2, 3]);
    let rare = bandit(&[(1, 1), (0, 1)], &[1, 999_999_999]);
    let near_one = mdp((999_999, 1_000_000), TWO_STATES, &[&[1, 999_999_999], &[1, 1]]);
    for instance in [tied, rare, near_one] {
        for part in ["maximum", "strong concavity"] {
            assert!(holds_or_is_rejected(&claim(), part, &instance), "{part}");
        }
    }
}

#[test]
fn g3_names_what_it_cannot_take() {
    let one = mdp((999, 1000), &[&[((1, 2), &[(0, 1)])]], &[&[1]]);
    assert_eq!(rejection(&claim(), "maximum", &one), "the policy is not optimal");
    let mut instance = bandit(&[(1, 1), (0, 1)], &[1, 1]);
    instance.other = Policy::deterministic(&instance.mdp, &[0]);
    assert_eq!(rejection(&claim(), "maximum", &instance), "pi' has full support");
    instance.eta = q(0, 1);
    assert_eq!(rejection(&claim(), "maximum", &instance), "0 < eta");
}

proptest! {
    #[test]
    fn g3_holds_in_every_mdp(instance in any_mdp()) {
        for part in ["maximum", "strong concavity"] {
            holds_or_is_rejected(&claim(), part, &instance);
        }
    }
}
