//! Families of instances.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::{degenerate, linear, random};
use crate::claim::Instance;

/// Which instances a statement is checked on. Every domain starts with its
/// degenerate instances and goes on with random ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Domain {
    /// A distribution with real values: one state, `gamma = 0`, probabilities
    /// may vanish, values of any sign with ties.
    Distribution,
    /// Two distributions on the same points, with values.
    TwoDistributions,
    /// Bandits in the paper's setting: rewards in `[0, 1]`, full support,
    /// `0 < eta <= 1`, a few steps.
    Bandit,
    /// The same from the uniform policy.
    UniformBandit,
    /// Bandits with up to 24 doublings of the exponent.
    LongBandit,
    /// MDPs with rewards of any range and sign, any positive step size.
    AnyMdp,
    /// MDPs in the paper's setting: rewards in `[0, 1]`, full support,
    /// `0 < eta <= 1 - gamma`.
    Mdp,
    /// The same with a few steps.
    MdpRun,
    /// Two policies of one MDP.
    TwoPolicies,
    /// A policy and one that moves towards the greedy policy.
    ImprovingPair,
    /// Two states, rewards 0 and 1, deterministic transitions, nearly
    /// deterministic policies: where step-size conditions are tight.
    ExtremeMdp,
    /// Bandits with features and two parameters: one near the minimiser of
    /// SPMA's surrogate or anywhere, one anywhere.
    LinearBandit,
    /// The same for MDPs in the paper's setting with up to three states.
    LinearMdp,
    /// A few steps of a log-linear method: the parameters are its iterates.
    LinearRun,
    /// MDPs with nested features: the parameters project onto more and more of
    /// the first columns and are 0 beyond.
    NestedLinear,
    /// The instances of [`Domain::MdpRun`] alone, never models: for statements
    /// in which ties have to be decided, as exact arithmetic does.
    SmallMdp,
}

impl Domain {
    /// Instances of [`Domain::LongBandit`] in a campaign: long runs cost seconds.
    pub(super) const LONG_RUNS: usize = 4;

    /// Instance number `index` for a seed.
    pub fn instance(self, seed: u64, index: usize) -> Instance {
        let fixed = degenerate::count(self);
        let mut rng = self.generator(seed, index);
        let instance = match index.checked_sub(fixed) {
            None => degenerate::instance(self, index),
            Some(index) => random::instance(self, index, &mut rng),
        };
        if self.is_linear() { linear::with_features(self, instance, index < fixed, &mut rng) } else { instance }
    }

    /// Do the instances have features and parameters?
    fn is_linear(self) -> bool {
        matches!(self, Domain::LinearBandit | Domain::LinearMdp | Domain::LinearRun | Domain::NestedLinear)
    }

    /// The random numbers of one instance.
    fn generator(self, seed: u64, index: usize) -> ChaCha8Rng {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(index as u64).to_le_bytes());
        key[16] = self as u8;
        ChaCha8Rng::from_seed(key)
    }

    /// Is the domain made of MDPs that a model file can stand for?
    pub fn takes_models(self) -> bool {
        matches!(self, Domain::AnyMdp | Domain::Mdp | Domain::MdpRun | Domain::TwoPolicies | Domain::ImprovingPair)
    }

    /// Are its instances in the paper's setting: rewards in `[0, 1]`, policies of
    /// full support, `eta <= 1 - gamma`?
    pub fn is_paper_setting(self) -> bool {
        !matches!(self, Domain::Distribution | Domain::TwoDistributions | Domain::AnyMdp | Domain::TwoPolicies)
    }

    /// Does it need rewards in `[0, 1]`?
    pub fn needs_unit_rewards(self) -> bool {
        matches!(self, Domain::Mdp | Domain::MdpRun)
    }
}
