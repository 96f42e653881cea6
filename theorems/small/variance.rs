//! L1 in each state of an MDP, by Lagrange's identity.

use super::mdp::Mdp;
use super::names::{definition, fact, variable, variable_name};
use crate::prove::{Formula, Label, Term};

impl Mdp {
    /// The first `best` actions of a state are its maximisers, and there are others.
    pub fn maximisers(&self, s: usize, best: usize) -> Formula {
        let q = |a: usize| variable("Q", &[s, a]);
        let ties = (1..best).map(|a| Formula::equal(q(a), q(0)));
        Formula::all(ties.chain([Formula::less(q(best), q(0))]))
    }

    /// `p(best(s)|s) gap(s)` where the first `best` actions are the maximisers.
    pub fn weighted_gap(&self, s: usize, best: usize) -> Term {
        let mass = Term::sum((0..best).map(|a| variable("p", &[s, a])));
        mass * (variable("Q", &[s, 0]) - variable("Q", &[s, best]))
    }

    /// `C` is at most `p(best(s)|s) gap(s)` in the states in which not all actions tie, and 0 if there is none.
    pub fn assume_constant(&mut self) {
        let constant = Term::variable("C");
        self.chain.assume("0 <= C", Formula::nonnegative(&constant));
        for s in 0..self.states {
            for best in 1..self.actions {
                let bound = Formula::at_most(&constant, self.weighted_gap(s, best));
                self.chain.assume(fact("C is least", &[s, best]), self.maximisers(s, best).implies(bound));
            }
        }
        let all = Formula::all((0..self.states).map(|s| self.all_tie(s)));
        self.chain.assume("C = 0 without gaps", all.implies(Formula::equal(constant, 0)));
    }

    /// Proves `C M(s) <= Var(s)` in every state.
    pub fn prove_variance_is_at_least_the_constant(&mut self) -> Vec<Label> {
        (0..self.states).map(|s| self.variance_at_least_constant(s)).collect()
    }

    fn variance_at_least_constant(&mut self, s: usize) -> Label {
        let (largest, variance) = (variable("M", &[s]), variable("Var", &[s]));
        let [mean, square] = self.moments_of_gaps(s);
        let crossed = self.cross_products(s);
        let mut from = self.order_of(s);
        from.extend([fact("0 <= M", &[s]), self.no_advantage_at_a_tie(s, &mean), Label::from("0 <= C")]);
        from.push(self.variance_is_nonnegative(s));
        for best in 1..self.actions {
            let case = self.maximisers(s, best);
            let mut lemma = vec![mean.clone(), square.clone(), fact("sum of p", &[s])];
            lemma.extend(self.definitions_of("g", s));
            lemma.extend(crossed.iter().cloned());
            for a in best..self.actions {
                let gap = variable("g", &[s, a]);
                let above = &gap - (variable("Q", &[s, 0]) - variable("Q", &[s, best]));
                let mass = Term::sum((0..best).map(|b| variable("p", &[s, b])));
                let product = Formula::nonnegative(mass * variable("p", &[s, a]) * gap * above);
                let mut facts = self.order_of(s);
                facts.extend((0..best).chain([a]).map(|b| fact("0 < p", &[s, b])));
                facts.push(definition("g", &[s, a]));
                let label = fact("0 <= mass p g (g - D)", &[s, best, a]);
                lemma.push(self.chain.link(label, facts, case.clone().implies(product)));
            }
            let bound = Formula::at_most(self.weighted_gap(s, best) * &largest, &variance);
            from.push(self.chain.link(fact("variance lemma", &[s, best]), lemma, case.implies(bound)));
            from.push(fact("C is least", &[s, best]));
        }
        self.chain.link(fact("C M <= Var", &[s]), from, Formula::at_most(Term::variable("C") * largest, variance))
    }

    /// Proves `0 <= Var(s)` in every state.
    pub fn prove_variance_is_nonnegative(&mut self) {
        for s in 0..self.states {
            self.variance_is_nonnegative(s);
        }
    }

    fn variance_is_nonnegative(&mut self, s: usize) -> Label {
        let mut squares = vec![definition("Var", &[s])];
        for a in 0..self.actions {
            let product = variable("p", &[s, a]) * variable("Adv", &[s, a]).squared();
            let label = fact("0 <= p Adv^2", &[s, a]);
            squares.push(self.chain.link(label, [fact("0 < p", &[s, a])], Formula::nonnegative(product)));
        }
        self.chain.link(fact("0 <= Var", &[s]), squares, Formula::nonnegative(variable("Var", &[s])))
    }

    /// `name` is the smallest `numerator(s) / M(s)` over the states with `0 < M(s)`, and 0 if there is none; the facts are
    /// labelled with the name of the numerator.
    pub fn assume_quotient(&mut self, name: &str, numerator_name: &str, numerator: impl Fn(usize) -> Term) {
        let own = Term::variable(name);
        self.chain.assume(format!("0 <= {name}"), Formula::nonnegative(&own));
        for s in 0..self.states {
            let largest = variable("M", &[s]);
            let bound = Formula::at_most(&own * &largest, numerator(s));
            let label = fact(&format!("{name} M <= {numerator_name}"), &[s]);
            self.chain.assume(label, Formula::less(0, largest).implies(bound));
        }
        let nowhere = Formula::all((0..self.states).map(|s| Formula::at_most(variable("M", &[s]), 0)));
        self.chain.assume(format!("{name} = 0 without advantages"), nowhere.implies(Formula::equal(own, 0)));
    }

    /// Defines `g(s,a) := Q(s,0) - Q(s,a)` and proves `M = sum_a p g`.
    pub fn mean_of_gaps(&mut self, s: usize) -> Label {
        for a in 0..self.actions {
            self.chain.define(variable_name("g", &[s, a]), variable("Q", &[s, 0]) - variable("Q", &[s, a]));
        }
        let gaps: Vec<Term> = (0..self.actions).map(|a| variable("g", &[s, a])).collect();
        let mean = Formula::equal(variable("M", &[s]), Term::dot(&self.policy()[s].terms, &gaps));
        self.chain.link(fact("mean of gaps", &[s]), self.facts_on_gaps(s), mean)
    }

    fn facts_on_gaps(&self, s: usize) -> Vec<Label> {
        let mut from = self.definitions_of("g", s);
        from.extend(self.definitions_of("Adv", s));
        from.extend([fact("advantages are centred", &[s]), fact("sum of p", &[s]), definition("M", &[s])]);
        from
    }

    /// `M = sum_a p g` and `Var + M^2 = sum_a p g^2`
    fn moments_of_gaps(&mut self, s: usize) -> [Label; 2] {
        let mean = self.mean_of_gaps(s);
        let (p, largest) = (self.policy()[s].terms.clone(), variable("M", &[s]));
        let mut from = vec![definition("Var", &[s])];
        for (a, p) in p.iter().enumerate() {
            let (gap, advantage) = (variable("g", &[s, a]), variable("Adv", &[s, a]));
            let mut facts: Vec<Label> = ["g", "Adv"].iter().map(|name| definition(name, &[s, a])).collect();
            facts.extend([definition("Adv", &[s, 0]), definition("M", &[s])]);
            let own = Formula::equal(&advantage, &largest - &gap);
            let own = self.chain.link(fact("Adv of g", &[s, a]), facts, own);
            let expanded = p * largest.squared() - Term::from(2) * (p * &gap * &largest) + p * gap.squared();
            let square = Formula::equal(p * advantage.squared(), expanded);
            from.push(self.chain.link(fact("p Adv^2 of g", &[s, a]), [own], square));
        }
        let squares = Term::sum(p.iter().map(|p| p * largest.squared()));
        let facts = [fact("sum of p", &[s])];
        from.push(self.chain.link(fact("sum of p M^2", &[s]), facts, Formula::equal(squares, largest.squared())));
        let crossed = Term::sum(p.iter().enumerate().map(|(a, p)| p * variable("g", &[s, a]) * &largest));
        let crossed = Formula::equal(crossed, largest.squared());
        from.push(self.chain.link(fact("sum of p g M", &[s]), [mean.clone()], crossed));
        let squares: Vec<Term> = (0..self.actions).map(|a| variable("g", &[s, a]).squared()).collect();
        let left = variable("Var", &[s]) + variable("M", &[s]).squared();
        let square = Formula::equal(left, Term::dot(&self.policy()[s].terms, &squares));
        [mean, self.chain.link(fact("mean square of gaps", &[s]), from, square)]
    }

    /// The terms of Lagrange's identity, `p_a p_b (g_a - g_b)^2 >= 0`.
    fn cross_products(&mut self, s: usize) -> Vec<Label> {
        let mut labels = Vec::new();
        for a in 1..self.actions {
            for b in a + 1..self.actions {
                let difference = variable("g", &[s, a]) - variable("g", &[s, b]);
                let product = variable("p", &[s, a]) * variable("p", &[s, b]) * difference.squared();
                let from = [fact("0 < p", &[s, a]), fact("0 < p", &[s, b])];
                labels.push(self.chain.link(
                    fact("0 <= p p (g - g)^2", &[s, a, b]),
                    from,
                    Formula::nonnegative(product),
                ));
            }
        }
        labels
    }

    fn no_advantage_at_a_tie(&mut self, s: usize, mean: &Label) -> Label {
        let mut from = self.definitions_of("g", s);
        from.push(mean.clone());
        let conclusion = self.all_tie(s).implies(Formula::equal(variable("M", &[s]), 0));
        self.chain.link(fact("no advantage at a tie", &[s]), from, conclusion)
    }

    /// Proves `0 < M(s)` unless all actions of a state tie.
    pub fn prove_advantage_without_a_tie(&mut self) -> Vec<Label> {
        let mut labels = Vec::new();
        for s in 0..self.states {
            let mut from = vec![fact("mean of gaps", &[s])];
            for a in 0..self.actions {
                let mut facts = self.order_of(s);
                facts.extend([fact("0 < p", &[s, a]), definition("g", &[s, a])]);
                let gap = variable("g", &[s, a]);
                let product = variable("p", &[s, a]) * &gap;
                let positive = Formula::less(0, &gap).implies(Formula::less(0, &product));
                let conclusion = Formula::all([Formula::nonnegative(product), positive]);
                from.push(self.chain.link(fact("0 <= p g", &[s, a]), facts, conclusion));
            }
            from.extend(self.definitions_of("g", s));
            from.extend(self.order_of(s));
            let conclusion = self.all_tie(s).negated().implies(Formula::less(0, variable("M", &[s])));
            labels.push(self.chain.link(fact("advantage without a tie", &[s]), from, conclusion));
        }
        labels
    }
}
