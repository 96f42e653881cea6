//! Derivatives carried along with values, against derivatives known by formula.

use num_traits::{One, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use spma::scalar::{BigFloat, Dual, Field, Interval, Ordered, Rational, Transcendental, Truth};

/// Coefficients of a polynomial, constant term first.
type Polynomial = Vec<Rational>;

fn rationals() -> BoxedStrategy<Rational> {
    (-30i64..=30, 1i64..=12).prop_map(|(p, q)| Rational::new(p, q)).boxed()
}

fn polynomials() -> BoxedStrategy<Polynomial> {
    vec(rationals(), 1..6).boxed()
}

/// `sum_k c_k t^k`, by Horner's rule.
fn evaluate<T: Field>(polynomial: &[Rational], t: &T) -> T {
    polynomial.iter().rev().fold(T::zero(), |value, coefficient| value * t + &T::from_rational(coefficient))
}

/// Coefficients `k c_k` of the derivative.
fn differentiate(polynomial: &[Rational]) -> Polynomial {
    polynomial.iter().enumerate().skip(1).map(|(k, c)| c.clone() * Rational::from(k)).collect()
}

/// The interval between two numbers, in any order.
fn between<T>(a: &Rational, b: &Rational) -> Interval<T>
where
    T: spma::scalar::Endpoint,
{
    Interval::from_bounds(a.min(b), a.max(b)).unwrap()
}

/// A smooth function of positive numbers through every rule.
fn smooth<T: Transcendental>(t: &T) -> T {
    let root = (t.clone() * t + &T::one()).sqrt();
    let decay = (-t.clone()).exp() * &t.ln();
    decay / &root - &(root * &T::from_integer(3))
}

proptest! {
    #[test]
    fn the_derivative_of_a_polynomial_is_exact(p in polynomials(), t in rationals()) {
        let dual = evaluate(&p, &Dual::variable(t.clone()));
        prop_assert_eq!(dual.value, evaluate(&p, &t));
        prop_assert_eq!(dual.derivative, evaluate(&differentiate(&p), &t));
    }

    #[test]
    fn the_derivative_of_a_rational_function_is_exact(p in polynomials(), q in polynomials(), t in rationals()) {
        let at = |polynomial: &[Rational]| evaluate(polynomial, &t);
        let (numerator, denominator) = (at(&p), at(&q));
        prop_assume!(!denominator.is_zero());
        let variable = Dual::variable(t.clone());
        let quotient = evaluate(&p, &variable) / &evaluate(&q, &variable);
        let cross = at(&differentiate(&p)) * &denominator - numerator.clone() * at(&differentiate(&q));
        prop_assert_eq!(quotient.value, numerator / &denominator);
        prop_assert_eq!(quotient.derivative, cross / (denominator.clone() * denominator));
    }

    #[test]
    fn a_composition_follows_the_chain_rule(p in polynomials(), q in polynomials(), t in rationals()) {
        let inner = evaluate(&q, &t);
        let dual = evaluate(&p, &evaluate(&q, &Dual::variable(t.clone())));
        let expected = evaluate(&differentiate(&p), &inner) * evaluate(&differentiate(&q), &t);
        prop_assert_eq!(dual.derivative, expected);
    }

    #[test]
    fn derivatives_add_subtract_and_accumulate(p in polynomials(), q in polynomials(), t in rationals()) {
        let variable = Dual::variable(t.clone());
        let (f, g) = (evaluate(&p, &variable), evaluate(&q, &variable));
        let (df, dg) = (f.derivative.clone(), g.derivative.clone());
        prop_assert_eq!((f.clone() + &g).derivative, df.clone() + &dg);
        prop_assert_eq!((f.clone() - &g).derivative, df.clone() - &dg);
        prop_assert_eq!((-f.clone()).derivative, -df.clone());
        let mut total = f.clone();
        total.add_product(&g, &variable);
        prop_assert_eq!(total.derivative, df + dg * &t + &g.value);
        prop_assert_eq!(Dual::sum([&f, &g]), f.clone() + &g);
        let pair = [f, g];
        prop_assert_eq!(Dual::dot(&pair, &pair).derivative, {
            let [f, g] = &pair;
            (f.value.clone() * &f.derivative + g.value.clone() * &g.derivative) * Rational::from(2)
        });
    }

    #[test]
    fn the_slope_of_a_chord_lies_in_the_derivative_over_its_interval(
        p in polynomials(),
        a in rationals(),
        b in rationals(),
    ) {
        prop_assume!(a != b);
        let slope = (evaluate(&p, &b) - evaluate(&p, &a)) / (b.clone() - &a);
        let dual = evaluate(&p, &Dual::variable(between::<f64>(&a, &b)));
        prop_assert!(dual.derivative.contains(&slope));
    }

    #[test]
    fn derivatives_of_exponential_logarithm_and_root_are_the_known_ones(c in rationals(), t in 1i64..400) {
        type I = Interval<f64>;
        type Fine = Interval<BigFloat<256>>;
        let agree = |coarse: &I, fine: &Fine| {
            let (coarse, fine) = (coarse.bounds(), fine.bounds());
            coarse.lower <= fine.lower && fine.upper <= coarse.upper
        };
        let t = Rational::new(t, 40);
        let (variable, fine) = (Dual::variable(I::from_rational(&t)), Fine::from_rational(&t));
        let scale = Fine::from_rational(&c);
        let scaled = variable.clone() * &Dual::from_rational(&c);

        let exponential = scaled.exp();
        let value = (fine.clone() * &scale).exp();
        prop_assert!(agree(&exponential.value, &value));
        prop_assert!(agree(&exponential.derivative, &(value * &scale)));

        let logarithm = variable.ln();
        prop_assert!(agree(&logarithm.value, &fine.ln()));
        prop_assert!(agree(&logarithm.derivative, &(Fine::one() / &fine)));

        let root = variable.sqrt();
        let value = fine.sqrt();
        prop_assert!(agree(&root.value, &value));
        prop_assert!(agree(&root.derivative, &(Fine::one() / &(value.clone() + &value))));
    }

    #[test]
    fn the_slope_of_a_transcendental_chord_meets_the_derivative(a in 1i64..200, b in 1i64..200) {
        prop_assume!(a != b);
        type I = Interval<BigFloat<256>>;
        let (a, b) = (Rational::new(a, 37), Rational::new(b, 37));
        let at = |t: &Rational| smooth(&I::from_rational(t));
        let slope = (at(&b) - &at(&a)) / &I::from_rational(&(b.clone() - &a));
        let derivative = smooth(&Dual::variable(between(&a, &b))).derivative;
        prop_assert!(derivative.overlaps(&slope));
    }

    #[test]
    fn a_transcendental_derivative_is_near_the_slope_of_a_short_chord(a in 1i64..200) {
        type I = Interval<BigFloat<256>>;
        let (t, step) = (Rational::new(a, 37), Rational::power_of_two(-60));
        let at = |t: Rational| smooth(&I::from_rational(&t));
        let slope = (at(t.clone() + &step) - &at(t.clone() - &step)) / &I::from_rational(&(step * Rational::from(2)));
        let derivative = smooth(&Dual::variable(I::from_rational(&t))).derivative;
        let error = (derivative - &slope).absolute();
        prop_assert!(error.less(&I::from_rational(&Rational::power_of_two(-80))).is_yes());
    }

    #[test]
    fn comparisons_see_values_only(a in rationals(), b in rationals(), da in rationals(), db in rationals()) {
        let left = Dual { value: a.clone(), derivative: da };
        let right = Dual { value: b.clone(), derivative: db };
        prop_assert_eq!(left.less(&right), a.less(&b));
        prop_assert_eq!(left.at_most(&right), a.at_most(&b));
        prop_assert_eq!(left.equal(&right), a.equal(&b));
        prop_assert_eq!(left.maximum(&right), if a >= b { left.clone() } else { right.clone() });
        prop_assert_eq!(left.minimum(&right), if a <= b { left.clone() } else { right.clone() });
        prop_assert_eq!(left.absolute(), if a.is_negative() { -left.clone() } else { left.clone() });
        prop_assert_eq!(left.bounds(), a.bounds());
        prop_assert_eq!(Field::to_f64(&left), Field::to_f64(&a));
    }

    #[test]
    fn kinks_inside_an_interval_enclose_both_slopes(a in rationals(), b in rationals()) {
        prop_assume!(a.is_negative() && b.is_positive());
        let t = Dual::variable(between::<f64>(&a, &b));
        let slopes = between::<f64>(&Rational::from(-1), &Rational::from(1));
        prop_assert_eq!(t.absolute(), Dual { value: t.value.absolute(), derivative: slopes.clone() });
        prop_assert_eq!(t.maximum(&-t.clone()).derivative, slopes.clone());
        prop_assert_eq!(t.minimum(&-t.clone()).derivative, slopes);
    }
}

#[test]
fn a_constant_has_no_slope_and_the_variable_slope_one() {
    let three = Rational::from(3);
    assert_eq!(Dual::constant(three.clone()).derivative, Rational::zero());
    assert_eq!(Dual::variable(three.clone()).derivative, Rational::one());
    assert_eq!(Dual::<Rational>::from_integer(3), Dual::constant(three.clone()));
    assert_eq!(Dual::<Rational>::one(), Dual::constant(Rational::one()));
    assert!(Dual::<Rational>::zero().is_zero() && !Dual::variable(Rational::zero()).is_zero());
    assert_eq!(Dual::constant(three.clone()).hull(&Dual::constant(three.clone())), Dual::constant(three));
}

#[test]
fn a_float_that_is_not_a_number_takes_its_derivative_along() {
    let broken = Dual { value: f64::NAN, derivative: 1.0 };
    let sound = Dual { value: 2.0, derivative: 3.0 };
    assert_eq!(broken.less(&sound), Truth::Undecided);
    for result in [broken.maximum(&sound), sound.maximum(&broken), broken.minimum(&sound), broken.absolute()] {
        assert!(result.value.is_nan() && result.derivative.is_nan());
    }
}

#[test]
fn the_root_has_no_slope_at_zero() {
    let root = Dual::variable(Interval::<f64>::zero()).sqrt();
    assert_eq!(root, Dual { value: Interval::zero(), derivative: Interval::entire() });
    let reaching = Dual::variable(Interval::new(0.0, 4.0).unwrap()).sqrt();
    assert_eq!(reaching.derivative, Interval::new(0.25, f64::INFINITY).unwrap());
}
