//! If `x(s) >= floor + gamma sum_a w(s,a) sum_u P(s,a,u) x(u)` in every state, then `(1-gamma) x(s) >= floor`.
//!
//! In the state where `x` is smallest both means are at least `x(s)`.

use super::mdp::{Mdp, Policy};
use super::mean::{Mean, mean_at_least};
use super::names::{definition, fact, variable, variable_name};
use crate::prove::{Formula, Label, Term};

/// A state, and what the mean is compared with there, in words.
#[derive(Clone, Copy)]
pub struct At {
    /// The state.
    pub state: usize,
    /// For the labels.
    pub purpose: &'static str,
}

impl Mdp {
    /// Defines `P{x}(s,a) := sum_u P(s,a,u) x(u)` and `m{x}(s) := sum_a w(s,a) P{x}(s,a)`; `x` is the name of a variable
    /// with one index.
    pub fn define_means(&mut self, x: &str, policy: &Policy) {
        for (s, row) in policy.iter().enumerate() {
            let next: Vec<Term> =
                (0..self.actions).map(|a| self.define_next_mean(x, s, a, |u| variable(x, &[u]))).collect();
            self.chain.define(variable_name(&format!("m{x}"), &[s]), Term::dot(&row.terms, &next));
        }
    }

    /// Proves `(1-gamma) x(s) >= floor` in every state from `x(s) >= floor + gamma m{x}(s)`.
    pub fn minimum_principle(&mut self, x: &str, policy: &Policy, recursion: &[Label], floor: &Term) -> Vec<Label> {
        let mut where_smallest = Vec::new();
        for (s, recursion) in recursion.iter().enumerate() {
            let own = variable(x, &[s]);
            let smallest = Formula::all((0..self.states).map(|u| Formula::at_most(&own, variable(x, &[u]))));
            let mean = {
                let at = At { state: s, purpose: "its smallest value" };
                self.means_at_least(x, policy, at, &own, Some(&smallest), &vec![Vec::new(); self.states])
            };
            let from = [mean, recursion.clone(), Label::from("0 <= gamma")];
            let conclusion = smallest.implies(Formula::at_most(floor, self.stop() * &own));
            where_smallest.push(self.chain.link(fact(&format!("floor of {x} where smallest"), &[s]), from, conclusion));
        }
        where_smallest.push(Label::from("gamma < 1"));
        let mut floors = Vec::new();
        for s in 0..self.states {
            let conclusion = Formula::at_most(floor, self.stop() * variable(x, &[s]));
            let label = fact(&format!("floor of {x}"), &[s]);
            floors.push(self.chain.link(label, where_smallest.clone(), conclusion));
        }
        floors
    }

    /// Proves `premise => bound <= m{x}(s)` from facts that give `premise => bound <= x(u)`, one list for each `u`.
    pub fn means_at_least(
        &mut self,
        x: &str,
        policy: &Policy,
        at: At,
        bound: &Term,
        premise: Option<&Formula>,
        values_at_least: &[Vec<Label>],
    ) -> Label {
        let (p, s) = (format!("P{x}"), at.state);
        let mut rows = Vec::new();
        for a in 0..self.actions {
            let mean = Mean {
                weights: &self.transitions(s, a),
                values: (0..self.states).map(|u| variable(x, &[u])).collect(),
                mean: variable(&p, &[s, a]),
                definition: vec![definition(&p, &[s, a])],
            };
            let label = fact(&format!("{p} is at least {}", at.purpose), &[s, a]);
            rows.push(vec![mean_at_least(&mut self.chain, label, &mean, bound, premise, values_at_least)]);
        }
        let m = format!("m{x}");
        let mean = Mean {
            weights: &policy[s],
            values: (0..self.actions).map(|a| variable(&p, &[s, a])).collect(),
            mean: variable(&m, &[s]),
            definition: vec![definition(&m, &[s])],
        };
        let label = fact(&format!("{m} is at least {}", at.purpose), &[s]);
        mean_at_least(&mut self.chain, label, &mean, bound, premise, &rows)
    }
}
