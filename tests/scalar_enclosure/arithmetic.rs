//! Ring operations of intervals: they enclose, and no wider than needed.

use num_traits::{One, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use spma::scalar::{Field, Interval, Ordered, Rational};

use crate::support::{corners, ends, intervals, is_tight, members};

every_endpoint! {
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn a_sum_is_the_tightest_enclosure(x in intervals::<E>(), y in intervals::<E>()) {
            let sum = x.clone() + &y;
            prop_assert!(is_tight(&sum, &corners(&x, &y, |a, b| a.clone() + b)));
            let mut accumulated = x;
            accumulated += &y;
            prop_assert_eq!(accumulated, sum);
        }

        #[test]
        fn a_difference_is_the_tightest_enclosure(x in intervals::<E>(), y in intervals::<E>()) {
            let difference = x.clone() - &y;
            prop_assert!(is_tight(&difference, &corners(&x, &y, |a, b| a.clone() - b)));
            let mut accumulated = x;
            accumulated -= &y;
            prop_assert_eq!(accumulated, difference);
        }

        #[test]
        fn a_product_is_the_tightest_enclosure(x in intervals::<E>(), y in intervals::<E>()) {
            prop_assert!(is_tight(&(x.clone() * &y), &corners(&x, &y, |a, b| a.clone() * b)));
        }

        #[test]
        fn a_square_is_the_tightest_enclosure(x in intervals::<E>()) {
            let mut squares = ends(&x).map(|a| a.clone() * a).to_vec();
            if x.contains(&Rational::zero()) {
                squares.push(Rational::zero());
            }
            prop_assert!(is_tight(&x.square(), &squares));
        }

        #[test]
        fn a_negation_is_exact(x in intervals::<E>()) {
            prop_assert!(is_tight(&-x.clone(), &ends(&x).map(|a| -a)));
        }

        #[test]
        fn operations_contain_the_results_for_elements((x, a) in members::<E>(), (y, b) in members::<E>()) {
            prop_assert!((x.clone() + &y).contains(&(a.clone() + &b)));
            prop_assert!((x.clone() - &y).contains(&(a.clone() - &b)));
            prop_assert!((x.clone() * &y).contains(&(a.clone() * &b)));
            prop_assert!(x.square().contains(&(a.clone() * &a)));
            prop_assert!((-x).contains(&-a));
        }

        #[test]
        fn sums_and_dot_products_contain_those_of_elements(pairs in vec((members::<E>(), members::<E>()), 0..6)) {
            let (left, right): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
            let (x, a): (Vec<_>, Vec<_>) = left.into_iter().unzip();
            let (y, b): (Vec<_>, Vec<_>) = right.into_iter().unzip();
            prop_assert!(Interval::sum(&x).contains(&Field::sum(&a)));
            prop_assert!(Interval::dot(&x, &y).contains(&Rational::dot(&a, &b)));
        }

        #[test]
        fn an_accumulated_product_contains_that_of_elements(
            (mut total, mut c) in members::<E>(),
            (x, a) in members::<E>(),
            (y, b) in members::<E>(),
        ) {
            total.add_product(&x, &y);
            c.add_product(&a, &b);
            prop_assert!(total.contains(&c));
        }

        #[test]
        fn a_smaller_operand_gives_a_smaller_result(
            x in intervals::<E>(),
            cut in intervals::<E>(),
            y in intervals::<E>(),
        ) {
            prop_assume!(x.overlaps(&cut));
            let part = x.intersection(&cut).unwrap();
            let inside = |small: Interval<E>, large: Interval<E>| small.intersection(&large) == Some(small);
            prop_assert!(inside(part.clone() + &y, x.clone() + &y));
            prop_assert!(inside(y.clone() - &part, y.clone() - &x));
            prop_assert!(inside(part.clone() * &y, x.clone() * &y));
            prop_assert!(inside(part.clone() / &y, x.clone() / &y));
            prop_assert!(part.is_zero() || inside(y.clone() / &part, y.clone() / &x));
            prop_assert!(inside(part.square(), x.square()));
            prop_assert!(inside(part.absolute(), x.absolute()));
            prop_assert!(inside(part.maximum(&y), x.maximum(&y)));
        }

        #[test]
        fn zero_and_one_are_neutral(x in intervals::<E>()) {
            prop_assert_eq!(x.clone() + &Interval::zero(), x.clone());
            prop_assert_eq!(x.clone() * &Interval::one(), x.clone());
            prop_assert_eq!(x.clone() / &Interval::one(), x.clone());
            prop_assert!((x.clone() * &Interval::zero()).is_zero());
            prop_assert_eq!(x.is_zero(), x == Interval::zero());
        }
    }

    #[test]
    fn an_unbounded_factor_of_zero_vanishes() {
        assert!((Interval::<E>::entire() * &Interval::zero()).is_zero());
        assert!((Interval::<E>::zero() * &Interval::entire()).is_zero());
    }
}
