//! The smallest and the most extreme instances, checked before any random one.

use std::sync::Arc;

use num_traits::One;

use super::Domain;
use super::random::greedy_mixture;
use crate::claim::Instance;
use crate::family;
use crate::mdp::{Action, Mdp, MdpError, Policy, RowSums};
use crate::scalar::Rational;

/// Number of degenerate instances of a domain.
pub(super) fn count(domain: Domain) -> usize {
    match domain {
        Domain::LongBandit => LONG_RUNS.len(),
        Domain::Distribution
        | Domain::TwoDistributions
        | Domain::Bandit
        | Domain::UniformBandit
        | Domain::LinearBandit => BANDITS.len(),
        _ => MDPS.len(),
    }
}

/// Degenerate instance number `index`.
pub(super) fn instance(domain: Domain, index: usize) -> Instance {
    let (origin, mdp, policy, steps) = match domain {
        Domain::LongBandit => long_run(index),
        Domain::Distribution
        | Domain::TwoDistributions
        | Domain::Bandit
        | Domain::UniformBandit
        | Domain::LinearBandit => {
            let (name, rewards, weights) = BANDITS[index];
            let rewards = rewards.iter().map(|&(n, d)| Rational::new(n, d)).collect();
            let (mdp, policy) = with_policy(family::bandit(rewards), |_| weights);
            let policy = if domain == Domain::UniformBandit { Policy::uniform(&mdp) } else { policy };
            (name, mdp, policy, 3)
        }
        _ => {
            let (name, states, discount, weights) = MDPS[index];
            let (mdp, policy) = with_policy(model(states, discount), |state| weights[state]);
            (name, mdp, policy, 2)
        }
    };
    let eta = Rational::one() - mdp.discount();
    let other = match domain {
        Domain::ImprovingPair => greedy_mixture(&mdp, &policy, |_| Rational::one()),
        _ => Policy::uniform(&mdp),
    };
    Instance { origin: format!("degenerate: {origin}"), mdp: Arc::new(mdp), policy, other, eta, steps, linear: None }
}

/// Name, rewards, policy weights.
type BanditData = (&'static str, &'static [(i64, i64)], &'static [u64]);

const BANDITS: [BanditData; 8] = [
    ("one arm", &[(1, 2)], &[1]),
    ("two equal arms", &[(1, 3), (1, 3)], &[1, 2]),
    ("two arms, rewards 0 and 1", &[(1, 1), (0, 1)], &[1, 1]),
    ("four equal arms", &[(1, 1), (1, 1), (1, 1), (1, 1)], &[1, 2, 3, 4]),
    ("two best arms of three", &[(1, 1), (1, 1), (0, 1)], &[1, 1, 2]),
    ("gap 1e-9", &[(1, 1), (999_999_999, 1_000_000_000), (0, 1)], &[1, 1, 1]),
    ("best arm at probability 1e-9", &[(1, 1), (0, 1)], &[1, 999_999_999]),
    ("worst arm at probability 1e-9", &[(1, 1), (0, 1)], &[999_999_999, 1]),
];

/// Reward and successor of each action, by state; every action is deterministic.
type States = &'static [&'static [((i64, i64), usize)]];

/// Name, model, discount, policy weights by state.
type MdpData = (&'static str, States, (i64, i64), &'static [&'static [u64]]);

const HALF: (i64, i64) = (1, 2);
const ONE: (i64, i64) = (1, 1);
const ZERO: (i64, i64) = (0, 1);

const MDPS: [MdpData; 11] = [
    ("one state, one action, gamma = 0", &[&[(HALF, 0)]], (0, 1), &[&[1]]),
    ("one state, one action", &[&[(HALF, 0)]], (9, 10), &[&[1]]),
    ("one state, two equal actions", &[&[(HALF, 0), (HALF, 0)]], (1, 2), &[&[1, 3]]),
    ("one state, rewards 0 and 1, gamma = 0", &[&[(ONE, 0), (ZERO, 0)]], (0, 1), &[&[1, 1]]),
    ("equal rewards", &[&[(HALF, 0), (HALF, 1)], &[(HALF, 1), (HALF, 0)]], (9, 10), &[&[1, 1], &[2, 1]]),
    (
        "a terminal state, one to three actions",
        &[&[(ONE, 1), (ZERO, 0), (HALF, 2)], &[(ZERO, 1), (ZERO, 1)], &[(ONE, 0)]],
        (9, 10),
        &[&[1, 1, 1], &[1, 1], &[1]],
    ),
    ("gamma = 999/1000", &[&[(ONE, 0), (ZERO, 1)], &[(ZERO, 1), (ZERO, 0)]], (999, 1000), &[&[1, 1], &[1, 1]]),
    (
        "best action at probability 1e-9",
        &[&[(ZERO, 0), (ONE, 1)], &[(HALF, 1), (ZERO, 0)]],
        (9, 10),
        &[&[999_999_999, 1], &[1, 1]],
    ),
    (
        "worst action at probability 1e-9",
        &[&[(ONE, 0), (ZERO, 1)], &[(ZERO, 1), (ZERO, 1)]],
        (9, 10),
        &[&[999_999_999, 1], &[1, 1]],
    ),
    ("two best actions of three", &[&[(ONE, 0), (ONE, 0), (ZERO, 0)]], (1, 2), &[&[1, 2, 3]]),
    ("different actions with equal value", &[&[(ONE, 0), (ONE, 1)], &[(ONE, 0)]], (1, 2), &[&[1, 1], &[1]]),
];

/// Rewards, policy weights, steps.
const LONG_RUNS: [(&[u64], &[u64], u32); 4] =
    [(&[1, 0], &[1, 2], 24), (&[3, 1, 2], &[1, 2, 4], 18), (&[2, 2, 1, 0], &[1, 1, 5, 2], 14), (&[1, 1], &[1, 1], 6)];

fn long_run(index: usize) -> (&'static str, Mdp<Rational>, Policy<Rational>, u32) {
    let (rewards, weights, steps) = LONG_RUNS[index];
    let model = family::bandit(rewards.iter().map(|&r| Rational::from(r)).collect());
    let (mdp, policy) = with_policy(model, |_| weights);
    ("long run", mdp, policy, steps)
}

fn model(states: States, (numerator, denominator): (i64, i64)) -> Result<Mdp<Rational>, MdpError> {
    let action = |&((n, d), to): &((i64, i64), usize)| Action {
        reward: Rational::new(n, d),
        transitions: vec![(to, Rational::one())],
    };
    let actions: Vec<Vec<Action<Rational>>> = states.iter().map(|row| row.iter().map(action).collect()).collect();
    let initial = vec![Rational::new(1, states.len()); states.len()];
    Mdp::new(Rational::new(numerator, denominator), actions, initial, RowSums::Exact).map(|(mdp, _)| mdp)
}

/// The model with the policy of the given weights.
fn with_policy(
    model: Result<Mdp<Rational>, MdpError>,
    weights: impl Fn(usize) -> &'static [u64],
) -> (Mdp<Rational>, Policy<Rational>) {
    let mdp = model.expect("the degenerate models of this file are valid");
    let row = |state| {
        let weights = weights(state);
        let total: u64 = weights.iter().sum();
        weights.iter().map(|&weight| Rational::new(weight, total)).collect()
    };
    let policy = Policy::new(&mdp, (0..mdp.states()).map(row).collect());
    (mdp, policy.expect("the degenerate policies of this file are valid"))
}
