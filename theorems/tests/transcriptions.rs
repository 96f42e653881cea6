//! Every formula is written twice, by two routes to each number: here the
//! routes meet.

use super::kind_for;
use crate::claim::{Claim, Evaluated, Instance, Outcome, Part};
use crate::replay::Naive;
use crate::scalar::{Bounds, ScalarKind, Truth};
use crate::theorems;

/// Instances per part.
const INSTANCES: usize = 40;

/// A seed that no campaign uses by default.
const SEED: u64 = 20_241_118;

/// Every part and every control, with a name for messages.
fn all_parts(claims: &[Claim]) -> Vec<(String, &Part)> {
    let mut all = Vec::new();
    for claim in claims {
        all.extend(claim.parts.iter().map(|part| (format!("{} {}", claim.id, part.name), part)));
        let controls = claim.controls.iter();
        all.extend(controls.map(|control| (format!("{} control {}", claim.id, control.name), &control.part)));
    }
    all
}

/// The instances that meet the hypotheses, with the comparisons there.
fn kept(part: &Part, kind: ScalarKind) -> Vec<(Instance, Truth, Vec<Evaluated>)> {
    let instances = (0..INSTANCES).map(|index| {
        let mut instance = part.domain.instance(SEED, index);
        // Long runs are compared over few steps: the second transcription reduces fractions.
        instance.steps = instance.steps.min(6);
        instance
    });
    instances
        .filter_map(|instance| match part.statement.decide(&instance, kind) {
            Outcome::Compared { truth, comparisons } => Some((instance, truth, comparisons)),
            _ => None,
        })
        .collect()
}

fn overlap(a: &Bounds, b: &Bounds) -> bool {
    let below = |x: &Bounds, y: &Bounds| match (&x.lower, &y.upper) {
        (Some(lower), Some(upper)) => lower <= upper,
        _ => true,
    };
    below(a, b) && below(b, a)
}

#[test]
fn both_transcriptions_of_every_part_and_control_give_the_same_sides() {
    let claims = theorems::all();
    for (name, part) in all_parts(&claims) {
        let kind = kind_for(part.statement.as_ref());
        let kept = kept(part, kind);
        assert!(!kept.is_empty(), "{name}: no instance meets the hypotheses");
        for (instance, _, comparisons) in kept {
            let sides = (part.naive)(&Naive::new(&instance));
            assert_eq!(sides.len(), comparisons.len(), "{name}: number of comparisons at {instance:?}");
            for (side, comparison) in sides.iter().zip(&comparisons) {
                assert_eq!(side.label, comparison.label, "{name}: labels");
                assert_eq!(side.relation.symbol(), comparison.relation.symbol(), "{name}, {}: relation", side.label);
                for (naive, main) in [(&side.left, &comparison.left), (&side.right, &comparison.right)] {
                    if kind == ScalarKind::Rational {
                        assert_eq!(naive, main, "{name}, {} at {instance:?}", side.label);
                    } else {
                        assert!(overlap(naive, main), "{name}, {}: {naive:?} and {main:?}", side.label);
                    }
                }
            }
        }
    }
}

#[test]
fn enclosures_of_every_side_contain_the_exact_value_and_never_contradict_the_exact_verdict() {
    let claims = theorems::all();
    for (name, part) in all_parts(&claims).into_iter().filter(|(_, part)| part.statement.is_algebraic()) {
        for (instance, truth, comparisons) in kept(part, ScalarKind::Rational) {
            for kind in [ScalarKind::Interval, ScalarKind::BigInterval(128)] {
                match part.statement.decide(&instance, kind) {
                    Outcome::Compared { truth: enclosed, comparisons: enclosures } => {
                        assert!(enclosed == truth || enclosed == Truth::Undecided, "{name} over {kind}: {enclosed:?}");
                        for exact in &comparisons {
                            let Some(enclosure) = enclosures.iter().find(|other| other.label == exact.label) else {
                                continue;
                            };
                            for (point, box_) in [(&exact.left, &enclosure.left), (&exact.right, &enclosure.right)] {
                                let value = super::exact(point);
                                assert!(box_.contains(&value), "{name}, {} over {kind} at {instance:?}", exact.label);
                            }
                        }
                    }
                    Outcome::Unclear { .. } | Outcome::Unsupported => {}
                    Outcome::Rejected { hypothesis } => panic!("{name} over {kind}: rejected by {hypothesis}"),
                }
            }
        }
    }
}
