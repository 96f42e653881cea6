//! Small instances of claims from bytes.

use std::sync::Arc;

use arbitrary::{Result, Unstructured};
use num_traits::{One, Zero};

use super::numbers::Numbers;
use spma::approximation::Features;
use spma::claim::{Instance, LinearData};
use spma::mdp::{Action, Mdp, Policy, RowSums};
use spma::replay::Naive;
use spma::replay::naive::maximum;
use spma::scalar::Rational;

const MOST_STATES: u8 = 3;
const MOST_ACTIONS: u8 = 3;
const MOST_ARMS: u8 = 4;

/// Steps of an MDP: the digits of exact values multiply by `S + 1` in each.
const MOST_STEPS: u8 = 2;

/// Steps of a bandit, whose digits double.
const MOST_BANDIT_STEPS: u8 = 4;

/// The instance that the bytes describe: in the paper's setting (rewards in `[0, 1]`, full support,
/// `0 < eta <= 1 - gamma`) or outside, a bandit or an MDP, with or without features.
///
/// # Errors
/// None that is known: bytes that have run out count as 0.
pub fn decode(bytes: &[u8]) -> Result<Instance> {
    let mut bytes = Unstructured::new(bytes);
    let mut draw = Numbers::new(&mut bytes);
    let is_paper_setting = draw.choice(3)? != 3;
    let is_bandit = draw.choice(3)? == 3;
    let mdp = if is_bandit { bandit(&mut draw, is_paper_setting)? } else { model(&mut draw, is_paper_setting)? };
    let policy = policy(&mut draw, &mdp, is_paper_setting)?;
    let eta =
        if is_paper_setting { draw.positive_share()? * (Rational::one() - mdp.discount()) } else { draw.number()? };
    let steps = 1 + draw.choice(if is_bandit { MOST_BANDIT_STEPS } else { MOST_STEPS } - 1)? as u32;
    let alone = Instance {
        origin: "fuzz".to_owned(),
        other: policy.clone(),
        mdp: Arc::new(mdp),
        policy,
        eta,
        steps,
        linear: None,
    };
    let other = second_policy(&mut draw, &alone)?;
    let linear = linear(&mut draw, &alone)?;
    Ok(Instance { other, linear, ..alone })
}

fn bandit(draw: &mut Numbers, has_unit_rewards: bool) -> Result<Mdp<Rational>> {
    let arms = 2 + draw.choice(MOST_ARMS - 2)?;
    let mut actions = Vec::with_capacity(arms);
    for _ in 0..arms {
        actions.push(Action { reward: reward(draw, has_unit_rewards)?, transitions: vec![(0, Rational::one())] });
    }
    Ok(built(Rational::zero(), vec![actions], vec![Rational::one()]))
}

fn model(draw: &mut Numbers, has_unit_rewards: bool) -> Result<Mdp<Rational>> {
    let discount = discount(draw)?;
    let count = 1 + draw.choice(MOST_STATES - 1)?;
    let mut states = Vec::with_capacity(count);
    for _ in 0..count {
        let mut actions = Vec::new();
        for _ in 0..=draw.choice(MOST_ACTIONS - 1)? {
            let reward = reward(draw, has_unit_rewards)?;
            let row = draw.distribution(count, false)?;
            actions.push(Action { reward, transitions: row.into_iter().enumerate().collect() });
        }
        states.push(actions);
    }
    let covers_states = draw.choice(3)? != 3;
    let initial = draw.distribution(count, covers_states)?;
    Ok(built(discount, states, initial))
}

fn built(discount: Rational, states: Vec<Vec<Action<Rational>>>, initial: Vec<Rational>) -> Mdp<Rational> {
    Mdp::new(discount, states, initial, RowSums::Exact).expect("rows that sum to 1").0
}

fn discount(draw: &mut Numbers) -> Result<Rational> {
    let almost_one = |stop: Rational| Rational::one() - stop;
    Ok(match draw.choice(9)? {
        0 => Rational::new(1, 2),
        1 => Rational::zero(),
        2 => Rational::new(9, 10),
        3 => Rational::new(99, 100),
        4 => Rational::new(1, 3),
        5 => Rational::new(999_999, 1_000_000),
        6 => almost_one(Rational::power_of_two(-52)),
        7 => Rational::power_of_two(-52),
        8 => almost_one(Rational::from(10).power(-20)),
        _ => draw.share()? * Rational::new(255, 256),
    })
}

fn reward(draw: &mut Numbers, is_unit: bool) -> Result<Rational> {
    if is_unit { draw.share() } else { draw.number() }
}

fn policy(draw: &mut Numbers, mdp: &Mdp<Rational>, full: bool) -> Result<Policy<Rational>> {
    let rows = (0..mdp.states()).map(|s| draw.distribution(mdp.actions(s).len(), full));
    Ok(Policy::new(mdp, rows.collect::<Result<_>>()?).expect("rows that sum to 1"))
}

/// The policy again, any other one, a greedy one, one on the way to it, or the next one of SPMA.
fn second_policy(draw: &mut Numbers, instance: &Instance) -> Result<Policy<Rational>> {
    let naive = Naive::new(instance);
    Ok(match draw.choice(5)? {
        0 => policy(draw, &instance.mdp, true)?,
        1 => policy(draw, &instance.mdp, false)?,
        2 => instance.policy.clone(),
        3 => towards(instance, &naive.spma(&naive.policy, &naive.eta), &Rational::one()),
        4 => towards(instance, &greedy(&naive), &Rational::one()),
        _ => towards(instance, &greedy(&naive), &draw.share()?),
    })
}

/// So far on the way from the policy to another one; the policy itself where that is none, as after a step that
/// is too long.
fn towards(instance: &Instance, goal: &[Vec<Rational>], share: &Rational) -> Policy<Rational> {
    let rows = instance
        .policy
        .to_states()
        .into_iter()
        .zip(goal)
        .map(|(own, goal)| own.into_iter().zip(goal).map(|(p, q)| p.clone() + (q.clone() - &p) * share).collect());
    Policy::new(&instance.mdp, rows.collect()).unwrap_or_else(|_| instance.policy.clone())
}

/// All mass on the first best action of each state.
fn greedy(naive: &Naive) -> Vec<Vec<Rational>> {
    let q = naive.action_values(&naive.values(&naive.policy));
    let row = |values: &Vec<Rational>| {
        let best = maximum(values);
        let chosen = values.iter().position(|value| *value == best);
        (0..values.len()).map(|a| Rational::from(i32::from(Some(a) == chosen))).collect()
    };
    q.iter().map(row).collect()
}

/// No features, or one or two with a parameter for each step and at least two.
fn linear(draw: &mut Numbers, instance: &Instance) -> Result<Option<LinearData>> {
    let dimension = draw.choice(2)?;
    if dimension == 0 {
        return Ok(None);
    }
    let mut rows = |count: usize| -> Result<Vec<Vec<Rational>>> {
        (0..count).map(|_| (0..dimension).map(|_| draw.half()).collect()).collect()
    };
    let pairs = instance.mdp.pairs();
    let features = Features::new(pairs, rows(pairs)?).expect("a row for each pair");
    let parameters = rows(instance.steps.max(2) as usize)?;
    Ok(Some(LinearData::new(features, parameters).expect("exponents of at most 8")))
}
