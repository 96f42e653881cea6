//! Tests over all claims, and what the tests of each claim share.

mod adversary;
mod persistence;
mod proofs;
mod registry;
mod small;
mod strategies;
mod studies;
mod transcriptions;

pub use strategies::{any_bandit, any_distribution, any_mdp, linear, two_distributions};

use std::borrow::Cow;
use std::sync::Arc;

use num_traits::One;

use crate::approximation::Features;
use crate::claim::{Claim, Decide, Evaluated, Instance, LinearData, Outcome};
use crate::family;
use crate::mdp::{Action, Mdp, Policy, RowSums};
use crate::scalar::{Rational, ScalarKind, Truth};

/// `p/q`
pub fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

/// A one-state instance with `gamma = 0`, `eta = 1`, three steps: `weights` are
/// the policy up to normalisation, the second policy is uniform.
pub fn bandit(rewards: &[(i64, i64)], weights: &[u64]) -> Instance {
    let mdp = family::bandit(rewards.iter().map(|&(n, d)| q(n, d)).collect()).expect("a bandit");
    instance(mdp, &[weights], 3)
}

/// One action of a test model: reward `p/q`, and successors with weights.
pub type TestAction = ((i64, i64), &'static [(usize, u64)]);

/// An instance with `eta = 1 - gamma` and uniform initial distribution.
pub fn mdp(gamma: (i64, i64), states: &[&[TestAction]], weights: &[&[u64]]) -> Instance {
    let action = |&((n, d), successors): &TestAction| {
        let total: u64 = successors.iter().map(|&(_, weight)| weight).sum();
        let transitions = successors.iter().map(|&(to, weight)| (to, Rational::new(weight, total))).collect();
        Action { reward: q(n, d), transitions }
    };
    let rows: Vec<Vec<Action<Rational>>> = states.iter().map(|row| row.iter().map(action).collect()).collect();
    let initial = vec![Rational::new(1, rows.len()); rows.len()];
    let (mdp, _) = Mdp::new(q(gamma.0, gamma.1), rows, initial, RowSums::Exact).expect("a model");
    instance(mdp, weights, 2)
}

fn instance(mdp: Mdp<Rational>, weights: &[&[u64]], steps: u32) -> Instance {
    let row = |weights: &&[u64]| {
        let total: u64 = weights.iter().sum();
        weights.iter().map(|&weight| Rational::new(weight, total)).collect()
    };
    Instance {
        origin: "test".to_owned(),
        policy: Policy::new(&mdp, weights.iter().map(row).collect()).expect("a policy"),
        other: Policy::uniform(&mdp),
        eta: Rational::one() - mdp.discount(),
        mdp: Arc::new(mdp),
        steps,
        linear: None,
    }
}

/// The instance with features by pair, and parameters.
pub fn with_parameters(
    mut instance: Instance,
    features: Vec<Vec<Rational>>,
    parameters: Vec<Vec<Rational>>,
) -> Instance {
    let features = Features::new(instance.mdp.pairs(), features).expect("features of the model");
    instance.linear = Some(LinearData::new(features, parameters).expect("parameters of the features"));
    instance
}

/// The kind of number that tests use for a statement.
pub fn kind_for(statement: &dyn Decide) -> ScalarKind {
    if statement.is_algebraic() { ScalarKind::Rational } else { ScalarKind::BigInterval(256) }
}

/// The comparisons of a part of a claim at an instance that must meet the
/// hypotheses.
pub fn comparisons(claim: &Claim, part: &str, instance: &Instance) -> Vec<Evaluated> {
    let part = claim.parts.iter().find(|known| known.name == part).expect("a part of the claim");
    match part.statement.decide(instance, kind_for(part.statement.as_ref())) {
        Outcome::Compared { comparisons, .. } => comparisons,
        other => panic!("{} at {instance:?}: {other:?}", claim.id),
    }
}

/// No part of the claim fails at the instance; at least one of them applies.
pub fn assert_holds(claim: &Claim, instance: &Instance) {
    let applies = claim.parts.iter().filter(|part| holds_or_is_rejected(claim, part.name, instance)).count();
    assert!(applies > 0, "{}: no part applies to {instance:?}", claim.id);
}

/// True when the part holds, false when a hypothesis fails.
///
/// # Panics
/// When the part is violated or not decided.
pub fn holds_or_is_rejected(claim: &Claim, part: &str, instance: &Instance) -> bool {
    let part = claim.parts.iter().find(|known| known.name == part).expect("a part of the claim");
    match part.statement.decide(instance, kind_for(part.statement.as_ref())) {
        Outcome::Compared { truth: Truth::Yes, .. } => true,
        Outcome::Rejected { .. } => false,
        other => {
            let failed = other.first_violation();
            let kept = failed.map(|failed| persistence::keep_failure(claim.id, part.name, instance, failed));
            panic!("{} ({}) at {instance:?}: {other:?}; {}", claim.id, part.name, kept.unwrap_or_default())
        }
    }
}

/// The hypothesis that rejects an instance from a part.
pub fn rejection(claim: &Claim, part: &str, instance: &Instance) -> Cow<'static, str> {
    let part = claim.parts.iter().find(|known| known.name == part).expect("a part of the claim");
    match part.statement.decide(instance, kind_for(part.statement.as_ref())) {
        Outcome::Rejected { hypothesis } => hypothesis,
        other => panic!("{} at {instance:?}: {other:?}", claim.id),
    }
}

/// Is the control with this name refuted at the instance?
pub fn control_is_refuted(claim: &Claim, name: &str, instance: &Instance) -> bool {
    let control = claim.controls.iter().find(|control| control.name == name).expect("a control of the claim");
    let statement = control.part.statement.as_ref();
    matches!(statement.decide(instance, kind_for(statement)), Outcome::Compared { truth: Truth::No, .. })
}

/// The exact value of a side.
pub fn exact(bounds: &crate::scalar::Bounds) -> Rational {
    assert_eq!(bounds.lower, bounds.upper, "not an exact value");
    bounds.lower.clone().expect("an exact value is finite")
}
