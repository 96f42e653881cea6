//! Floats of both kinds as scalars: rounding to nearest, and what NaN does.

use num_traits::{One, Zero};
use proptest::prelude::*;
use rug::Float;
use rug::float::Special;
use spma::scalar::{BigFloat, Bounds, Field, Ordered, Rational, Transcendental, Truth};

/// What must hold of comparisons with NaN, for any kind of float.
fn check_not_a_number<T: Ordered + PartialOrd>(nan: &T, is_nan: impl Fn(&T) -> bool) {
    let one = T::one();
    for (left, right) in [(nan, &one), (&one, nan), (nan, nan)] {
        assert_eq!(left.less(right), Truth::Undecided);
        assert_eq!(left.at_most(right), Truth::Undecided);
        assert_eq!(left.equal(right), Truth::Undecided);
        assert!(is_nan(&left.maximum(right)) && is_nan(&left.minimum(right)) && is_nan(&left.hull(right)));
    }
    assert!(is_nan(&nan.absolute()));
    assert_eq!(nan.bounds(), Bounds::unbounded());
}

/// What must hold of floats that are numbers.
fn check_numbers<T: Transcendental + PartialOrd>(is_nan: impl Fn(&T) -> bool) {
    let number = |value: i64| T::from_integer(value);
    assert_eq!(number(1).less(&number(2)), Truth::Yes);
    assert_eq!(number(2).less(&number(2)), Truth::No);
    assert_eq!(number(2).at_most(&number(2)), Truth::Yes);
    assert_eq!(number(2).equal(&number(2)), Truth::Yes);
    assert_eq!(number(2).equal(&number(3)), Truth::No);
    assert!(number(2).maximum(&number(3)) == number(3) && number(2).minimum(&number(3)) == number(2));
    assert!(number(-2).absolute() == number(2) && number(2).hull(&number(2)) == number(2));
    assert_eq!(number(7).bounds(), Bounds::point(Rational::from(7)));
    assert!(number(9).sqrt() == number(3) && number(0).exp() == number(1) && number(1).ln() == number(0));
    assert!(is_nan(&number(-1).ln()) && is_nan(&number(-1).sqrt()));
    assert!(T::zero().is_zero() && T::one() == number(1) && Field::to_f64(&number(-5)) == -5.0);
}

#[test]
fn comparisons_of_hardware_floats_with_nan_stay_undecided() {
    check_not_a_number(&f64::NAN, |x| x.is_nan());
}

#[test]
fn comparisons_of_big_floats_with_nan_stay_undecided() {
    check_not_a_number(&BigFloat::<64>::from_float(Float::with_val(64, Special::Nan)), BigFloat::is_nan);
}

#[test]
fn hardware_floats_compare_and_compute_like_numbers() {
    check_numbers::<f64>(|x| x.is_nan());
}

#[test]
fn big_floats_compare_and_compute_like_numbers() {
    check_numbers::<BigFloat<64>>(BigFloat::is_nan);
    check_numbers::<BigFloat<1024>>(BigFloat::is_nan);
}

#[test]
fn no_float_stands_for_two_different_ones() {
    assert!(Ordered::hull(&1.0, &2.0).is_nan());
    assert!(BigFloat::<64>::one().hull(&BigFloat::zero()).is_nan());
}

#[test]
#[should_panic(expected = "float of another precision")]
fn a_big_float_refuses_a_float_of_another_precision() {
    BigFloat::<64>::from_float(Float::with_val(53, 1));
}

proptest! {
    #[test]
    fn a_big_float_computes_the_rounded_result(a in any::<i64>(), b in any::<i64>()) {
        prop_assume!(b != 0);
        let exact = |value: i64| Rational::from(value);
        let float = |value: i64| BigFloat::<64>::from_integer(value);
        let rounded = |value: Rational| BigFloat::<64>::from_rational(&value);
        prop_assert_eq!(float(a) + &float(b), rounded(exact(a) + exact(b)));
        prop_assert_eq!(float(a) - &float(b), rounded(exact(a) - exact(b)));
        prop_assert_eq!(float(a) * &float(b), rounded(exact(a) * exact(b)));
        prop_assert_eq!(float(a) / &float(b), rounded(exact(a) / exact(b)));
    }

    #[test]
    fn the_bounds_of_a_float_are_its_exact_value(x in any::<f64>()) {
        prop_assume!(x.is_finite());
        prop_assert_eq!(x.bounds(), Bounds::point(Rational::from_f64(x).unwrap()));
        prop_assert_eq!(f64::from_rational(&Rational::from_f64(x).unwrap()), x);
    }
}
