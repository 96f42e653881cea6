//! Directed rounding at the ends of the exponent range: overflow, underflow and
//! the subnormals.

use proptest::prelude::*;
use spma::scalar::{BigFloat, Endpoint, Rational};

use crate::support::{Sampled, exact, is_ceiling, is_floor};

#[test]
fn overflow_is_the_largest_float_on_the_side_of_zero_and_infinite_on_the_other() {
    let huge = Rational::power_of_two(2000);
    let overflowing = [
        (f64::MAX.add_down(&f64::MAX), f64::MAX.add_up(&f64::MAX)),
        (f64::MAX.mul_down(&2.0), f64::MAX.mul_up(&2.0)),
        (f64::MAX.div_down(&0.5), f64::MAX.div_up(&0.5)),
        (1000.0.exp_down(), 1000.0.exp_up()),
        (f64::MAX.exp_down(), f64::MAX.exp_up()),
        (f64::from_rational_down(&huge), f64::from_rational_up(&huge)),
    ];
    for (lower, upper) in overflowing {
        assert_eq!((lower, upper), (f64::MAX, f64::INFINITY));
    }
    let negative = [
        (f64::MIN.add_down(&f64::MIN), f64::MIN.add_up(&f64::MIN)),
        (f64::MAX.mul_down(&-2.0), f64::MAX.mul_up(&-2.0)),
        (f64::MIN.div_down(&0.5), f64::MIN.div_up(&0.5)),
        (f64::from_rational_down(&-huge.clone()), f64::from_rational_up(&-huge)),
    ];
    for (lower, upper) in negative {
        assert_eq!((lower, upper), (f64::NEG_INFINITY, f64::MIN));
    }
}

#[test]
fn underflow_is_zero_on_one_side_and_the_smallest_float_on_the_other() {
    let tiny = f64::from_bits(1);
    let small = Rational::power_of_two(-2000);
    let positive = [
        (tiny.mul_down(&0.5), tiny.mul_up(&0.5)),
        (tiny.mul_down(&tiny), tiny.mul_up(&tiny)),
        (tiny.div_down(&3.0), tiny.div_up(&3.0)),
        (tiny.div_down(&f64::MAX), tiny.div_up(&f64::MAX)),
        ((-1000.0).exp_down(), (-1000.0).exp_up()),
        (f64::MIN.exp_down(), f64::MIN.exp_up()),
        (f64::from_rational_down(&small), f64::from_rational_up(&small)),
    ];
    for (lower, upper) in positive {
        assert_eq!((lower, upper), (0.0, tiny));
    }
    assert_eq!((tiny.mul_down(&-0.5), tiny.mul_up(&-0.5)), (-tiny, 0.0));
    assert_eq!((tiny.div_down(&-3.0), tiny.div_up(&-3.0)), (-tiny, 0.0));
}

#[test]
fn exact_results_are_kept_also_among_the_subnormals() {
    let tiny = f64::from_bits(1);
    assert_eq!((tiny.mul_down(&3.0), tiny.mul_up(&3.0)), (3.0 * tiny, 3.0 * tiny));
    let six = 6.0 * tiny;
    assert_eq!((six.div_down(&2.0), six.div_up(&2.0)), (3.0 * tiny, 3.0 * tiny));
    let root = 2f64.powi(-537);
    assert_eq!((tiny.sqrt_down(), tiny.sqrt_up()), (root, root));
    assert_eq!((root.mul_down(&root), root.mul_up(&root)), (tiny, tiny));
}

/// A float in `[2^exponent, 2^(exponent + 1))`, rounded where it is subnormal.
fn scaled(mantissa: u64, exponent: i32) -> f64 {
    let fraction = f64::from_bits((1023 << 52) | (mantissa >> 12));
    fraction * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn products_near_underflow_are_rounded_to_the_nearest_float_on_each_side(
        mantissas in any::<(u64, u64)>(),
        total in -1080i32..-890,
        first in -1074i32..180,
    ) {
        let (a, b) = (scaled(mantissas.0, first), scaled(mantissas.1, total - first));
        let product = exact(&a) * exact(&b);
        prop_assert!(is_floor(&a.mul_down(&b), &product) && is_ceiling(&a.mul_up(&b), &product));
        prop_assert!(is_floor(&a.mul_down(&-b), &-product.clone()) && is_ceiling(&a.mul_up(&-b), &-product));
    }

    #[test]
    fn quotients_of_subnormals_and_near_underflow_are_rounded_to_the_nearest_float_on_each_side(
        mantissas in any::<(u64, u64)>(),
        dividend in -1074i32..-890,
        divisor in -1074i32..190,
    ) {
        let (a, b) = (scaled(mantissas.0, dividend), scaled(mantissas.1, divisor));
        let quotient = exact(&a) / exact(&b);
        prop_assert!(is_floor(&a.div_down(&b), &quotient) && is_ceiling(&a.div_up(&b), &quotient));
        prop_assert!(is_floor(&a.div_down(&-b), &-quotient.clone()) && is_ceiling(&a.div_up(&-b), &-quotient));
    }

    #[test]
    fn products_and_quotients_near_overflow_are_rounded_to_the_nearest_float_on_each_side(
        mantissas in any::<(u64, u64)>(),
        total in 1015i32..1030,
        first in 10i32..1000,
    ) {
        let (a, b) = (scaled(mantissas.0, first), scaled(mantissas.1, total - first));
        let (product, inverse) = (exact(&a) * exact(&b), scaled(mantissas.1, first - total));
        let quotient = exact(&a) / exact(&inverse);
        prop_assert!(is_floor(&a.mul_down(&b), &product) && is_ceiling(&a.mul_up(&b), &product));
        prop_assert!(is_floor(&a.div_down(&inverse), &quotient) && is_ceiling(&a.div_up(&inverse), &quotient));
    }
}

#[test]
fn a_big_float_beyond_its_exponents_is_bounded_by_the_largest_and_infinity() {
    type E = BigFloat<64>;
    let infinity = <E as Endpoint>::infinity();
    let (largest, smallest) = (infinity.below(), <E as Endpoint>::zero().above());
    let two = E::from_rational_up(&Rational::from(2));
    assert_eq!((largest.add_down(&largest), largest.add_up(&largest)), (largest.clone(), infinity.clone()));
    assert_eq!((largest.mul_down(&two), largest.mul_up(&two)), (largest.clone(), infinity.clone()));
    assert_eq!((largest.exp_down(), largest.exp_up()), (largest.clone(), infinity.clone()));
    let zero = <E as Endpoint>::zero();
    assert_eq!((smallest.div_down(&two), smallest.div_up(&two)), (zero.clone(), smallest.clone()));
    assert_eq!((smallest.mul_down(&smallest), smallest.mul_up(&smallest)), (zero, smallest));
    assert_eq!(E::midpoint(&largest, &largest), largest);
    assert_eq!(E::midpoint(&largest, &infinity), largest);
    assert_eq!(E::midpoint(&infinity.negate(), &largest.negate()), largest.negate());
}
