//! Exponential, logarithm and square root.

use num_traits::Zero;
use proptest::prelude::*;
use spma::scalar::{BigFloat, Endpoint, Field, Interval, Ordered, Rational, Transcendental};

use crate::support::{Sampled, between, ends, exact, intervals, members};

/// A reference far more precise than what it judges.
type Reference = Interval<BigFloat<1024>>;

/// Is `interval` the tightest enclosure of a number known to lie strictly
/// inside `value`?
fn encloses_tightly<E: Sampled>(interval: &Interval<E>, value: &Reference) -> bool {
    let (lower, upper) = (value.lower().as_float(), value.upper().as_float());
    interval.lower().float() <= *lower
        && interval.lower().above().float() >= *upper
        && interval.upper().float() >= *upper
        && interval.upper().below().float() <= *lower
}

/// `e^x` for `|x| <= 1`, between two rationals: the Taylor sum up to `x^80/80!`,
/// whose remainder is at most `2/81!`.
fn taylor_exponential(x: &Rational) -> [Rational; 2] {
    let (mut term, mut sum) = (Rational::from(1), Rational::from(1));
    for k in 1..=80 {
        term = term * x / Rational::from(k);
        sum += &term;
    }
    let remainder = Rational::from(2) / (1..=81).map(Rational::from).fold(Rational::from(1), |a, b| a * b);
    [sum.clone() - &remainder, sum + remainder]
}

every_endpoint! {
    proptest! {
        #[test]
        fn the_exponential_agrees_with_its_taylor_series(numerator in -4096i64..=4096) {
            let x = Rational::new(numerator, 4096);
            let [low, high] = taylor_exponential(&x);
            let value = Reference::from_bounds(&low, &high).unwrap();
            prop_assume!(!x.is_zero());
            prop_assert!(encloses_tightly(&Interval::<E>::from_rational(&x).exp(), &value));
        }

        #[test]
        fn exponential_and_logarithm_of_a_point_are_the_tightest_enclosures(x in E::hostile()) {
            prop_assume!(Endpoint::is_finite(&x) && !exact(&x).is_zero());
            let (point, value) = (between(&x, &x).unwrap(), Reference::from_rational(&exact(&x)));
            prop_assert!(encloses_tightly(&point.exp(), &value.exp()));
            prop_assume!(exact(&x).is_positive() && exact(&x) != Rational::from(1));
            prop_assert!(encloses_tightly(&point.ln(), &value.ln()));
        }

        #[test]
        fn functions_of_an_interval_span_those_of_its_bounds(x in intervals::<E>()) {
            prop_assert_eq!(x.exp(), Interval::new(x.lower().exp_down(), x.upper().exp_up()).unwrap());
            let [lower, upper] = ends(&x);
            let line = Interval::entire();
            if upper.is_negative() {
                prop_assert_eq!(x.sqrt(), line.clone());
            } else {
                let start = if lower.is_negative() { <E as Endpoint>::zero() } else { x.lower().sqrt_down() };
                prop_assert_eq!(x.sqrt(), Interval::new(start, x.upper().sqrt_up()).unwrap());
            }
            if !upper.is_positive() {
                prop_assert_eq!(x.ln(), line);
            } else if !lower.is_positive() {
                let below = <E as Endpoint>::infinity().negate();
                prop_assert_eq!(x.ln(), Interval::new(below, x.upper().ln_up()).unwrap());
            } else {
                prop_assert_eq!(x.ln(), Interval::new(x.lower().ln_down(), x.upper().ln_up()).unwrap());
            }
        }

        #[test]
        fn the_root_of_a_square_is_the_magnitude((x, a) in members::<E>()) {
            prop_assert!(x.square().sqrt().contains(&a.abs()));
        }

        #[test]
        fn the_square_of_the_root_is_the_number((x, a) in members::<E>()) {
            prop_assume!(!a.is_negative());
            prop_assert!(x.sqrt().square().contains(&a));
        }

        #[test]
        fn exponential_and_logarithm_undo_each_other(numerator in -700_000i64..700_000, hostile in E::hostile()) {
            let a = Rational::new(numerator, 1000);
            prop_assert!(Interval::<E>::from_rational(&a).exp().ln().contains(&a));
            let positive = exact(&hostile).abs();
            prop_assume!(Endpoint::is_finite(&hostile) && positive.is_positive());
            prop_assert!(Interval::<E>::from_rational(&positive).ln().exp().contains(&positive));
        }

        #[test]
        fn exponentials_turn_sums_into_products(a in -300_000i64..300_000, b in -300_000i64..300_000) {
            let (x, y) = (Rational::new(a, 1000), Rational::new(b, 1000));
            let exponential = |x: &Rational| Interval::<E>::from_rational(x).exp();
            prop_assert!((exponential(&x) * &exponential(&y)).overlaps(&exponential(&(x + y))));
        }

        #[test]
        fn logarithms_turn_products_into_sums(a in 1u64.., b in 1u64..) {
            let (x, y) = (Rational::from(a), Rational::from(b));
            let logarithm = |x: &Rational| Interval::<E>::from_rational(x).ln();
            prop_assert!((logarithm(&x) + &logarithm(&y)).overlaps(&logarithm(&(x * y))));
        }

        #[test]
        fn the_logarithm_is_never_above_its_tangent_at_one(a in 1u64.., b in 1u64..) {
            let x = Interval::<E>::from_rational(&Rational::new(a, b));
            prop_assert!(!x.ln().at_most(&(x - &Interval::from_integer(1))).is_no());
        }
    }

    #[test]
    fn values_known_in_closed_form_are_points() {
        let point = |value: i64| Interval::<E>::from_integer(value);
        assert_eq!(point(0).exp(), point(1));
        assert_eq!(point(1).ln(), point(0));
        assert_eq!(point(144).sqrt(), point(12));
        assert_eq!(point(0).sqrt(), point(0));
        assert_eq!(Interval::<E>::from_bounds(&Rational::from(-4), &Rational::from(0)).unwrap().sqrt(), point(0));
    }

    #[test]
    fn the_whole_line_has_its_images() {
        let line = Interval::<E>::entire();
        let (zero, infinity) = (<E as Endpoint>::zero(), <E as Endpoint>::infinity());
        let nonnegative = Interval::new(zero, infinity).unwrap();
        assert_eq!((line.exp(), line.sqrt(), line.ln()), (nonnegative.clone(), nonnegative, line));
    }
}
