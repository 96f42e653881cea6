//! What is an interval, and what it says about itself.

use proptest::prelude::*;
use spma::scalar::{Endpoint, Field, Interval, IntervalError, Ordered, Rational};

use crate::support::{Sampled, between, ends, exact, intervals, is_ceiling, is_tight, members};

every_endpoint! {
    proptest! {
        #[test]
        fn bounds_in_order_make_an_interval_and_others_do_not(a in E::hostile(), b in E::hostile()) {
            match between(&a, &b) {
                Ok(interval) => {
                    prop_assert!(a <= b && (a < b || Endpoint::is_finite(&a)));
                    prop_assert_eq!((interval.lower(), interval.upper()), (&a, &b));
                }
                Err(IntervalError::Reversed { .. }) => prop_assert!(a > b),
                Err(IntervalError::Infinite(_)) => prop_assert!(a == b && !Endpoint::is_finite(&a)),
                Err(IntervalError::NotANumber) => prop_assert!(false, "no endpoint was NaN"),
            }
        }

        #[test]
        fn rational_bounds_are_enclosed_tightly((x, low) in members::<E>(), (_, high) in members::<E>()) {
            let (low, high) = if low <= high { (low, high) } else { (high, low) };
            let interval = Interval::<E>::from_bounds(&low, &high).unwrap();
            prop_assert!(is_tight(&interval, &[low.clone(), high.clone()]));
            prop_assert!(is_tight(&Interval::<E>::from_rational(&low), std::slice::from_ref(&low)));
            let reversed = matches!(Interval::<E>::from_bounds(&high, &low), Err(IntervalError::Reversed { .. }));
            prop_assert_eq!(reversed, low < high);
            prop_assert!(x.contains(&exact(&x.midpoint())));
        }

        #[test]
        fn integers_are_enclosed_tightly(value in any::<i64>()) {
            prop_assert!(is_tight(&Interval::<E>::from_integer(value), &[Rational::from(value)]));
        }

        #[test]
        fn an_interval_contains_its_elements_and_nothing_beside_it((x, element) in members::<E>()) {
            prop_assert!(x.contains(&element));
            prop_assert!(x.bounds().contains(&element));
            let [lower, upper] = ends(&x);
            let one = Rational::from(1);
            prop_assert_eq!(x.contains(&(lower - &one)), !Endpoint::is_finite(x.lower()));
            prop_assert_eq!(x.contains(&(upper + &one)), !Endpoint::is_finite(x.upper()));
        }

        #[test]
        fn the_width_is_the_distance_of_the_bounds_rounded_up(x in intervals::<E>()) {
            let [lower, upper] = ends(&x);
            prop_assert!(is_ceiling(&x.width(), &(upper - lower)));
            prop_assert_eq!(x.is_point(), x.width() == <E as Endpoint>::zero());
        }

        #[test]
        fn no_element_is_farther_from_the_midpoint_than_the_radius((x, element) in members::<E>()) {
            let middle = exact(&x.midpoint());
            let [lower, upper] = ends(&x);
            prop_assert!((element - &middle).abs() <= exact(&x.radius()));
            prop_assert!(is_ceiling(&x.radius(), &(middle.clone() - lower).maximum(&(upper - middle))));
        }

        #[test]
        fn an_intersection_holds_just_the_shared_elements((x, a) in members::<E>(), (y, b) in members::<E>()) {
            let shared = x.intersection(&y);
            prop_assert_eq!(shared.is_some(), x.overlaps(&y));
            for element in [a, b].into_iter().chain(ends(&x)).chain(ends(&y)) {
                let both = x.contains(&element) && y.contains(&element);
                prop_assert_eq!(shared.as_ref().is_some_and(|shared| shared.contains(&element)), both);
            }
        }

        #[test]
        fn the_printed_bounds_enclose_the_interval(x in intervals::<E>(), digits in 1usize..25) {
            let text = format!("{x:.digits$}");
            let (lower, upper) = text.strip_prefix('[').unwrap().strip_suffix(']').unwrap().split_once(", ").unwrap();
            match x.lower().to_rational() {
                Some(bound) => prop_assert!(lower.parse::<Rational>().unwrap() <= bound),
                None => prop_assert_eq!(lower, "-inf"),
            }
            match x.upper().to_rational() {
                Some(bound) => prop_assert!(upper.parse::<Rational>().unwrap() >= bound),
                None => prop_assert_eq!(upper, "inf"),
            }
        }
    }

    #[test]
    fn infinities_are_bounds_but_no_points() {
        let infinity = <E as Endpoint>::infinity();
        assert!(matches!(between(&infinity, &infinity), Err(IntervalError::Infinite(_))));
        assert!(matches!(Interval::point(infinity.negate()), Err(IntervalError::Infinite(_))));
        assert!(matches!(between(&infinity, &infinity.negate()), Err(IntervalError::Reversed { .. })));
        assert_eq!(Interval::new(infinity.negate(), infinity), Ok(Interval::<E>::entire()));
    }
}

#[test]
fn nan_bounds_nothing() {
    assert_eq!(Interval::new(f64::NAN, 1.0), Err(IntervalError::NotANumber));
    assert_eq!(Interval::new(1.0, f64::NAN), Err(IntervalError::NotANumber));
    assert_eq!(Interval::point(f64::NAN), Err(IntervalError::NotANumber));
    let nan = spma::scalar::BigFloat::<64>::from_float(rug::Float::with_val(64, rug::float::Special::Nan));
    assert_eq!(Interval::point(nan), Err(IntervalError::NotANumber));
}

#[test]
fn signed_zeros_are_the_same_bound() {
    assert_eq!(Interval::new(0.0, -0.0), Interval::new(-0.0, 0.0));
    assert!(Interval::new(0.0, -0.0).unwrap().is_point());
}

#[test]
fn an_interval_prints_its_bounds() {
    let tenth = Interval::<f64>::from_rational(&Rational::new(1, 10));
    assert_eq!(format!("{tenth:?}"), "[0.09999999999999999, 0.1]");
    assert_eq!(format!("{tenth:.3}"), "[0.0999, 0.101]");
    assert_eq!(Interval::<f64>::entire().to_string(), "[-inf, inf]");
    assert_eq!(Interval::point(-0.0).unwrap().to_string(), "[0, 0]");
    assert_eq!(Interval::new(-1.5, 2.0).unwrap().to_string(), "[-1.5, 2]");
}

#[test]
fn refusals_say_why() {
    let refusal = |lower: f64, upper: f64| Interval::new(lower, upper).unwrap_err().to_string();
    assert_eq!(refusal(2.0, 1.0), "the lower bound 2.0 exceeds the upper bound 1.0");
    assert_eq!(refusal(f64::INFINITY, f64::INFINITY), "no real number lies between inf and inf");
    assert_eq!(refusal(f64::NAN, 0.0), "an endpoint is not a number");
}
