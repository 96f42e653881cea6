//! Algebra: the laws of a field and of an order, exactly for rationals and for
//! enclosures as far as enclosures can have them; three-valued logic.

use std::ops::Not;

use num_traits::{One, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use quickcheck::{Arbitrary, Gen, quickcheck};
use rug::Integer;
use spma::scalar::{Field, Interval, Ordered, Rational, Truth};

/// Rationals of small and of large height, integers and powers of two.
fn rationals() -> BoxedStrategy<Rational> {
    prop_oneof![
        2 => (-9i64..=9, 1i64..=9).prop_map(|(p, q)| Rational::new(p, q)),
        1 => any::<i64>().prop_map(Rational::from),
        1 => (any::<i128>(), 1..i128::MAX).prop_map(|(p, q)| Rational::new(p, q)),
        1 => (any::<i64>(), -2000i32..2000).prop_map(|(p, e)| Rational::from(p) * Rational::power_of_two(e)),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn rationals_are_a_commutative_ring(a in rationals(), b in rationals(), c in rationals()) {
        prop_assert_eq!(a.clone() + &b, b.clone() + &a);
        prop_assert_eq!(a.clone() * &b, b.clone() * &a);
        prop_assert_eq!((a.clone() + &b) + &c, a.clone() + &(b.clone() + &c));
        prop_assert_eq!((a.clone() * &b) * &c, a.clone() * &(b.clone() * &c));
        prop_assert_eq!(a.clone() * &(b.clone() + &c), a.clone() * &b + &(a.clone() * &c));
        prop_assert_eq!(a.clone() + &Rational::zero(), a.clone());
        prop_assert_eq!(a.clone() * &Rational::one(), a.clone());
        prop_assert!((a.clone() + &-a.clone()).is_zero());
        prop_assert_eq!(a.clone() - &b, a + &-b);
    }

    #[test]
    fn nonzero_rationals_have_an_inverse(a in rationals(), b in rationals()) {
        prop_assume!(!b.is_zero());
        prop_assert_eq!(a.clone() / &b * &b, a.clone());
        prop_assert_eq!(a.clone() / &b, a * &(Rational::one() / &b));
        prop_assert_eq!(b.power(-3) * b.power(3), Rational::one());
    }

    #[test]
    fn a_rational_is_in_lowest_terms(p in any::<i64>(), q in any::<i64>(), k in any::<i32>()) {
        prop_assume!(q != 0 && k != 0);
        let (p, q, k) = (Integer::from(p), Integer::from(q), Integer::from(k));
        let reduced = Rational::new(p.clone(), q.clone());
        prop_assert_eq!(&reduced, &Rational::new(p * &k, q * &k));
        prop_assert!(*reduced.denominator() > 0);
        prop_assert_eq!(reduced.numerator().clone().gcd(reduced.denominator()), 1);
    }

    #[test]
    fn the_order_of_rationals_respects_sums_and_products(a in rationals(), b in rationals(), c in rationals()) {
        prop_assert_eq!(a.less(&b), (a.clone() + &c).less(&(b.clone() + &c)));
        prop_assert_eq!(a.less(&b), b.at_most(&a).not());
        prop_assert_eq!(a.equal(&b), a.at_most(&b).and(b.at_most(&a)));
        if c.is_positive() {
            prop_assert_eq!(a.less(&b), (a.clone() * &c).less(&(b.clone() * &c)));
        }
        if c.is_negative() {
            prop_assert_eq!(a.less(&b), (b.clone() * &c).less(&(a.clone() * &c)));
        }
        prop_assert_eq!(a.maximum(&b) + &a.minimum(&b), a.clone() + &b);
        prop_assert_eq!(a.absolute(), a.maximum(&-a.clone()));
        prop_assert_eq!(a.abs(), a.absolute());
    }

    #[test]
    fn floor_and_ceiling_are_the_integers_beside(a in rationals()) {
        let (floor, ceil) = (Rational::from(a.floor()), Rational::from(a.ceil()));
        prop_assert!(floor <= a && a < floor.clone() + Rational::one());
        prop_assert!(ceil >= a && a > ceil - Rational::one());
        prop_assert_eq!((-a.clone()).floor(), -a.ceil());
    }

    #[test]
    fn powers_multiply_and_powers_of_two_are_powers(a in rationals(), m in 0i32..6, n in 0i32..6, e in -300i32..300) {
        prop_assert_eq!(a.power(m) * a.power(n), a.power(m + n));
        prop_assert_eq!(Rational::power_of_two(e), Rational::from(2).power(e));
    }

    #[test]
    fn sums_and_dot_products_are_those_of_the_terms(pairs in vec((rationals(), rationals()), 0..8)) {
        let (a, b): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let sum = a.iter().fold(Rational::zero(), |total, term| total + term);
        prop_assert_eq!(&<Rational as Field>::sum(&a), &sum);
        prop_assert_eq!(a.iter().cloned().sum::<Rational>(), sum);
        let products: Vec<_> = a.iter().zip(&b).map(|(x, y)| x.clone() * y).collect();
        prop_assert_eq!(Rational::dot(&a, &b), <Rational as Field>::sum(&products));
    }

    #[test]
    fn accumulating_a_product_adds_it(a in rationals(), b in rationals(), c in rationals()) {
        let mut total = a.clone();
        total.add_product(&b, &c);
        prop_assert_eq!(total, a + b * c);
    }

    #[test]
    fn a_float_is_the_nearest_to_a_rational(a in rationals(), exponent in -1090i32..900) {
        let value = a * Rational::power_of_two(exponent);
        let float = Field::to_f64(&value);
        prop_assume!(float.is_finite());
        let distance = |x: f64| Rational::from_f64(x).map(|x| (x - &value).abs());
        let nearest = distance(float).unwrap();
        for other in [float.next_up(), float.next_down()] {
            prop_assert!(distance(other).is_none_or(|distance| nearest <= distance));
        }
        prop_assert_eq!(f64::from_rational(&value), float);
    }
}

#[test]
fn a_rational_next_to_the_middle_of_two_subnormal_floats_is_rounded_once() {
    let tiny = Rational::power_of_two(-1074);
    let offset = Rational::power_of_two(-1300);
    for below in [0u32, 1, 2, 3, 1000] {
        let middle = tiny.clone() * Rational::new(2 * below + 1, 2);
        let (floor, ceil) = (f64::from_bits(u64::from(below)), f64::from_bits(u64::from(below + 1)));
        assert_eq!(f64::from_rational(&(middle.clone() - &offset)), floor);
        assert_eq!(f64::from_rational(&(middle.clone() + &offset)), ceil);
        assert_eq!(f64::from_rational(&(-middle - &offset)), -ceil);
    }
}

/// An interval of any floats.
#[derive(Clone, Debug)]
struct Wild(Interval<f64>);

impl Arbitrary for Wild {
    fn arbitrary(generator: &mut Gen) -> Self {
        loop {
            let (a, b) = (f64::arbitrary(generator), f64::arbitrary(generator));
            if let Ok(interval) = Interval::new(a.min(b), a.max(b)) {
                return Wild(interval);
            }
        }
    }
}

/// An interval of small integers, with which floats compute exactly.
#[derive(Clone, Debug)]
struct Small(Interval<f64>);

impl Arbitrary for Small {
    fn arbitrary(generator: &mut Gen) -> Self {
        let (a, b) = (i16::arbitrary(generator), i16::arbitrary(generator));
        Small(Interval::new(f64::from(a.min(b)), f64::from(a.max(b))).unwrap())
    }
}

fn inside(small: &Interval<f64>, large: &Interval<f64>) -> bool {
    large.lower() <= small.lower() && small.upper() <= large.upper()
}

quickcheck! {
    fn sums_and_products_of_intervals_commute(x: Wild, y: Wild) -> bool {
        let (x, y) = (x.0, y.0);
        x.clone() + &y == y.clone() + &x && x.clone() * &y == y * &x
    }

    fn a_sign_moves_out_of_every_operation_on_intervals(x: Wild, y: Wild) -> bool {
        let (x, y) = (x.0, y.0);
        let opposite = -x.clone();
        -opposite.clone() == x
            && x.clone() - &y == x.clone() + &-y.clone()
            && opposite.clone() * &y == -(x.clone() * &y)
            && opposite.clone() / &y == -(x.clone() / &y)
            && opposite.square() == x.square()
            && opposite.absolute() == x.absolute()
    }

    fn maximum_and_minimum_of_intervals_absorb_each_other(x: Wild, y: Wild) -> bool {
        let (x, y) = (x.0, y.0);
        x.maximum(&x.minimum(&y)) == x
            && x.minimum(&x.maximum(&y)) == x
            && x.minimum(&y) == -(-x).maximum(&-y)
    }

    fn a_square_of_an_interval_is_inside_its_product_with_itself(x: Wild) -> bool {
        inside(&x.0.square(), &(x.0.clone() * &x.0))
    }

    fn the_hull_of_intervals_is_a_join(x: Wild, y: Wild, z: Wild) -> bool {
        let (x, y, z) = (x.0, y.0, z.0);
        x.hull(&x) == x && x.hull(&y) == y.hull(&x) && x.hull(&y).hull(&z) == x.hull(&y.hull(&z))
    }

    fn intervals_without_rounding_associate(x: Small, y: Small, z: Small) -> bool {
        let (x, y, z) = (x.0, y.0, z.0);
        (x.clone() + &y) + &z == x.clone() + &(y.clone() + &z) && (x.clone() * &y) * &z == x * &(y * &z)
    }

    fn intervals_without_rounding_distribute_inward(x: Small, y: Small, z: Small) -> bool {
        let (x, y, z) = (x.0, y.0, z.0);
        inside(&(x.clone() * &(y.clone() + &z)), &(x.clone() * &y + &(x * &z)))
    }

    fn an_interval_minus_itself_is_zero_widened_by_its_width(x: Small) -> bool {
        let width = x.0.width();
        x.0.clone() - &x.0 == Interval::new(-width, width).unwrap()
    }
}

/// Every answer a comparison can give.
const ANSWERS: [Truth; 3] = [Truth::No, Truth::Undecided, Truth::Yes];

#[test]
fn conjunction_is_the_worse_answer_and_disjunction_the_better_one() {
    for (i, left) in ANSWERS.into_iter().enumerate() {
        for (j, right) in ANSWERS.into_iter().enumerate() {
            assert_eq!(left.and(right), ANSWERS[i.min(j)], "{left:?} and {right:?}");
            assert_eq!(left.or(right), ANSWERS[i.max(j)], "{left:?} or {right:?}");
        }
        assert_eq!(!left, ANSWERS[2 - i]);
        assert_eq!(left.is_yes(), i == 2);
        assert_eq!(left.is_no(), i == 0);
    }
    assert_eq!((Truth::from_bool(true), Truth::from_bool(false)), (Truth::Yes, Truth::No));
}

#[test]
#[should_panic(expected = "division of 1/2 by zero")]
fn a_rational_refuses_division_by_zero() {
    let _ = Rational::new(1, 2) / Rational::zero();
}

#[test]
#[should_panic(expected = "rational 1/0 has a zero denominator")]
fn a_rational_refuses_a_zero_denominator() {
    Rational::new(1, 0);
}

#[test]
#[should_panic(expected = "0^-1 is undefined")]
fn zero_has_no_negative_power() {
    Rational::zero().power(-1);
}

#[test]
#[should_panic(expected = "dot product of vectors of lengths 1 and 2")]
fn a_dot_product_refuses_vectors_of_different_lengths() {
    Rational::dot(&[Rational::one()], &[Rational::one(), Rational::one()]);
}

#[test]
#[should_panic(expected = "have no hull")]
fn different_rationals_have_no_hull() {
    Rational::one().hull(&Rational::zero());
}
