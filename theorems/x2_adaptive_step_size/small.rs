//! X2 for a few states and actions, everything symbolic.

use super::{Example, Improvement, Mdp, definition, fact, variable};
use crate::prove::{Chain, Formula, Item, Label, Size, Task, Term};

/// One or two states.
pub fn encoding() -> Vec<Item> {
    let mut items = Vec::new();
    for (states, actions) in [(1, 2), (1, 3), (2, 2)] {
        let size = Size::mdp(states, actions);
        items.push(Item::new("a step size for each state", size, Task::Proof(vec![one_step(states, actions)])));
        items.push(Item::new("not smaller than 1 - gamma", size, Task::Proof(vec![not_smaller(states, actions)])));
    }
    let control = |name: &str, states: usize, example: Example| {
        Item::control(name, Size::mdp(states, 2), Task::Example(example.existence))
    };
    items.push(control("drop (1-gamma)", 2, without_stop()));
    items.push(control("factor 1.01", 1, larger_rate()));
    items.push(control("max over states", 2, largest_state()));
    items.push(control("c = 11/10", 1, larger_fraction()));
    items
}

/// A valid step with a step size for each state.
fn step(gamma: Term, next_state: Vec<Vec<usize>>) -> Example {
    let mut example = Example::new(gamma, next_state);
    example.demand_one_maximiser();
    example.step_by_state();
    example
}

/// `eta(s) Var(s)`
fn gain(example: &Example, s: usize) -> Term {
    variable("eta", &[s]) * example.variance(s)
}

/// Two states and `gamma = 1/2`: `(1 - K) e < e'` for the smallest `eta(s) Var/M`, `K`.
fn without_stop() -> Example {
    let mut example = step(Term::ratio(1, 2), vec![vec![1, 0], vec![0, 0]]);
    let quotient = example.least_quotient(0, gain);
    example.next_errors(1, &[0, 0]);
    example.demand_larger_error(1, quotient);
    example
}

/// One state and `gamma = 0`: `(1 - 1.01 K) e < e'`.
fn larger_rate() -> Example {
    let mut example = step(Term::from(0), vec![vec![0, 0]]);
    let quotient = example.least_quotient(0, gain);
    example.next_errors(0, &[0]);
    example.demand_larger_error(0, Term::ratio(101, 100) * quotient);
    example
}

/// Two states and `gamma = 1/2`: `(1 - (1-gamma) L) e < e'` for the largest `eta(s) Var/M`, `L`, that of state 1.
fn largest_state() -> Example {
    let mut example = step(Term::ratio(1, 2), vec![vec![0, 0], vec![0, 0]]);
    let quotient = Term::variable("L");
    let of = |example: &Example, s: usize| (&quotient * variable("Adv", &[s, 0]), gain(example, s));
    let (left, right) = of(&example, 1);
    example.demand("L is that of state 1", Formula::equal(left, right));
    let (left, right) = of(&example, 0);
    example.demand("that of state 0 is not larger", Formula::at_most(right, left));
    example.next_errors(0, &[0, 0]);
    let rate = example.stop() * &quotient;
    example.demand_larger_error(0, rate);
    example
}

/// `eta m = 11/10` for the loss `m = -Adv(0,1)` of a bandit, and a negative probability.
fn larger_fraction() -> Example {
    let mut example = Example::new(Term::from(0), vec![vec![0, 0]]);
    example.demand_one_maximiser();
    let step = Term::variable("eta") * variable("Adv", &[0, 1]);
    example.demand("c = 11/10", Formula::equal(-step.clone(), Term::ratio(11, 10)));
    let next = variable("p", &[0, 1]) * (Term::from(1) + step);
    example.demand("a probability is negative", Formula::less(next, 0));
    example
}

/// `V(s) <= W(s)` and `VO(s) - W(s) <= (1 - K (1-gamma)) e` for step sizes with `0 <= 1 + eta(s) Adv(s,a)`, that is
/// `eta(s) m(s) <= 1`, and `K M(s) <= eta(s) Var(s)` wherever `0 < M(s)`, `K = 0` if that is nowhere. Rewards of any size.
fn one_step(states: usize, actions: usize) -> Chain {
    let eta = |s: usize| variable("eta", &[s]);
    let mut mdp = Mdp::new(states, actions);
    for s in 0..states {
        mdp.chain.assume(fact("0 < eta", &[s]), Formula::less(0, eta(s)));
        for a in 0..actions {
            let factor = Term::from(1) + eta(s) * variable("Adv", &[s, a]);
            mdp.chain.assume(fact("valid step", &[s, a]), Formula::nonnegative(factor));
        }
    }
    let policy = mdp.spma_policy(eta);
    mdp.define_largest_advantage();
    mdp.prove_improvement("I", &policy, eta);
    mdp.prove_improvement_is_at_most_the_largest(eta);
    mdp.prove_variance_is_nonnegative();
    mdp.assume_quotient("K", "eta Var", |s| eta(s) * variable("Var", &[s]));
    let improvement = improvement(&mut mdp);
    let goals = mdp.prove_contraction(&policy, &improvement);
    goals.into_iter().flatten().for_each(|goal| mdp.chain.goal(goal));
    mdp.chain
}

/// `K M <= I`, `0 <= I`, `0 <= K <= 1`
fn improvement(mdp: &mut Mdp) -> Improvement {
    let kappa = Term::variable("K");
    let mut most = vec![Label::from("K = 0 without advantages")];
    let (mut step, mut floor) = (Vec::new(), Vec::new());
    for s in 0..mdp.states {
        let (largest, improved) = (variable("M", &[s]), variable("I", &[s]));
        let facts = [fact("0 < eta", &[s]), fact("0 <= Var", &[s]), fact("improvement", &[s])];
        let nonnegative = mdp.chain.link(fact("0 <= I", &[s]), facts, Formula::nonnegative(&improved));
        let facts =
            [fact("K M <= eta Var", &[s]), fact("improvement", &[s]), nonnegative.clone(), fact("0 <= M", &[s])];
        let enough = mdp.chain.link(fact("K M <= I", &[s]), facts, Formula::at_most(&kappa * &largest, improved));
        let facts = [enough.clone(), fact("improvement", &[s]), fact("eta Var <= M", &[s])];
        let bounded = Formula::less(0, largest).implies(Formula::at_most(&kappa, 1));
        most.push(mdp.chain.link(fact("K <= 1 with an advantage", &[s]), facts, bounded));
        step.push(vec![enough]);
        floor.push(vec![nonnegative]);
    }
    let most = mdp.chain.link("K <= 1", most, Formula::at_most(&kappa, 1));
    Improvement { kappa, kappa_range: vec![Label::from("0 <= K"), most], loss: Term::from(0), step, floor }
}

/// `(1-gamma) m(s) <= 1` for rewards in `[0, 1]`, that is `1 - gamma <= 1/m(s)`.
fn not_smaller(states: usize, actions: usize) -> Chain {
    let mut mdp = Mdp::new(states, actions);
    mdp.assume_unit_rewards();
    mdp.prove_ranges();
    for [s, a] in mdp.pairs() {
        let from =
            [fact("V in range", &[s]), fact("0 <= Q", &[s, a]), definition("Adv", &[s, a]), Label::from("gamma < 1")];
        let loss = mdp.stop() * -variable("Adv", &[s, a]);
        let goal = mdp.chain.link(fact("(1-gamma) m <= 1", &[s, a]), from, Formula::at_most(loss, 1));
        mdp.chain.goal(goal);
    }
    mdp.chain
}
