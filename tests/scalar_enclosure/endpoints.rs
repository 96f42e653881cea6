//! Directed rounding of single operations: always the nearest endpoint on the
//! promised side, and never NaN.

use std::cmp::Ordering;

use proptest::prelude::*;
use spma::scalar::{Endpoint, Rational};

use crate::support::{Sampled, exact, has_common_neighbours, is_ceiling, is_floor};

/// A finite value.
fn finite<E: Sampled>() -> BoxedStrategy<E> {
    E::hostile().prop_filter("infinite", |x| x.is_finite()).boxed()
}

/// The value so many steps above.
fn stepped<E: Sampled>(a: &E, steps: usize) -> E {
    (0..steps).fold(a.clone(), |b, _| b.above())
}

every_endpoint! {
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        #[test]
        fn sums_are_rounded_to_the_nearest_endpoint_on_each_side(a in finite::<E>(), b in finite::<E>()) {
            let sum = exact(&a) + exact(&b);
            prop_assert!(is_floor(&a.add_down(&b), &sum));
            prop_assert!(is_ceiling(&a.add_up(&b), &sum));
        }

        #[test]
        fn sums_of_nearly_opposite_values_are_exact(a in finite::<E>(), steps in 0usize..4) {
            prop_assume!(has_common_neighbours(&a));
            let b = stepped(&a, steps);
            prop_assume!(Endpoint::is_finite(&b));
            let difference = exact(&b) - exact(&a);
            prop_assert!(is_floor(&b.add_down(&a.negate()), &difference));
            prop_assert!(is_ceiling(&b.add_up(&a.negate()), &difference));
        }

        #[test]
        fn products_are_rounded_to_the_nearest_endpoint_on_each_side(a in finite::<E>(), b in finite::<E>()) {
            let product = exact(&a) * exact(&b);
            prop_assert!(is_floor(&a.mul_down(&b), &product));
            prop_assert!(is_ceiling(&a.mul_up(&b), &product));
        }

        #[test]
        fn quotients_are_rounded_to_the_nearest_endpoint_on_each_side(a in finite::<E>(), b in finite::<E>()) {
            prop_assume!(b.sign() != Ordering::Equal);
            let quotient = exact(&a) / exact(&b);
            prop_assert!(is_floor(&a.div_down(&b), &quotient));
            prop_assert!(is_ceiling(&a.div_up(&b), &quotient));
        }

        #[test]
        fn roots_are_the_nearest_endpoints_whose_squares_are_on_each_side(a in finite::<E>()) {
            let a = if a.sign() == Ordering::Less { a.negate() } else { a };
            let (lower, upper) = (a.sqrt_down(), a.sqrt_up());
            let square = |x: &E| exact(x) * exact(x);
            prop_assert!(square(&lower) <= exact(&a) && exact(&a) <= square(&upper));
            if a.sign() == Ordering::Greater {
                prop_assert!(square(&lower.above()) > exact(&a) && square(&upper.below()) < exact(&a));
            }
        }

        #[test]
        fn rationals_are_rounded_to_the_nearest_endpoint_on_each_side(
            a in finite::<E>(),
            denominator in 1i64..1000,
            shift in -300i32..300,
        ) {
            let value = exact(&a) * Rational::power_of_two(shift) / Rational::from(denominator);
            prop_assert!(is_floor(&E::from_rational_down(&value), &value));
            prop_assert!(is_ceiling(&E::from_rational_up(&value), &value));
        }

        #[test]
        fn an_endpoint_survives_the_way_through_the_rationals(a in finite::<E>()) {
            let value = a.to_rational().unwrap();
            prop_assert_eq!(&E::from_rational_down(&value), &a);
            prop_assert_eq!(&E::from_rational_up(&value), &a);
        }

        #[test]
        fn no_operation_returns_nan(a in E::hostile(), b in E::hostile()) {
            let results = [
                a.add_down(&b), a.add_up(&b), a.mul_down(&b), a.mul_up(&b), a.div_down(&b), a.div_up(&b),
                a.sqrt_down(), a.sqrt_up(), a.exp_down(), a.exp_up(), a.ln_down(), a.ln_up(),
                <E as Endpoint>::midpoint(&a, &b), a.negate(),
            ];
            for result in results {
                prop_assert!(!Endpoint::is_nan(&result));
            }
        }

        #[test]
        fn rounding_down_never_passes_rounding_up(a in E::hostile(), b in E::hostile()) {
            prop_assert!(a.add_down(&b) <= a.add_up(&b));
            prop_assert!(a.mul_down(&b) <= a.mul_up(&b));
            prop_assert!(a.div_down(&b) <= a.div_up(&b));
            prop_assert!(a.sqrt_down() <= a.sqrt_up());
            prop_assert!(a.exp_down() <= a.exp_up());
            prop_assert!(a.ln_down() <= a.ln_up());
        }

        #[test]
        fn the_midpoint_is_finite_and_between_the_bounds(a in E::hostile(), b in E::hostile()) {
            let (lower, upper) = if a <= b { (a, b) } else { (b, a) };
            let middle = <E as Endpoint>::midpoint(&lower, &upper);
            prop_assert!(Endpoint::is_finite(&middle));
            prop_assume!(Endpoint::is_finite(&lower) || Endpoint::is_finite(&upper) || lower < upper);
            prop_assert!(lower <= middle && middle <= upper);
        }

        #[test]
        fn the_midpoint_of_finite_bounds_is_an_endpoint_next_to_their_mean(a in finite::<E>(), b in finite::<E>()) {
            let (lower, upper) = if a <= b { (a, b) } else { (b, a) };
            let middle = <E as Endpoint>::midpoint(&lower, &upper);
            let mean = (exact(&lower) + exact(&upper)) / Rational::from(2);
            prop_assert!(middle.below().float() < *mean.as_rug() && middle.above().float() > *mean.as_rug());
        }

        #[test]
        fn the_sign_is_the_comparison_with_zero(a in E::hostile()) {
            prop_assert_eq!(Some(a.sign()), a.partial_cmp(&E::zero()));
            prop_assert_eq!(a.negate().sign(), a.sign().reverse());
        }
    }

    #[test]
    fn undefined_results_are_the_infinity_of_their_direction() {
        check_undefined_results::<E>();
    }

    #[test]
    fn infinite_operands_give_their_limits() {
        check_infinite_operands::<E>();
    }
}

fn check_undefined_results<E: Sampled>() {
    let (zero, one, infinity) = (E::zero(), E::from_rational_up(&Rational::from(1)), E::infinity());
    let (minus, negative_zero) = (infinity.negate(), zero.negate());
    assert_eq!(infinity.add_down(&minus), minus);
    assert_eq!(infinity.add_up(&minus), infinity);
    for numerator in [&zero, &negative_zero, &one, &one.negate(), &infinity, &minus] {
        for denominator in [&zero, &negative_zero] {
            assert_eq!(numerator.div_down(denominator), minus);
            assert_eq!(numerator.div_up(denominator), infinity);
        }
    }
    for (numerator, denominator) in [(&infinity, &infinity), (&infinity, &minus), (&minus, &minus)] {
        assert_eq!(numerator.div_down(denominator), minus);
        assert_eq!(numerator.div_up(denominator), infinity);
    }
    for negative in [one.negate(), minus.clone()] {
        assert_eq!((negative.sqrt_down(), negative.sqrt_up()), (minus.clone(), infinity.clone()));
        assert_eq!((negative.ln_down(), negative.ln_up()), (minus.clone(), infinity.clone()));
    }
}

fn check_infinite_operands<E: Sampled>() {
    let (zero, one, infinity) = (E::zero(), E::from_rational_up(&Rational::from(1)), E::infinity());
    let minus = infinity.negate();
    for (factor, unbounded) in [(&zero, &infinity), (&zero, &minus), (&infinity, &zero), (&minus, &zero.negate())] {
        assert_eq!(factor.mul_down(unbounded), zero);
        assert_eq!(factor.mul_up(unbounded), zero);
    }
    for numerator in [&zero, &one, &one.negate()] {
        for denominator in [&infinity, &minus] {
            assert_eq!(numerator.div_down(denominator), zero);
            assert_eq!(numerator.div_up(denominator), zero);
        }
    }
    assert_eq!((infinity.add_down(&one), infinity.add_up(&one)), (infinity.clone(), infinity.clone()));
    assert_eq!((minus.add_down(&one), minus.add_up(&one)), (minus.clone(), minus.clone()));
    assert_eq!((infinity.mul_down(&one), infinity.mul_up(&one.negate())), (infinity.clone(), minus.clone()));
    assert_eq!((infinity.div_down(&one), infinity.div_up(&one.negate())), (infinity.clone(), minus.clone()));
    assert_eq!((infinity.sqrt_down(), infinity.sqrt_up()), (infinity.clone(), infinity.clone()));
    assert_eq!((infinity.exp_down(), infinity.exp_up()), (infinity.clone(), infinity.clone()));
    assert_eq!((minus.exp_down(), minus.exp_up()), (zero.clone(), zero.clone()));
    assert_eq!((infinity.ln_down(), infinity.ln_up()), (infinity.clone(), infinity.clone()));
    assert_eq!((zero.ln_down(), zero.ln_up()), (minus.clone(), minus));
    assert_eq!((zero.exp_down(), zero.exp_up()), (one.clone(), one.clone()));
    assert_eq!((one.ln_down(), one.ln_up()), (zero.clone(), zero));
}
