//! Why a trial or a fit says nothing: what instances did not meet, where the claim
//! has no value, what could not be told.

use rayon::prelude::*;

use super::subject::Subject;
use crate::claim::{Decision, Evaluated, Hypothesis, Instance, Ladder, Outcome};
use crate::scalar::{Bounds, PRECISIONS, Rational, Truth};
use crate::search::{Ranges, Size, traits};

/// Digits of sides.
const DIGITS: usize = 12;

/// That no instance met all hypotheses, and how many met each of them.
pub fn unmet(subject: &Subject, place: usize, ranges: &Ranges, instances: &[Instance]) -> String {
    if let Some(size) = ranges.impossible() {
        let number = match size {
            Size::Discount => "gamma with 0 <= gamma < 1".to_owned(),
            Size::States | Size::Actions | Size::Steps => format!("whole number {} >= 1", size.name()),
        };
        return format!("  VACUOUS: no {number} is as the hypotheses ask\n");
    }
    let mut text = "  no instance met all hypotheses\n".to_owned();
    let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
    for own in subject.hypotheses(place) {
        let meets = |instance: &&Instance| {
            let outcome = ladder.decide(own.statement.as_ref(), own.depth, instance).outcome;
            matches!(outcome, Outcome::Compared { .. })
        };
        let met = instances.par_iter().filter(meets).count();
        text.push_str(&format!(
            "    `{}`: met by {met} of {}{}\n",
            own.name,
            instances.len(),
            sizes(&own.sizes, instances)
        ));
    }
    text
}

/// What sizes the instances have, and how large they are ever made.
fn sizes(sizes: &[Size], instances: &[Instance]) -> String {
    let mut text = String::new();
    for size in sizes {
        let values = || instances.iter().map(|instance| size.of(instance));
        let (Some(least), Some(most)) = (values().min(), values().max()) else { continue };
        let range = if least == most { least.to_string() } else { format!("{least} to {most}") };
        text.push_str(&format!("; {} is {range} there", size.name()));
        if let Some(most) = size.most_made() {
            text.push_str(&format!(", {most} at most in any search"));
        }
    }
    text
}

/// That the claim has no value wherever the hypotheses hold, and why at one instance.
pub fn valueless(subject: &Subject, place: usize, count: usize, first: &Instance) -> String {
    let why = subject.absence(place, first).map_or_else(String::new, indented);
    format!("  the claim has no value at any of the {count} instances that meet the hypotheses\n{why}")
}

/// What could not be told at an instance.
pub fn undecided(subject: &Subject, place: usize, instance: &Instance, decision: &Decision) -> String {
    let at = traits(instance).join(", ");
    let by = decision.kind;
    let what = match &decision.outcome {
        Outcome::Unclear { hypothesis } if hypothesis == Hypothesis::DEFINED => {
            let why = subject.absence(place, instance).map_or_else(String::new, indented);
            format!("    {by} does not tell whether the claim has a value\n{why}")
        }
        Outcome::Unclear { hypothesis } => format!("    {by} does not tell whether `{hypothesis}` holds\n"),
        Outcome::Compared { comparisons, .. } => {
            let first = comparisons.iter().find(|own| own.truth == Truth::Undecided);
            first.map_or_else(String::new, |own| {
                format!(
                    "    {by} does not tell whether {} {} {} (`{}`); where both sides are equal, enclosures never do\n",
                    side(&own.left),
                    own.relation.symbol(),
                    side(&own.right),
                    own.label
                )
            })
        }
        _ => format!("    {by} cannot express the claim\n"),
    };
    format!("    the first: {at}\n{what}")
}

/// A side as an enclosure in decimals.
fn side(bounds: &Bounds) -> String {
    let [lower, upper] = bounds.outward_decimals(DIGITS);
    if lower == upper { lower } else { format!("[{lower}, {upper}]") }
}

fn indented(text: impl ToString) -> String {
    text.to_string().lines().map(|line| format!("    {line}\n")).collect()
}

/// Why no constant was found: what the instances from which a search starts say.
pub fn unfit(subject: &Subject, place: usize, ranges: &Ranges, decided: &[(Instance, Decision)]) -> String {
    let compared = |outcome: &Outcome| matches!(outcome, Outcome::Compared { .. });
    let met = decided.iter().filter(|(_, decision)| compared(&decision.outcome)).count();
    let unclear = decided.iter().find(|(_, decision)| matches!(decision.outcome, Outcome::Unclear { .. }));
    let rejecting = |(_, decision): &&(Instance, Decision)| match &decision.outcome {
        Outcome::Rejected { hypothesis } => hypothesis == Hypothesis::DEFINED,
        _ => false,
    };
    let without_value: Vec<&Instance> = decided.iter().filter(rejecting).map(|(instance, _)| instance).collect();
    match (met, without_value.first(), unclear) {
        (0, Some(first), _) => valueless(subject, place, without_value.len(), first),
        (0, None, Some((instance, decision))) => {
            format!("  no instance is known to meet the hypotheses\n{}", undecided(subject, place, instance, decision))
        }
        (0, None, None) => {
            let instances: Vec<Instance> = decided.iter().map(|(instance, _)| instance.clone()).collect();
            unmet(subject, place, ranges, &instances)
        }
        _ => without_ratio(decided, met),
    }
}

/// Why comparisons have no ratio.
fn without_ratio(decided: &[(Instance, Decision)], met: usize) -> String {
    let sides = || decided.iter().flat_map(|(_, decision)| decision.outcome.comparisons());
    if !sides().any(Evaluated::has_tightness) {
        return "  only claims with `<=` or `>=` have a constant to fit\n".to_owned();
    }
    let zero = Rational::from(0);
    let below = sides().any(|own| own.has_tightness() && own.right.upper.as_ref().is_some_and(|upper| *upper < zero));
    let why = if below { "is below 0" } else { "is 0, as the left side is, or not known to be positive" };
    format!("  no constant to fit: at the {met} instances that meet the hypotheses the right side {why}\n")
}

/// That every constant fails at an instance.
pub fn hopeless(instance: &Instance) -> String {
    format!(
        "  no constant is large enough: the right side is 0 and the left side is positive\n  at: {}\n",
        traits(instance).join(", ")
    )
}

/// Is a right side 0 where the left side is positive?
pub fn is_hopeless(outcome: &Outcome) -> bool {
    let zero = Rational::from(0);
    outcome.comparisons().iter().any(|own| {
        own.has_tightness()
            && own.right.upper.as_ref() == Some(&zero)
            && own.right.lower.as_ref() == Some(&zero)
            && own.left.lower.as_ref().is_some_and(|lower| *lower > zero)
    })
}
