//! What hypotheses ask of the discount factor and of the sizes of an instance.

use num_traits::{One, Zero};

use crate::claim::Instance;
use crate::scalar::Rational;

/// A number of an instance that a search can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// `gamma`.
    Discount,
    /// Number of states.
    States,
    /// Largest number of actions of a state.
    Actions,
    /// Number of steps.
    Steps,
}

impl Size {
    /// All of them.
    pub const ALL: [Size; 4] = [Size::Discount, Size::States, Size::Actions, Size::Steps];

    /// As in formulas.
    pub fn name(self) -> &'static str {
        match self {
            Size::Discount => "gamma",
            Size::States => "S",
            Size::Actions => "A",
            Size::Steps => "T",
        }
    }

    /// Of an instance.
    pub fn of(self, instance: &Instance) -> Rational {
        match self {
            Size::Discount => instance.mdp.discount().clone(),
            Size::States => Rational::from(instance.mdp.states()),
            Size::Actions => Rational::from(instance.mdp.max_actions()),
            Size::Steps => Rational::from(instance.steps),
        }
    }
}

/// An end of a range, and whether it belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct End {
    value: Rational,
    is_included: bool,
}

/// The numbers between two ends, either of which may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    least: Option<End>,
    most: Option<End>,
}

impl Span {
    /// One number.
    pub fn point(value: Rational) -> Self {
        let end = Some(End { value, is_included: true });
        Span { least: end.clone(), most: end }
    }

    /// Leaves out what is smaller, and the number itself unless it is included.
    pub fn at_least(&mut self, value: Rational, is_included: bool) {
        let is_sharper =
            self.least.as_ref().is_none_or(|own| value > own.value || (value == own.value && !is_included));
        if is_sharper {
            self.least = Some(End { value, is_included });
        }
    }

    /// Leaves out what is larger, and the number itself unless it is included.
    pub fn at_most(&mut self, value: Rational, is_included: bool) {
        let is_sharper = self.most.as_ref().is_none_or(|own| value < own.value || (value == own.value && !is_included));
        if is_sharper {
            self.most = Some(End { value, is_included });
        }
    }

    /// Is the number in it?
    pub fn contains(&self, value: &Rational) -> bool {
        let above =
            self.least.as_ref().is_none_or(|end| *value > end.value || (end.is_included && *value == end.value));
        above && self.most.as_ref().is_none_or(|end| *value < end.value || (end.is_included && *value == end.value))
    }

    /// The number, when it is the only one.
    pub fn only(&self) -> Option<&Rational> {
        match (&self.least, &self.most) {
            (Some(least), Some(most)) if least == most && least.is_included => Some(&least.value),
            _ => None,
        }
    }

    /// The ends, those of `[0, 1]` where there is none.
    pub(super) fn ends_within_unit(&self) -> (Rational, Rational) {
        let least = self.least.as_ref().map_or_else(Rational::zero, |end| end.value.clone());
        let most = self.most.as_ref().map_or_else(Rational::one, |end| end.value.clone());
        (least.max(Rational::zero()), most.min(Rational::one()))
    }

    /// Is there no whole number from 1 on in it?
    fn has_no_count(&self) -> bool {
        let first = match &self.least {
            None => Rational::one(),
            Some(end) => {
                let up = Rational::from(end.value.ceil());
                let next = if !end.is_included && up == end.value { up + Rational::one() } else { up };
                next.max(Rational::one())
            }
        };
        !self.contains(&first)
    }

    /// Is no discount factor in it?
    fn has_no_discount(&self) -> bool {
        let mut within = self.clone();
        within.at_least(Rational::zero(), true);
        within.at_most(Rational::one(), false);
        let (least, most) = within.ends_within_unit();
        least > most || (least == most && !within.contains(&least))
    }
}

/// A range for each of the numbers that a search can set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges {
    spans: [Span; Size::ALL.len()],
}

impl Ranges {
    /// Where a number has to lie.
    pub fn of(&self, size: Size) -> &Span {
        &self.spans[size as usize]
    }

    /// The same, to be narrowed.
    pub fn of_mut(&mut self, size: Size) -> &mut Span {
        &mut self.spans[size as usize]
    }

    /// The same with one discount factor only, where one is given, whatever was asked of it.
    #[must_use]
    pub fn at_discount(mut self, discount: Option<&Rational>) -> Self {
        if let Some(discount) = discount {
            *self.of_mut(Size::Discount) = Span::point(discount.clone());
        }
        self
    }

    /// A number that no instance has as it is asked for.
    pub fn impossible(&self) -> Option<Size> {
        Size::ALL.into_iter().find(|&size| match size {
            Size::Discount => self.of(size).has_no_discount(),
            Size::States | Size::Actions | Size::Steps => self.of(size).has_no_count(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(least: (i64, i64, bool), most: (i64, i64, bool)) -> Span {
        let mut span = Span::default();
        span.at_least(Rational::new(least.0, least.1), least.2);
        span.at_most(Rational::new(most.0, most.1), most.2);
        span
    }

    #[test]
    fn ends_belong_to_a_range_where_they_are_included() {
        let span = between((1, 2, true), (3, 4, false));
        let contains = |n, d| span.contains(&Rational::new(n, d));
        assert_eq!([contains(1, 2), contains(5, 8), contains(3, 4), contains(1, 4)], [true, true, false, false]);
        assert_eq!(between((1, 2, true), (1, 2, true)).only(), Some(&Rational::new(1, 2)));
        assert_eq!(between((1, 2, true), (1, 2, false)).only(), None);
    }

    #[test]
    fn the_sharper_of_two_ends_counts() {
        let mut span = between((1, 2, true), (9, 1, true));
        span.at_least(Rational::new(1, 4), true);
        span.at_least(Rational::new(1, 2), false);
        assert!(!span.contains(&Rational::new(1, 2)));
        span.at_most(Rational::from(9), false);
        span.at_most(Rational::from(10), true);
        assert!(!span.contains(&Rational::from(9)) && span.contains(&Rational::from(8)));
    }

    #[test]
    fn what_no_instance_can_meet_is_told() {
        let asks = |size, span: Span| {
            let mut ranges = Ranges::default();
            *ranges.of_mut(size) = span;
            ranges.impossible()
        };
        assert_eq!(Ranges::default().impossible(), None);
        assert_eq!(asks(Size::Discount, between((1, 1, true), (2, 1, true))), Some(Size::Discount));
        assert_eq!(asks(Size::Discount, between((9, 10, true), (1, 2, true))), Some(Size::Discount));
        assert_eq!(asks(Size::Discount, between((9, 10, true), (9, 10, true))), None);
        assert_eq!(asks(Size::Discount, between((9, 10, false), (1, 1, true))), None);
        assert_eq!(asks(Size::States, between((2, 1, false), (3, 1, false))), Some(Size::States));
        assert_eq!(asks(Size::Steps, between((-3, 1, true), (1, 1, true))), None);
        assert_eq!(asks(Size::Actions, between((-3, 1, true), (0, 1, true))), Some(Size::Actions));
    }
}
