//! The certified bound on what is left to gain.

use proptest::prelude::*;
use spma::approximation::{dyadic, excess_bound, newton, polynomial, project};
use spma::scalar::{Field, Ordered, Rational};

use crate::support::{Enclosure, chain, features, surrogate, two_arms};

/// `(l(theta), bound)`.
fn bounded(theta: &[Rational]) -> (Enclosure, Option<Enclosure>) {
    let (mdp, features) = (chain(), polynomial(&*chain(), 1));
    let enclosed = surrogate(&mdp, &features).convert::<Enclosure>();
    let at = enclosed.log_linear(&theta.iter().map(Enclosure::from_rational).collect::<Vec<_>>());
    let bound = excess_bound(&features, &features.independent_columns(&mdp), &enclosed, &at);
    (enclosed.value(&at), bound)
}

/// The minimum, enclosed: `[l - bound, l]` at parameters of which Newton's method over enclosure midpoints has
/// removed all but about `2^-60` of the error.
fn minimum() -> (Vec<Rational>, Enclosure) {
    let floats = surrogate(&chain(), &polynomial(&*chain(), 1)).convert::<f64>();
    let theta = dyadic(&newton(&floats, &[0.0; 4], 100));
    let (value, bound) = bounded(&theta);
    let bound = bound.expect("the certificate applies at the minimum");
    (theta, (value.clone() - &bound).hull(&value))
}

#[test]
fn the_certificate_encloses_the_minimum_to_thirteen_digits() {
    let (_, minimum) = minimum();
    assert!(minimum.bounds().width().is_some_and(|width| width < Rational::power_of_two(-44)), "{minimum}");
    assert!(Enclosure::from_integer(0).at_most(&minimum).is_yes(), "{minimum}");
}

#[test]
fn the_bound_shrinks_fourfold_when_the_distance_is_halved() {
    let (best, minimum) = minimum();
    let mut before: Option<f64> = None;
    for k in 2..9 {
        let shift = Rational::power_of_two(-k);
        let theta: Vec<Rational> =
            best.iter().enumerate().map(|(i, x)| if i == 2 { x.clone() + &shift } else { x.clone() }).collect();
        let (value, bound) = bounded(&theta);
        let bound = bound.expect("near the minimum");
        assert!(!(value - &minimum).at_most(&bound).is_no(), "the bound is not below the excess");
        if let Some(before) = before {
            let gain = before / bound.to_f64();
            assert!((3.0..5.0).contains(&gain), "a factor of {gain} at 2^-{k}");
        }
        before = Some(bound.to_f64());
    }
}

#[test]
fn features_that_tell_nothing_leave_nothing_to_gain() {
    let constant = features(&[&[2], &[2]]);
    let enclosed = surrogate(&two_arms(), &constant).convert::<Enclosure>();
    let at = enclosed.log_linear(&[Enclosure::from_integer(3)]);
    let bound = excess_bound(&constant, &constant.independent_columns(&two_arms()), &enclosed, &at);
    assert_eq!(bound, Some(Enclosure::from_integer(0)));
}

#[test]
fn far_from_the_minimum_there_is_no_certificate() {
    let far = [0, 0, 0, 30].map(Rational::from);
    assert_eq!(bounded(&far).1, None);
}

#[test]
fn projecting_reaches_the_enclosed_minimum() {
    let floats = surrogate(&chain(), &polynomial(&*chain(), 1)).convert::<f64>();
    let (value, bound) = bounded(&project(&floats));
    assert!(bound.is_some_and(|bound| bound.to_f64() < 1e-12));
    assert!((value.to_f64() - minimum().1.to_f64()).abs() < 1e-12);
}

proptest! {
    #[test]
    fn no_parameters_do_better_than_the_certified_minimum(theta in prop::collection::vec(-16_i64..=16, 4)) {
        let theta: Vec<Rational> = theta.into_iter().map(|x| Rational::new(x, 8)).collect();
        let (value, bound) = bounded(&theta);
        let (_, minimum) = minimum();
        prop_assert!(!minimum.at_most(&value).is_no());
        if let Some(bound) = bound {
            prop_assert!(!(value - &bound).at_most(&minimum).is_no());
        }
    }
}
