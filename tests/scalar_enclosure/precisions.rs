//! Random formulas at several precisions: every enclosure holds the same real
//! number.

use num_traits::{One, Zero};
use proptest::prelude::*;
use rug::Float;
use spma::scalar::{BigFloat, Field, Interval, Ordered, Rational, Transcendental};

use crate::support::Sampled;

/// A formula.
#[derive(Clone, Debug)]
enum Formula {
    Number(Rational),
    Unary(Unary, Box<Formula>),
    Binary(Binary, Box<Formula>, Box<Formula>),
}

#[derive(Clone, Copy, Debug)]
enum Unary {
    Negative,
    Absolute,
    Exp,
    Ln,
    Sqrt,
}

#[derive(Clone, Copy, Debug)]
enum Binary {
    Plus,
    Minus,
    Times,
    Over,
    Maximum,
    Minimum,
}

impl Formula {
    /// The value, unless some step is not certain to be defined.
    fn certain<T: Transcendental>(&self) -> Option<T> {
        let zero = T::zero();
        match self {
            Formula::Unary(Unary::Ln, x) => x.certain().filter(|x: &T| zero.less(x).is_yes()).map(|x| x.ln()),
            Formula::Unary(Unary::Sqrt, x) => x.certain().filter(|x: &T| zero.at_most(x).is_yes()).map(|x| x.sqrt()),
            Formula::Binary(Binary::Over, x, y) => {
                let divisor = y.certain().filter(|y: &T| y.equal(&zero).is_no())?;
                Some(x.certain::<T>()? / &divisor)
            }
            Formula::Unary(operation, x) => Some(operation.apply(&x.certain()?)),
            Formula::Binary(operation, x, y) => Some(operation.apply(&x.certain()?, &y.certain()?)),
            Formula::Number(value) => Some(T::from_rational(value)),
        }
    }

    /// The value, whatever the kind of number says where it is undefined.
    fn value<T: Transcendental>(&self) -> T {
        match self {
            Formula::Number(value) => T::from_rational(value),
            Formula::Unary(operation, x) => operation.apply(&x.value()),
            Formula::Binary(operation, x, y) => operation.apply(&x.value(), &y.value()),
        }
    }

    /// The exact value of a formula without transcendental functions, unless it
    /// divides by zero.
    fn exact(&self) -> Option<Rational> {
        match self {
            Formula::Number(value) => Some(value.clone()),
            Formula::Unary(Unary::Negative, x) => Some(-x.exact()?),
            Formula::Unary(Unary::Absolute, x) => Some(x.exact()?.abs()),
            Formula::Unary(..) => None,
            Formula::Binary(Binary::Over, x, y) => Some(x.exact()? / y.exact().filter(|y| !y.is_zero())?),
            Formula::Binary(operation, x, y) => Some(operation.apply(&x.exact()?, &y.exact()?)),
        }
    }
}

impl Unary {
    fn apply<T: Transcendental>(self, x: &T) -> T {
        match self {
            Unary::Negative => -x.clone(),
            Unary::Absolute => x.absolute(),
            Unary::Exp => x.exp(),
            Unary::Ln => x.ln(),
            Unary::Sqrt => x.sqrt(),
        }
    }
}

impl Binary {
    fn apply<T: Ordered>(self, x: &T, y: &T) -> T {
        match self {
            Binary::Plus => x.clone() + y,
            Binary::Minus => x.clone() - y,
            Binary::Times => x.clone() * y,
            Binary::Over => x.clone() / y,
            Binary::Maximum => x.maximum(y),
            Binary::Minimum => x.minimum(y),
        }
    }
}

/// Formulas whose inner functions are drawn from `unary`.
fn formulas(unary: Vec<Unary>) -> BoxedStrategy<Formula> {
    let number = prop_oneof![
        (-20i64..20, 1i64..20).prop_map(|(p, q)| Rational::new(p, q)),
        (any::<i64>(), -80i32..20).prop_map(|(digits, e)| Rational::from(digits) * Rational::power_of_two(e)),
    ];
    let binary = [Binary::Plus, Binary::Minus, Binary::Times, Binary::Over, Binary::Maximum, Binary::Minimum];
    number
        .prop_map(Formula::Number)
        .prop_recursive(6, 40, 2, move |inner| {
            let unary = proptest::sample::select(unary.clone());
            prop_oneof![
                1 => (unary, inner.clone()).prop_map(|(f, x)| Formula::Unary(f, Box::new(x))),
                2 => (proptest::sample::select(binary.to_vec()), inner.clone(), inner)
                    .prop_map(|(f, x, y)| Formula::Binary(f, Box::new(x), Box::new(y))),
            ]
        })
        .boxed()
}

/// The bounds of an interval of any precision.
fn floats<E: Sampled>(interval: &Interval<E>) -> (Float, Float) {
    (interval.lower().float(), interval.upper().float())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn enclosures_at_all_precisions_overlap(
        formula in formulas(vec![Unary::Negative, Unary::Absolute, Unary::Exp, Unary::Ln, Unary::Sqrt]),
    ) {
        let certain = formula.certain::<Interval<BigFloat<1024>>>();
        prop_assume!(certain.is_some());
        let enclosures = [
            floats(&certain.unwrap()),
            floats(&formula.value::<Interval<f64>>()),
            floats(&formula.value::<Interval<BigFloat<64>>>()),
            floats(&formula.value::<Interval<BigFloat<256>>>()),
        ];
        for (lower, _) in &enclosures {
            for (_, upper) in &enclosures {
                prop_assert!(lower <= upper, "disjoint enclosures {:?}", enclosures);
            }
        }
    }

    #[test]
    fn enclosures_contain_the_exact_value(formula in formulas(vec![Unary::Negative, Unary::Absolute])) {
        let exact = formula.exact();
        prop_assume!(exact.is_some());
        let exact = exact.unwrap();
        prop_assert!(formula.value::<Interval<f64>>().contains(&exact));
        prop_assert!(formula.value::<Interval<BigFloat<64>>>().contains(&exact));
        prop_assert!(formula.value::<Interval<BigFloat<256>>>().contains(&exact));
    }
}

#[test]
fn a_cancellation_that_fools_floats_is_seen_by_intervals() {
    let ten = Rational::from(10);
    let sum = |values: &[Rational]| -> Vec<Interval<f64>> { values.iter().map(Interval::from_rational).collect() };
    let terms = [ten.power(20), Rational::one(), -ten.power(20)];
    let enclosure: Interval<f64> = Field::sum(&sum(&terms));
    assert!(enclosure.contains(&Rational::one()));
    assert!(!enclosure.is_point());
    let plain: f64 = terms.iter().map(f64::from_rational).sum();
    assert_eq!(plain, 0.0);
}
