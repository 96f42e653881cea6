//! Division of intervals, above all by intervals that reach 0.

use std::cmp::Ordering;

use num_traits::{One, Zero};
use proptest::prelude::*;
use spma::scalar::{Endpoint, Interval, Rational};

use crate::support::{Sampled, between, corners, intervals, is_ceiling, is_floor, is_tight, members};

/// Intervals of numbers of one sign, without 0.
fn one_signed<E: Sampled>() -> BoxedStrategy<Interval<E>> {
    intervals().prop_filter("reaches 0", |y| !y.contains(&Rational::zero())).boxed()
}

/// Intervals from 0 upward, not only 0.
fn from_zero<E: Sampled>() -> BoxedStrategy<Interval<E>> {
    let positive = |x: &E| x.sign() == Ordering::Greater;
    let upper = E::hostile().prop_filter("not positive", positive);
    upper.prop_map(|upper| Interval::new(E::zero(), upper).unwrap()).boxed()
}

every_endpoint! {
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn a_quotient_is_the_tightest_enclosure(x in intervals::<E>(), y in one_signed::<E>()) {
            prop_assert!(is_tight(&(x.clone() / &y), &corners(&x, &y, |a, b| a.clone() / b)));
        }

        #[test]
        fn a_quotient_contains_those_of_elements((x, a) in members::<E>(), (y, b) in members::<E>()) {
            prop_assume!(!b.is_zero());
            prop_assert!((x / &y).contains(&(a / b)));
        }

        #[test]
        fn numbers_of_one_sign_over_an_interval_that_starts_at_zero_are_a_half_line(
            x in intervals::<E>(),
            y in from_zero::<E>(),
        ) {
            let quotient = x.clone() / &y;
            let exact = |a: &E| crate::support::exact(a) / crate::support::exact(y.upper());
            if x.lower().sign() == Ordering::Greater {
                prop_assert!(is_floor(quotient.lower(), &exact(x.lower())));
                prop_assert_eq!(quotient.upper(), &<E as Endpoint>::infinity());
            } else if x.upper().sign() == Ordering::Less {
                prop_assert_eq!(quotient.lower(), &<E as Endpoint>::infinity().negate());
                prop_assert!(is_ceiling(quotient.upper(), &exact(x.upper())));
            } else {
                prop_assert_eq!(&quotient, &Interval::entire());
            }
            prop_assert_eq!(x / &-y, -quotient);
        }

        #[test]
        fn an_interval_over_itself_contains_one(y in one_signed::<E>()) {
            prop_assert!((y.clone() / &y).contains(&Rational::one()));
        }
    }

    #[test]
    fn division_by_zero_or_across_zero_says_nothing() {
        let one = Interval::<E>::one();
        let across = between(&one.lower().negate(), one.upper()).unwrap();
        let zero = Interval::<E>::zero();
        for divisor in [&zero, &-zero.clone(), &across, &Interval::entire()] {
            for numerator in [&one, &zero, &across, &Interval::entire()] {
                assert_eq!(numerator.clone() / divisor, Interval::entire());
            }
        }
    }
}
