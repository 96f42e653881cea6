//! L1, variance lemma: `Var_p(q) >= p(b) D (max q - mu)`.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use crate::algorithm::{Constraint, StateQuantities};
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "L1",
        title: "variance is at least best mass x gap x largest advantage",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part(Domain::Distribution, "distributions"), part(Domain::AnyMdp, "states of MDPs")],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

fn part(domain: Domain, name: &'static str) -> Part {
    Part { name, domain, depth: Depth::OneValue, statement: Box::new(Variance(Claimed)), naive: naive::claimed }
}

/// A lower bound on the variance, by state.
trait LowerBound: Send + Sync {
    fn lower_bound<T: Evaluate>(&self, setting: &Setting<T>, state: &StateQuantities<T>, gap: &T) -> T;
}

struct Claimed;

impl LowerBound for Claimed {
    /// `p(b) D (max q - mu)`
    fn lower_bound<T: Evaluate>(&self, _: &Setting<T>, state: &StateQuantities<T>, gap: &T) -> T {
        state.best_probability.clone() * gap * &state.largest_advantage
    }
}

struct Variance<B>(B);

impl<B: LowerBound> Statement for Variance<B> {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `lower bound <= Var_{pi(.|s)}(Q(s,.))` in every state with a gap.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let mut sides = Vec::new();
        for (s, state) in setting.now().states().iter().enumerate() {
            if let Constraint::Value(gap) | Constraint::Perhaps(gap) = state.gap() {
                let bound = self.0.lower_bound(setting, state, &gap);
                sides.push(Comparison::at_most(format!("state {s}"), bound, state.variance.clone()));
            }
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
