//! Polynomials in named real variables.

use std::collections::BTreeSet;
use std::ops::{Add, Mul, Neg, Sub};

use num_traits::{One, Zero};

use super::{Model, ModelError};
use crate::scalar::Rational;

/// A polynomial with rational coefficients, as it was written: nothing is
/// simplified, so that what a solver reads is what an encoding says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A constant.
    Number(Rational),
    /// A real variable.
    Variable(String),
    /// A sum; 0 for none.
    Sum(Vec<Term>),
    /// A product; 1 for none.
    Product(Vec<Term>),
    /// A difference.
    Difference(Box<Term>, Box<Term>),
}

impl Term {
    /// A variable. Names are letters, digits and `_`, and start with a letter.
    pub fn variable(name: impl Into<String>) -> Self {
        Term::Variable(name.into())
    }

    /// `numerator / denominator`.
    ///
    /// # Panics
    /// When the denominator is zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        Term::Number(Rational::new(numerator, denominator))
    }

    /// The sum of some terms.
    pub fn sum(terms: impl IntoIterator<Item = Term>) -> Self {
        Term::Sum(terms.into_iter().collect())
    }

    /// `sum_i left_i right_i`
    pub fn dot<'a>(left: impl IntoIterator<Item = &'a Term>, right: impl IntoIterator<Item = &'a Term>) -> Self {
        Term::sum(left.into_iter().zip(right).map(|(x, y)| x * y))
    }

    /// `self self`
    pub fn squared(&self) -> Self {
        self * self
    }

    /// The exact value at a model.
    ///
    /// # Errors
    /// When the model does not name a variable.
    pub fn value(&self, model: &Model) -> Result<Rational, ModelError> {
        Ok(match self {
            Term::Number(number) => number.clone(),
            Term::Variable(name) => model.get(name)?.clone(),
            Term::Sum(terms) => terms.iter().try_fold(Rational::zero(), |sum, term| Ok(sum + term.value(model)?))?,
            Term::Product(terms) => {
                terms.iter().try_fold(Rational::one(), |product, term| Ok(product * term.value(model)?))?
            }
            Term::Difference(left, right) => left.value(model)? - right.value(model)?,
        })
    }

    /// Adds the names of the variables to a set.
    pub fn collect_variables<'a>(&'a self, names: &mut BTreeSet<&'a str>) {
        match self {
            Term::Number(_) => {}
            Term::Variable(name) => {
                names.insert(name);
            }
            Term::Sum(terms) | Term::Product(terms) => terms.iter().for_each(|term| term.collect_variables(names)),
            Term::Difference(left, right) => {
                left.collect_variables(names);
                right.collect_variables(names);
            }
        }
    }
}

impl From<i64> for Term {
    fn from(value: i64) -> Self {
        Term::Number(Rational::from(value))
    }
}

impl From<&Term> for Term {
    fn from(term: &Term) -> Self {
        term.clone()
    }
}

fn plus(left: Term, right: Term) -> Term {
    Term::Sum(vec![left, right])
}

fn minus(left: Term, right: Term) -> Term {
    Term::Difference(Box::new(left), Box::new(right))
}

fn times(left: Term, right: Term) -> Term {
    Term::Product(vec![left, right])
}

macro_rules! term_operator {
    ($trait:ident, $method:ident, $function:ident) => {
        impl<T: Into<Term>> $trait<T> for Term {
            type Output = Term;
            fn $method(self, other: T) -> Term {
                $function(self, other.into())
            }
        }
        impl<T: Into<Term>> $trait<T> for &Term {
            type Output = Term;
            fn $method(self, other: T) -> Term {
                $function(self.clone(), other.into())
            }
        }
    };
}
term_operator!(Add, add, plus);
term_operator!(Sub, sub, minus);
term_operator!(Mul, mul, times);

impl Neg for Term {
    type Output = Term;
    fn neg(self) -> Term {
        minus(Term::from(0), self)
    }
}
