//! Log-linear policies and both surrogates.

use proptest::prelude::*;
use spma::algorithm::{Iterate, Problem};
use spma::approximation::{LogLinear, MdpoSurrogate, one_hot, polynomial};
use spma::mdp::Policy;
use spma::scalar::{Dual, Field, Interval, Ordered, Rational, Transcendental};

use crate::support::{Enclosure, chain, features, q, surrogate, two_arms};

#[test]
fn log_linear_policies_by_hand_also_where_exponentials_would_overflow() {
    let layout = Policy::<Rational>::uniform(&*two_arms());
    let features = features(&[&[1], &[0]]).convert::<f64>();
    let at = LogLinear::new(&layout, &features, &[Transcendental::ln(&3.0)]);
    assert!((at.policy.probabilities()[0] - 0.75).abs() < 1e-15);
    assert!((at.logarithms[1] - Transcendental::ln(&0.25)).abs() < 1e-15);
    let steep = LogLinear::new(&layout, &features, &[1e4]);
    assert_eq!((steep.policy.probabilities(), steep.logarithms[1]), (&[1.0, 0.0][..], -1e4));
}

#[test]
fn the_surrogate_vanishes_at_its_target_and_has_the_hand_computed_derivatives_elsewhere() {
    // Uniform policy, eta = 1: target (3/4, 1/4).
    let surrogate = surrogate(&two_arms(), &features(&[&[1], &[0]]));
    assert_eq!(surrogate.target().probabilities(), [q(3, 4), q(1, 4)]);
    let uniform = Policy::uniform(&*two_arms());
    assert_eq!((surrogate.gradient(&uniform), surrogate.hessian(&uniform)), (vec![q(-1, 4)], vec![vec![q(1, 4)]]));
    let floats = surrogate.convert::<f64>();
    assert!(floats.value(&floats.log_linear(&[Transcendental::ln(&3.0)])).abs() < 1e-15);
    let expected = 0.75 * Transcendental::ln(&1.5) + 0.25 * Transcendental::ln(&0.5);
    assert!((floats.value(&floats.log_linear(&[0.0])) - expected).abs() < 1e-15);
}

/// `x + t v` as a dual number.
fn moved(x: &Rational, v: &Rational) -> Dual<Enclosure> {
    Dual { value: Enclosure::from_rational(x), derivative: Enclosure::from_rational(v) }
}

/// Do two enclosures of one number overlap, and say something?
fn assert_same(a: &Enclosure, b: &Enclosure) {
    assert!(a.overlaps(b), "{a} and {b}");
    assert!(a.bounds().width().is_some_and(|width| width < Rational::power_of_two(-200)), "{a}");
}

proptest! {
    #[test]
    fn derivatives_of_both_surrogates_agree_with_automatic_differentiation(
        theta in prop::collection::vec(-8_i64..=8, 4),
        v in prop::collection::vec(-4_i64..=4, 4),
    ) {
        let mdp = chain();
        let features = polynomial(&*mdp, 1);
        let halves = |x: Vec<i64>| -> Vec<Rational> { x.into_iter().map(|x| Rational::new(x, 2)).collect() };
        let (theta, v) = (halves(theta), halves(v));
        let line: Vec<Dual<Enclosure>> = theta.iter().zip(&v).map(|(x, v)| moved(x, v)).collect();
        let along: Vec<Enclosure> = v.iter().map(Enclosure::from_rational).collect();
        let point: Vec<Enclosure> = theta.iter().map(Enclosure::from_rational).collect();
        let dot = |x: &[Enclosure]| Enclosure::dot(x, &along);
        let form = |h: Vec<Vec<Enclosure>>| dot(&h.iter().map(|row| dot(row)).collect::<Vec<_>>());

        let spma = surrogate(&mdp, &features);
        let (enclosed, dual) = (spma.convert::<Enclosure>(), spma.convert::<Dual<Enclosure>>());
        let (at, on_line) = (enclosed.log_linear(&point), dual.log_linear(&line));
        assert_same(&dual.value(&on_line).derivative, &dot(&enclosed.gradient(&at.policy)));
        let slopes: Vec<Enclosure> = dual.gradient(&on_line.policy).into_iter().map(|g| g.derivative).collect();
        assert_same(&dot(&slopes), &form(enclosed.hessian(&at.policy)));

        let problem = Problem::<Enclosure>::new(mdp.clone());
        let iterate = Iterate::exact(&problem, &Policy::uniform(&mdp));
        let eta = Enclosure::from_rational(&q(1, 3));
        let mdpo = MdpoSurrogate::of_step(&iterate, &eta, features.convert());
        // A central difference of the exact gradient brackets the curvature up to its second order term.
        let step = Rational::power_of_two(-60);
        let near = |sign: i64| -> Vec<Enclosure> {
            let shift = step.clone() * Rational::from(sign);
            theta.iter().zip(&v).map(|(x, v)| Enclosure::from_rational(&(x.clone() + v.clone() * &shift))).collect()
        };
        let scale = Enclosure::from_rational(&(Rational::from(1) / (Rational::from(2) * &step)));
        let difference = |f: &dyn Fn(&[Enclosure]) -> Enclosure| (f(&near(1)) - &f(&near(-1))) * &scale;
        let close = |a: &Enclosure, b: &Enclosure| {
            (a.clone() - b).absolute().less(&Enclosure::from_rational(&Rational::power_of_two(-80))).is_yes()
        };
        let slope = difference(&|x| mdpo.value(&mdpo.log_linear(x)));
        prop_assert!(close(&slope, &dot(&mdpo.gradient(&mdpo.log_linear(&point)))));
        let curvature = difference(&|x| dot(&mdpo.gradient(&mdpo.log_linear(x))));
        prop_assert!(close(&curvature, &form(mdpo.hessian(&mdpo.log_linear(&point)))));
    }
}

#[test]
fn one_state_surrogates_over_enclosures_contain_the_exact_gradient() {
    let spma = surrogate(&chain(), &one_hot(&*chain()));
    let exact = spma.gradient(&Policy::uniform(&*chain()));
    let enclosed = spma.convert::<Interval<f64>>().gradient(&Policy::uniform(&*chain()));
    for (value, enclosure) in exact.iter().zip(&enclosed) {
        assert!(enclosure.contains(value));
    }
}
