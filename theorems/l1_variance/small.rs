//! L1 for a few points.

use super::{Distribution, variable};
use crate::prove::{Chain, Existence, Formula, Item, Label, Size, Task, Term};

/// Up to five points, whatever number of them is largest; the controls at two points.
pub fn encoding() -> Vec<Item> {
    let claimed = |points: usize| {
        let cases = (1..points).map(|best| claimed(points, best)).collect();
        Item::new("distributions", Size::Points(points), Task::Proof(cases))
    };
    let mut items: Vec<Item> = (2..=5).map(claimed).collect();
    let control = |name: &str, task| Item::control(name, Size::Points(2), Task::Example(task));
    let mass = Term::variable("p_0");
    items.push(control("factor 1.01", violated(Term::ratio(101, 100) * &mass)));
    items.push(control("drop p(b)", violated(Term::from(1))));
    items
}

/// `p(b) D (max q - mu) <= Var`
fn claimed(points: usize, best: usize) -> Chain {
    let mut distribution = Distribution::new(points, best);
    let lemma = distribution.prove_variance_lemma();
    let bound = distribution.best_mass() * Term::variable("D") * distribution.largest_advantage();
    let written_out = Formula::at_most(bound, Term::variable("Var"));
    let goal = distribution.chain.link("written out", [lemma, Label::from("bound")], written_out);
    distribution.chain.goal(goal);
    distribution.chain
}

/// Two points with `Var < factor D (max q - mu)`.
fn violated(factor: Term) -> Existence {
    let mut existence = Existence::default();
    let [p, q] = ["p", "q"].map(|name| [0, 1].map(|i| variable(name, &[i])));
    existence.demand("0 < p(0)", Formula::less(0, &p[0]));
    existence.demand("0 < p(1)", Formula::less(0, &p[1]));
    existence.demand("sum of p", Formula::equal(&p[0] + &p[1], 1));
    existence.demand("one maximiser", Formula::less(&q[1], &q[0]));
    let mean = existence.define("mu", Term::dot(&p, &q));
    let squares: Vec<Term> = q.iter().map(|q| (q - &mean).squared()).collect();
    let variance = existence.define("Var", Term::dot(&p, &squares));
    let bound = factor * (&q[0] - &q[1]) * (&q[0] - mean);
    existence.demand("the bound is violated", Formula::less(variance, bound));
    existence
}
