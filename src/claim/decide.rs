//! From a statement that is generic over the scalar to an object that decides
//! an instance with a scalar chosen at run time.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::slope::slopes;
use super::variation::UNCHANGED;
use super::{Comparison, Hypothesis, Instance, RIGHT_SIDE, Relation, Setting, Slope, Tangent, Variation};
use crate::algorithm::Problem;
use crate::mdp::Evaluate;
use crate::scalar::{
    BigFloat, Bounds, Field, Interval, Rational, ScalarKind, Transcendental, Truth, with_claim_scalar,
    with_transcendental_claim_scalar,
};

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
    pub relation: Relation,
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
        hypothesis: Cow<'static, str>,
    },
    /// It is not decided whether a hypothesis holds.
    Unclear {
        /// Its name.
        hypothesis: Cow<'static, str>,
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

    /// The largest float [`excess`](Comparison::excess) of the comparisons of
    /// some relations; `None` when there are none, or when floats do not suffice.
    pub fn excess(&self, counts: impl Fn(Relation) -> bool) -> Option<f64> {
        let Outcome::Compared { comparisons, .. } = self else { return None };
        let counted = comparisons.iter().filter(|comparison| counts(comparison.relation));
        let excesses: Option<Vec<f64>> = counted.map(Evaluated::excess).collect();
        excesses?.into_iter().reduce(f64::max)
    }

    /// What was compared; nothing where a hypothesis was not met.
    pub fn comparisons(&self) -> &[Evaluated] {
        match self {
            Outcome::Compared { comparisons, .. } => comparisons,
            _ => &[],
        }
    }

    /// The first comparison.
    pub fn first(&self) -> Option<&Evaluated> {
        let Outcome::Compared { comparisons, .. } = self else { return None };
        comparisons.first()
    }

    /// The first comparison that fails.
    pub fn first_violation(&self) -> Option<&Evaluated> {
        let Outcome::Compared { comparisons, .. } = self else { return None };
        comparisons.iter().find(|c| c.truth.is_no())
    }
}

impl Evaluated {
    /// Is `left / right` a measure of how tight it is, where the right side is positive?
    pub fn has_tightness(&self) -> bool {
        self.relation == Relation::AtMost
    }

    /// The excess at the middles of the bounds, in floats; `None` when a bound is missing.
    fn excess(&self) -> Option<f64> {
        let sides = Comparison {
            label: String::new(),
            left: middle(&self.left)?,
            relation: self.relation,
            right: middle(&self.right)?,
        };
        Some(sides.excess())
    }
}

/// The middle of bounds in floats.
fn middle(bounds: &Bounds) -> Option<f64> {
    let (lower, upper) = (bounds.lower.as_ref()?, bounds.upper.as_ref()?);
    Some(f64::from_rational(lower) / 2.0 + f64::from_rational(upper) / 2.0)
}

/// Is ratio `a` worse than `b`: is its lower end, which is attained, larger?
pub(crate) fn exceeds(a: &Bounds, b: &Bounds) -> bool {
    // `None`, which stands for minus infinity, is the least.
    a.lower > b.lower
}

/// Decides instances with any kind of number.
pub trait Decide: Send + Sync {
    /// Evaluates hypotheses and sides over `kind`.
    fn decide(&self, instance: &Instance, kind: ScalarKind) -> Outcome {
        self.decide_varied(instance, kind, &UNCHANGED)
    }

    /// The same for the statement with something changed.
    fn decide_varied(&self, instance: &Instance, kind: ScalarKind, variation: &Variation) -> Outcome;

    /// Every hypothesis with its answer, at the best precision that can tell.
    fn hypotheses(&self, instance: &Instance, variation: &Variation) -> Vec<Hypothesis>;

    /// How the excess of each comparison moves along a tangent, in floats; none
    /// where the statement knows no floats.
    fn slopes(&self, instance: &Instance, tangent: &Tangent, variation: &Variation) -> Vec<Slope>;

    /// The names of the constants that a variation can scale, as the sides at an
    /// instance use them; besides [`RIGHT_SIDE`].
    fn constants(&self, instance: &Instance) -> Vec<&'static str>;

    /// Can rationals express it?
    fn is_algebraic(&self) -> bool;

    /// Can only rationals confirm it?
    fn needs_exact(&self) -> bool;
}

impl<S: Statement> Decide for S {
    fn decide_varied(&self, instance: &Instance, kind: ScalarKind, variation: &Variation) -> Outcome {
        with_claim_scalar!(kind, T => {
            let problem = Problem::<T>::new(instance.mdp.clone());
            let hypotheses = Statement::hypotheses(self, &Setting::new(instance, &problem).varied(variation));
            compare(&hypotheses, variation, || {
                let moved = at_step_size(instance, variation);
                let setting = Setting::new(&moved, &problem).varied(variation);
                (self.sides(&setting), setting.are_policies())
            })
        })
    }

    fn hypotheses(&self, instance: &Instance, variation: &Variation) -> Vec<Hypothesis> {
        let problem = Problem::<Rational>::new(instance.mdp.clone());
        Statement::hypotheses(self, &Setting::new(instance, &problem).varied(variation))
    }

    fn slopes(&self, instance: &Instance, tangent: &Tangent, variation: &Variation) -> Vec<Slope> {
        slopes(instance, tangent, variation, |setting| self.sides(setting))
    }

    fn constants(&self, instance: &Instance) -> Vec<&'static str> {
        let problem = Problem::<f64>::new(instance.mdp.clone());
        let setting = Setting::new(instance, &problem);
        self.sides(&setting);
        setting.constants()
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
    fn decide_varied(&self, instance: &Instance, kind: ScalarKind, variation: &Variation) -> Outcome {
        if kind == ScalarKind::Rational {
            return Outcome::Unsupported;
        }
        with_transcendental_claim_scalar!(kind, T => {
            let problem = Problem::<T>::new(instance.mdp.clone());
            let hypotheses = self.0.hypotheses(&Setting::new(instance, &problem).varied(variation));
            compare(&hypotheses, variation, || {
                let moved = at_step_size(instance, variation);
                let setting = Setting::new(&moved, &problem).varied(variation);
                (self.0.sides(&setting), setting.are_policies())
            })
        })
    }

    fn hypotheses(&self, instance: &Instance, variation: &Variation) -> Vec<Hypothesis> {
        let problem = Problem::<Interval<BigFloat<1024>>>::new(instance.mdp.clone());
        self.0.hypotheses(&Setting::new(instance, &problem).varied(variation))
    }

    fn slopes(&self, instance: &Instance, tangent: &Tangent, variation: &Variation) -> Vec<Slope> {
        slopes(instance, tangent, variation, |setting| self.0.sides(setting))
    }

    fn constants(&self, instance: &Instance) -> Vec<&'static str> {
        let problem = Problem::<f64>::new(instance.mdp.clone());
        let setting = Setting::new(instance, &problem);
        self.0.sides(&setting);
        setting.constants()
    }

    fn is_algebraic(&self) -> bool {
        false
    }

    fn needs_exact(&self) -> bool {
        false
    }
}

/// The instance at the step size at which a variation takes the sides.
pub(crate) fn at_step_size<'a>(instance: &'a Instance, variation: &Variation) -> Cow<'a, Instance> {
    match &variation.step_size {
        None => Cow::Borrowed(instance),
        Some(factor) => Cow::Owned(Instance { eta: instance.eta.clone() * factor, ..instance.clone() }),
    }
}

/// What a variation asks for besides the hypotheses, when it does.
const POLICIES: &str = "every iterate is a policy";

/// `sides` tells besides the comparisons whether all iterates are policies.
fn compare<T: Evaluate>(
    hypotheses: &[Hypothesis],
    variation: &Variation,
    sides: impl FnOnce() -> (Vec<Comparison<T>>, Truth),
) -> Outcome {
    for hypothesis in hypotheses.iter().filter(|own| !variation.spares(own)) {
        match hypothesis.truth {
            Truth::Yes => {}
            Truth::No => return Outcome::Rejected { hypothesis: hypothesis.name.clone() },
            Truth::Undecided => return Outcome::Unclear { hypothesis: hypothesis.name.clone() },
        }
    }
    let (sides, are_policies) = sides();
    match are_policies {
        Truth::No if variation.policies_only => return Outcome::Rejected { hypothesis: POLICIES.into() },
        Truth::Undecided if variation.policies_only => return Outcome::Unclear { hypothesis: POLICIES.into() },
        _ => {}
    }
    let comparisons: Vec<Evaluated> = sides
        .into_iter()
        .map(|comparison| with_right_side(comparison, variation))
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

/// The comparison with its right side scaled, when a variation does that to inequalities.
fn with_right_side<T: Evaluate>(comparison: Comparison<T>, variation: &Variation) -> Comparison<T> {
    match variation.factor(RIGHT_SIDE) {
        Some(factor) if comparison.relation == Relation::AtMost => {
            Comparison { right: comparison.right * &T::from_rational(factor), ..comparison }
        }
        _ => comparison,
    }
}

#[cfg(test)]
mod tests {
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
