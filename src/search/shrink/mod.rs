//! Witnesses a person can read: smaller instances that show the same.
//!
//! Shrinking takes away states, actions, steps, features, then makes rows and
//! numbers simpler, one piece at a time, for as long as a rigorous decision
//! still shows what is kept and the instance gets lighter. The result depends on
//! the instance alone.

mod keep;
mod numbers;
mod rows;
mod simplest;
mod structure;
mod weight;

pub use keep::{Keep, margin};
pub(super) use structure::{without_action, without_state};
use weight::Weight;
pub use weight::is_lighter;

use std::sync::atomic::{AtomicBool, Ordering};

use super::draft::Draft;
use super::{Catch, Goal};
use crate::claim::{Instance, Ladder};
use crate::scalar::PRECISIONS;

/// How to shrink.
pub struct Shrink<'a> {
    /// The statement.
    pub goal: Goal<'a>,
    /// What the result still shows.
    pub keep: Keep,
    /// Smaller instances that may be decided.
    pub decisions: usize,
    /// Keep the discount factor as it is.
    pub keeps_discount: bool,
    /// Set to end early, with what is smallest until then.
    pub stop: &'static AtomicBool,
}

impl Shrink<'_> {
    /// The smallest instance found that shows what is kept; `None` when the
    /// instance itself does not show it.
    pub fn run(&self, instance: &Instance) -> Option<Catch> {
        let mut left = self.decisions;
        let mut best = Catch { instance: instance.clone(), comparison: self.decide(instance)? };
        let mut draft = Draft::new(instance);
        let passes: [fn(&Draft) -> Vec<Draft>; 3] = [structure::smaller, rows::simpler, numbers::simpler];
        'improved: loop {
            for pass in passes {
                if let Some((smaller, catch)) = self.first_kept(&draft, pass(&draft), &mut left) {
                    (draft, best) = (smaller, catch);
                    continue 'improved;
                }
            }
            return Some(best);
        }
    }

    /// The first of the candidates that is lighter and still shows it.
    fn first_kept(&self, draft: &Draft, candidates: Vec<Draft>, left: &mut usize) -> Option<(Draft, Catch)> {
        let weight = Weight::of(draft);
        let is_allowed = |candidate: &Draft| {
            Weight::of(candidate) < weight && (!self.keeps_discount || candidate.discount == draft.discount)
        };
        for candidate in candidates.into_iter().filter(is_allowed) {
            if *left == 0 || self.stop.load(Ordering::Relaxed) {
                return None;
            }
            *left -= 1;
            let Some(instance) = candidate.build("shrunk") else { continue };
            if let Some(comparison) = self.decide(&instance) {
                return Some((Draft::new(&instance), Catch { instance, comparison }));
            }
        }
        None
    }

    fn decide(&self, instance: &Instance) -> Option<crate::claim::Evaluated> {
        let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        self.keep.shown_by(&ladder.decide(self.goal.statement, self.goal.depth, instance).outcome)
    }
}
