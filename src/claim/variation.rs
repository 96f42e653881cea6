//! A statement with something changed: what is asked when a hypothesis is
//! dropped, a step size exceeds its condition, a constant is sharpened.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Hypothesis;
use crate::mdp::Evaluate;
use crate::scalar::Rational;

/// The name under which the right side of every inequality can be scaled.
pub const RIGHT_SIDE: &str = "right";

/// What is changed of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variation {
    /// Hypotheses that are not asked for.
    pub dropped: Vec<String>,
    /// The sides are taken at this multiple of the step size of which the
    /// hypotheses speak.
    pub step_size: Option<Rational>,
    /// Constants by name, each with the factor it is multiplied by.
    pub constants: Vec<(String, Rational)>,
}

/// Nothing is changed.
pub(super) static UNCHANGED: Variation = Variation { dropped: Vec::new(), step_size: None, constants: Vec::new() };

impl Variation {
    /// Is this hypothesis among those dropped?
    fn drops(&self, hypothesis: &str) -> bool {
        self.dropped.iter().any(|name| name == hypothesis)
    }

    /// Is this hypothesis not asked for? A hypothesis of form always is.
    pub fn spares(&self, hypothesis: &Hypothesis) -> bool {
        !hypothesis.is_form && self.drops(&hypothesis.name)
    }

    /// Are all of these met, or not asked for?
    pub fn accepts(&self, hypotheses: &[Hypothesis]) -> bool {
        hypotheses.iter().all(|own| own.truth.is_yes() || self.spares(own))
    }

    /// The factor of a constant, when it has one.
    pub fn factor(&self, constant: &str) -> Option<&Rational> {
        self.constants.iter().find(|(name, _)| name == constant).map(|(_, factor)| factor)
    }
}

/// The constants that a statement has used.
#[derive(Default)]
pub(super) struct UsedConstants(RefCell<BTreeSet<&'static str>>);

impl UsedConstants {
    /// The constant `value`, times its factor.
    pub(super) fn scaled<T: Evaluate>(&self, variation: &Variation, name: &'static str, value: T) -> T {
        self.0.borrow_mut().insert(name);
        match variation.factor(name) {
            Some(factor) => value * &T::from_rational(factor),
            None => value,
        }
    }

    /// Their names, in order.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.0.borrow().iter().copied().collect()
    }
}
