//! Formulas as a statement that can be decided with any kind of number.

use super::absence::{Absence, absence};
use super::evaluate::{Algebra, Analysis, Elementary, Frame, Place, evaluate};
use super::expression::{Comparison, Expression};
use super::quantity::Shape;
use super::syntax::Comparator;
use crate::algorithm::Problem;
use crate::claim::{
    self, Decide, Depth, Enclosed, Hypothesis, Instance, Relation, Setting, Statement, TranscendentalStatement,
    is_exact_affordable,
};
use crate::mdp::Evaluate;
use crate::scalar::{BigFloat, Interval, Rational, Transcendental, Truth};

/// A hypothesis of a conjecture: one or more comparisons.
#[derive(Clone, Debug)]
pub(super) struct NamedHypothesis {
    /// Its text.
    pub name: String,
    pub comparisons: Vec<Comparison>,
}

/// Hypotheses, and the comparisons claimed.
#[derive(Clone, Debug)]
pub(super) struct Formulas {
    pub hypotheses: Vec<NamedHypothesis>,
    pub claims: Vec<Comparison>,
}

impl Formulas {
    /// Do field operations suffice for everything?
    pub fn is_algebraic(&self) -> bool {
        self.comparisons().all(|comparison| comparison.both(|facts| facts.is_algebraic))
    }

    /// How exact arithmetic grows.
    pub fn depth(&self) -> Depth {
        self.comparisons()
            .flat_map(Comparison::sides)
            .fold(Depth::Static, |depth, side| super::expression::deeper(depth, side.facts.depth))
    }

    /// Each hypothesis as a statement that claims nothing, so that it is asked alone.
    pub fn hypotheses_alone(&self) -> impl Iterator<Item = (&NamedHypothesis, Formulas)> {
        self.hypotheses.iter().map(|own| (own, Formulas { hypotheses: vec![own.clone()], claims: Vec::new() }))
    }

    /// The part of what is claimed that has no value at an instance, decided by
    /// exact arithmetic where that is cheap, by enclosures elsewhere.
    pub fn absence(&self, instance: &Instance) -> Option<Absence> {
        if self.is_algebraic() && is_exact_affordable(self.depth(), instance) {
            let problem = Problem::<Rational>::new(instance.mdp.clone());
            self.first_absence::<Rational, Algebra>(&Setting::new(instance, &problem))
        } else {
            let problem = Problem::<Interval<BigFloat<1024>>>::new(instance.mdp.clone());
            self.first_absence::<Interval<BigFloat<1024>>, Analysis>(&Setting::new(instance, &problem))
        }
    }

    fn first_absence<T: Evaluate, F: Elementary<T>>(&self, setting: &Setting<T>) -> Option<Absence> {
        let frame = Frame::new(setting);
        let of = |own: &Comparison| {
            // What has a value at some place is claimed there.
            if exists::<T, F>(own, &frame).is_yes() {
                return None;
            }
            let places = places(own.shape(), setting).into_iter();
            let mut sides = places.flat_map(|place| own.sides().map(|side| (side, place)));
            sides.find_map(|(side, place)| absence::<T, F>(side, &frame, place))
        };
        self.claims.iter().find_map(of)
    }

    /// As something that decides.
    pub fn into_statement(self) -> Box<dyn Decide> {
        if self.is_algebraic() { Box::new(Algebraic(self)) } else { Box::new(Enclosed(Transcending(self))) }
    }

    fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        self.hypotheses.iter().flat_map(|own| &own.comparisons).chain(&self.claims)
    }

    fn hypotheses<T: Evaluate, F: Elementary<T>>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all: Vec<Hypothesis> =
            self.hypotheses.iter().map(|own| hypothesis::<T, F>(own, setting, self.is_algebraic())).collect();
        if !self.claims.iter().all(|own| own.both(|facts| facts.is_total)) && setting.accepts(&all) {
            let frame = Frame::new(setting);
            let exist = self.claims.iter().map(|own| exists::<T, F>(own, &frame));
            all.push(Hypothesis::form(Hypothesis::DEFINED, exist.fold(Truth::Yes, Truth::and)));
        }
        all
    }

    fn sides<T: Evaluate, F: Elementary<T>>(&self, setting: &Setting<T>) -> Vec<claim::Comparison<T>> {
        let frame = Frame::new(setting);
        let mut all = Vec::new();
        for own in &self.claims {
            for place in places(own.shape(), setting) {
                let value = |side: &Expression| evaluate::<T, F>(side, &frame, place).number();
                let (Some(left), Some(right)) = (value(&own.left), value(&own.right)) else { continue };
                all.push(compared(own, label(own, place, setting), left, right));
            }
        }
        all
    }
}

/// Statement of field operations.
struct Algebraic(Formulas);

impl Statement for Algebraic {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        self.0.hypotheses::<T, Algebra>(setting)
    }

    /// As written in the file.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<claim::Comparison<T>> {
        self.0.sides::<T, Algebra>(setting)
    }

    fn needs_exact(&self) -> bool {
        self.0.claims.iter().any(|own| own.comparator == Comparator::Equal)
    }
}

/// Statement with `exp`, `ln` or `sqrt`.
struct Transcending(Formulas);

impl TranscendentalStatement for Transcending {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        self.0.hypotheses::<T, Analysis>(setting)
    }

    /// As written in the file.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<claim::Comparison<T>> {
        self.0.sides::<T, Analysis>(setting)
    }
}

/// The places at which a comparison of a shape is made.
fn places<T: Evaluate>(shape: Shape, setting: &Setting<T>) -> Vec<Place> {
    let mdp = setting.mdp();
    let first = |state: usize| Place { state, pair: mdp.actions(state).start };
    match shape {
        Shape::Scalar => vec![first(0)],
        Shape::State => setting.states().map(first).collect(),
        Shape::Pair => {
            let of = |state: usize| mdp.actions(state).map(move |pair| Place { state, pair });
            setting.states().flat_map(of).collect()
        }
    }
}

/// The left side, with the place where there are several.
fn label<T: Evaluate>(own: &Comparison, place: Place, setting: &Setting<T>) -> String {
    let Place { state, pair } = place;
    match own.shape() {
        Shape::Scalar => own.left_text.clone(),
        Shape::State => format!("{}, state {state}", own.left_text),
        Shape::Pair => {
            format!("{}, state {state}, action {}", own.left_text, pair - setting.mdp().actions(state).start)
        }
    }
}

/// In the order in which a [`claim::Comparison`] has its sides.
fn compared<T: Evaluate>(own: &Comparison, label: String, left: T, right: T) -> claim::Comparison<T> {
    let (left, right) = if own.comparator.is_turned() { (right, left) } else { (left, right) };
    claim::Comparison { label, left, relation: own.comparator.relation(), right }
}

impl Comparator {
    /// Is the right side the smaller one?
    pub fn is_turned(self) -> bool {
        matches!(self, Comparator::AtLeast | Comparator::Greater)
    }

    /// Between the smaller and the larger side.
    pub fn relation(self) -> Relation {
        match self {
            Comparator::AtMost | Comparator::AtLeast => Relation::AtMost,
            Comparator::Less | Comparator::Greater => Relation::LessPlain,
            Comparator::Equal => Relation::Equal,
        }
    }
}

/// Do both sides exist, at some place at least? Nothing is claimed at the others.
fn exists<T: Evaluate, F: Elementary<T>>(own: &Comparison, frame: &Frame<T>) -> Truth {
    let at = |place: Place| {
        let [left, right] = own.sides().map(|side| evaluate::<T, F>(side, frame, place).exists());
        left.and(right)
    };
    let truths: Vec<Truth> = places(own.shape(), frame.setting).into_iter().map(at).collect();
    if truths.contains(&Truth::Undecided) {
        // A comparison of what may not exist would refute nothing.
        return Truth::Undecided;
    }
    Truth::from_bool(truths.contains(&Truth::Yes))
}

/// Decides a hypothesis: exactly where it speaks of the data alone, or where
/// enclosures would never tell equality and exact values are cheap.
fn hypothesis<T: Evaluate, F: Elementary<T>>(
    own: &NamedHypothesis,
    setting: &Setting<T>,
    is_algebraic_statement: bool,
) -> Hypothesis {
    let all = |fact: fn(&super::expression::Facts) -> bool| own.comparisons.iter().all(|c| c.both(fact));
    let is_affordable = || {
        let mut sides = own.comparisons.iter().flat_map(Comparison::sides);
        sides.all(|side| is_exact_affordable(side.facts.depth, setting.instance()))
    };
    let is_exact = all(|facts| facts.is_algebraic)
        && (all(|facts| facts.is_given) || (!is_algebraic_statement && is_affordable()));
    if is_exact {
        let problem = Problem::<Rational>::new(setting.instance().mdp.clone());
        decided::<Rational, Algebra>(own, &Setting::new(setting.instance(), &problem))
    } else {
        decided::<T, F>(own, setting)
    }
}

/// The hypothesis over a scalar, with its least slack.
fn decided<T: Evaluate, F: Elementary<T>>(own: &NamedHypothesis, setting: &Setting<T>) -> Hypothesis {
    let frame = Frame::new(setting);
    let (mut truth, mut slack): (Truth, Option<T>) = (Truth::Yes, None);
    for comparison in &own.comparisons {
        for place in places(comparison.shape(), setting) {
            let [left, right] = comparison.sides().map(|side| evaluate::<T, F>(side, &frame, place));
            let pair = left.combine(right, |left, right| {
                let sides = compared(comparison, String::new(), left, right);
                truth = truth.and(sides.truth());
                sides.right - &sides.left
            });
            // A hypothesis about what does not exist is not met.
            truth = truth.and(pair.exists());
            if let (Some(room), true) = (pair.number(), comparison.comparator != Comparator::Equal) {
                slack = Some(slack.map_or(room.clone(), |least| least.minimum(&room)));
            }
        }
    }
    let made = Hypothesis::new(own.name.clone(), truth);
    match slack {
        Some(slack) => made.with_slack(&slack),
        None => made,
    }
}
