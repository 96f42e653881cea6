//! Instances on given models: bundled ones, files, families.

use std::sync::Arc;

use num_traits::One;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::random::{greedy, mixture};
use crate::claim::{Depth, Instance, Part, is_exact_affordable};
use crate::family;
use crate::mdp::{AffineRescaling, Mdp, Policy};
use crate::model_io::{write_csv, write_initial_csv};
use crate::scalar::Rational;

/// Largest model on which whole trajectories are enclosed in a campaign.
const TRAJECTORY_STATES: usize = 64;

/// Length of those trajectories.
const TRAJECTORY_STEPS: u32 = 20;

/// On models up to this size exact arithmetic can follow a few steps, which
/// decides trajectories on which nothing changes.
const EXACT_TRAJECTORY_STATES: usize = 8;

/// Length of trajectories there: digits grow about ninefold a step.
const EXACT_TRAJECTORY_STEPS: u32 = 3;

/// Policies per model: uniform, and one random.
const POLICIES: usize = 2;

/// Models to check claims on, each with several policies.
#[derive(Default)]
pub struct ModelInstances {
    models: Vec<Prepared>,
}

/// The place of an instance among the models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModelInstance {
    model: usize,
    policy: usize,
}

/// What tells a model from every other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelDigest {
    name: String,
    gamma: Rational,
    /// SHA-256 of the transitions and of the initial distribution, as the program writes them as CSV.
    sha256: String,
}

/// A model as it is, and with rewards rescaled to `[0, 1]`.
struct Prepared {
    name: String,
    raw: Arc<Mdp<Rational>>,
    unit: Arc<Mdp<Rational>>,
    policies: [Policy<Rational>; POLICIES],
    /// Moves half way towards the policy that floats take for greedy.
    improved: [Policy<Rational>; POLICIES],
}

impl ModelInstances {
    /// From named models. The random policy depends on the seed and the model's
    /// place in the list.
    pub fn new(models: Vec<(String, Mdp<Rational>)>, seed: u64) -> Self {
        let prepare = |(place, (name, mdp)): (usize, (String, Mdp<Rational>))| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed.wrapping_add(place as u64));
            let policies = [Policy::uniform(&mdp), family::random_policy(&mdp, &mut rng)];
            let improved = policies.each_ref().map(|policy| half_greedy(&mdp, policy));
            let unit = Arc::new(AffineRescaling::to_unit(&mdp).apply(&mdp));
            Prepared { name, raw: Arc::new(mdp), unit, policies, improved }
        };
        ModelInstances { models: models.into_iter().enumerate().map(prepare).collect() }
    }

    /// The models in their order.
    pub fn digests(&self) -> Vec<ModelDigest> {
        self.models.iter().map(|model| ModelDigest::new(&model.name, &model.raw)).collect()
    }

    /// The instances on which a part is checked.
    ///
    /// Equalities are confirmed in exact arithmetic only, so a model that is too
    /// large for it is no instance of a part that needs it, nor of any part when
    /// `exact_only` asks for rationals everywhere.
    pub fn selected(&self, part: &Part, exact_only: bool) -> Vec<ModelInstance> {
        if !part.domain.takes_models() {
            return Vec::new();
        }
        let feasible = (0..self.models.len()).filter(|&model| self.models[model].is_feasible(part, exact_only));
        feasible.flat_map(|model| (0..POLICIES).map(move |policy| ModelInstance { model, policy })).collect()
    }

    /// The exact data of a selected instance.
    pub fn instance(&self, part: &Part, ModelInstance { model, policy }: ModelInstance) -> Instance {
        self.models[model].instance(part, policy)
    }
}

impl ModelDigest {
    fn new(name: &str, mdp: &Mdp<Rational>) -> Self {
        let mut text = Vec::new();
        write_csv(mdp, &mut text).and_then(|()| write_initial_csv(mdp, &mut text)).expect("memory takes every byte");
        let sha256 = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        ModelDigest { name: name.to_owned(), gamma: mdp.discount().clone(), sha256 }
    }
}

impl Prepared {
    fn is_feasible(&self, part: &Part, exact_only: bool) -> bool {
        if part.statement.needs_exact() || exact_only {
            return (0..POLICIES).all(|policy| is_exact_affordable(part.depth, &self.instance(part, policy)));
        }
        part.depth != Depth::Trajectory || self.raw.states() <= TRAJECTORY_STATES
    }

    fn instance(&self, part: &Part, policy: usize) -> Instance {
        let mdp = if part.domain.needs_unit_rewards() { &self.unit } else { &self.raw };
        let (lowest, highest) = mdp.reward_range();
        let span = (highest - lowest).max(Rational::one());
        let start = ["uniform", "random"][policy];
        Instance {
            origin: format!("{} at gamma = {}, {start} policy", self.name, mdp.discount()),
            mdp: mdp.clone(),
            policy: self.policies[policy].clone(),
            other: self.improved[policy].clone(),
            eta: (Rational::one() - mdp.discount()) / span,
            steps: if mdp.states() <= EXACT_TRAJECTORY_STATES { EXACT_TRAJECTORY_STEPS } else { TRAJECTORY_STEPS },
            linear: None,
        }
    }
}

/// Half of the policy and half of the action that floats take for the best.
fn half_greedy(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Policy<Rational> {
    let actions = greedy::<f64>(&mdp.convert(), &policy.convert());
    mixture(mdp, policy, &Policy::deterministic(mdp, &actions), |_| Rational::new(1, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_apart_models_that_differ_in_one_number() {
        let bandit = |rewards: [i64; 2]| family::bandit(rewards.map(|x| Rational::new(x, 7)).to_vec()).unwrap();
        let digest = |rewards| ModelDigest::new("b", &bandit(rewards));
        assert_eq!(digest([1, 2]), digest([1, 2]));
        assert_ne!(digest([1, 2]).sha256, digest([1, 3]).sha256);
        // Of the text "idstatefrom,idaction,idstateto,probability,reward\n0,0,0,1,1/7\n0,1,0,1,2/7\n
        // idstate,probability\n0,1\n", by sha256sum.
        assert_eq!(digest([1, 2]).sha256, "77b1fb822ec75b58ca87b1b06886f375f60b9147e7fef49ca81530c0b4b4a106");
    }
}
