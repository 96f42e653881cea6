//! L7 for rewards in `[0, 1]`: `0 <= V`, `(1-gamma) V <= 1`, `0 <= Q`, `(1-gamma) Q <= 1`.

use super::mdp::Mdp;
use super::names::{definition, fact, variable, variable_name};
use crate::prove::{Formula, Label, Term};

impl Mdp {
    /// Proves the ranges of values, labelled `0 <= V`, `V in range`, `0 <= Q`, `Q in range`.
    pub fn prove_ranges(&mut self) {
        self.values_are_nonnegative();
        self.values_are_at_most_the_horizon();
        for [s, a] in self.pairs() {
            self.action_value_in_range(s, a);
        }
    }

    fn values_are_nonnegative(&mut self) {
        let policy = self.policy();
        for (s, row) in policy.iter().enumerate() {
            let next: Vec<Term> = (0..self.actions).map(|a| variable("PV", &[s, a])).collect();
            self.chain.define(variable_name("mV", &[s]), Term::dot(&row.terms, &next));
        }
        let recursion: Vec<Label> = (0..self.states).map(|s| self.value_recursion(s)).collect();
        let floors = self.minimum_principle("V", &policy, &recursion, &Term::from(0));
        for (s, floor) in floors.into_iter().enumerate() {
            let from = [floor, Label::from("gamma < 1")];
            self.chain.link(fact("0 <= V", &[s]), from, Formula::nonnegative(variable("V", &[s])));
        }
    }

    /// `0 + gamma mV <= V`, from `V = sum_a p (r + gamma PV)` and nonnegative products `p r`.
    fn value_recursion(&mut self, s: usize) -> Label {
        let mut from = self.definitions_of("Q", s);
        for a in 0..self.actions {
            let product = Formula::nonnegative(variable("p", &[s, a]) * variable("r", &[s, a]));
            from.push(self.chain.link(
                fact("0 <= p r", &[s, a]),
                [fact("0 < p", &[s, a]), fact("0 <= r", &[s, a])],
                product,
            ));
        }
        from.extend([fact("Bellman equation of V", &[s]), definition("mV", &[s])]);
        let conclusion = Formula::at_most(self.gamma() * variable("mV", &[s]), variable("V", &[s]));
        self.chain.link(fact("V is at least its discounted mean", &[s]), from, conclusion)
    }

    /// The minimum principle for what values lack, `L(s) := 1 - (1-gamma) V(s)`.
    fn values_are_at_most_the_horizon(&mut self) {
        let policy = self.policy();
        for s in 0..self.states {
            self.chain.define(variable_name("L", &[s]), Term::from(1) - self.stop() * variable("V", &[s]));
        }
        self.define_means("L", &policy);
        let recursion: Vec<Label> = (0..self.states).map(|s| self.lack_recursion(s)).collect();
        let floors = self.minimum_principle("L", &policy, &recursion, &Term::from(0));
        for (s, floor) in floors.into_iter().enumerate() {
            let from = [floor, Label::from("gamma < 1"), definition("L", &[s])];
            let conclusion = Formula::at_most(self.stop() * variable("V", &[s]), 1);
            self.chain.link(fact("V in range", &[s]), from, conclusion);
        }
    }

    /// `L = (1-gamma)(1 - sum_a p r) + gamma mL >= gamma mL`
    fn lack_recursion(&mut self, s: usize) -> Label {
        let mut means = vec![definition("mL", &[s]), definition("mV", &[s]), fact("sum of p", &[s])];
        for a in 0..self.actions {
            let mut from = vec![definition("PL", &[s, a]), definition("PV", &[s, a]), fact("sum of P", &[s, a])];
            from.extend((0..self.states).map(|u| definition("L", &[u])));
            let own = Term::from(1) - self.stop() * variable("PV", &[s, a]);
            let label = fact("PL of PV", &[s, a]);
            means.push(self.chain.link(label, from, Formula::equal(variable("PL", &[s, a]), own)));
        }
        let of_mean = Formula::equal(variable("mL", &[s]), Term::from(1) - self.stop() * variable("mV", &[s]));
        let of_mean = self.chain.link(fact("mL of mV", &[s]), means, of_mean);

        let mut rewards = vec![fact("sum of p", &[s])];
        for a in 0..self.actions {
            let product = Formula::nonnegative(variable("p", &[s, a]) * (Term::from(1) - variable("r", &[s, a])));
            let from = [fact("0 < p", &[s, a]), fact("r <= 1", &[s, a])];
            rewards.push(self.chain.link(fact("0 <= p (1 - r)", &[s, a]), from, product));
        }
        rewards.extend(self.definitions_of("Q", s));
        rewards.extend([fact("Bellman equation of V", &[s]), definition("mV", &[s])]);
        let most = Formula::at_most(variable("V", &[s]), Term::from(1) + self.gamma() * variable("mV", &[s]));
        let most = self.chain.link(fact("V is at most 1 and its discounted mean", &[s]), rewards, most);

        let spare = Term::from(1) + self.gamma() * variable("mV", &[s]) - variable("V", &[s]);
        let spare = self.chain.define(variable_name("spare", &[s]), spare);
        let facts = [most, definition("spare", &[s])];
        let spared = self.chain.link(fact("0 <= spare", &[s]), facts, Formula::nonnegative(&spare));
        let product = self.stop() * spare;
        let facts = [spared, Label::from("gamma < 1")];
        let nonnegative = Formula::nonnegative(&product);
        let nonnegative = self.chain.link(fact("0 <= (1-gamma) spare", &[s]), facts, nonnegative);
        let discounted = self.gamma() * variable("mV", &[s]);
        let rest = Term::from(1) - self.gamma() + &discounted - self.gamma() * &discounted;
        let expanded = Formula::equal(product, rest - self.stop() * variable("V", &[s]));
        let facts = [definition("spare", &[s])];
        let expanded = self.chain.link(fact("(1-gamma) spare expanded", &[s]), facts, expanded);
        let own = self.gamma() - &discounted + self.gamma() * &discounted;
        let own = Formula::equal(self.gamma() * variable("mL", &[s]), own);
        let own = self.chain.link(fact("gamma mL of mV", &[s]), [of_mean], own);
        let from = [own, nonnegative, expanded, definition("L", &[s])];
        let conclusion = Formula::at_most(self.gamma() * variable("mL", &[s]), variable("L", &[s]));
        self.chain.link(fact("L is at least its discounted mean", &[s]), from, conclusion)
    }

    /// From the ranges of the next state's value: `0 <= PV` and `(1-gamma) PV <= 1`.
    fn action_value_in_range(&mut self, s: usize, a: usize) {
        let mut least = vec![definition("PV", &[s, a])];
        let mut lack = vec![definition("PL", &[s, a])];
        for u in 0..self.states {
            let weight = fact("0 <= P", &[s, a, u]);
            let product = |x: &str| Formula::nonnegative(variable("P", &[s, a, u]) * variable(x, &[u]));
            let from = [weight.clone(), fact("0 <= V", &[u])];
            least.push(self.chain.link(fact("0 <= P V", &[s, a, u]), from, product("V")));
            let from = [weight, fact("floor of L", &[u]), Label::from("gamma < 1")];
            lack.push(self.chain.link(fact("0 <= P L", &[s, a, u]), from, product("L")));
        }
        let least = self.chain.link(fact("0 <= PV", &[s, a]), least, Formula::nonnegative(variable("PV", &[s, a])));
        let lack = self.chain.link(fact("0 <= PL", &[s, a]), lack, Formula::nonnegative(variable("PL", &[s, a])));

        let own = variable("Q", &[s, a]);
        let from = [least, fact("0 <= r", &[s, a]), Label::from("0 <= gamma"), definition("Q", &[s, a])];
        self.chain.link(fact("0 <= Q", &[s, a]), from, Formula::nonnegative(&own));
        let gamma = [Label::from("0 <= gamma"), Label::from("gamma < 1")];
        let from = [lack, fact("PL of PV", &[s, a]), fact("r <= 1", &[s, a]), definition("Q", &[s, a])];
        self.chain.link(
            fact("Q in range", &[s, a]),
            from.into_iter().chain(gamma),
            Formula::at_most(self.stop() * own, 1),
        );
    }
}
