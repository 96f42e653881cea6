//! One instance over several kinds of number: enclosures contain what exact
//! arithmetic finds and never contradict it, and floats are as good as their
//! residuals say.
//!
//! An input is an instance, or the id of a claim and an instance; in the second case the sides of the claim's algebraic
//! statements are compared as well.

use super::quantities::quantities;
use super::residual::check_floats;
use super::selection;
use super::{Input, instance};
use spma::algorithm::{Algorithm, CertifiedSpma, Iterate, Problem, Spma};
use spma::claim::{Instance, Outcome, Part};
use spma::mdp::Evaluate;
use spma::scalar::{BigFloat, Interval, Rational, ScalarKind, Truth};

/// The enclosures that are compared with exact arithmetic.
const ENCLOSURES: [ScalarKind; 3] = [ScalarKind::Interval, ScalarKind::BigInterval(64), ScalarKind::BigInterval(256)];

/// Good unless the input names a claim and the instance meets the hypotheses of none of its algebraic statements.
pub fn check(bytes: &[u8]) -> Input {
    let (claim, bytes) = selection::named(bytes).map_or((None, bytes), |(claim, rest)| (Some(claim), rest));
    let Ok(instance) = instance::decode(bytes) else { return Input::Bad };
    let exact = quantities::<Rational>(&instance);
    check_enclosures::<Interval<f64>>(&instance, &exact);
    check_enclosures::<Interval<BigFloat<64>>>(&instance, &exact);
    check_enclosures::<Interval<BigFloat<256>>>(&instance, &exact);
    check_floats(&instance);
    check_certified_run(&instance);
    let Some(claim) = claim else { return Input::Good };
    let algebraic = selection::statements(claim).filter(|checked| checked.part.statement.is_algebraic());
    let met = algebraic.filter(|checked| check_sides(&checked.name, checked.part, &instance)).count();
    if met > 0 { Input::Good } else { Input::Bad }
}

/// Every quantity over `T` contains the exact one.
fn check_enclosures<T: Evaluate>(instance: &Instance, exact: &[(String, Rational)]) {
    let enclosed = quantities::<T>(instance);
    assert_eq!(enclosed.len(), exact.len(), "number of quantities at {instance:?}");
    for ((name, enclosure), (_, value)) in enclosed.iter().zip(exact) {
        assert!(enclosure.bounds().contains(value), "{name}: {enclosure:?} lacks {value} at {instance:?}");
    }
}

/// The enclosures of a certified run contain the exact iterates.
fn check_certified_run(instance: &Instance) {
    let Some(mut run) = CertifiedSpma::new(&instance.mdp, &instance.policy, &instance.eta) else { return };
    let problem = Problem::<Rational>::new(instance.mdp.clone());
    let method = Spma::constant(instance.eta.clone());
    let mut exact = instance.policy.clone();
    for step in 0..instance.steps {
        let enclosures = run.policy::<Interval<BigFloat<256>>>();
        for (enclosure, p) in enclosures.probabilities().iter().zip(exact.probabilities()) {
            assert!(enclosure.contains(p), "step {step}: {enclosure:?} lacks {p} at {instance:?}");
        }
        let iterate = Iterate::exact(&problem, &exact);
        let refused = method.check_step_size(&iterate);
        match run.step() {
            Ok(()) => assert!(refused.is_ok(), "step {step}: {refused:?} is taken at {instance:?}"),
            Err(_) => return,
        }
        exact = method.next_policy(&iterate);
    }
}

/// Over enclosures the answers do not contradict the exact ones, and sides contain the exact sides. Does the instance
/// meet the hypotheses?
fn check_sides(name: &str, part: &Part, instance: &Instance) -> bool {
    let exact = part.statement.decide(instance, ScalarKind::Rational);
    for kind in ENCLOSURES {
        match (part.statement.decide(instance, kind), &exact) {
            (Outcome::Unclear { .. } | Outcome::Unsupported, _) => {}
            (Outcome::Rejected { hypothesis }, Outcome::Rejected { .. }) => {
                assert!(!hypothesis.is_empty(), "{name} over {kind}: a hypothesis without a name");
            }
            (
                Outcome::Compared { truth, comparisons },
                Outcome::Compared { truth: exact_truth, comparisons: exact_comparisons },
            ) => {
                let agrees = truth == *exact_truth || truth == Truth::Undecided;
                assert!(agrees, "{name} over {kind}: {truth:?}, exactly {exact_truth:?} at {instance:?}");
                // Sides that exist only where ties are decided are matched by their labels.
                for side in &comparisons {
                    let Some(same) = exact_comparisons.iter().find(|same| same.label == side.label) else { continue };
                    for (bounds, point) in [(&side.left, &same.left), (&side.right, &same.right)] {
                        let value = point.lower.as_ref().expect("an exact side is finite");
                        assert!(
                            bounds.contains(value),
                            "{name} over {kind}: {side:?}, exactly {same:?} at {instance:?}"
                        );
                    }
                }
            }
            (found, _) => panic!("{name} over {kind}: {found:?}, exactly {exact:?} at {instance:?}"),
        }
    }
    matches!(exact, Outcome::Compared { .. })
}
