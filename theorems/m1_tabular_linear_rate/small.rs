//! M1 for a few states and actions, everything symbolic.

use super::{Example, Mdp, variable};
use crate::prove::{Chain, Formula, Item, Size, Task, Term};

/// One step at one to three states with two or three actions; the controls.
pub fn encoding() -> Vec<Item> {
    let mut items = Vec::new();
    for (states, actions) in [(1, 2), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3)] {
        let chain = one_step(states, actions);
        items.push(Item::new("one step", Size::mdp(states, actions), Task::Proof(vec![chain])));
    }
    items.extend(controls());
    items
}

/// `V(s) <= W(s)` and `VO(s) - W(s) <= (1 - eta C (1-gamma)) e` in every state, for the values `W` of the next policy.
fn one_step(states: usize, actions: usize) -> Chain {
    let eta = |_: usize| Term::variable("eta");
    let mut mdp = Mdp::new(states, actions);
    mdp.assume_unit_rewards();
    mdp.assume_step_size();
    mdp.prove_ranges();
    mdp.prove_valid_steps();
    let policy = mdp.spma_policy(eta);
    mdp.define_largest_advantage();
    mdp.prove_improvement("I", &policy, eta);
    mdp.prove_improvement_is_at_most_the_largest(eta);
    mdp.assume_constant();
    let least = mdp.prove_variance_is_at_least_the_constant();
    let improvement = mdp.prove_improvement_by_constant("I", &least);
    let goals = mdp.prove_contraction(&policy, &improvement);
    goals.into_iter().flatten().for_each(|goal| mdp.chain.goal(goal));
    mdp.chain
}

/// The controls, each where a solver finds an example quickly.
fn controls() -> Vec<Item> {
    let control = |name: &str, states: usize, example: Example| {
        Item::control(name, Size::mdp(states, 2), Task::Example(example.existence))
    };
    let half = || Term::ratio(1, 2);
    vec![
        control("drop (1-gamma)", 2, without_stop()),
        control("drop pi", 1, bandit(|_, _| variable("Q", &[0, 0]) - variable("Q", &[0, 1]))),
        control("max over states", 2, largest_state(half())),
        control("factor 1.01", 1, bandit(|_, constant| Term::ratio(101, 100) * constant)),
        control("componentwise", 2, componentwise(half())),
        control("optimal actions gain probability", 2, losing(Term::ratio(9, 10))),
    ]
}

/// An example with one maximiser in each state and the errors of a step, with `C` attained in state 0.
fn step(gamma: Term, next_state: Vec<Vec<usize>>, worst: usize) -> (Example, Term) {
    let optimal = vec![0; next_state.len()];
    let mut example = Example::new(gamma, next_state);
    example.demand_one_maximiser();
    example.spma_step();
    let constant = example.constant_of(0);
    example.next_errors(worst, &optimal);
    (example, constant)
}

fn without_stop() -> Example {
    let (mut example, constant) = step(Term::ratio(1, 2), vec![vec![1, 0], vec![0, 0]], 1);
    example.demand_larger_error(1, Term::variable("eta") * constant);
    example
}

/// One state and `gamma = 0`, with another constant in place of `C`.
fn bandit(constant: impl Fn(&Example, Term) -> Term) -> Example {
    let (mut example, own) = step(Term::from(0), vec![vec![0, 0]], 0);
    let constant = constant(&example, own);
    example.demand_larger_error(0, Term::variable("eta") * constant);
    example
}

fn largest_state(gamma: Term) -> Example {
    let (mut example, _) = step(gamma, vec![vec![0, 0], vec![0, 0]], 0);
    let other = variable("p", &[1, 0]) * (variable("Q", &[1, 0]) - variable("Q", &[1, 1]));
    let rate = other * example.stop();
    example.demand_larger_error(0, Term::variable("eta") * rate);
    example
}

/// `(1 - eta C (1-gamma)) e(0) < e'(0)`
fn componentwise(gamma: Term) -> Example {
    let (mut example, constant) = step(gamma, vec![vec![1, 0], vec![1, 0]], 1);
    let factor = Term::from(1) - Term::variable("eta") * constant * example.stop();
    let bound = factor * (variable("VO", &[0]) - variable("V", &[0]));
    let error = example.next_error(0);
    example.demand("the bound is violated", Formula::less(bound, error));
    example
}

/// An optimal action has the smaller `Q` of the policy, and loses probability.
fn losing(gamma: Term) -> Example {
    let mut example = Example::new(gamma, vec![vec![1, 0], vec![1, 0]]);
    example.spma_step();
    example.next_errors(0, &[0, 1]);
    let other = variable("r", &[1, 0]) + Term::ratio(9, 10) * variable("VO", &[1]);
    example.demand("one optimal action in state 1", Formula::less(other, variable("VO", &[1])));
    let loses = Formula::less(variable("n", &[1, 1]), variable("p", &[1, 1]));
    example.demand("it loses probability", loses);
    example
}
