//! Adversarial search: instances at which a statement fails, or nearly does.
//!
//! From each start (a stored worst case, a degenerate or a random instance) a
//! search makes random changes of structure, then descends a simplex, then
//! follows gradients. Floats choose the way; only exact arithmetic and
//! enclosures say what was found. Effort is counted in instances, and the
//! result depends on the seed alone, not on the number of threads.

mod aim;
mod ascent;
mod chart;
mod moves;
mod nelder_mead;
mod scout;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

pub use aim::Aim;
pub(super) use aim::reaches;
pub use moves::Reach;

use super::draft::Draft;
use super::{Goal, Ranges, Size};
use crate::claim::{Decision, Evaluated, Instance, Ladder, exceeds};
use crate::scalar::{Bounds, PRECISIONS};
use scout::Scout;

/// How hard to search, and where.
#[derive(Clone, Debug)]
pub struct Adversary {
    /// Seed of all random choices.
    pub seed: u64,
    /// Starting instances besides the stored ones, each searched from by itself.
    pub starts: usize,
    /// Instances tried from each of them.
    pub instances: usize,
    /// What the discount factor and the sizes have to be.
    pub ranges: Ranges,
    /// Where changes may lead.
    pub reach: Reach,
    /// Starts that come before those of the domain.
    pub stored: Vec<Instance>,
    /// Set to end early: what was found until then counts.
    pub stop: &'static AtomicBool,
}

/// What a search ended with.
#[derive(Clone, Debug)]
pub struct Catch {
    /// The exact data.
    pub instance: Instance,
    /// What was compared there, decided rigorously.
    pub comparison: Evaluated,
}

/// A search with what it took.
#[derive(Clone, Debug)]
pub struct Hunt {
    /// Instances tried up to and including the one found; all that were tried when the search was stopped.
    pub tried: usize,
    /// What was found.
    pub found: Option<Catch>,
}

impl Adversary {
    /// The first instance that gives what is wanted, in the order of the starts.
    pub fn hunt(&self, goal: Goal, aim: Aim) -> Hunt {
        let count = self.stored.len() + self.starts;
        let tried_in_all = AtomicUsize::new(0);
        let search = |start: usize| {
            let scout = self.scout(goal, aim, start)?;
            let tried = scout.tried();
            tried_in_all.fetch_add(tried, Ordering::Relaxed);
            scout.met().map(|(instance, comparison)| (start, tried, Catch { instance, comparison }))
        };
        let (tried, found) = match (0..count).into_par_iter().find_map_first(search) {
            Some((start, tried, found)) => (start * self.instances + tried, Some(found)),
            None => (count * self.instances, None),
        };
        Hunt { tried: if self.is_stopped() { tried_in_all.into_inner() } else { tried }, found }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// The instance with the largest left/right ratio found; `None` when no
    /// instance meets the hypotheses or the statement has no tightness.
    pub fn worst(&self, goal: Goal) -> Option<(Bounds, Catch)> {
        let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        let tops: Vec<Option<(Bounds, Catch)>> = (0..self.stored.len() + self.starts)
            .into_par_iter()
            .map(|start| {
                let scout = self.scout(goal, Aim::Tightness, start)?;
                let instance = scout.best().0.clone();
                let outcome = ladder.decide(goal.statement, goal.depth, &instance).outcome;
                let (ratio, comparison) = outcome.worst()?;
                Some((ratio.clone(), Catch { comparison: comparison.clone(), instance }))
            })
            .collect();
        tops.into_iter().flatten().reduce(|best, next| if exceeds(&next.0, &best.0) { next } else { best })
    }

    /// The first instances from which searches start, decided, `most` at most; fewer when the search is stopped.
    pub fn starts(&self, goal: Goal, most: usize) -> Vec<(Instance, Decision)> {
        let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        let starts = (0..most.min(self.stored.len() + self.starts)).into_par_iter();
        let decided = |start| {
            if self.is_stopped() {
                return None;
            }
            let instance = self.start(goal, start, &mut self.generator(start))?;
            let decision = ladder.decide(goal.statement, goal.depth, &instance);
            Some((instance, decision))
        };
        starts.filter_map(decided).collect()
    }

    /// The random numbers of the search from a start.
    fn generator(&self, start: usize) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(start as u64))
    }

    /// A start in the wanted ranges; `None` when it cannot be brought into them.
    fn start(&self, goal: Goal, start: usize, rng: &mut ChaCha8Rng) -> Option<Instance> {
        let instance = match self.stored.get(start) {
            Some(stored) => stored.clone(),
            None => goal.domain.instance(self.seed, start - self.stored.len()),
        };
        self.ranges.steered(instance, false, rng)
    }

    /// The search from a start; `None` when there is no such start, or the search was stopped before.
    fn scout<'g>(&self, goal: Goal<'g>, aim: Aim, start: usize) -> Option<Scout<'g>> {
        if self.is_stopped() {
            return None;
        }
        let mut rng = self.generator(start);
        let start = self.start(goal, start, &mut rng)?;
        let mut scout = Scout::new(goal, aim, start, self.instances, self.stop);
        let keeps_discount = self.ranges.of(Size::Discount).only().is_some();
        while scout.left() > self.instances / 2 && !scout.is_done() {
            let mut draft = Draft::new(scout.best().0);
            moves::change(&mut draft, keeps_discount, self.reach, &mut rng);
            self.ranges.steer(&mut draft, false, &mut rng);
            match draft.build("searched") {
                Some(instance) => drop(scout.visit(instance)),
                None => scout.waste(),
            }
        }
        let rest = scout.left();
        nelder_mead::climb(&mut scout, rest / 2, &mut rng);
        ascent::ascend(&mut scout, &mut rng);
        while !scout.is_done() {
            let before = scout.left();
            nelder_mead::climb(&mut scout, rest / 4, &mut rng);
            if scout.left() == before {
                break;
            }
        }
        Some(scout)
    }
}
