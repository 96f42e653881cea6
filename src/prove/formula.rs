//! Formulas over comparisons of polynomials.

use std::collections::BTreeSet;

use super::{Model, ModelError, Term};

/// How two terms are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `<=`
    AtMost,
    /// `<`
    Less,
    /// `=`
    Equal,
}

/// A formula without quantifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A comparison.
    Compare(Order, Term, Term),
    /// A negation.
    Not(Box<Formula>),
    /// All of them; true for none.
    All(Vec<Formula>),
    /// One of them; false for none.
    Any(Vec<Formula>),
    /// `premise => conclusion`
    Implies(Box<Formula>, Box<Formula>),
}

impl Formula {
    /// `left <= right`
    pub fn at_most(left: impl Into<Term>, right: impl Into<Term>) -> Self {
        Formula::Compare(Order::AtMost, left.into(), right.into())
    }

    /// `left < right`
    pub fn less(left: impl Into<Term>, right: impl Into<Term>) -> Self {
        Formula::Compare(Order::Less, left.into(), right.into())
    }

    /// `left = right`
    pub fn equal(left: impl Into<Term>, right: impl Into<Term>) -> Self {
        Formula::Compare(Order::Equal, left.into(), right.into())
    }

    /// `0 <= term`
    pub fn nonnegative(term: impl Into<Term>) -> Self {
        Formula::at_most(0, term)
    }

    /// `not self`
    pub fn negated(self) -> Self {
        Formula::Not(Box::new(self))
    }

    /// All of some formulas.
    pub fn all(formulas: impl IntoIterator<Item = Formula>) -> Self {
        Formula::All(formulas.into_iter().collect())
    }

    /// One of some formulas.
    pub fn any(formulas: impl IntoIterator<Item = Formula>) -> Self {
        Formula::Any(formulas.into_iter().collect())
    }

    /// `self => conclusion`
    pub fn implies(self, conclusion: Formula) -> Self {
        Formula::Implies(Box::new(self), Box::new(conclusion))
    }

    /// Is the formula true at a model? Decided in exact arithmetic.
    ///
    /// # Errors
    /// When the model does not name a variable.
    pub fn holds(&self, model: &Model) -> Result<bool, ModelError> {
        Ok(match self {
            Formula::Compare(order, left, right) => {
                let (left, right) = (left.value(model)?, right.value(model)?);
                match order {
                    Order::AtMost => left <= right,
                    Order::Less => left < right,
                    Order::Equal => left == right,
                }
            }
            Formula::Not(formula) => !formula.holds(model)?,
            Formula::All(formulas) => formulas.iter().try_fold(true, |all, part| Ok(all & part.holds(model)?))?,
            Formula::Any(formulas) => formulas.iter().try_fold(false, |any, part| Ok(any | part.holds(model)?))?,
            Formula::Implies(premise, conclusion) => !premise.holds(model)? | conclusion.holds(model)?,
        })
    }

    /// Adds the names of the variables to a set.
    pub fn collect_variables<'a>(&'a self, names: &mut BTreeSet<&'a str>) {
        match self {
            Formula::Compare(_, left, right) => {
                left.collect_variables(names);
                right.collect_variables(names);
            }
            Formula::Not(formula) => formula.collect_variables(names),
            Formula::All(formulas) | Formula::Any(formulas) => {
                formulas.iter().for_each(|formula| formula.collect_variables(names));
            }
            Formula::Implies(premise, conclusion) => {
                premise.collect_variables(names);
                conclusion.collect_variables(names);
            }
        }
    }
}
