//! Hill climbing towards the instance at which a bound is tightest.

use std::sync::Arc;

use num_traits::{One, Zero};
use rand::{Rng, RngExt};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use super::Domain;
use super::report::Found;
use crate::claim::{Instance, Ladder, Outcome, Part, exceeds};
use crate::mdp::{Action, Mdp, Policy, RowSums};
use crate::scalar::{Bounds, Field, PRECISIONS, Rational, ScalarKind};

/// How long to climb, and where.
#[derive(Clone, Debug)]
pub struct Climb {
    /// Seed of all random choices.
    pub seed: u64,
    /// Starting instances, each climbed from by itself.
    pub starts: usize,
    /// Changes tried from each start.
    pub changes: usize,
    /// Keep to this discount factor.
    pub discount: Option<Rational>,
}

impl Climb {
    /// The instance with the largest left/right ratio found, decided by exact
    /// arithmetic or enclosures; `None` when no instance meets the hypotheses
    /// or the part has no tightness. Floats only choose the way.
    pub fn run(&self, part: &Part) -> Option<(Bounds, Found)> {
        let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        let tops: Vec<Option<(Bounds, Found)>> = (0..self.starts)
            .into_par_iter()
            .map(|start| {
                let instance = self.climb(part, start)?;
                let outcome = ladder.decide(part.statement.as_ref(), part.depth, &instance).outcome;
                let (ratio, comparison) = outcome.worst()?;
                Some((ratio.clone(), Found { part: part.name, instance, comparison: comparison.clone() }))
            })
            .collect();
        tops.into_iter().flatten().reduce(|best, next| if exceeds(&next.0, &best.0) { next } else { best })
    }

    fn climb(&self, part: &Part, start: usize) -> Option<Instance> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(start as u64));
        let mut best = self.at_discount(part.domain.instance(self.seed, start))?;
        let mut height = height(part, &best);
        for _ in 0..self.changes {
            let Some(next) = self.neighbour(&best, part.domain, &mut rng) else { continue };
            let reached = self::height(part, &next);
            if reached >= height {
                (best, height) = (next, reached);
            }
        }
        (height > f64::NEG_INFINITY).then_some(best)
    }

    /// The instance at the wanted discount, its step size in proportion.
    fn at_discount(&self, instance: Instance) -> Option<Instance> {
        let Some(discount) = &self.discount else { return Some(instance) };
        let stop = |discount: &Rational| Rational::one() - discount;
        let eta = instance.eta.clone() * stop(discount) / stop(instance.mdp.discount());
        let mdp = rebuilt(&instance.mdp, |_| {}, Some(discount.clone()))?;
        Some(Instance { mdp: Arc::new(mdp), eta, ..instance })
    }

    /// One random change: a reward, a transition, a policy's row, the step size.
    fn neighbour(&self, instance: &Instance, domain: Domain, rng: &mut impl Rng) -> Option<Instance> {
        let mut next = instance.clone();
        "climbed".clone_into(&mut next.origin);
        let state = below(instance.mdp.states(), rng);
        let action = below(instance.mdp.actions(state).len(), rng);
        match rng.random_range(0..6_u32) {
            0 | 1 => {
                let reward =
                    if rng.random_bool(0.5) { Rational::from(rng.random_range(0..=1_u32)) } else { tenth(rng) };
                next.mdp = Arc::new(rebuilt(&instance.mdp, |rows| rows[state][action].reward = reward.clone(), None)?);
            }
            2 if instance.mdp.states() > 1 => {
                let to = below(instance.mdp.states(), rng);
                let mixed = rng.random_bool(0.3).then(|| (below(instance.mdp.states(), rng), tenth(rng)));
                let transitions = match mixed {
                    Some((other, share)) if other != to && !share.is_zero() && !share.is_one() => {
                        vec![(to, Rational::one() - &share), (other, share)]
                    }
                    _ => vec![(to, Rational::one())],
                };
                let change =
                    |rows: &mut Vec<Vec<Action<Rational>>>| rows[state][action].transitions = transitions.clone();
                next.mdp = Arc::new(rebuilt(&instance.mdp, change, None)?);
            }
            3 | 4 => next.policy = reweighted(&instance.mdp, &instance.policy, state, action, rng),
            _ if domain.takes_models() || domain == Domain::Bandit => {
                let parts = [(1, 1), (9, 10), (1, 2), (1, 10)];
                let (n, d) = parts[below(parts.len(), rng)];
                next.eta = (Rational::one() - instance.mdp.discount()) * Rational::new(n, d);
            }
            _ => next.other = reweighted(&instance.mdp, &instance.other, state, action, rng),
        }
        Some(next)
    }
}

/// The float ratio at an instance; minus infinity where a hypothesis fails.
fn height(part: &Part, instance: &Instance) -> f64 {
    let outcome = part.statement.decide(instance, ScalarKind::F64);
    let Outcome::Compared { .. } = &outcome else { return f64::NEG_INFINITY };
    let ratio = outcome.worst().and_then(|(ratio, _)| ratio.upper.as_ref());
    ratio.map_or(f64::NEG_INFINITY, Field::to_f64)
}

fn below(count: usize, rng: &mut impl Rng) -> usize {
    rng.random_range(0..count as u64) as usize
}

fn tenth(rng: &mut impl Rng) -> Rational {
    Rational::new(rng.random_range(0..=10_u32), 10)
}

/// The model with changed actions or another discount; `None` when it is refused.
fn rebuilt(
    mdp: &Mdp<Rational>,
    change: impl Fn(&mut Vec<Vec<Action<Rational>>>),
    discount: Option<Rational>,
) -> Option<Mdp<Rational>> {
    let mut rows = mdp.to_actions();
    change(&mut rows);
    let discount = discount.unwrap_or_else(|| mdp.discount().clone());
    Mdp::new(discount, rows, mdp.initial().to_vec(), RowSums::Exact).ok().map(|(mdp, _)| mdp)
}

/// One probability times or over a power of two, the row normalised and brought
/// back to a short form.
fn reweighted(
    mdp: &Mdp<Rational>,
    policy: &Policy<Rational>,
    state: usize,
    action: usize,
    rng: &mut impl Rng,
) -> Policy<Rational> {
    /// Weights are integers up to this.
    const GRID: i64 = 1_000_000;
    let factor = Rational::power_of_two(rng.random_range(-4..=4_i32));
    let mut rows = policy.to_states();
    rows[state][action] = rows[state][action].clone() * factor;
    let total: Rational = rows[state].iter().cloned().sum();
    let weight = |p: &Rational| (p.clone() * Rational::from(GRID) / &total).ceil();
    let weights: Vec<_> = rows[state].iter().map(weight).collect();
    let sum = weights.iter().fold(Rational::zero(), |sum, weight| sum + Rational::from(weight.clone()));
    if sum.is_zero() {
        return policy.clone();
    }
    rows[state] = weights.into_iter().map(|weight| Rational::from(weight) / &sum).collect();
    Policy::new(mdp, rows).unwrap_or_else(|_| policy.clone())
}
