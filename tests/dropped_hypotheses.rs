//! A hypothesis that may be dropped is not one without which the formulas have no meaning.

use std::sync::Arc;

use num_traits::{One, Zero};
use spma::approximation::Features;
use spma::claim::{Claim, Instance, LinearData, Outcome, Part, Variation};
use spma::family;
use spma::mdp::Policy;
use spma::replay::Naive;
use spma::scalar::{Rational, ScalarKind};
use spma::theorems;

/// A bandit with one feature, the second policy on the first arm, far from what the claims ask for.
fn bandit(rewards: &[i64], policy: &[i64], eta: i64) -> Instance {
    let numbers = |list: &[i64]| list.iter().map(|&x| Rational::from(x)).collect::<Vec<_>>();
    let mdp = family::bandit(numbers(rewards)).expect("a bandit");
    let features = Features::new(mdp.pairs(), numbers(policy).into_iter().map(|x| vec![x]).collect());
    let parameters = vec![vec![Rational::one()]; 2];
    Instance {
        origin: "test".to_owned(),
        policy: Policy::new(&mdp, vec![numbers(policy)]).expect("a policy"),
        other: Policy::deterministic(&mdp, &[0]),
        eta: Rational::from(eta),
        steps: 1,
        linear: Some(LinearData::new(features.expect("a row for each arm"), parameters).expect("small exponents")),
        mdp: Arc::new(mdp),
    }
}

/// Every part and every control.
fn parts(claim: &Claim) -> impl Iterator<Item = &Part> {
    claim.parts.iter().chain(claim.controls.iter().map(|control| &control.part))
}

#[test]
fn without_every_hypothesis_that_may_be_dropped_both_transcriptions_have_a_value() {
    let instances = [
        bandit(&[1, 0, 2], &[0, 1, 0], 0),
        bandit(&[1, 0, 2], &[0, 1, 0], -1),
        bandit(&[1, 1], &[0, 1], 0),
        bandit(&[0, 0], &[1, 0], 1),
    ];
    assert!(instances.iter().all(|instance| instance.policy.probabilities().iter().any(Rational::is_zero)));
    for claim in theorems::all() {
        for (part, instance) in parts(&claim).flat_map(|part| instances.iter().map(move |instance| (part, instance))) {
            let hypotheses = part.statement.hypotheses(instance, &Variation::default());
            let droppable = hypotheses.into_iter().filter(|own| !own.is_form).map(|own| own.name.into_owned());
            let variation = Variation { dropped: droppable.collect(), ..Variation::default() };
            let is_exact = part.statement.is_algebraic();
            let kind = if is_exact { ScalarKind::Rational } else { ScalarKind::BigInterval(128) };
            let outcome = part.statement.decide_varied(instance, kind, &variation);
            if let (true, Outcome::Compared { comparisons, .. }) = (is_exact, outcome) {
                let sides = (part.naive)(&Naive::new(instance));
                assert_eq!(sides.len(), comparisons.len(), "{} ({}) at {instance:?}", claim.id, part.name);
            }
        }
    }
}
