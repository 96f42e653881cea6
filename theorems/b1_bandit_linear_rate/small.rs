//! B1, one step, for a few arms.

use super::{Distribution, definition, fact, variable, variable_name};
use crate::prove::{Chain, Existence, Formula, Item, Label, Size, Task, Term};

/// Up to four arms, whatever number of them is best; the controls at two arms.
pub fn encoding() -> Vec<Item> {
    let claimed = |arms: usize| {
        let cases = (1..arms).map(|best| one_step(arms, best)).collect();
        Item::new("one step", Size::Points(arms), Task::Proof(cases))
    };
    let mut items: Vec<Item> = (2..=4).map(claimed).collect();
    let control = |name: &str, task| Item::control(name, Size::Points(2), Task::Example(task));
    items.push(control("rate without p_t", larger_error(Term::from(1))));
    items.push(control("factor 1.01", larger_error(Term::ratio(101, 100) * Term::variable("p_0"))));
    items.push(control("eta = 1.1", negative_probability()));
    items
}

/// The next policy `n` is one, and `delta' <= (1 - eta p(best) D) delta`; rewards are `q`, their mean `mu`,
/// `delta = top - mu`.
fn one_step(arms: usize, best: usize) -> Chain {
    let mut bandit = Distribution::new(arms, best);
    let eta = Term::variable("eta");
    bandit.chain.assume("0 < eta", Formula::less(0, &eta));
    bandit.chain.assume("eta <= 1", Formula::at_most(&eta, 1));
    for i in 0..arms {
        bandit.chain.assume(fact("0 <= q", &[i]), Formula::nonnegative(variable("q", &[i])));
        bandit.chain.assume(fact("q <= 1", &[i]), Formula::at_most(variable("q", &[i]), 1));
    }
    let variance = bandit.prove_variance_lemma();
    let mut goals = next_policy(&mut bandit);
    let next = bandit.chain.define("next", Term::sum((0..arms).map(|i| variable("n", &[i]) * variable("q", &[i]))));
    let mut from = bandit.definitions_of("n");
    from.extend(["next", "mu", "Var", "sum of p"].map(Label::from));
    let gain = Formula::equal(&next - Term::variable("mu"), &eta * Term::variable("Var"));
    let gain = bandit.chain.link("improvement", from, gain);
    let scaled = Formula::at_most(&eta * Term::variable("bound"), &eta * Term::variable("Var"));
    let facts = [variance, Label::from("0 < eta")];
    let scaled = bandit.chain.link("eta times the variance lemma", facts, scaled);
    let rate = Term::from(1) - eta * bandit.best_mass() * Term::variable("D");
    let contracts = Formula::at_most(Term::variable("top") - next, rate * bandit.largest_advantage());
    goals.push(bandit.chain.link("error", [gain, scaled, Label::from("bound")], contracts));
    goals.into_iter().for_each(|goal| bandit.chain.goal(goal));
    bandit.chain
}

/// `n(i) := p(i) (1 + eta (q(i) - mu))` is nonnegative and sums to 1.
fn next_policy(bandit: &mut Distribution) -> Vec<Label> {
    let (eta, mean) = (Term::variable("eta"), Term::variable("mu"));
    let mut most = vec![Label::from("mu"), Label::from("sum of p")];
    for i in 0..bandit.points {
        let product = Formula::nonnegative(variable("p", &[i]) * (Term::from(1) - variable("q", &[i])));
        let facts = [fact("0 <= p", &[i]), fact("q <= 1", &[i])];
        most.push(bandit.chain.link(fact("0 <= p (1 - q)", &[i]), facts, product));
    }
    let most = bandit.chain.link("mu <= 1", most, Formula::at_most(&mean, 1));
    let mut goals = Vec::new();
    for i in 0..bandit.points {
        let factor = Term::from(1) + &eta * (variable("q", &[i]) - &mean);
        let next = bandit.chain.define(variable_name("n", &[i]), variable("p", &[i]) * &factor);
        let facts = [most.clone(), fact("0 <= q", &[i]), Label::from("0 < eta"), Label::from("eta <= 1")];
        let valid = bandit.chain.link(fact("valid step", &[i]), facts, Formula::nonnegative(factor));
        let facts = [valid, fact("0 <= p", &[i]), definition("n", &[i])];
        goals.push(bandit.chain.link(fact("0 <= n", &[i]), facts, Formula::nonnegative(next)));
    }
    let mut from = bandit.definitions_of("n");
    from.extend(["sum of p", "mu"].map(Label::from));
    let total = Term::sum((0..bandit.points).map(|i| variable("n", &[i])));
    goals.push(bandit.chain.link("sum of n", from, Formula::equal(total, 1)));
    goals
}

/// Two arms with rewards `q(1) < q(0)` in `[0, 1]`, a policy with full support and its advantages.
fn two_arms() -> (Existence, [Term; 2], [Term; 2]) {
    let mut existence = Existence::default();
    let [p, q] = ["p", "q"].map(|name| [0, 1].map(|i| variable(name, &[i])));
    existence.demand("0 < p(0)", Formula::less(0, &p[0]));
    existence.demand("0 < p(1)", Formula::less(0, &p[1]));
    existence.demand("sum of p", Formula::equal(&p[0] + &p[1], 1));
    existence.demand("0 <= q(1)", Formula::nonnegative(&q[1]));
    existence.demand("q(1) < q(0)", Formula::less(&q[1], &q[0]));
    existence.demand("q(0) <= 1", Formula::at_most(&q[0], 1));
    let mean = existence.define("mu", Term::dot(&p, &q));
    let advantages = [0, 1].map(|i| existence.define(variable_name("Adv", &[i]), &q[i] - &mean));
    (existence, p, advantages)
}

/// `(1 - eta factor D) delta < delta'`
fn larger_error(factor: Term) -> Existence {
    let (mut existence, p, advantages) = two_arms();
    let eta = Term::variable("eta");
    existence.demand("0 < eta", Formula::less(0, &eta));
    existence.demand("eta <= 1", Formula::at_most(&eta, 1));
    let squares = advantages.each_ref().map(Term::squared);
    let variance = existence.define("Var", Term::dot(&p, &squares));
    let rate = &eta * factor * (Term::variable("q_0") - Term::variable("q_1"));
    let bound = (Term::from(1) - rate) * &advantages[0];
    existence.demand("the bound is violated", Formula::less(bound, &advantages[0] - eta * variance));
    existence
}

/// `1 + 1.1 Adv(1) < 0`
fn negative_probability() -> Existence {
    let (mut existence, _, advantages) = two_arms();
    let factor = Term::from(1) + Term::ratio(11, 10) * &advantages[1];
    existence.demand("a probability is negative", Formula::less(factor, 0));
    existence
}
