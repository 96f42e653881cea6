//! A1 in its 1-norm form, for a few states and actions, everything symbolic.

use super::{Example, Improvement, Mdp, Policy, Weights, definition, fact, variable, variable_name};
use crate::prove::{Chain, Formula, Item, Label, Size, Task, Term};

/// One or two states with two actions; controls at two arms.
pub fn encoding() -> Vec<Item> {
    let mut items = Vec::new();
    for (states, actions) in [(1, 2), (2, 2)] {
        let chain = one_norm(states, actions);
        items.push(Item::new("1-norm", Size::mdp(states, actions), Task::Proof(vec![chain])));
    }
    let control = |name: &str, neighbourhood: Term| {
        Item::control(name, Size::mdp(1, 2), Task::Example(farther(neighbourhood).existence))
    };
    let moved = Term::from(2) * Term::variable("x");
    items.push(control("1-norm with 0.99 of the constant", Term::ratio(99, 200) * moved));
    items.push(control("no neighbourhood", Term::from(0)));
    items
}

/// One state, `gamma = 0`, the target with mass `x` moved to the second arm, so that the 1-norm is `2 x`:
/// `(1 - eta C) e + neighbourhood < e'`.
fn farther(neighbourhood: Term) -> Example {
    let mut example = Example::new(Term::from(0), vec![vec![0, 0]]);
    example.demand_one_maximiser();
    example.spma_step();
    let constant = example.constant_of(0);
    let moved = Term::variable("x");
    example.demand("0 < x", Formula::less(0, &moved));
    example.demand("x <= n(0,0)", Formula::at_most(&moved, variable("n", &[0, 0])));
    let advantage = |a: usize| variable("Q", &[0, 0]) - variable("Q", &[0, a]);
    let error = (variable("n", &[0, 1]) + moved) * advantage(1);
    let bound = (Term::from(1) - Term::variable("eta") * constant) * variable("Adv", &[0, 0]) + neighbourhood;
    example.demand("the bound is violated", Formula::less(bound, error));
    example
}

/// `VO(s) - W(s) <= (1 - eta C (1-gamma)) e + w` for the values `W` of any policy `t`, where
/// `2 (1-gamma)^2 w = z` and `z` is at least `sum_a |n(s,a) - t(s,a)|` in every state, `n` being the SPMA step.
fn one_norm(states: usize, actions: usize) -> Chain {
    let eta = |_: usize| Term::variable("eta");
    let mut mdp = Mdp::new(states, actions);
    mdp.assume_unit_rewards();
    mdp.assume_step_size();
    mdp.prove_ranges();
    mdp.prove_valid_steps();
    let target = mdp.spma_policy(eta);
    mdp.define_largest_advantage();
    mdp.prove_improvement("J", &target, eta);
    mdp.prove_improvement_is_at_most_the_largest(eta);
    mdp.assume_constant();
    let least = mdp.prove_variance_is_at_least_the_constant();
    let exact = mdp.prove_improvement_by_constant("J", &least);
    let policy = assume_near(&mut mdp);
    mdp.define_improvement("I", &policy);
    let improvement = reduced(&mut mdp, exact);
    let [_, errors] = mdp.prove_contraction(&policy, &improvement);
    errors.into_iter().for_each(|goal| mdp.chain.goal(goal));
    mdp.chain
}

/// Any policy `t`, `u(s,a) >= |n(s,a) - t(s,a)|`, `z >= sum_a u(s,a)`, and `w` with `2 (1-gamma)^2 w = z`.
fn assume_near(mdp: &mut Mdp) -> Policy {
    let mut policy = Policy::new();
    for s in 0..mdp.states {
        let terms: Vec<Term> = (0..mdp.actions).map(|a| variable("t", &[s, a])).collect();
        let bounds: Vec<Term> = (0..mdp.actions).map(|a| variable("u", &[s, a])).collect();
        let mut nonnegative = Vec::new();
        for a in 0..mdp.actions {
            nonnegative.push(mdp.chain.assume(fact("0 <= t", &[s, a]), Formula::nonnegative(&terms[a])));
            let difference = mdp.chain.define(variable_name("d", &[s, a]), variable("n", &[s, a]) - &terms[a]);
            mdp.chain.assume(fact("d <= u", &[s, a]), Formula::at_most(&difference, &bounds[a]));
            mdp.chain.assume(fact("-d <= u", &[s, a]), Formula::at_most(-difference, &bounds[a]));
        }
        let total = mdp.chain.assume(fact("sum of t", &[s]), Formula::equal(Term::sum(terms.clone()), 1));
        let norm = Formula::at_most(Term::sum(bounds), Term::variable("z"));
        mdp.chain.assume(fact("1-norm <= z", &[s]), norm);
        policy.push(Weights { terms, nonnegative, total });
    }
    let loss = Term::from(2) * mdp.stop() * mdp.stop() * Term::variable("w");
    mdp.chain.assume("w of z", Formula::equal(loss, Term::variable("z")));
    policy
}

/// L9 with the span `1/(1-gamma)`: `J - I <= (1-gamma) w`, so `kappa M - (1-gamma) w <= I` and `-(1-gamma) w <= I`.
fn reduced(mdp: &mut Mdp, exact: Improvement) -> Improvement {
    let loss = Term::variable("w");
    let (mut step, mut floor) = (Vec::new(), Vec::new());
    for s in 0..mdp.states {
        let most = loss_of_one_backup(mdp, s);
        let room = mdp.stop() * &loss;
        let largest = &exact.kappa * variable("M", &[s]);
        let from = exact.step[s].iter().cloned().chain([most.clone()]);
        let conclusion = Formula::at_most(largest - &room, variable("I", &[s]));
        step.push(vec![mdp.chain.link(fact("kappa M - (1-gamma) w <= I", &[s]), from, conclusion)]);
        let from = exact.floor[s].iter().cloned().chain([most]);
        floor.push(vec![mdp.chain.link(
            fact("-(1-gamma) w <= I", &[s]),
            from,
            Formula::at_most(-room, variable("I", &[s])),
        )]);
    }
    Improvement { loss, step, floor, ..exact }
}

/// With `y := (1-gamma) Q` in `[0, 1]`: `(1-gamma)(J - I) = sum_a d (y - 1/2) <= sum_a u / 2 <= z/2 = (1-gamma)^2 w`.
fn loss_of_one_backup(mdp: &mut Mdp, s: usize) -> Label {
    let half = Term::ratio(1, 2);
    let (mut scaled, mut sum, mut bounds) = (Vec::new(), Vec::new(), Vec::new());
    for a in 0..mdp.actions {
        let value = mdp.chain.define(variable_name("y", &[s, a]), mdp.stop() * variable("Q", &[s, a]));
        let facts =
            [fact("0 <= Q", &[s, a]), fact("Q in range", &[s, a]), Label::from("gamma < 1"), definition("y", &[s, a])];
        let range = Formula::all([Formula::nonnegative(&value), Formula::at_most(&value, 1)]);
        let range = mdp.chain.link(fact("y in [0, 1]", &[s, a]), facts, range);
        let term = variable("d", &[s, a]) * (value - &half);
        let term = mdp.chain.define(variable_name("shift", &[s, a]), term);
        let facts = [range, fact("d <= u", &[s, a]), fact("-d <= u", &[s, a]), definition("shift", &[s, a])];
        let bound = Formula::at_most(&term, &half * variable("u", &[s, a]));
        bounds.push(mdp.chain.link(fact("shift <= u/2", &[s, a]), facts, bound));
        scaled.extend(["y", "d", "shift"].map(|name| definition(name, &[s, a])));
        sum.push(term);
    }
    scaled.extend([definition("I", &[s]), definition("J", &[s]), fact("sum of n", &[s]), fact("sum of t", &[s])]);
    let lost = variable("J", &[s]) - variable("I", &[s]);
    let identity = Formula::equal(mdp.stop() * &lost, Term::sum(sum));
    let identity = mdp.chain.link(fact("(1-gamma)(J - I) by shifts", &[s]), scaled, identity);
    bounds.extend([identity, fact("1-norm <= z", &[s])]);
    let most = Formula::at_most(mdp.stop() * &lost, &half * Term::variable("z"));
    let most = mdp.chain.link(fact("(1-gamma)(J - I) <= z/2", &[s]), bounds, most);
    let conclusion = Formula::at_most(lost, mdp.stop() * Term::variable("w"));
    let from = [most, Label::from("w of z"), Label::from("gamma < 1")];
    mdp.chain.link(fact("J - I <= (1-gamma) w", &[s]), from, conclusion)
}
