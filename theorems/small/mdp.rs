//! MDPs of a fixed size with symbolic transitions, rewards and discount.
//!
//! Values are given by their Bellman equations. Actions are numbered by falling
//! `Q(s,.)`, which costs no generality, so that `Q(s,0)` is the largest value of
//! each state and no maximum is needed.

use super::mean::Weights;
use super::names::{definition, fact, variable, variable_name};
use crate::prove::{Chain, Formula, Label, Term};

/// A chain about an MDP, with the facts that its assumptions have.
pub struct Mdp {
    /// The chain.
    pub chain: Chain,
    /// Number of states.
    pub states: usize,
    /// Number of actions of each state.
    pub actions: usize,
}

/// One row of weights for each state.
pub type Policy = Vec<Weights>;

impl Mdp {
    /// `0 <= gamma < 1`, transition probabilities, a policy `p` with full support,
    /// `V(s) = sum_a p(s,a) Q(s,a)` with `Q(s,a) := r(s,a) + gamma sum_u P(s,a,u) V(u)`,
    /// `Adv := Q - V`, and `Q(s,0) >= Q(s,1) >= ...`
    pub fn new(states: usize, actions: usize) -> Self {
        let mut mdp = Mdp { chain: Chain::default(), states, actions };
        mdp.chain.assume("0 <= gamma", Formula::nonnegative(mdp.gamma()));
        mdp.chain.assume("gamma < 1", Formula::less(mdp.gamma(), 1));
        for [s, a] in mdp.pairs() {
            for u in 0..states {
                mdp.chain.assume(fact("0 <= P", &[s, a, u]), Formula::nonnegative(variable("P", &[s, a, u])));
            }
            let row = (0..states).map(|u| variable("P", &[s, a, u]));
            mdp.chain.assume(fact("sum of P", &[s, a]), Formula::equal(Term::sum(row), 1));
            mdp.chain.assume(fact("0 < p", &[s, a]), Formula::less(0, variable("p", &[s, a])));
        }
        for s in 0..states {
            let total = Term::sum((0..actions).map(|a| variable("p", &[s, a])));
            mdp.chain.assume(fact("sum of p", &[s]), Formula::equal(total, 1));
        }
        mdp.define_action_values("V", "Q");
        for [s, a] in mdp.pairs() {
            mdp.chain.define(variable_name("Adv", &[s, a]), variable("Q", &[s, a]) - variable("V", &[s]));
        }
        let policy = mdp.policy();
        mdp.assume_bellman("V", "Q", &policy);
        for [s, a] in mdp.pairs().into_iter().filter(|[_, a]| *a > 0) {
            let order = Formula::at_most(variable("Q", &[s, a]), variable("Q", &[s, a - 1]));
            mdp.chain.assume(fact("falling Q", &[s, a]), order);
        }
        mdp
    }

    /// The discount.
    pub fn gamma(&self) -> Term {
        Term::variable("gamma")
    }

    /// `1 - gamma`
    pub fn stop(&self) -> Term {
        Term::from(1) - self.gamma()
    }

    /// All `[s, a]`.
    pub fn pairs(&self) -> Vec<[usize; 2]> {
        (0..self.states).flat_map(|s| (0..self.actions).map(move |a| [s, a])).collect()
    }

    /// The policy `p`.
    pub fn policy(&self) -> Policy {
        let row = |s: usize| Weights {
            terms: (0..self.actions).map(|a| variable("p", &[s, a])).collect(),
            nonnegative: (0..self.actions).map(|a| fact("0 < p", &[s, a])).collect(),
            total: fact("sum of p", &[s]),
        };
        (0..self.states).map(row).collect()
    }

    /// The transition probabilities of a pair.
    pub fn transitions(&self, s: usize, a: usize) -> Weights {
        Weights {
            terms: (0..self.states).map(|u| variable("P", &[s, a, u])).collect(),
            nonnegative: (0..self.states).map(|u| fact("0 <= P", &[s, a, u])).collect(),
            total: fact("sum of P", &[s, a]),
        }
    }

    /// `r(s,a)` in `[0, 1]`.
    pub fn assume_unit_rewards(&mut self) {
        for [s, a] in self.pairs() {
            self.chain.assume(fact("0 <= r", &[s, a]), Formula::nonnegative(variable("r", &[s, a])));
            self.chain.assume(fact("r <= 1", &[s, a]), Formula::at_most(variable("r", &[s, a]), 1));
        }
    }

    /// `P{value}(s,a) := sum_u P(s,a,u) value(u)`, `{action}(s,a) := r(s,a) + gamma P{value}(s,a)`
    pub fn define_action_values(&mut self, value: &str, action: &str) {
        for [s, a] in self.pairs() {
            let next = self.define_next_mean(value, s, a, |u| variable(value, &[u]));
            let own = variable("r", &[s, a]) + self.gamma() * next;
            self.chain.define(variable_name(action, &[s, a]), own);
        }
    }

    /// `P{name}(s,a) := sum_u P(s,a,u) x(u)`
    pub fn define_next_mean(&mut self, name: &str, s: usize, a: usize, x: impl Fn(usize) -> Term) -> Term {
        let values: Vec<Term> = (0..self.states).map(x).collect();
        let mean = Term::dot(&self.transitions(s, a).terms, &values);
        self.chain.define(variable_name(&format!("P{name}"), &[s, a]), mean)
    }

    /// `value(s) = sum_a policy(s,a) action(s,a)`
    pub fn assume_bellman(&mut self, value: &str, action: &str, policy: &Policy) {
        for (s, row) in policy.iter().enumerate() {
            let values: Vec<Term> = (0..self.actions).map(|a| variable(action, &[s, a])).collect();
            let mean = Term::dot(&row.terms, &values);
            let label = fact(&format!("Bellman equation of {value}"), &[s]);
            self.chain.assume(label, Formula::equal(variable(value, &[s]), mean));
        }
    }

    /// The best value `VO(s) = max_a QO(s,a)`, and an upper bound `e` of all errors `VO(s) - V(s)`, of which the
    /// largest is one.
    pub fn assume_optimum_and_error(&mut self) {
        self.define_action_values("VO", "QO");
        for s in 0..self.states {
            let attained = (0..self.actions).map(|a| Formula::equal(variable("VO", &[s]), variable("QO", &[s, a])));
            self.chain.assume(fact("VO is attained", &[s]), Formula::any(attained));
            for a in 0..self.actions {
                let largest = Formula::at_most(variable("QO", &[s, a]), variable("VO", &[s]));
                self.chain.assume(fact("QO <= VO", &[s, a]), largest);
            }
            let error = variable("VO", &[s]) - variable("V", &[s]);
            self.chain.assume(fact("VO - V <= e", &[s]), Formula::at_most(error, Term::variable("e")));
        }
    }

    /// All actions of a state have the same value.
    pub fn all_tie(&self, s: usize) -> Formula {
        Formula::all((1..self.actions).map(|a| Formula::equal(variable("Q", &[s, a]), variable("Q", &[s, 0]))))
    }

    /// The facts that order the values of a state.
    pub fn order_of(&self, s: usize) -> Vec<Label> {
        (1..self.actions).map(|a| fact("falling Q", &[s, a])).collect()
    }

    /// The definitions of an indexed quantity for all actions of a state.
    pub fn definitions_of(&self, name: &str, s: usize) -> Vec<Label> {
        (0..self.actions).map(|a| definition(name, &[s, a])).collect()
    }
}
