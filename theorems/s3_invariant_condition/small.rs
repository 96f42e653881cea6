//! S3 in one state with a few actions.

use super::{fact, variable};
use crate::prove::{Chain, Existence, Formula, Item, Label, Size, Task, Term};

/// Up to four actions; the controls at two.
pub fn encoding() -> Vec<Item> {
    let claimed = |actions: usize| Item::new("states", Size::Points(actions), Task::Proof(vec![claimed(actions)]));
    let mut items: Vec<Item> = (2..=4).map(claimed).collect();
    let [best, worst] = [0, 1].map(|a| variable("Adv", &[a]));
    let control = |name: &str, bounded| Item::control(name, Size::Points(2), Task::Example(differs(bounded)));
    items.push(control("M(s) in place of m(s)", best.clone()));
    items.push(control("the span of Q in place of m(s)", best - worst));
    items
}

/// Advantages in falling order with mean 0, full support, `0 < eta`; each with its label.
fn assumptions(actions: usize) -> Vec<(Label, Formula)> {
    let (p, advantage) = (|a: usize| variable("p", &[a]), |a: usize| variable("Adv", &[a]));
    let mut all = vec![(Label::from("0 < eta"), Formula::less(0, Term::variable("eta")))];
    all.extend((0..actions).map(|a| (fact("0 < p", &[a]), Formula::less(0, p(a)))));
    all.extend((1..actions).map(|a| (fact("falling Adv", &[a]), Formula::at_most(advantage(a), advantage(a - 1)))));
    let mean = Term::sum((0..actions).map(|a| p(a) * advantage(a)));
    all.push((Label::from("advantages are centred"), Formula::equal(mean, 0)));
    all.push((Label::from("sum of p"), Formula::equal(Term::sum((0..actions).map(p)), 1)));
    all
}

/// `0 <= p(a) (1 + eta Adv(a))` for all actions
fn valid(actions: usize) -> Formula {
    let eta = Term::variable("eta");
    let next = |a: usize| variable("p", &[a]) * (Term::from(1) + &eta * variable("Adv", &[a]));
    Formula::all((0..actions).map(|a| Formula::nonnegative(next(a))))
}

/// `eta x <= 1`
fn bounded(x: Term) -> Formula {
    Formula::at_most(Term::variable("eta") * x, 1)
}

/// The update is nonnegative iff `eta m <= 1`, `m = -Adv(K-1)`.
fn claimed(actions: usize) -> Chain {
    let mut chain = Chain::default();
    let from: Vec<Label> = assumptions(actions).into_iter().map(|(label, own)| chain.assume(label, own)).collect();
    let condition = bounded(-variable("Adv", &[actions - 1]));
    let needed = chain.link("needed", from.clone(), valid(actions).implies(condition.clone()));
    let enough = chain.link("enough", from, condition.implies(valid(actions)));
    [needed, enough].into_iter().for_each(|goal| chain.goal(goal));
    chain
}

/// Two actions for which being nonnegative and `eta x <= 1` are not the same.
fn differs(x: Term) -> Existence {
    let mut existence = Existence::default();
    for (label, formula) in assumptions(2) {
        existence.demand(label.as_str(), formula);
    }
    let (valid, bounded) = (valid(2), bounded(x));
    let one = Formula::all([valid.clone(), bounded.clone().negated()]);
    let other = Formula::all([valid.negated(), bounded]);
    existence.demand("not equivalent", Formula::any([one, other]));
    existence
}
