//! Random instances of every domain: small, with short exact numbers, and
//! structured, because claims are tight or false at structure, not in the bulk.

use std::sync::Arc;

use num_traits::{One, Zero};
use rand::{Rng, RngExt};

use super::Domain;
use crate::claim::Instance;
use crate::family;
use crate::mdp::{Action, Evaluate, Mdp, MdpError, Policy, RowSums, action_values};
use crate::scalar::Rational;

/// Discount factors of random models.
const DISCOUNTS: [(i64, i64); 5] = [(0, 1), (1, 2), (9, 10), (99, 100), (999, 1000)];

/// Random instance of a domain.
pub(super) fn instance(domain: Domain, index: usize, rng: &mut impl Rng) -> Instance {
    let built = match domain {
        Domain::Distribution | Domain::TwoDistributions => distribution(rng),
        Domain::Bandit | Domain::UniformBandit | Domain::LongBandit | Domain::LinearBandit => unit_bandit(rng),
        Domain::ExtremeMdp => extreme_mdp(rng),
        Domain::AnyMdp | Domain::TwoPolicies => any_rewards(rng),
        Domain::Mdp | Domain::ImprovingPair => unit_mdp(4, rng),
        Domain::MdpRun | Domain::SmallMdp | Domain::LinearMdp | Domain::LinearRun | Domain::NestedLinear => {
            unit_mdp(3, rng)
        }
    };
    let mdp = built.expect("random models are valid by construction");
    let policy = match domain {
        Domain::UniformBandit => Policy::uniform(&mdp),
        Domain::ExtremeMdp => family::random_near_deterministic(&mdp, rng.random_range(1..=6), rng),
        Domain::Distribution | Domain::TwoDistributions => perhaps_vanishing(&mdp, rng),
        _ => full_support(&mdp, rng),
    };
    let other = match domain {
        Domain::ImprovingPair => {
            let shares = [Rational::one(), Rational::new(1, 2), Rational::new(9, 10), Rational::new(1, 10)];
            let same = rng.random_bool(0.5).then(|| pick(&shares, rng).clone());
            let shares: Vec<Rational> =
                (0..mdp.states()).map(|_| same.clone().unwrap_or_else(|| pick(&shares, rng).clone())).collect();
            greedy_mixture(&mdp, &policy, |state| shares[state].clone())
        }
        Domain::TwoDistributions if rng.random_bool(0.3) => nearby(&mdp, &policy),
        _ => full_support(&mdp, rng),
    };
    let eta = step_size(domain, &mdp, rng);
    let steps = match domain {
        Domain::MdpRun | Domain::SmallMdp | Domain::LinearRun => rng.random_range(2..=3),
        _ => rng.random_range(1..=5),
    };
    Instance { origin: format!("random {index}"), mdp: Arc::new(mdp), policy, other, eta, steps, linear: None }
}

pub(super) fn pick<'a, T>(choices: &'a [T], rng: &mut impl Rng) -> &'a T {
    &choices[rng.random_range(0..choices.len() as u64) as usize]
}

/// A number of points or actions; two and three are where most happens.
fn few(rng: &mut impl Rng) -> usize {
    *pick(&[1, 2, 2, 2, 3, 3, 4, 5], rng)
}

/// `(1-gamma)` or a part of it in the paper's setting, anything positive elsewhere.
fn step_size(domain: Domain, mdp: &Mdp<Rational>, rng: &mut impl Rng) -> Rational {
    let stop = Rational::one() - mdp.discount();
    let parts = [(1, 1), (1, 1), (1, 2), (9, 10), (1, 10), (1, 1000)];
    let (n, d) = *pick(&parts, rng);
    match domain {
        Domain::AnyMdp | Domain::Distribution => {
            let (lowest, highest) = mdp.reward_range();
            let span = highest - lowest;
            let natural = if span.is_zero() { stop } else { stop / span };
            let (n, d) = *pick(&[(n, d), (n, d), (3, 2), (2, 1), (10, 1)], rng);
            natural * Rational::new(n, d)
        }
        _ => stop * Rational::new(n, d),
    }
}

fn unit_fraction(rng: &mut impl Rng) -> Rational {
    let denominator = *pick(&[1_u64, 2, 3, 10, 100], rng);
    Rational::new(rng.random_range(0..=denominator), denominator)
}

/// Values with ties, two values, tiny gaps, or of any sign.
fn values(count: usize, rng: &mut impl Rng) -> Vec<Rational> {
    let style = rng.random_range(0..5_u32);
    let two = [unit_fraction(rng), unit_fraction(rng)];
    (0..count)
        .map(|_| match style {
            0 => unit_fraction(rng),
            1 => Rational::from(rng.random_range(0..=1_u32)),
            2 => pick(&two, rng).clone(),
            3 => Rational::one() - Rational::new(rng.random_range(0..=2_u64), 1_000_000),
            _ => Rational::new(rng.random_range(0..=4_u64), 4),
        })
        .collect()
}

fn distribution(rng: &mut impl Rng) -> Result<Mdp<Rational>, MdpError> {
    let count = few(rng);
    let (shift, scale) = affine(rng);
    family::bandit(values(count, rng).into_iter().map(|value| value * &scale + &shift).collect())
}

fn unit_bandit(rng: &mut impl Rng) -> Result<Mdp<Rational>, MdpError> {
    let count = few(rng);
    family::bandit(values(count, rng))
}

/// A shift and a factor for rewards of any range.
fn affine(rng: &mut impl Rng) -> (Rational, Rational) {
    let (n, d) = *pick(&[(0, 1), (-1, 1), (-7, 2), (100, 1)], rng);
    let (a, b) = *pick(&[(1, 1), (1, 1), (-1, 1), (20, 1), (1, 1000)], rng);
    (Rational::new(n, d), Rational::new(a, b))
}

fn unit_mdp(most_states: usize, rng: &mut impl Rng) -> Result<Mdp<Rational>, MdpError> {
    let (n, d) = *pick(&DISCOUNTS, rng);
    let discount = Rational::new(n, d);
    let states = few(rng).min(most_states);
    let actions = few(rng).min(4);
    match rng.random_range(0..4_u32) {
        0 => family::random_dense(states, actions, discount, rng),
        1 => family::garnet(states, actions, rng.random_range(1..=states as u64) as usize, discount, rng),
        _ => deterministic(states, actions, discount, rng),
    }
}

/// Deterministic transitions, structured rewards, states with different numbers
/// of actions.
fn deterministic(
    states: usize,
    most_actions: usize,
    discount: Rational,
    rng: &mut impl Rng,
) -> Result<Mdp<Rational>, MdpError> {
    let mut rows = Vec::with_capacity(states);
    for _ in 0..states {
        let count = if rng.random_bool(0.2) { 1 } else { most_actions };
        let mut row = Vec::with_capacity(count);
        for reward in values(count, rng) {
            let to = rng.random_range(0..states as u64) as usize;
            row.push(Action { reward, transitions: vec![(to, Rational::one())] });
        }
        rows.push(row);
    }
    let start = vec![Rational::new(1, states); states];
    Mdp::new(discount, rows, start, RowSums::Exact).map(|(mdp, _)| mdp)
}

fn extreme_mdp(rng: &mut impl Rng) -> Result<Mdp<Rational>, MdpError> {
    let (n, d) = *pick(&[(1, 2), (9, 10), (99, 100)], rng);
    let mut rows = Vec::with_capacity(2);
    for _ in 0..2 {
        let mut row = Vec::with_capacity(2);
        for _ in 0..2 {
            let reward = Rational::from(rng.random_range(0..=1_u32));
            row.push(Action { reward, transitions: vec![(rng.random_range(0..2_u64) as usize, Rational::one())] });
        }
        rows.push(row);
    }
    let start = vec![Rational::new(1, 2); 2];
    Mdp::new(Rational::new(n, d), rows, start, RowSums::Exact).map(|(mdp, _)| mdp)
}

fn any_rewards(rng: &mut impl Rng) -> Result<Mdp<Rational>, MdpError> {
    let mdp = unit_mdp(4, rng)?;
    let (shift, scale) = affine(rng);
    let mut rows = mdp.to_actions();
    for action in rows.iter_mut().flatten() {
        action.reward = action.reward.clone() * &scale + &shift;
    }
    Mdp::new(mdp.discount().clone(), rows, mdp.initial().to_vec(), RowSums::Exact).map(|(mdp, _)| mdp)
}

fn full_support(mdp: &Mdp<Rational>, rng: &mut impl Rng) -> Policy<Rational> {
    match rng.random_range(0..4_u32) {
        0 => Policy::uniform(mdp),
        1 | 2 => family::random_policy(mdp, rng),
        _ => family::random_near_deterministic(mdp, rng.random_range(1..=9), rng),
    }
}

fn perhaps_vanishing(mdp: &Mdp<Rational>, rng: &mut impl Rng) -> Policy<Rational> {
    if rng.random_bool(0.8) {
        return full_support(mdp, rng);
    }
    let actions: Vec<usize> =
        (0..mdp.states()).map(|s| rng.random_range(0..mdp.actions(s).len() as u64) as usize).collect();
    Policy::deterministic(mdp, &actions)
}

/// The policy moved by a thousandth towards the uniform one.
fn nearby(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Policy<Rational> {
    mixture(mdp, policy, &Policy::uniform(mdp), |_| Rational::new(1, 1000))
}

/// `(1 - share(s)) pi + share(s) greedy`, greedy for the exact `Q^pi`.
pub(crate) fn greedy_mixture(
    mdp: &Mdp<Rational>,
    policy: &Policy<Rational>,
    share: impl Fn(usize) -> Rational,
) -> Policy<Rational> {
    mixture(mdp, policy, &Policy::deterministic(mdp, &greedy::<Rational>(mdp, policy)), share)
}

/// The first maximiser of `Q^pi(s,.)` in every state, as `T` sees it.
pub(crate) fn greedy<T: Evaluate + PartialOrd>(mdp: &Mdp<T>, policy: &Policy<T>) -> Vec<usize> {
    let q = action_values(mdp, &T::evaluate(mdp, policy));
    let of_state = |s: usize| {
        let own = &q[mdp.actions(s)];
        (1..own.len()).fold(0, |best, a| if own[a] > own[best] { a } else { best })
    };
    (0..mdp.states()).map(of_state).collect()
}

/// `(1 - share(s)) from + share(s) to`
pub(super) fn mixture(
    mdp: &Mdp<Rational>,
    from: &Policy<Rational>,
    to: &Policy<Rational>,
    share: impl Fn(usize) -> Rational,
) -> Policy<Rational> {
    let mut probabilities = Vec::with_capacity(mdp.pairs());
    for state in 0..mdp.states() {
        let share = share(state);
        let keep = Rational::one() - &share;
        for (p, q) in from.at(state).iter().zip(to.at(state)) {
            probabilities.push(keep.clone() * p + share.clone() * q);
        }
    }
    Policy::from_pairs(mdp, probabilities)
}
