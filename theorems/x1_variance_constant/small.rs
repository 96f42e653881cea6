//! X1 for a few states and actions, everything symbolic.

use super::{Example, Improvement, Mdp, definition, fact, variable};
use crate::prove::{Chain, Formula, Item, Label, Size, Task, Term};

/// One or two states.
pub fn encoding() -> Vec<Item> {
    let mut items = Vec::new();
    for (states, actions) in [(1, 2), (1, 3), (2, 2)] {
        let size = Size::mdp(states, actions);
        items.push(Item::new("one step", size, Task::Proof(vec![one_step(states, actions)])));
        items.push(Item::new("never weaker", size, Task::Proof(vec![never_weaker(states, actions)])));
    }
    let control = |name: &str, actions: usize, example: Example| {
        Item::control(name, Size::mdp(1, actions), Task::Example(example.existence))
    };
    items.push(Item::control("drop (1-gamma)", Size::mdp(2, 2), Task::Example(without_stop().existence)));
    items.push(control("factor 1.01", 2, larger_rate()));
    items.push(control("the variance constant equals C", 3, smaller_constant()));
    items
}

/// Two states and `gamma = 1/2`: `(1 - eta K) e < e'` for the smallest `Var/M`, `K`.
fn without_stop() -> Example {
    let mut example = Example::new(Term::ratio(1, 2), vec![vec![1, 0], vec![0, 0]]);
    example.demand_one_maximiser();
    example.spma_step();
    let quotient = example.least_quotient(0, Example::variance);
    example.next_errors(1, &[0, 0]);
    example.demand_larger_error(1, Term::variable("eta") * quotient);
    example
}

/// One state and `gamma = 0`: `(1 - 1.01 eta Var/M) e < e'`, where `e = M`.
fn larger_rate() -> Example {
    let mut example = Example::new(Term::from(0), vec![vec![0, 0]]);
    example.demand_one_maximiser();
    example.spma_step();
    example.next_errors(0, &[0]);
    let rate = Term::ratio(101, 100) * Term::variable("eta") * example.variance(0);
    let (bound, error) = (variable("Adv", &[0, 0]) - rate, example.next_error(0));
    example.demand("the bound is violated", Formula::less(bound, error));
    example
}

/// One state with three actions and `C M < Var`.
fn smaller_constant() -> Example {
    let mut example = Example::new(Term::from(0), vec![vec![0, 0, 0]]);
    example.demand_one_maximiser();
    let constant = example.constant_of(0);
    let variance = example.variance(0);
    example.demand("C < Var / M", Formula::less(constant * variable("Adv", &[0, 0]), variance));
    example
}

fn eta(_: usize) -> Term {
    Term::variable("eta")
}

/// An SPMA step with its variance, for rewards in `[0, 1]`.
fn spma(states: usize, actions: usize) -> Mdp {
    let mut mdp = Mdp::new(states, actions);
    mdp.assume_unit_rewards();
    mdp.assume_step_size();
    mdp.prove_ranges();
    mdp.prove_valid_steps();
    mdp
}

/// `V(s) <= W(s)` and `VO(s) - W(s) <= (1 - eta K (1-gamma)) e` for `K M(s) <= Var(s)` wherever `0 < M(s)`, and `K = 0` if
/// that is nowhere.
fn one_step(states: usize, actions: usize) -> Chain {
    let mut mdp = spma(states, actions);
    let policy = mdp.spma_policy(eta);
    mdp.define_largest_advantage();
    mdp.prove_improvement("I", &policy, eta);
    mdp.prove_improvement_is_at_most_the_largest(eta);
    mdp.assume_quotient("K", "Var", |s| variable("Var", &[s]));
    mdp.prove_variance_is_nonnegative();
    let kappa = mdp.chain.define("kappa", Term::variable("eta") * Term::variable("K"));
    let improvement = improvement(&mut mdp, &kappa);
    let goals = mdp.prove_contraction(&policy, &improvement);
    goals.into_iter().flatten().for_each(|goal| mdp.chain.goal(goal));
    mdp.chain
}

fn improvement(mdp: &mut Mdp, kappa: &Term) -> Improvement {
    let [positive, defined] = [Label::from("0 < eta"), definition("kappa", &[])];
    let from = [positive.clone(), defined.clone(), Label::from("0 <= K")];
    let nonnegative = mdp.chain.link("0 <= kappa", from, Formula::nonnegative(kappa));
    let mut most = vec![defined.clone(), Label::from("K = 0 without advantages")];
    let (mut step, mut floor) = (Vec::new(), Vec::new());
    for s in 0..mdp.states {
        let (largest, improved) = (variable("M", &[s]), variable("I", &[s]));
        let facts = [fact("K M <= Var", &[s]), fact("0 <= Var", &[s]), fact("0 <= M", &[s])];
        let least = Formula::at_most(Term::variable("K") * &largest, variable("Var", &[s]));
        let least = mdp.chain.link(fact("K M <= Var everywhere", &[s]), facts, least);
        let facts = [least, positive.clone(), defined.clone(), fact("improvement", &[s])];
        let enough = mdp.chain.link(fact("kappa M <= I", &[s]), facts, Formula::at_most(kappa * &largest, &improved));
        let facts = [positive.clone(), fact("0 <= Var", &[s]), fact("improvement", &[s])];
        floor.push(vec![mdp.chain.link(fact("0 <= I", &[s]), facts, Formula::nonnegative(improved))]);
        let facts = [enough.clone(), fact("improvement", &[s]), fact("eta Var <= M", &[s])];
        let bounded = Formula::less(0, largest).implies(Formula::at_most(kappa, 1));
        most.push(mdp.chain.link(fact("kappa <= 1 with an advantage", &[s]), facts, bounded));
        most.push(fact("0 <= M", &[s]));
        step.push(vec![enough]);
    }
    let most = mdp.chain.link("kappa <= 1", most, Formula::at_most(kappa, 1));
    Improvement { kappa: kappa.clone(), kappa_range: vec![nonnegative, most], loss: Term::from(0), step, floor }
}

/// `C M(s) <= Var(s)` in every state, so `C` is at most the smallest `Var/M`.
fn never_weaker(states: usize, actions: usize) -> Chain {
    let mut mdp = spma(states, actions);
    let policy = mdp.spma_policy(eta);
    mdp.define_largest_advantage();
    mdp.prove_improvement("I", &policy, eta);
    mdp.assume_constant();
    let goals = mdp.prove_variance_is_at_least_the_constant();
    goals.into_iter().for_each(|goal| mdp.chain.goal(goal));
    mdp.chain
}
