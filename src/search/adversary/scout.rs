//! One search from one start, with its budget.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Aim;
use crate::claim::{Evaluated, Instance, Ladder};
use crate::scalar::PRECISIONS;
use crate::search::Goal;

/// Floats that come this near to what is wanted are worth a rigorous decision.
const PROMISING: f64 = -1e-12;

/// Rigorous decisions that may fail in one search.
const MOST_CHECKS: usize = 40;

/// The way from one start.
pub(super) struct Scout<'a> {
    pub goal: Goal<'a>,
    pub aim: Aim,
    /// Instances that may still be tried.
    left: usize,
    /// Instances tried.
    tried: usize,
    checks: usize,
    promising: f64,
    best: Instance,
    height: f64,
    met: Option<(Instance, Evaluated)>,
    stop: &'a AtomicBool,
}

impl<'a> Scout<'a> {
    /// A search from an instance, which counts as tried.
    pub fn new(goal: Goal<'a>, aim: Aim, start: Instance, budget: usize, stop: &'a AtomicBool) -> Self {
        let (height, promising) = (f64::NEG_INFINITY, PROMISING);
        let best = start.clone();
        let left = budget.saturating_sub(1);
        let mut scout = Scout { goal, aim, left, tried: 1, checks: 0, promising, best, height, met: None, stop };
        // Statements that floats cannot express are decided here, at the start.
        scout.check(&start);
        if scout.met.is_none() {
            scout.consider(start);
        }
        scout
    }

    /// Is the budget spent, or what is wanted found, or the search stopped?
    pub fn is_done(&self) -> bool {
        self.left == 0 || self.met.is_some() || self.stop.load(Ordering::Relaxed)
    }

    /// Instances that may still be tried.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Instances tried.
    pub fn tried(&self) -> usize {
        self.tried
    }

    /// The best instance so far, with its height, minus infinity when it meets
    /// no hypotheses.
    pub fn best(&self) -> (&Instance, f64) {
        (&self.best, self.height)
    }

    /// The instance that gives what is wanted, with what was compared there.
    pub fn met(self) -> Option<(Instance, Evaluated)> {
        self.met
    }

    /// Tries an instance, and goes there when it is not lower. Returns its
    /// height, `None` where a hypothesis fails or floats do not tell.
    pub fn visit(&mut self, instance: Instance) -> Option<f64> {
        if self.is_done() {
            return None;
        }
        self.left -= 1;
        self.tried += 1;
        self.consider(instance)
    }

    fn consider(&mut self, instance: Instance) -> Option<f64> {
        let mut height = self.aim.height(self.goal, &instance)?;
        if self.aim == Aim::Tightness {
            if height >= self.height {
                height = Aim::certain_tightness(self.goal, &instance)?;
            }
        } else if height > self.promising {
            self.check(&instance);
            // Floats that deceived are believed less from now on.
            self.promising = self.promising.max(height);
        }
        if height >= self.height {
            (self.best, self.height) = (instance, height);
        }
        Some(height)
    }

    /// Counts a change that led to no instance.
    pub fn waste(&mut self) {
        self.left = self.left.saturating_sub(1);
        self.tried += 1;
    }

    fn check(&mut self, instance: &Instance) {
        if self.aim == Aim::Tightness || self.checks == MOST_CHECKS {
            return;
        }
        self.checks += 1;
        let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
        let outcome = ladder.decide(self.goal.statement, self.goal.depth, instance).outcome;
        if self.aim.is_met_by(&outcome) {
            let shown = if self.aim == Aim::Violation { outcome.first_violation() } else { outcome.first() };
            self.met = shown.map(|comparison| (instance.clone(), comparison.clone()));
        }
    }
}
