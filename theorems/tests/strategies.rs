//! Proptest strategies: instances from small integers, so that a failure
//! shrinks to a small model with short numbers.

use std::sync::Arc;

use num_traits::One;
use proptest::collection::vec;
use proptest::prelude::*;

use super::with_parameters;
use crate::claim::Instance;
use crate::family;
use crate::mdp::{Action, Mdp, Policy, RowSums};
use crate::scalar::Rational;

/// Numerators of one action: reward over 4, weights of successors.
type ActionSeed = (i64, Vec<u64>);

/// Actions of a state and the weights of the two policies on them.
type StateSeed = Vec<(ActionSeed, u64, u64)>;

/// `(gamma, states, eta / (1-gamma), steps)` with rewards in `[0, 1]`, full support.
pub fn any_mdp() -> impl Strategy<Value = Instance> {
    (1_usize..=3).prop_flat_map(|states| {
        let action = (0_i64..=4, vec(0_u64..=3, states));
        let state = vec((action, 1_u64..=9, 1_u64..=9), 1..=3);
        let discounts = prop_oneof![Just((0, 1)), Just((1, 2)), Just((9, 10)), Just((99, 100))];
        (vec(state, states), discounts, 1_i64..=4, 1_u32..=2).prop_map(build)
    })
}

fn build((states, (n, d), quarters, steps): (Vec<StateSeed>, (i64, i64), i64, u32)) -> Instance {
    let count = states.len();
    let action = |(reward, weights): &ActionSeed| {
        let total: u64 = weights.iter().sum();
        let transitions = match total {
            0 => vec![(0, Rational::one())],
            _ => weights.iter().enumerate().map(|(to, &weight)| (to, Rational::new(weight, total))).collect(),
        };
        Action { reward: Rational::new(*reward, 4), transitions }
    };
    let rows = states.iter().map(|row| row.iter().map(|(seed, ..)| action(seed)).collect()).collect();
    let initial = vec![Rational::new(1, count); count];
    let (mdp, _) = Mdp::new(Rational::new(n, d), rows, initial, RowSums::Exact).expect("a model");
    let policy = |weight: fn(&(ActionSeed, u64, u64)) -> u64| {
        let rows = states.iter().map(|row| normalised(row.iter().map(weight))).collect();
        Policy::new(&mdp, rows).expect("a policy")
    };
    Instance {
        origin: "proptest".to_owned(),
        policy: policy(|&(_, weight, _)| weight),
        other: policy(|&(_, _, weight)| weight),
        eta: (Rational::one() - mdp.discount()) * Rational::new(quarters, 4),
        mdp: Arc::new(mdp),
        steps,
        linear: None,
    }
}

/// Bandits with rewards in `[0, 1]`, full support, `0 < eta <= 1`.
pub fn any_bandit() -> impl Strategy<Value = Instance> {
    (vec((0_i64..=6, 1_u64..=9), 1..=5), 1_i64..=4, 1_u32..=4).prop_map(|(arms, quarters, steps)| {
        let rewards = arms.iter().map(|&(reward, _)| Rational::new(reward, 6)).collect();
        one_state(rewards, normalised(arms.iter().map(|&(_, weight)| weight)), None, Rational::new(quarters, 4), steps)
    })
}

/// A distribution, possibly with zeros, and values of any sign.
pub fn any_distribution() -> impl Strategy<Value = Instance> {
    vec((-20_i64..=20, 0_u64..=9), 1..=5).prop_map(|points| {
        let values = points.iter().map(|&(value, _)| Rational::new(value, 7)).collect();
        let weights = positive_sum(points.iter().map(|&(_, weight)| weight).collect());
        one_state(values, normalised(weights), None, Rational::one(), 1)
    })
}

/// Two distributions on the same points, the second with full support.
pub fn two_distributions() -> impl Strategy<Value = Instance> {
    vec((-20_i64..=20, 0_u64..=9, 1_u64..=9), 1..=5).prop_map(|points| {
        let values = points.iter().map(|&(value, ..)| Rational::new(value, 7)).collect();
        let first = positive_sum(points.iter().map(|&(_, weight, _)| weight).collect());
        let second = normalised(points.iter().map(|&(_, _, weight)| weight));
        one_state(values, normalised(first), Some(second), Rational::one(), 1)
    })
}

/// The instance with one or two features and as many parameters as steps, at least two; all are multiples of 1/2.
pub fn linear(instance: Instance) -> impl Strategy<Value = Instance> {
    let (pairs, steps) = (instance.mdp.pairs(), (instance.steps as usize).max(2));
    let halves = |numbers: Vec<Vec<i64>>| -> Vec<Vec<Rational>> {
        numbers.into_iter().map(|row| row.into_iter().map(|x| Rational::new(x, 2)).collect()).collect()
    };
    (1_usize..=2)
        .prop_flat_map(move |dimension| {
            (vec(vec(-4_i64..=4, dimension), pairs), vec(vec(-6_i64..=6, dimension), steps))
        })
        .prop_map(move |(features, parameters)| with_parameters(instance.clone(), halves(features), halves(parameters)))
}

fn one_state(
    rewards: Vec<Rational>,
    policy: Vec<Rational>,
    other: Option<Vec<Rational>>,
    eta: Rational,
    steps: u32,
) -> Instance {
    let mdp = family::bandit(rewards).expect("a bandit");
    let distribution = |row| Policy::new(&mdp, vec![row]).expect("a distribution");
    Instance {
        origin: "proptest".to_owned(),
        policy: distribution(policy),
        other: other.map_or_else(|| Policy::uniform(&mdp), distribution),
        eta,
        mdp: Arc::new(mdp),
        steps,
        linear: None,
    }
}

/// All weights zero means all mass on the first point.
fn positive_sum(mut weights: Vec<u64>) -> Vec<u64> {
    if weights.iter().all(|&weight| weight == 0) {
        weights[0] = 1;
    }
    weights
}

fn normalised(weights: impl IntoIterator<Item = u64>) -> Vec<Rational> {
    let weights: Vec<u64> = weights.into_iter().collect();
    let total: u64 = weights.iter().sum();
    weights.into_iter().map(|weight| Rational::new(weight, total)).collect()
}
