//! B2, one step, for a few arms.

use super::{definition, fact, variable, variable_name};
use crate::prove::{Chain, Existence, Formula, Item, Label, Size, Task, Term};

/// Up to four arms with every pattern of ties except that all tie; the controls.
pub fn encoding() -> Vec<Item> {
    let claimed = |arms: usize| {
        let cases = patterns(arms).into_iter().map(|pattern| one_step(&pattern)).collect();
        Item::new("one step", Size::Points(arms), Task::Proof(cases))
    };
    let mut items: Vec<Item> = (2..=4).map(claimed).collect();
    items.push(Item::control("exponent 2^T + 1", Size::Points(2), Task::Example(larger_exponent())));
    items.push(Item::control("scalar step 1/Delta for K >= 3", Size::Points(3), Task::Example(scalar_step())));
    items
}

/// The reward classes of arms in falling order, 0 being the best: each arm ties with the one before it or not.
fn patterns(arms: usize) -> Vec<Vec<usize>> {
    let mut patterns = vec![vec![0]];
    for _ in 1..arms {
        let extended = |pattern: &Vec<usize>| {
            let last = pattern[pattern.len() - 1];
            [last, last + 1].map(|class| [&pattern[..], &[class]].concat())
        };
        patterns = patterns.iter().flat_map(extended).collect();
    }
    patterns.retain(|pattern| pattern[arms - 1] > 0);
    patterns
}

/// `sum_b p(b) sgn(r(a) - r(b))`
fn balance(pattern: &[usize], a: usize) -> Term {
    let worse = (0..pattern.len()).filter(|&b| pattern[b] > pattern[a]).map(|b| variable("p", &[b]));
    let better = (0..pattern.len()).filter(|&b| pattern[b] < pattern[a]).map(|b| variable("p", &[b]));
    Term::sum(worse) - Term::sum(better)
}

/// The next policy `n` is one, `1 - p'(best) = (1 - p(best))^2` and `delta' <= (1 - p(best))^2 (max r - min r)`.
fn one_step(pattern: &[usize]) -> Chain {
    let arms = pattern.len();
    let mut chain = Chain::default();
    let (p, r) = (|a: usize| variable("p", &[a]), |a: usize| variable("r", &[a]));
    for a in 0..arms {
        chain.assume(fact("0 <= p", &[a]), Formula::nonnegative(p(a)));
    }
    chain.assume("sum of p", Formula::equal(Term::sum((0..arms).map(p)), 1));
    for a in 1..arms {
        let order =
            if pattern[a] == pattern[a - 1] { Formula::equal(r(a), r(a - 1)) } else { Formula::less(r(a), r(a - 1)) };
        chain.assume(fact("order of r", &[a]), order);
    }
    let mut goals = Vec::new();
    for a in 0..arms {
        let factor = Term::from(1) + balance(pattern, a);
        let next = chain.define(variable_name("n", &[a]), p(a) * &factor);
        let mut facts: Vec<Label> = (0..arms).map(|b| fact("0 <= p", &[b])).collect();
        facts.push(Label::from("sum of p"));
        let valid = chain.link(fact("valid step", &[a]), facts, Formula::nonnegative(factor));
        let facts = [valid, fact("0 <= p", &[a]), definition("n", &[a])];
        goals.push(chain.link(fact("0 <= n", &[a]), facts, Formula::nonnegative(next)));
    }
    let n = |a: usize| variable("n", &[a]);
    let mut next: Vec<Label> = (0..arms).map(|a| definition("n", &[a])).collect();
    next.push(Label::from("sum of p"));
    let total = chain.link("sum of n", next.clone(), Formula::equal(Term::sum((0..arms).map(n)), 1));
    goals.push(total.clone());
    let rest = |x: &dyn Fn(usize) -> Term| Term::sum((0..arms).filter(|&a| pattern[a] > 0).map(x));
    let squares = Formula::equal(rest(&n), rest(&p).squared());
    let squares = chain.link("the rest squares", next, squares);
    goals.push(squares.clone());

    let (span, expected) = (r(0) - r(arms - 1), Term::sum((0..arms).map(|a| n(a) * r(a))));
    let mut from: Vec<Label> = (1..arms).map(|a| fact("order of r", &[a])).collect();
    let order = from.clone();
    for a in (0..arms).filter(|&a| pattern[a] > 0) {
        let product = Formula::nonnegative(n(a) * (r(a) - r(arms - 1)));
        let facts = order.iter().cloned().chain([fact("0 <= n", &[a])]);
        from.push(chain.link(fact("0 <= n (r - min r)", &[a]), facts, product));
    }
    from.push(total);
    let bound = Formula::at_most(r(0) - &expected, rest(&n) * &span);
    let bound = chain.link("delta by the next rest", from, bound);
    let conclusion = Formula::at_most(r(0) - expected, rest(&p).squared() * span);
    goals.push(chain.link("delta", [bound, squares], conclusion));
    goals.into_iter().for_each(|goal| chain.goal(goal));
    chain
}

/// `(1 - p)^3 (max r - min r) < delta'`, two arms; `delta' = (1 - p)^2 (max r - min r)` there.
fn larger_exponent() -> Existence {
    let mut existence = Existence::default();
    let [p, r] = ["p", "r"].map(|name| [0, 1].map(|i| variable(name, &[i])));
    existence.demand("0 < p(0)", Formula::less(0, &p[0]));
    existence.demand("0 < p(1)", Formula::less(0, &p[1]));
    existence.demand("sum of p", Formula::equal(&p[0] + &p[1], 1));
    existence.demand("r(1) < r(0)", Formula::less(&r[1], &r[0]));
    let next =
        [0, 1].map(|a| existence.define(variable_name("n", &[a]), &p[a] * (Term::from(1) + balance(&[0, 1], a))));
    let bound = p[1].squared() * &p[1] * (&r[0] - &r[1]);
    existence.demand("the bound is violated", Formula::less(bound, &r[0] - Term::dot(&next, &r)));
    existence
}

/// Three arms and a probability with `1 + Adv(2) / Delta < 0`.
fn scalar_step() -> Existence {
    let mut existence = Existence::default();
    let [p, r] = ["p", "r"].map(|name| [0, 1, 2].map(|i| variable(name, &[i])));
    for (a, p) in p.iter().enumerate() {
        existence.demand(format!("0 < p({a})"), Formula::less(0, p));
    }
    existence.demand("sum of p", Formula::equal(Term::sum(p.clone()), 1));
    existence.demand("r(1) < r(0)", Formula::less(&r[1], &r[0]));
    existence.demand("r(2) <= r(1)", Formula::at_most(&r[2], &r[1]));
    let mean = existence.define("mu", Term::dot(&p, &r));
    let scaled = (&r[0] - &r[1]) + (&r[2] - mean);
    existence.demand("a probability is negative", Formula::less(scaled, 0));
    existence
}
