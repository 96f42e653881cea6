//! X4 (ours): how the rate constants scale.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::{Constraint, StateQuantities};
use crate::claim::{Claim, Comparison, Decide, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Truth;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "X4",
        title: "scaling: Var/M >= best mass x max(gap, M), and C <= best share / (1-gamma) at the uniform policy",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("variance constant", Domain::AnyMdp, Box::new(VarianceConstant(Bound::Larger)), naive::variance),
            part("uniform policy", Domain::Mdp, Box::new(UniformPolicy { share: (1, 1) }), naive::uniform),
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

fn part(name: &'static str, domain: Domain, statement: Box<dyn Decide>, naive: NaiveSides) -> Part {
    Part { name, domain, depth: Depth::OneValue, statement, naive }
}

/// What stands beside the best actions' mass.
#[derive(Clone, Copy)]
enum Bound {
    /// `max(gap, M)`, as claimed.
    Larger,
    /// `gap + M`.
    Sum,
    /// `1.01 max(gap, M)`.
    Factor,
}

struct VarianceConstant(Bound);

impl VarianceConstant {
    /// `pi(best(s)|s) max(gap(s), M(s))`
    fn of_state<T: Evaluate>(&self, setting: &Setting<T>, state: &StateQuantities<T>) -> Constraint<T> {
        let bound = |gap: T| {
            let advantage = &state.largest_advantage;
            let size = match self.0 {
                Bound::Larger => gap.maximum(advantage),
                Bound::Sum => gap + advantage,
                Bound::Factor => gap.maximum(advantage) * &setting.number(101, 100),
            };
            size * &state.best_probability
        };
        match state.gap() {
            Constraint::Value(gap) => Constraint::Value(bound(gap)),
            Constraint::Perhaps(gap) => Constraint::Perhaps(bound(gap)),
            Constraint::None => Constraint::None,
        }
    }
}

impl Statement for VarianceConstant {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `min_s pi(best(s)|s) max(gap(s), M(s)) <= min_s Var(s)/M(s)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let left = now.minimum_over_states(|state| self.of_state(setting, state));
        vec![Comparison::at_most("Var/M", left, now.variance_constant())]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct UniformPolicy {
    /// The right side times this.
    share: (i64, i64),
}

impl Statement for UniformPolicy {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let policy = &setting.instance().policy;
        let is_uniform = (0..policy.states()).all(|s| policy.at(s).iter().all(|p| *p == policy.at(s)[0]));
        vec![hypotheses::unit_rewards(setting), Hypothesis::new("uniform policy", Truth::from_bool(is_uniform))]
    }

    /// `(1-gamma) C <= min_s |best(s)| / |A(s)|`, the minimum over the states in which
    /// not all actions tie.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let share = now.minimum_over_states(|state| match state.gap() {
            Constraint::Value(_) => Constraint::Value(state.best_probability.clone()),
            Constraint::Perhaps(_) => Constraint::Perhaps(state.best_probability.clone()),
            Constraint::None => Constraint::None,
        });
        let factor = setting.number(self.share.0, self.share.1);
        vec![Comparison::at_most("C", setting.stop() * &now.constant(), share * &factor)]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
