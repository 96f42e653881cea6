//! Hypotheses and comparisons as a claim states them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::mdp::Evaluate;
use crate::scalar::{Bounds, Ordered, Truth};

/// A named hypothesis and whether an instance meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// As counted in reports, e.g. `eta <= 1 - gamma`.
    pub name: Cow<'static, str>,
    /// Does it hold?
    pub truth: Truth,
    /// A number that is nonnegative where it holds, where it is a matter of
    /// size: how far the instance is from violating it.
    pub slack: Option<Bounds>,
    /// Do the formulas have a meaning only where it holds? Then no variation
    /// drops it.
    pub is_form: bool,
}

impl Hypothesis {
    /// The name of the hypothesis that quotients, logarithms and gaps have a value.
    pub const DEFINED: &'static str = "both sides are defined";

    /// A hypothesis with its answer.
    pub fn new(name: impl Into<Cow<'static, str>>, truth: Truth) -> Self {
        Hypothesis { name: name.into(), truth, slack: None, is_form: false }
    }

    /// A hypothesis without which the formulas have no meaning.
    pub fn form(name: impl Into<Cow<'static, str>>, truth: Truth) -> Self {
        Hypothesis::new(name, truth).required()
    }

    /// The same as a hypothesis without which the formulas have no meaning.
    #[must_use]
    pub fn required(self) -> Self {
        Hypothesis { is_form: true, ..self }
    }

    /// The same, with how far the instance is from violating it.
    #[must_use]
    pub fn with_slack(self, slack: &impl Ordered) -> Self {
        Hypothesis { slack: Some(slack.bounds()), ..self }
    }
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// `left <= right`, with `left / right` as a measure of tightness.
    AtMost,
    /// `left <= right`, a matter of sign or range that has no tightness.
    AtMostPlain,
    /// `left < right`, without tightness.
    LessPlain,
    /// `left = right`.
    Equal,
}

impl Relation {
    /// As printed between the sides.
    pub fn symbol(self) -> &'static str {
        match self {
            Relation::AtMost | Relation::AtMostPlain => "<=",
            Relation::LessPlain => "<",
            Relation::Equal => "=",
        }
    }
}

/// Two sides of a statement at an instance.
#[derive(Clone, Debug)]
pub struct Comparison<T> {
    /// What is compared, e.g. `e_1` or `state 3`.
    pub label: String,
    /// The left side.
    pub left: T,
    /// The relation claimed.
    pub relation: Relation,
    /// The right side.
    pub right: T,
}

impl<T: Ordered> Comparison<T> {
    /// `left <= right` with tightness.
    pub fn at_most(label: impl Into<String>, left: T, right: T) -> Self {
        Comparison { label: label.into(), left, relation: Relation::AtMost, right }
    }

    /// `left <= right` without tightness.
    pub fn at_most_plain(label: impl Into<String>, left: T, right: T) -> Self {
        Comparison { label: label.into(), left, relation: Relation::AtMostPlain, right }
    }

    /// `left < right` without tightness.
    pub fn less_plain(label: impl Into<String>, left: T, right: T) -> Self {
        Comparison { label: label.into(), left, relation: Relation::LessPlain, right }
    }

    /// `left = right`.
    pub fn equal(label: impl Into<String>, left: T, right: T) -> Self {
        Comparison { label: label.into(), left, relation: Relation::Equal, right }
    }

    /// The equivalence of two answers, as an equality of 0 and 1; an undecided
    /// answer stands for both.
    pub fn equivalent(label: impl Into<String>, left: Truth, right: Truth) -> Self {
        let number = |truth| match truth {
            Truth::Yes => T::one(),
            Truth::No => T::zero(),
            Truth::Undecided => T::zero().hull(&T::one()),
        };
        Comparison::equal(label, number(left), number(right))
    }

    /// How far the sides are from what the relation asks: positive where it
    /// fails, in `[-1, 1]`, and growing with `left / right` where both are
    /// positive. `(left - right) / (|left| + |right|)`, the absolute value of
    /// that for an equality, 0 when both sides are 0.
    pub fn excess(&self) -> T {
        let size = self.left.absolute() + &self.right.absolute();
        if !T::zero().less(&size).is_yes() {
            return T::zero();
        }
        let difference = self.left.clone() - &self.right;
        let apart = if self.relation == Relation::Equal { difference.absolute() } else { difference };
        apart / &size
    }

    /// Does the relation hold?
    pub fn truth(&self) -> Truth {
        match self.relation {
            Relation::AtMost | Relation::AtMostPlain => self.left.at_most(&self.right),
            Relation::LessPlain => self.left.less(&self.right),
            Relation::Equal => self.left.equal(&self.right),
        }
    }
}

impl<T: Evaluate> Comparison<T> {
    /// `left / right`: at most 1 where an [`AtMost`](Relation::AtMost) relation
    /// holds with a positive right side. `None` without tightness or when the
    /// right side may be 0.
    pub fn ratio(&self) -> Option<Bounds> {
        if self.relation != Relation::AtMost || !T::zero().less(&self.right).is_yes() {
            return None;
        }
        Some((self.left.clone() / &self.right).bounds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::Rational;

    type Build = fn(&'static str, Rational, Rational) -> Comparison<Rational>;

    /// The answers for 1 and 2, 1 and 1, 2 and 1.
    fn truths(build: Build) -> [Truth; 3] {
        [(1, 2), (1, 1), (2, 1)].map(|(left, right)| build("x", Rational::from(left), Rational::from(right)).truth())
    }

    #[test]
    fn only_the_strict_relation_tells_equal_sides_from_ordered_ones() {
        assert_eq!(truths(Comparison::at_most), [Truth::Yes, Truth::Yes, Truth::No]);
        assert_eq!(truths(Comparison::at_most_plain), [Truth::Yes, Truth::Yes, Truth::No]);
        assert_eq!(truths(Comparison::less_plain), [Truth::Yes, Truth::No, Truth::No]);
        assert_eq!(truths(Comparison::equal), [Truth::No, Truth::Yes, Truth::No]);
    }

    #[test]
    fn the_ratio_is_left_over_right_and_only_of_relations_with_tightness() {
        let ratio = |build: Build, right: i64| build("x", Rational::from(1), Rational::from(right)).ratio();
        assert_eq!(ratio(Comparison::at_most, 4), Some(Bounds::point(Rational::new(1, 4))));
        assert_eq!(ratio(Comparison::at_most, 0), None);
        assert_eq!(ratio(Comparison::at_most, -4), None);
        assert_eq!(ratio(Comparison::at_most_plain, 4), None);
    }
}
