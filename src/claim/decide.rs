//! From a statement that is generic over the scalar to an object that decides
//! an instance with a scalar chosen at run time.

use serde::{Deserialize, Serialize};

use super::{Comparison, Hypothesis, Instance, Setting};
use crate::algorithm::Problem;
use crate::mdp::Evaluate;
use crate::scalar::{Bounds, ScalarKind, Transcendental, Truth, with_scalar, with_transcendental_scalar};

/// A statement whose formulas need only field operations.
pub trait Statement: Send + Sync {
    /// The hypotheses, in the order in which they are checked.
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis>;

    /// The comparisons claimed when every hypothesis holds.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>>;

    /// Does it claim equalities, or inequalities that are often equalities? Only
    /// exact arithmetic can confirm those.
    fn needs_exact(&self) -> bool {
        false
    }
}

/// A statement whose formulas need `exp`, `ln` or `sqrt`; enclosures decide it,
/// rationals cannot.
pub trait TranscendentalStatement: Send + Sync {
    /// As [`Statement::hypotheses`].
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis>;

    /// As [`Statement::sides`].
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>>;
}

/// Two sides by their bounds, as reports show them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluated {
    /// As in [`Comparison`].
    pub label: String,
    /// The left side.
    pub left: Bounds,
    /// The relation claimed.
    pub relation: super::Relation,
    /// The right side.
    pub right: Bounds,
    /// Does the relation hold?
    pub truth: Truth,
    /// `left / right` where it has a meaning.
    pub ratio: Option<Bounds>,
}

/// What one scalar says about a statement at an instance.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A hypothesis fails.
    Rejected {
        /// Its name.
        hypothesis: &'static str,
    },
    /// It is not decided whether a hypothesis holds.
    Unclear {
        /// Its name.
        hypothesis: &'static str,
    },
    /// The scalar cannot express the statement.
    Unsupported,
    /// The hypotheses hold.
    Compared {
        /// Conjunction over the comparisons.
        truth: Truth,
        /// The comparisons, as claimed.
        comparisons: Vec<Evaluated>,
    },
}

impl Outcome {
    /// The ratio with the largest lower end, with its comparison.
    pub fn worst(&self) -> Option<(&Bounds, &Evaluated)> {
        let Outcome::Compared { comparisons, .. } = self else { return None };
        let with_ratio = comparisons.iter().filter_map(|c| c.ratio.as_ref().map(|ratio| (ratio, c)));
        with_ratio.reduce(|best, next| if exceeds(next.0, best.0) { next } else { best })
    }

    /// The first comparison that fails.
    pub fn first_violation(&self) -> Option<&Evaluated> {
        let Outcome::Compared { comparisons, .. } = self else { return None };
        comparisons.iter().find(|c| c.truth.is_no())
    }
}

/// Is ratio `a` worse than `b`: is its lower end, which is attained, larger?
pub(crate) fn exceeds(a: &Bounds, b: &Bounds) -> bool {
    // `None`, which stands for minus infinity, is the least.
    a.lower > b.lower
}

/// Decides instances with any kind of number.
pub trait Decide: Send + Sync {
    /// Evaluates hypotheses and sides over `kind`.
    fn decide(&self, instance: &Instance, kind: ScalarKind) -> Outcome;

    /// Can rationals express it?
    fn is_algebraic(&self) -> bool;

    /// Can only rationals confirm it?
    fn needs_exact(&self) -> bool;
}

impl<S: Statement> Decide for S {
    fn decide(&self, instance: &Instance, kind: ScalarKind) -> Outcome {
        with_scalar!(kind, T => {
            let problem = Problem::<T>::new(instance.mdp.clone());
            let setting = Setting::new(instance, &problem);
            compare(&self.hypotheses(&setting), || self.sides(&setting))
        })
    }

    fn is_algebraic(&self) -> bool {
        true
    }

    fn needs_exact(&self) -> bool {
        Statement::needs_exact(self)
    }
}

/// A [`TranscendentalStatement`] as something that decides.
pub struct Enclosed<S>(pub S);

impl<S: TranscendentalStatement> Decide for Enclosed<S> {
    fn decide(&self, instance: &Instance, kind: ScalarKind) -> Outcome {
        if kind == ScalarKind::Rational {
            return Outcome::Unsupported;
        }
        with_transcendental_scalar!(kind, T => {
            let problem = Problem::<T>::new(instance.mdp.clone());
            let setting = Setting::new(instance, &problem);
            compare(&self.0.hypotheses(&setting), || self.0.sides(&setting))
        })
    }

    fn is_algebraic(&self) -> bool {
        false
    }

    fn needs_exact(&self) -> bool {
        false
    }
}

fn compare<T: Evaluate>(hypotheses: &[Hypothesis], sides: impl FnOnce() -> Vec<Comparison<T>>) -> Outcome {
    for hypothesis in hypotheses {
        match hypothesis.truth {
            Truth::Yes => {}
            Truth::No => return Outcome::Rejected { hypothesis: hypothesis.name },
            Truth::Undecided => return Outcome::Unclear { hypothesis: hypothesis.name },
        }
    }
    let comparisons: Vec<Evaluated> = sides()
        .into_iter()
        .map(|comparison| Evaluated {
            truth: comparison.truth(),
            ratio: comparison.ratio(),
            left: comparison.left.bounds(),
            relation: comparison.relation,
            right: comparison.right.bounds(),
            label: comparison.label,
        })
        .collect();
    Outcome::Compared { truth: comparisons.iter().fold(Truth::Yes, |all, c| all.and(c.truth)), comparisons }
}

#[cfg(test)]
mod tests {
    use super::super::Relation;
    use super::*;
    use crate::scalar::Rational;

    fn evaluated(label: &str, ratio: Option<(i64, i64)>, truth: Truth) -> Evaluated {
        let side = Bounds::point(Rational::from(1));
        let ratio = ratio.map(|(n, d)| Bounds::point(Rational::new(n, d)));
        Evaluated { label: label.to_owned(), left: side.clone(), relation: Relation::AtMost, right: side, truth, ratio }
    }

    #[test]
    fn the_worst_comparison_is_the_first_of_those_with_the_largest_ratio() {
        let comparisons = vec![
            evaluated("none", None, Truth::Yes),
            evaluated("half", Some((1, 2)), Truth::Yes),
            evaluated("most", Some((3, 4)), Truth::No),
            evaluated("again", Some((3, 4)), Truth::No),
            evaluated("less", Some((2, 3)), Truth::Yes),
        ];
        let outcome = Outcome::Compared { truth: Truth::No, comparisons };
        let (ratio, worst) = outcome.worst().expect("some have a ratio");
        assert_eq!((ratio.upper.clone(), worst.label.as_str()), (Some(Rational::new(3, 4)), "most"));
        assert_eq!(outcome.first_violation().map(|side| side.label.as_str()), Some("most"));
    }

    #[test]
    fn a_ratio_exceeds_those_with_a_smaller_lower_end_however_wide_they_are() {
        let bounds = |lower, upper| Bounds { lower: Some(Rational::from(lower)), upper: Some(Rational::from(upper)) };
        assert!(exceeds(&bounds(3, 4), &bounds(2, 9)) && !exceeds(&bounds(2, 9), &bounds(3, 4)));
        assert!(exceeds(&bounds(-7, 4), &Bounds::unbounded()) && !exceeds(&Bounds::unbounded(), &bounds(-7, 4)));
        assert!(!exceeds(&bounds(3, 4), &bounds(3, 3)) && !exceeds(&Bounds::unbounded(), &Bounds::unbounded()));
    }
}
