//! One step of SPMA in each state: `n(s,a) := p(s,a) (1 + eta(s) Adv(s,a))`.

use super::mdp::{Mdp, Policy};
use super::mean::Weights;
use super::names::{definition, fact, variable, variable_name};
use crate::prove::{Formula, Label, Term};

impl Mdp {
    /// `0 < eta <= 1-gamma`, and the links that make a step a policy.
    pub fn assume_step_size(&mut self) {
        let eta = Term::variable("eta");
        self.chain.assume("0 < eta", Formula::less(0, &eta));
        self.chain.assume("eta <= 1-gamma", Formula::at_most(&eta, self.stop()));
    }

    /// Proves `0 <= 1 + eta Adv(s,a)` from the ranges of values: `eta V <= (1-gamma) V <= 1`.
    pub fn prove_valid_steps(&mut self) -> Vec<Label> {
        let mut valid = Vec::new();
        for [s, a] in self.pairs() {
            let from = [
                Label::from("0 < eta"),
                Label::from("eta <= 1-gamma"),
                fact("0 <= V", &[s]),
                fact("V in range", &[s]),
                fact("0 <= Q", &[s, a]),
                definition("Adv", &[s, a]),
            ];
            let factor = Term::from(1) + Term::variable("eta") * variable("Adv", &[s, a]);
            valid.push(self.chain.link(fact("valid step", &[s, a]), from, Formula::nonnegative(factor)));
        }
        valid
    }

    /// Defines the next policy for step sizes `eta(s)`, and proves that it is one.
    pub fn spma_policy(&mut self, eta: impl Fn(usize) -> Term) -> Policy {
        let mut policy = Policy::new();
        for s in 0..self.states {
            let centred = self.advantages_are_centred(s);
            let (mut terms, mut nonnegative) = (Vec::new(), Vec::new());
            for a in 0..self.actions {
                let factor = Term::from(1) + eta(s) * variable("Adv", &[s, a]);
                terms.push(self.chain.define(variable_name("n", &[s, a]), variable("p", &[s, a]) * factor));
                let from = [fact("0 < p", &[s, a]), fact("valid step", &[s, a]), definition("n", &[s, a])];
                nonnegative.push(self.chain.link(fact("0 <= n", &[s, a]), from, Formula::nonnegative(&terms[a])));
            }
            let mut from = self.definitions_of("n", s);
            from.extend([fact("sum of p", &[s]), centred]);
            let total = self.chain.link(fact("sum of n", &[s]), from, Formula::equal(Term::sum(terms.clone()), 1));
            policy.push(Weights { terms, nonnegative, total });
        }
        policy
    }

    /// Proves `sum_a p(s,a) Adv(s,a) = 0`.
    pub fn advantages_are_centred(&mut self, s: usize) -> Label {
        let mut from = self.definitions_of("Adv", s);
        from.extend([fact("sum of p", &[s]), fact("Bellman equation of V", &[s])]);
        let advantages: Vec<Term> = (0..self.actions).map(|a| variable("Adv", &[s, a])).collect();
        let mean = Term::dot(&self.policy()[s].terms, &advantages);
        self.chain.link(fact("advantages are centred", &[s]), from, Formula::equal(mean, 0))
    }

    /// Defines `M(s) := Adv(s,0)`, the largest advantage, and proves that it is nonnegative.
    pub fn define_largest_advantage(&mut self) {
        for s in 0..self.states {
            let largest = self.chain.define(variable_name("M", &[s]), variable("Adv", &[s, 0]));
            let mut from = vec![fact("advantages are centred", &[s]), fact("sum of p", &[s]), definition("M", &[s])];
            for a in 0..self.actions {
                let mut order = self.order_of(s);
                order.extend([definition("Adv", &[s, a]), definition("Adv", &[s, 0]), definition("M", &[s])]);
                order.push(fact("0 < p", &[s, a]));
                let product = variable("p", &[s, a]) * (&largest - variable("Adv", &[s, a]));
                from.push(self.chain.link(fact("0 <= p (M - Adv)", &[s, a]), order, Formula::nonnegative(product)));
            }
            self.chain.link(fact("0 <= M", &[s]), from, Formula::nonnegative(largest));
        }
    }

    /// Defines `Var(s) := sum_a p Adv^2` and `name(s) := sum_a n Q - V(s)`, and proves L3, `name(s) = eta(s) Var(s)`.
    pub fn prove_improvement(&mut self, name: &str, policy: &Policy, eta: impl Fn(usize) -> Term) {
        self.define_improvement(name, policy);
        for (s, row) in policy.iter().enumerate() {
            let squares: Vec<Term> = (0..self.actions).map(|a| variable("Adv", &[s, a]).squared()).collect();
            let variance = Term::dot(&self.policy()[s].terms, &squares);
            let variance = self.chain.define(variable_name("Var", &[s]), variance);
            let gained = Term::sum(row.terms.iter().enumerate().map(|(a, next)| next * variable("Adv", &[s, a])));
            let mut facts = self.definitions_of("Adv", s);
            facts.extend([definition(name, &[s]), fact("sum of n", &[s])]);
            let gained = Formula::equal(variable(name, &[s]), gained);
            let mut from = vec![self.chain.link(fact("improvement by advantages", &[s]), facts, gained)];
            for (a, next) in row.terms.iter().enumerate() {
                let advantage = variable("Adv", &[s, a]);
                let weighted = variable("p", &[s, a]) * &advantage;
                let sum = &weighted + eta(s) * (&weighted * &advantage);
                let conclusion = Formula::equal(next * &advantage, sum);
                from.push(self.chain.link(fact("n Adv", &[s, a]), [definition("n", &[s, a])], conclusion));
            }
            from.extend([definition("Var", &[s]), fact("advantages are centred", &[s])]);
            let conclusion = Formula::equal(variable(name, &[s]), eta(s) * variance);
            self.chain.link(fact("improvement", &[s]), from, conclusion);
        }
    }

    /// `name(s) := sum_a policy(s,a) Q(s,a) - V(s)`
    pub fn define_improvement(&mut self, name: &str, policy: &Policy) {
        for (s, row) in policy.iter().enumerate() {
            let values: Vec<Term> = (0..self.actions).map(|a| variable("Q", &[s, a])).collect();
            self.chain.define(variable_name(name, &[s]), Term::dot(&row.terms, &values) - variable("V", &[s]));
        }
    }

    /// Proves `eta(s) Var(s) <= M(s)`: the products `p (M - Adv)(1 + eta Adv)` are nonnegative and sum to the difference.
    pub fn prove_improvement_is_at_most_the_largest(&mut self, eta: impl Fn(usize) -> Term) {
        for s in 0..self.states {
            let largest = variable("M", &[s]);
            let mut from = vec![definition("Var", &[s])];
            let total = Term::sum((0..self.actions).map(|a| variable("p", &[s, a]) * &largest));
            let facts = [fact("sum of p", &[s])];
            from.push(self.chain.link(fact("sum of p M", &[s]), facts, Formula::equal(total, &largest)));
            let centred = Term::sum(
                (0..self.actions).map(|a| eta(s) * (variable("p", &[s, a]) * variable("Adv", &[s, a]) * &largest)),
            );
            let facts = [fact("advantages are centred", &[s])];
            from.push(self.chain.link(fact("sum of eta p Adv M", &[s]), facts, Formula::equal(centred, 0)));
            from.push(fact("advantages are centred", &[s]));
            for a in 0..self.actions {
                let advantage = variable("Adv", &[s, a]);
                let room = variable("p", &[s, a]) * (&largest - &advantage);
                let room = self.chain.define(variable_name("room", &[s, a]), room);
                let factor = self.chain.define(variable_name("factor", &[s, a]), Term::from(1) + eta(s) * advantage);
                let [of_room, of_factor] = [definition("room", &[s, a]), definition("factor", &[s, a])];
                let facts = [fact("0 <= p (M - Adv)", &[s, a]), of_room.clone()];
                let nonnegative = self.chain.link(fact("0 <= room", &[s, a]), facts, Formula::nonnegative(&room));
                let facts = [fact("valid step", &[s, a]), of_factor.clone()];
                let valid = self.chain.link(fact("0 <= factor", &[s, a]), facts, Formula::nonnegative(&factor));
                let label = fact("0 <= room factor", &[s, a]);
                let product = room * factor;
                let nonnegative = self.chain.link(label, [nonnegative, valid], Formula::nonnegative(&product));
                let weighted = variable("p", &[s, a]) * variable("Adv", &[s, a]);
                let first = variable("p", &[s, a]) * &largest - &weighted;
                let second = eta(s) * (&weighted * &largest) - eta(s) * (&weighted * variable("Adv", &[s, a]));
                let expanded = Formula::equal(product, first + second);
                let expanded = self.chain.link(fact("room factor expanded", &[s, a]), [of_room, of_factor], expanded);
                from.extend([nonnegative, expanded]);
            }
            let conclusion = Formula::at_most(eta(s) * variable("Var", &[s]), largest);
            self.chain.link(fact("eta Var <= M", &[s]), from, conclusion);
        }
    }
}
