//! Formulas at an instance, over any scalar.

use super::expression::{Expression, Extremum, Fold, Function, Kind, Over};
use super::partial::{Partial, largest, least, total};
use super::quantities::quantity;
use super::syntax::{Factor, Sign};
use crate::algorithm::Iterate;
use crate::claim::Setting;
use crate::mdp::Evaluate;
use crate::scalar::{Rational, Transcendental};

/// Powers beyond this do not exist: their digits would fill the memory.
pub(super) const LARGEST_POWER: u32 = 4096;

/// And so do exponentials of more than this, and of less than its negative.
pub(super) const LARGEST_EXPONENT: i64 = 1000;

/// Elementary functions of a scalar that has them.
pub(super) trait Elementary<T> {
    fn exp(x: &T) -> T;
    fn ln(x: &T) -> T;
    fn sqrt(x: &T) -> T;
}

/// For algebraic formulas, in which none occurs.
pub(super) struct Algebra;

impl<T> Elementary<T> for Algebra {
    fn exp(_: &T) -> T {
        unreachable!("an algebraic formula has no exp")
    }

    fn ln(_: &T) -> T {
        unreachable!("an algebraic formula has no ln")
    }

    fn sqrt(_: &T) -> T {
        unreachable!("an algebraic formula has no sqrt")
    }
}

/// For the others.
pub(super) struct Analysis;

impl<T: Transcendental> Elementary<T> for Analysis {
    fn exp(x: &T) -> T {
        x.exp()
    }

    fn ln(x: &T) -> T {
        x.ln()
    }

    fn sqrt(x: &T) -> T {
        x.sqrt()
    }
}

/// Where a formula is taken: at `pi_t` of the instance, or of a step of its run.
pub(super) struct Frame<'f, 'a, T> {
    pub setting: &'f Setting<'a, T>,
    step: Option<usize>,
}

impl<'f, 'a, T: Evaluate> Frame<'f, 'a, T> {
    /// At the policy of the instance.
    pub fn new(setting: &'f Setting<'a, T>) -> Self {
        Frame { setting, step: None }
    }

    /// At each step of the run.
    pub fn steps(&self) -> impl Iterator<Item = Frame<'f, 'a, T>> + use<'f, 'a, T> {
        let setting = self.setting;
        (0..setting.steps() as usize).map(move |t| Frame { setting, step: Some(t) })
    }

    /// Is this a step of the run?
    pub fn is_in_run(&self) -> bool {
        self.step.is_some()
    }

    /// `pi_t`
    pub fn now(&self) -> &Iterate<'a, T> {
        self.step.map_or_else(|| self.setting.now(), |t| &self.setting.trajectory()[t])
    }

    /// `pi_{t+1}`
    pub fn next(&self) -> &Iterate<'a, T> {
        self.step.map_or_else(|| self.setting.next(), |t| &self.setting.trajectory()[t + 1])
    }
}

/// A state and one of its pairs; formulas look only at what their shape says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub state: usize,
    pub pair: usize,
}

/// The value of a formula.
pub(super) fn evaluate<T: Evaluate, F: Elementary<T>>(
    expression: &Expression,
    frame: &Frame<T>,
    place: Place,
) -> Partial<T> {
    let value = |part: &Expression| evaluate::<T, F>(part, frame, place);
    match &expression.kind {
        Kind::Number(number) => Partial::Defined(T::from_rational(number)),
        Kind::Quantity(own) => quantity::<T, F>(*own, frame, place),
        Kind::Named(own) => value(own),
        Kind::Sum(terms) => terms.iter().fold(Partial::Defined(T::zero()), |sum, (sign, term)| {
            sum.combine(value(term), |sum, term| if *sign == Sign::Plus { sum + &term } else { sum - &term })
        }),
        Kind::Product(factors) => {
            factors.iter().fold(Partial::Defined(T::one()), |product, (factor, of)| match factor {
                Factor::Times => product.combine(value(of), |product, of| product * &of),
                Factor::Over => product.over(value(of)),
            })
        }
        Kind::HalfPower(base, halves) => value(base).and_then(|base| half_power::<T, F>(base, *halves)),
        Kind::CountPower(base, exponent) => {
            let exponent = evaluate::<T, F>(exponent, frame, place);
            exponent.and_then(|exponent| match whole(&exponent) {
                None => Partial::Undefined,
                Some(exponent) => value(base).and_then(|base| whole_power(base, exponent)),
            })
        }
        Kind::Function(function, of) => value(of).and_then(|x| apply::<T, F>(*function, x)),
        Kind::Extremum(extremum, of) => {
            let pick = |one: T, other: T| match extremum {
                Extremum::Least => one.minimum(&other),
                Extremum::Largest => one.maximum(&other),
            };
            let values = of.iter().map(value);
            values.reduce(|one, other| one.combine(other, pick)).unwrap_or(Partial::Undefined)
        }
        Kind::Fold(fold, over, of) => folded::<T, F>(*fold, *over, of, frame, place),
    }
}

fn folded<T: Evaluate, F: Elementary<T>>(
    fold: Fold,
    over: Over,
    of: &Expression,
    frame: &Frame<T>,
    place: Place,
) -> Partial<T> {
    let mdp = frame.setting.mdp();
    let values: Vec<Partial<T>> = match over {
        Over::States => (0..mdp.states())
            .map(|state| evaluate::<T, F>(of, frame, Place { state, pair: mdp.actions(state).start }))
            .collect(),
        Over::Actions => {
            let pairs = mdp.actions(place.state);
            pairs.map(|pair| evaluate::<T, F>(of, frame, Place { pair, ..place })).collect()
        }
        Over::Steps => {
            let values = frame.steps().map(|frame| evaluate::<T, F>(of, &frame, place)).collect();
            return over_steps(fold, values);
        }
    };
    Partial::Defined(match fold {
        Fold::Least => least(values),
        Fold::Largest => largest(values),
        Fold::Sum | Fold::Product => total(values),
    })
}

/// A fold over a run exists where all its steps have a value; without steps it is
/// 0, a product 1.
fn over_steps<T: Evaluate>(fold: Fold, values: Vec<Partial<T>>) -> Partial<T> {
    let start = Partial::Defined(if fold == Fold::Product { T::one() } else { T::zero() });
    let join = |one: T, other: T| match fold {
        Fold::Least => one.minimum(&other),
        Fold::Largest => one.maximum(&other),
        Fold::Sum => one + &other,
        Fold::Product => one * &other,
    };
    values.into_iter().reduce(|one, other| one.combine(other, join)).unwrap_or(start)
}

fn apply<T: Evaluate, F: Elementary<T>>(function: Function, x: T) -> Partial<T> {
    match function {
        Function::Absolute => Partial::Defined(x.absolute()),
        Function::Exp => {
            let most = T::from_integer(LARGEST_EXPONENT);
            let within = x.absolute().at_most(&most);
            // Where enclosures do not tell, the part that is within.
            Partial::if_true(within, || F::exp(&x.minimum(&most).maximum(&-most.clone())))
        }
        Function::Ln => Partial::if_true(T::zero().less(&x), || F::ln(&x)),
        Function::Sqrt => Partial::if_true(T::zero().at_most(&x), || F::sqrt(&x)),
    }
}

/// `x^(n/2)`
fn half_power<T: Evaluate, F: Elementary<T>>(base: T, halves: i32) -> Partial<T> {
    if halves % 2 == 0 {
        return whole_power(base, halves / 2);
    }
    apply::<T, F>(Function::Sqrt, base).and_then(|root| whole_power(root, halves))
}

/// `x^n` by squaring.
fn whole_power<T: Evaluate>(base: T, exponent: i32) -> Partial<T> {
    let (mut power, mut square, mut rest) = (T::one(), base, exponent.unsigned_abs());
    if rest > LARGEST_POWER {
        return Partial::Undefined;
    }
    loop {
        if rest % 2 == 1 {
            power = power * &square;
        }
        rest /= 2;
        if rest == 0 {
            break;
        }
        square = square.clone() * &square;
    }
    let power = Partial::Defined(power);
    if exponent < 0 { Partial::Defined(T::one()).over(power) } else { power }
}

/// The number when it is known to be whole, and of moderate size.
fn whole<T: Evaluate>(x: &T) -> Option<i32> {
    let bounds = x.bounds();
    let (lower, upper): (Rational, Rational) = (bounds.lower?, bounds.upper?);
    let point = (lower == upper && *lower.denominator() == 1).then_some(lower)?;
    point.numerator().to_i32()
}
