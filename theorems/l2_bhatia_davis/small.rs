//! L2 for a few points.

use super::{definition, fact, variable, variable_name};
use crate::prove::{Chain, Existence, Formula, Item, Label, Size, Task, Term};

/// Up to four points; the control at two points.
pub fn encoding() -> Vec<Item> {
    let claimed = |points: usize| Item::new("distributions", Size::Points(points), Task::Proof(vec![claimed(points)]));
    let mut items: Vec<Item> = (2..=4).map(claimed).collect();
    items.push(Item::control("factor 0.99", Size::Points(2), Task::Example(smaller_bound())));
    items
}

/// `Var <= (max q - mu)(mu - min q)`: the first value is the largest, the last one the smallest, and the products
/// `p (max q - q)(q - min q)` sum to the difference of both sides.
fn claimed(points: usize) -> Chain {
    let mut chain = Chain::default();
    let (p, q) = (|i: usize| variable("p", &[i]), |i: usize| variable("q", &[i]));
    let (top, bottom) = (q(0), q(points - 1));
    for i in 0..points {
        chain.assume(fact("0 <= p", &[i]), Formula::nonnegative(p(i)));
        chain.assume(fact("q <= q(0)", &[i]), Formula::at_most(q(i), &top));
        chain.assume(fact("q(K-1) <= q", &[i]), Formula::at_most(&bottom, q(i)));
    }
    chain.assume("sum of p", Formula::equal(Term::sum((0..points).map(p)), 1));
    let mean = chain.define("mu", Term::sum((0..points).map(|i| p(i) * q(i))));
    let variance = chain.define("Var", Term::sum((0..points).map(|i| p(i) * (q(i) - &mean).squared())));
    let mut from = vec![Label::from("mu"), Label::from("Var"), Label::from("sum of p")];
    for i in 0..points {
        let above = chain.define(variable_name("above", &[i]), q(i) - &bottom);
        let below = chain.define(variable_name("below", &[i]), &top - q(i));
        let facts = [
            fact("0 <= p", &[i]),
            fact("q <= q(0)", &[i]),
            fact("q(K-1) <= q", &[i]),
            definition("above", &[i]),
            definition("below", &[i]),
        ];
        let product = Formula::nonnegative(p(i) * below * above);
        from.push(chain.link(fact("0 <= p (max - q)(q - min)", &[i]), facts, product));
        from.extend([definition("above", &[i]), definition("below", &[i])]);
    }
    let bound = (top - &mean) * (mean - bottom);
    let lemma = chain.link("Bhatia-Davis", from, Formula::at_most(variance, bound));
    chain.goal(lemma);
    chain
}

/// Two points with `0.99 (max q - mu)(mu - min q) < Var`.
fn smaller_bound() -> Existence {
    let mut existence = Existence::default();
    let [p, q] = ["p", "q"].map(|name| [0, 1].map(|i| variable(name, &[i])));
    existence.demand("0 <= p(0)", Formula::nonnegative(&p[0]));
    existence.demand("0 <= p(1)", Formula::nonnegative(&p[1]));
    existence.demand("sum of p", Formula::equal(&p[0] + &p[1], 1));
    existence.demand("the first is largest", Formula::at_most(&q[1], &q[0]));
    let mean = existence.define("mu", Term::dot(&p, &q));
    let squares: Vec<Term> = q.iter().map(|q| (q - &mean).squared()).collect();
    let variance = existence.define("Var", Term::dot(&p, &squares));
    let bound = Term::ratio(99, 100) * (&q[0] - &mean) * (mean - &q[1]);
    existence.demand("the bound is violated", Formula::less(bound, variance));
    existence
}
