//! A distribution on `K` points with values in falling order, the first few being the maximisers.

use super::names::{definition, fact, variable, variable_name};
use crate::prove::{Chain, Formula, Label, Term};

/// `K` weights `p >= 0` of sum 1 and values `q`, `best` of them largest. What a value lacks to the largest is 0 for those
/// and `D + s(i)` with `D > 0`, `s(i) >= 0` for the others, `s` being 0 for the first of them: no maximum, no gap that
/// would have to be a minimum.
pub struct Distribution {
    /// The chain.
    pub chain: Chain,
    /// Number of points.
    pub points: usize,
    /// Number of maximisers, less than `points`.
    pub best: usize,
}

impl Distribution {
    /// States the assumptions, and defines `g(i)`, `q(i) := top - g(i)`, `mu := sum p q` and `Var := sum p (q - mu)^2`.
    pub fn new(points: usize, best: usize) -> Self {
        let mut chain = Chain::default();
        chain.assume("0 < D", Formula::less(0, Term::variable("D")));
        for i in 0..points {
            chain.assume(fact("0 <= p", &[i]), Formula::nonnegative(variable("p", &[i])));
            let gap = match i {
                _ if i < best => Term::from(0),
                _ if i == best => Term::variable("D"),
                _ => {
                    chain.assume(fact("0 <= s", &[i]), Formula::nonnegative(variable("s", &[i])));
                    Term::variable("D") + variable("s", &[i])
                }
            };
            let gap = chain.define(variable_name("g", &[i]), gap);
            chain.define(variable_name("q", &[i]), Term::variable("top") - gap);
        }
        let total = Term::sum((0..points).map(|i| variable("p", &[i])));
        chain.assume("sum of p", Formula::equal(total, 1));
        let mut distribution = Distribution { chain, points, best };
        let mean = distribution.mean_of(|i| variable("q", &[i]));
        let mean = distribution.chain.define("mu", mean);
        let variance = distribution.mean_of(|i| (variable("q", &[i]) - &mean).squared());
        distribution.chain.define("Var", variance);
        distribution
    }

    /// `sum_i p(i) x(i)`
    pub fn mean_of(&self, x: impl Fn(usize) -> Term) -> Term {
        Term::sum((0..self.points).map(|i| variable("p", &[i]) * x(i)))
    }

    /// The mass of the maximisers.
    pub fn best_mass(&self) -> Term {
        Term::sum((0..self.best).map(|i| variable("p", &[i])))
    }

    /// `top - mu`
    pub fn largest_advantage(&self) -> Term {
        Term::variable("top") - Term::variable("mu")
    }

    /// The definitions of an indexed quantity at all points.
    pub fn definitions_of(&self, name: &str) -> Vec<Label> {
        (0..self.points).map(|i| definition(name, &[i])).collect()
    }

    /// Proves L1, `p(best) D (top - mu) <= Var`. By Lagrange's identity the difference is a sum of nonnegative terms,
    /// `Var - mass D (top - mu) = sum_(i<j) p(i) p(j) (g(i) - g(j))^2 + mass sum_i p(i) g(i) s(i)`, over the points that are not largest.
    pub fn prove_variance_lemma(&mut self) -> Label {
        let [mean, square] = self.moments_of_gaps();
        let (mut terms, mut nonnegative) = (Vec::new(), Vec::new());
        let mut identity = vec![mean, square, Label::from("sum of p")];
        identity.extend(self.definitions_of("g"));
        for i in self.best..self.points {
            for j in i + 1..self.points {
                let difference = variable("g", &[i]) - variable("g", &[j]);
                let difference = self.chain.define(variable_name("diff", &[i, j]), difference);
                let product = variable("p", &[i]) * variable("p", &[j]) * difference.squared();
                let term = self.chain.define(variable_name("cross", &[i, j]), product);
                let facts = [fact("0 <= p", &[i]), fact("0 <= p", &[j]), definition("cross", &[i, j])];
                nonnegative.push(self.chain.link(fact("0 <= cross", &[i, j]), facts, Formula::nonnegative(&term)));
                identity.extend([definition("cross", &[i, j]), definition("diff", &[i, j])]);
                terms.push(term);
            }
        }
        let mass_facts: Vec<Label> = (0..self.best).map(|i| fact("0 <= p", &[i])).collect();
        let mass = self.chain.link("0 <= mass", mass_facts, Formula::nonnegative(self.best_mass()));
        for i in self.best + 1..self.points {
            let mut facts = self.definitions_of("g");
            facts.extend([Label::from("0 < D"), fact("0 <= s", &[i]), fact("0 <= p", &[i]), mass.clone()]);
            facts.push(definition("beyond", &[i]));
            let product = self.best_mass() * variable("p", &[i]) * variable("g", &[i]) * variable("s", &[i]);
            let term = self.chain.define(variable_name("beyond", &[i]), product);
            nonnegative.push(self.chain.link(fact("0 <= beyond", &[i]), facts, Formula::nonnegative(&term)));
            identity.push(definition("beyond", &[i]));
            terms.push(term);
        }
        let bound = self.best_mass() * Term::variable("D") * self.largest_advantage();
        let bound = self.chain.define("bound", bound);
        identity.push(Label::from("bound"));
        let conclusion = Formula::equal(Term::variable("Var") - &bound, Term::sum(terms));
        nonnegative.push(self.chain.link("Lagrange's identity", identity, conclusion));
        self.chain.link("variance lemma", nonnegative, Formula::at_most(bound, Term::variable("Var")))
    }

    /// `top - mu = sum p g` and `Var + (top - mu)^2 = sum p g^2`
    fn moments_of_gaps(&mut self) -> [Label; 2] {
        let mut from = self.definitions_of("q");
        from.extend([Label::from("mu"), Label::from("sum of p")]);
        let mean = Formula::equal(self.largest_advantage(), self.mean_of(|i| variable("g", &[i])));
        let mean = self.chain.link("mean of gaps", from.clone(), mean);
        from.extend([Label::from("Var"), mean.clone()]);
        let left = Term::variable("Var") + self.largest_advantage().squared();
        let square = Formula::equal(left, self.mean_of(|i| variable("g", &[i]).squared()));
        [mean, self.chain.link("mean square of gaps", from, square)]
    }
}
