//! Examples that refute controls: small MDPs whose probabilities and rewards a solver chooses.

use super::names::{variable, variable_name};
use crate::prove::{Existence, Formula, Term};

/// MDPs with certain deterministic transitions and discount, a policy `p` with full support and rewards in `[0, 1]`.
///
/// The solver chooses `p` and `Q`; values are their means and rewards `r := Q - gamma V(next)`, so that no equation has to
/// be solved for them.
pub struct Example {
    /// The query.
    pub existence: Existence,
    gamma: Term,
    next_state: Vec<Vec<usize>>,
}

impl Example {
    /// For the state that each action leads to.
    pub fn new(gamma: Term, next_state: Vec<Vec<usize>>) -> Self {
        let mut example = Example { existence: Existence::default(), gamma, next_state };
        for s in 0..example.states() {
            let actions = example.actions(s);
            let rest = Term::sum((1..actions).map(|a| variable("p", &[s, a])));
            example.existence.define(variable_name("p", &[s, 0]), Term::from(1) - rest);
            for a in 0..actions {
                example.demand(format!("0 < p({s},{a})"), Formula::less(0, variable("p", &[s, a])));
            }
            let value = example.mean("p", s, |a| variable("Q", &[s, a]));
            example.existence.define(variable_name("V", &[s]), value);
        }
        for [s, a] in example.pairs() {
            let next = variable("V", &[example.next_state[s][a]]);
            let reward = variable("Q", &[s, a]) - &example.gamma * next;
            let reward = example.existence.define(variable_name("r", &[s, a]), reward);
            example.demand(format!("0 <= r({s},{a})"), Formula::nonnegative(&reward));
            example.demand(format!("r({s},{a}) <= 1"), Formula::at_most(reward, 1));
            let advantage = variable("Q", &[s, a]) - variable("V", &[s]);
            example.existence.define(variable_name("Adv", &[s, a]), advantage);
        }
        example
    }

    /// Asks for a property.
    pub fn demand(&mut self, comment: impl Into<String>, formula: Formula) {
        self.existence.demand(comment, formula);
    }

    /// Number of states.
    pub fn states(&self) -> usize {
        self.next_state.len()
    }

    /// Number of actions of a state.
    pub fn actions(&self, s: usize) -> usize {
        self.next_state[s].len()
    }

    /// All `[s, a]`.
    pub fn pairs(&self) -> Vec<[usize; 2]> {
        (0..self.states()).flat_map(|s| (0..self.actions(s)).map(move |a| [s, a])).collect()
    }

    /// `1 - gamma`
    pub fn stop(&self) -> Term {
        Term::from(1) - &self.gamma
    }

    /// `sum_a weights(s,a) x(a)`
    pub fn mean(&self, weights: &str, s: usize, x: impl Fn(usize) -> Term) -> Term {
        Term::sum((0..self.actions(s)).map(|a| variable(weights, &[s, a]) * x(a)))
    }

    /// In every state the actions are in falling order of `Q`, strictly at first: one maximiser.
    pub fn demand_one_maximiser(&mut self) {
        for [s, a] in self.pairs().into_iter().filter(|[_, a]| *a > 0) {
            let (own, before) = (variable("Q", &[s, a]), variable("Q", &[s, a - 1]));
            let order = if a == 1 { Formula::less(own, before) } else { Formula::at_most(own, before) };
            self.demand(format!("falling Q({s},{a})"), order);
        }
    }

    /// `0 < eta <= 1-gamma`, the SPMA step `n := p (1 + eta Adv)`.
    pub fn spma_step(&mut self) {
        let eta = Term::variable("eta");
        self.demand("0 < eta", Formula::less(0, &eta));
        self.demand("eta <= 1-gamma", Formula::at_most(&eta, self.stop()));
        self.define_step(|_| eta.clone());
    }

    /// A step size `eta(s) > 0` for each state with `eta(s) m(s) <= 1`, and its step `n`.
    pub fn step_by_state(&mut self) {
        let eta = |s: usize| variable("eta", &[s]);
        for s in 0..self.states() {
            self.demand(format!("0 < eta({s})"), Formula::less(0, eta(s)));
        }
        for [s, a] in self.pairs() {
            let factor = Term::from(1) + eta(s) * variable("Adv", &[s, a]);
            self.demand(format!("valid step ({s},{a})"), Formula::nonnegative(factor));
        }
        self.define_step(eta);
    }

    /// `n := p (1 + eta(s) Adv)`
    fn define_step(&mut self, eta: impl Fn(usize) -> Term) {
        for [s, a] in self.pairs() {
            let factor = Term::from(1) + eta(s) * variable("Adv", &[s, a]);
            self.existence.define(variable_name("n", &[s, a]), variable("p", &[s, a]) * factor);
        }
    }

    /// `K` with `K M(s) = x(s)` in one state and `K M(s) <= x(s)` in the others; with one maximiser in each.
    pub fn least_quotient(&mut self, least: usize, x: impl Fn(&Self, usize) -> Term) -> Term {
        let quotient = Term::variable("K");
        for s in 0..self.states() {
            let (left, right) = (&quotient * variable("Adv", &[s, 0]), x(self, s));
            let formula = if s == least { Formula::equal(left, right) } else { Formula::at_most(left, right) };
            self.demand(format!("K is least ({s})"), formula);
        }
        quotient
    }

    /// `(1 - rate) e < VO(s) - W(s)`
    pub fn demand_larger_error(&mut self, s: usize, rate: Term) {
        let bound = (Term::from(1) - rate) * Term::variable("e");
        let error = self.next_error(s);
        self.demand("the bound is violated", Formula::less(bound, error));
    }

    /// `C := p(s,0) (Q(s,0) - Q(s,1))` of one state, at most that of the others; with one maximiser in each.
    pub fn constant_of(&mut self, least: usize) -> Term {
        let own = |s: usize| variable("p", &[s, 0]) * (variable("Q", &[s, 0]) - variable("Q", &[s, 1]));
        let constant = self.existence.define("C", own(least));
        for s in 0..self.states() {
            self.demand(format!("C is least ({s})"), Formula::at_most(&constant, own(s)));
        }
        constant
    }

    /// The values `W` of the policy `n`, the optimal values `VO`, attained by the actions `optimal`, and `e`, the error of
    /// `worst` and at least that of the others.
    pub fn next_errors(&mut self, worst: usize, optimal: &[usize]) {
        for (s, &best) in optimal.iter().enumerate() {
            let backup = |value: &str, a: usize| {
                variable("r", &[s, a]) + &self.gamma * variable(value, &[self.next_state[s][a]])
            };
            let bellman = Formula::equal(variable("W", &[s]), self.mean("n", s, |a| backup("W", a)));
            let optimal = Formula::equal(variable("VO", &[s]), backup("VO", best));
            let others: Vec<Formula> = (0..self.actions(s))
                .filter(|&a| a != best)
                .map(|a| Formula::at_most(backup("VO", a), variable("VO", &[s])))
                .collect();
            self.demand(format!("Bellman equation of W({s})"), bellman);
            self.demand(format!("VO({s}) is attained"), optimal);
            self.demand(format!("VO({s}) is largest"), Formula::All(others));
        }
        let error = |s: usize| variable("VO", &[s]) - variable("V", &[s]);
        let largest = self.existence.define("e", error(worst));
        for s in 0..self.states() {
            self.demand(format!("e is largest ({s})"), Formula::at_most(error(s), &largest));
        }
    }

    /// `sum_a p(s,a) Adv(s,a)^2`
    pub fn variance(&self, s: usize) -> Term {
        self.mean("p", s, |a| variable("Adv", &[s, a]).squared())
    }

    /// `VO(s) - W(s)`
    pub fn next_error(&self, s: usize) -> Term {
        variable("VO", &[s]) - variable("W", &[s])
    }
}
