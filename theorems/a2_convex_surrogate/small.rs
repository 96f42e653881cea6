//! A2, the polynomial form of the Hessian in one state, for a few actions.

use super::{definition, fact, variable, variable_name};
use crate::prove::{Chain, Existence, Formula, Item, Label, Size, Task, Term};

/// Up to five actions; the controls at two.
pub fn encoding() -> Vec<Item> {
    let form = |actions: usize| Item::new("v'(diag p - pp')v", Size::Points(actions), Task::Proof(vec![form(actions)]));
    let mut items: Vec<Item> = (2..=5).map(form).collect();
    let control = |name: &str, task| Item::control(name, Size::Points(2), Task::Example(task));
    items.push(control("0.99 max ||phi||^2", smaller_bound()));
    items.push(control("strong convexity with modulus 1/100", strongly_convex()));
    items
}

/// `sum_a p v^2 - (sum_a p v)^2`, which is `v' (diag p - p p') v`.
fn curvature(p: &[Term], v: &[Term]) -> Term {
    let squares: Vec<Term> = v.iter().map(Term::squared).collect();
    Term::dot(p, &squares) - Term::dot(p, v).squared()
}

/// `0 <= v' (diag p - p p') v <= b` where `v(a)^2 <= b`. By Lagrange's identity the form is `sum_(a<b) p p (v - v)^2`; and
/// `b` less the form is `(sum p v)^2 + sum p (b - v^2)`.
fn form(actions: usize) -> Chain {
    let mut chain = Chain::default();
    let [p, v]: [Vec<Term>; 2] = ["p", "v"].map(|name| (0..actions).map(|a| variable(name, &[a])).collect());
    let bound = Term::variable("b");
    for a in 0..actions {
        chain.assume(fact("0 <= p", &[a]), Formula::nonnegative(&p[a]));
        chain.assume(fact("v^2 <= b", &[a]), Formula::at_most(v[a].squared(), &bound));
    }
    chain.assume("sum of p", Formula::equal(Term::sum(p.clone()), 1));
    let form = chain.define("form", curvature(&p, &v));
    let mut least = Terms::default();
    let mut most = Terms::default();
    for a in 0..actions {
        for b in a + 1..actions {
            let difference = chain.define(variable_name("diff", &[a, b]), &v[a] - &v[b]);
            least.definitions.push(definition("diff", &[a, b]));
            let term = &p[a] * &p[b] * difference.squared();
            least.push(&mut chain, variable_name("cross", &[a, b]), term, [fact("0 <= p", &[a]), fact("0 <= p", &[b])]);
        }
        let term = &p[a] * (&bound - v[a].squared());
        most.push(&mut chain, variable_name("room", &[a]), term, [fact("0 <= p", &[a]), fact("v^2 <= b", &[a])]);
    }
    most.push(&mut chain, "square".to_owned(), Term::dot(&p, &v).squared(), []);
    let least = least.sum_to(&mut chain, "the form is nonnegative", form.clone(), Formula::nonnegative(&form));
    let most = most.sum_to(&mut chain, "the form is at most b", &bound - &form, Formula::at_most(form, bound));
    [least, most].into_iter().for_each(|goal| chain.goal(goal));
    chain
}

/// Nonnegative terms with names.
#[derive(Default)]
struct Terms {
    terms: Vec<Term>,
    definitions: Vec<Label>,
    nonnegative: Vec<Label>,
}

impl Terms {
    fn push<const N: usize>(&mut self, chain: &mut Chain, name: String, term: Term, from: [Label; N]) {
        let definition = Label::from(name.as_str());
        let term = chain.define(&name, term);
        let facts = from.into_iter().chain([definition.clone()]);
        self.nonnegative.push(chain.link(format!("0 <= {name}"), facts, Formula::nonnegative(&term)));
        self.definitions.push(definition);
        self.terms.push(term);
    }

    /// Proves `conclusion` from the identity of `whole` and the sum.
    fn sum_to(mut self, chain: &mut Chain, label: &str, whole: Term, conclusion: Formula) -> Label {
        self.definitions.extend(["form", "sum of p"].map(Label::from));
        let identity = Formula::equal(whole, Term::sum(self.terms));
        self.nonnegative.push(chain.link(format!("{label}: identity"), self.definitions, identity));
        chain.link(label, self.nonnegative, conclusion)
    }
}

fn two_actions() -> (Existence, [Term; 2], [Term; 2]) {
    let mut existence = Existence::default();
    let [p, v] = ["p", "v"].map(|name| [0, 1].map(|i| variable(name, &[i])));
    existence.demand("0 < p(0)", Formula::less(0, &p[0]));
    existence.demand("0 < p(1)", Formula::less(0, &p[1]));
    existence.demand("sum of p", Formula::equal(&p[0] + &p[1], 1));
    (existence, p, v)
}

/// `0.99 b < v' (diag p - p p') v` with `v(a)^2 <= b`
fn smaller_bound() -> Existence {
    let (mut existence, p, v) = two_actions();
    let bound = Term::variable("b");
    existence.demand("v(0)^2 <= b", Formula::at_most(v[0].squared(), &bound));
    existence.demand("v(1)^2 <= b", Formula::at_most(v[1].squared(), &bound));
    existence.demand("the bound is violated", Formula::less(Term::ratio(99, 100) * bound, curvature(&p, &v)));
    existence
}

/// One feature `v` and the direction 1: `v' (diag p - p p') v < 1/100`, with different features.
fn strongly_convex() -> Existence {
    let (mut existence, p, v) = two_actions();
    existence.demand("different features", Formula::less(&v[1], &v[0]));
    existence.demand("the bound is violated", Formula::less(curvature(&p, &v), Term::ratio(1, 100)));
    existence
}
