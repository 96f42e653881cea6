//! A statement with something changed: what is asked when a hypothesis is
//! dropped, a step size exceeds its condition, a constant is sharpened.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Decide, Hypothesis, Instance, Outcome, Slope, Tangent};
use crate::mdp::Evaluate;
use crate::scalar::{Rational, ScalarKind};

/// The name under which the right side of every inequality can be scaled.
pub const RIGHT_SIDE: &str = "right";

/// What is changed of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variation {
    /// Hypotheses that are not asked for.
    pub dropped: Vec<String>,
    /// The sides are taken at this multiple of the step size of which the
    /// hypotheses speak.
    pub step_size: Option<Rational>,
    /// Constants by name, each with the factor it is multiplied by.
    pub constants: Vec<(String, Rational)>,
    /// Iterates with a probability below 0, which a step too long gives, are not accepted. Says where to look, not what
    /// is stated, so case files leave it out.
    #[serde(skip)]
    pub policies_only: bool,
}

/// Nothing is changed.
pub(super) static UNCHANGED: Variation =
    Variation { dropped: Vec::new(), step_size: None, constants: Vec::new(), policies_only: false };

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

    /// Both changes.
    fn and<'v>(&'v self, other: &Variation) -> Cow<'v, Variation> {
        if other.is_unchanged() {
            return Cow::Borrowed(self);
        }
        let mut both = self.clone();
        both.policies_only |= other.policies_only;
        both.dropped.extend(other.dropped.iter().cloned());
        for (name, factor) in &other.constants {
            match both.constants.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = known.clone() * factor,
                None => both.constants.push((name.clone(), factor.clone())),
            }
        }
        if let Some(factor) = &other.step_size {
            both.step_size = Some(both.step_size.map_or(factor.clone(), |own| own * factor));
        }
        Cow::Owned(both)
    }

    /// Is nothing changed?
    pub fn is_unchanged(&self) -> bool {
        *self == UNCHANGED
    }

    /// The factor of a constant, when it has one.
    pub fn factor(&self, constant: &str) -> Option<&Rational> {
        self.constants.iter().find(|(name, _)| name == constant).map(|(_, factor)| factor)
    }
}

/// A statement with something changed, as a statement.
pub struct Varied<'a> {
    /// As claimed.
    pub statement: &'a dyn Decide,
    /// What is changed.
    pub variation: Variation,
}

impl Decide for Varied<'_> {
    fn decide_varied(&self, instance: &Instance, kind: ScalarKind, variation: &Variation) -> Outcome {
        self.statement.decide_varied(instance, kind, &self.variation.and(variation))
    }

    fn hypotheses(&self, instance: &Instance, variation: &Variation) -> Vec<Hypothesis> {
        self.statement.hypotheses(instance, &self.variation.and(variation))
    }

    fn slopes(&self, instance: &Instance, tangent: &Tangent, variation: &Variation) -> Vec<Slope> {
        self.statement.slopes(instance, tangent, &self.variation.and(variation))
    }

    fn constants(&self, instance: &Instance) -> Vec<&'static str> {
        self.statement.constants(instance)
    }

    fn is_algebraic(&self) -> bool {
        self.statement.is_algebraic()
    }

    fn needs_exact(&self) -> bool {
        self.statement.needs_exact()
    }
}

/// As on a command line: what is dropped, relaxed, scaled.
impl fmt::Display for Variation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dropped = self.dropped.iter().map(|name| format!("without `{name}`"));
        let relaxed = self.step_size.iter().map(|factor| format!("eta times {factor}"));
        let scaled = self.constants.iter().map(|(name, factor)| format!("{name} times {factor}"));
        let all: Vec<String> = dropped.chain(relaxed).chain(scaled).collect();
        f.write_str(&if all.is_empty() { "as claimed".to_owned() } else { all.join(", ") })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_on_top_of_changes_add_up() {
        let factor = |n, d| Rational::new(n, d);
        let first = Variation {
            dropped: vec!["a".into()],
            step_size: Some(factor(11, 10)),
            constants: vec![("c".into(), factor(1, 2))],
            policies_only: false,
        };
        let second = Variation {
            dropped: vec!["b".into()],
            step_size: Some(factor(2, 1)),
            constants: vec![("c".into(), factor(3, 1)), ("right".into(), factor(9, 10))],
            policies_only: true,
        };
        let both = first.and(&second);
        assert!(both.policies_only);
        assert_eq!(both.dropped, ["a", "b"]);
        assert_eq!(both.step_size, Some(factor(11, 5)));
        assert_eq!(both.factor("c"), Some(&factor(3, 2)));
        assert_eq!(both.factor(RIGHT_SIDE), Some(&factor(9, 10)));
        assert_eq!(*first.and(&UNCHANGED), first);
    }

    #[test]
    fn hypotheses_of_form_are_never_dropped() {
        let variation = Variation { dropped: vec!["bandit".into()], ..Variation::default() };
        assert!(variation.spares(&Hypothesis::new("bandit", crate::scalar::Truth::No)));
        assert!(!variation.spares(&Hypothesis::form("bandit", crate::scalar::Truth::No)));
    }
}
