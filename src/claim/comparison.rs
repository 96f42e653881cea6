//! Hypotheses and comparisons as a claim states them.

use crate::mdp::Evaluate;
use crate::scalar::{Bounds, Ordered, Truth};

/// A named hypothesis and whether an instance meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// As counted in reports, e.g. `eta <= 1 - gamma`.
    pub name: &'static str,
    /// Does it hold?
    pub truth: Truth,
}

impl Hypothesis {
    /// A hypothesis with its answer.
    pub fn new(name: &'static str, truth: Truth) -> Self {
        Hypothesis { name, truth }
    }
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    fn truth(build: fn(&str, Rational, Rational) -> Comparison<Rational>, left: i64, right: i64) -> Truth {
        build("x", Rational::from(left), Rational::from(right)).truth()
    }

    #[test]
    fn only_the_strict_relation_tells_equal_sides_from_ordered_ones() {
        for build in [Comparison::at_most, Comparison::at_most_plain] {
            assert_eq!(
                [truth(build, 1, 2), truth(build, 1, 1), truth(build, 2, 1)],
                [Truth::Yes, Truth::Yes, Truth::No]
            );
        }
        let less = Comparison::less_plain;
        assert_eq!([truth(less, 1, 2), truth(less, 1, 1), truth(less, 2, 1)], [Truth::Yes, Truth::No, Truth::No]);
        let equal = Comparison::equal;
        assert_eq!([truth(equal, 1, 2), truth(equal, 1, 1), truth(equal, 2, 1)], [Truth::No, Truth::Yes, Truth::No]);
    }

    #[test]
    fn the_ratio_is_left_over_right_and_only_of_relations_with_tightness() {
        let ratio = |build: fn(&str, Rational, Rational) -> Comparison<Rational>, left: i64, right: i64| {
            build("x", Rational::from(left), Rational::from(right)).ratio()
        };
        assert_eq!(ratio(Comparison::at_most, 1, 4), Some(Bounds::point(Rational::new(1, 4))));
        assert_eq!(ratio(Comparison::at_most, 1, 0), None);
        assert_eq!(ratio(Comparison::at_most, 1, -4), None);
        assert_eq!(ratio(Comparison::at_most_plain, 1, 4), None);
    }
}
