//! Comparison of intervals, and maximum, minimum, magnitude and hull.

use proptest::prelude::*;
use spma::scalar::{Field, Interval, Ordered, Rational, Truth};

use crate::support::{corners, ends, intervals, is_tight, members};

/// What a comparison of intervals must say, from its answers for all pairs of
/// bounds; infinite bounds stand for elements as far out as needed.
fn unanimous(answers: impl IntoIterator<Item = bool>) -> Truth {
    let (mut yes, mut no) = (false, false);
    for answer in answers {
        yes |= answer;
        no |= !answer;
    }
    if yes && no { Truth::Undecided } else { Truth::from_bool(yes) }
}

every_endpoint! {
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn a_comparison_is_decided_just_when_all_elements_agree(x in intervals::<E>(), y in intervals::<E>()) {
            let pairs: Vec<_> = ends(&x).into_iter().flat_map(|a| ends(&y).map(|b| (a.clone(), b))).collect();
            prop_assert_eq!(x.less(&y), unanimous(pairs.iter().map(|(a, b)| a < b)));
            prop_assert_eq!(x.at_most(&y), unanimous(pairs.iter().map(|(a, b)| a <= b)));
            prop_assert_eq!(x.less(&y), !y.at_most(&x));
        }

        #[test]
        fn a_decided_comparison_holds_for_elements((x, a) in members::<E>(), (y, b) in members::<E>()) {
            let agrees = |answer: Truth, fact: bool| answer == Truth::Undecided || answer == Truth::from_bool(fact);
            prop_assert!(agrees(x.less(&y), a < b));
            prop_assert!(agrees(x.at_most(&y), a <= b));
            prop_assert!(agrees(x.equal(&y), a == b));
        }

        #[test]
        fn equality_needs_equal_points_and_inequality_disjoint_sets(x in intervals::<E>(), y in intervals::<E>()) {
            let expected = match x.intersection(&y) {
                None => Truth::No,
                Some(_) if x.is_point() && y.is_point() => Truth::Yes,
                Some(_) => Truth::Undecided,
            };
            prop_assert_eq!(x.equal(&y), expected);
            prop_assert_eq!(x.equal(&x).is_yes(), x.is_point());
        }

        #[test]
        fn maximum_and_minimum_are_the_tightest_enclosures(x in intervals::<E>(), y in intervals::<E>()) {
            let [a, b] = ends(&x);
            let [c, d] = ends(&y);
            prop_assert!(is_tight(&x.maximum(&y), &[a.maximum(&c), b.maximum(&d)]));
            prop_assert!(is_tight(&x.minimum(&y), &[a.minimum(&c), b.minimum(&d)]));
        }

        #[test]
        fn maximum_minimum_and_magnitude_contain_those_of_elements(
            (x, a) in members::<E>(),
            (y, b) in members::<E>(),
        ) {
            prop_assert!(x.maximum(&y).contains(&a.maximum(&b)));
            prop_assert!(x.minimum(&y).contains(&a.minimum(&b)));
            prop_assert!(x.absolute().contains(&a.abs()));
        }

        #[test]
        fn the_magnitude_is_the_tightest_enclosure(x in intervals::<E>()) {
            let mut magnitudes = ends(&x).map(|a| a.abs()).to_vec();
            if x.contains(&Rational::from(0)) {
                magnitudes.push(Rational::from(0));
            }
            prop_assert!(is_tight(&x.absolute(), &magnitudes));
        }

        #[test]
        fn the_hull_is_the_smallest_interval_around_both(x in intervals::<E>(), y in intervals::<E>()) {
            let mut bounds = corners(&x, &y, |a, _| a.clone());
            bounds.extend(ends(&y));
            prop_assert!(is_tight(&x.hull(&y), &bounds));
        }

        #[test]
        fn the_bounds_are_the_exact_endpoints(x in intervals::<E>()) {
            let bounds = x.bounds();
            let within = |bound: &Option<Rational>, end: Rational| bound.as_ref().is_none_or(|bound| *bound == end);
            let [lower, upper] = ends(&x);
            prop_assert!(within(&bounds.lower, lower) && within(&bounds.upper, upper));
            prop_assert_eq!(bounds.width().is_some(), bounds.lower.is_some() && bounds.upper.is_some());
        }

        #[test]
        fn the_nearby_float_of_a_point_is_its_rounding(value in any::<i64>()) {
            let point = Interval::<E>::from_integer(value);
            prop_assert!((Field::to_f64(&point) - value as f64).abs() <= (value as f64).abs() * f64::EPSILON);
        }
    }
}

#[test]
fn touching_intervals_are_at_most_but_not_less() {
    let (low, high) = (Interval::new(1.0, 2.0).unwrap(), Interval::new(2.0, 3.0).unwrap());
    assert_eq!(low.at_most(&high), Truth::Yes);
    assert_eq!(low.less(&high), Truth::Undecided);
    assert_eq!(high.less(&low), Truth::No);
    assert_eq!(high.at_most(&low), Truth::Undecided);
}
