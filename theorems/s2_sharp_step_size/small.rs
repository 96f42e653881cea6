//! S2: examples with one and two states; and at the boundary there is none.

use super::{Example, Mdp, variable};
use crate::prove::{Chain, Formula, Item, Label, Size, Task, Term};

/// `eps` = 1/10, 1/100, 1/1000 with `gamma = 0` and with `gamma > 0`; no example for `eps = 0`.
pub fn encoding() -> Vec<Item> {
    let mut items = Vec::new();
    for inverse_eps in [10, 100, 1000] {
        let name = |place: &str| format!("{place}, eps = 1/{inverse_eps}");
        let bandit = negative(Term::from(0), vec![vec![0, 0]], inverse_eps);
        items.push(Item::new(name("bandit"), Size::Points(2), Task::Example(bandit.existence)));
        let mut chain = negative(Term::variable("gamma"), vec![vec![1, 0], vec![1, 1]], inverse_eps);
        chain.demand("0 < gamma", Formula::less(0, Term::variable("gamma")));
        chain.demand("gamma < 1", Formula::less(Term::variable("gamma"), 1));
        items.push(Item::new(name("two states, gamma > 0"), Size::mdp(2, 2), Task::Example(chain.existence)));
    }
    for (states, actions) in [(1, 2), (2, 2)] {
        let chain = boundary(states, actions);
        items.push(Item::new("no example at eps = 0", Size::mdp(states, actions), Task::Proof(vec![chain])));
    }
    items
}

/// `1 + (1-gamma)(1+eps) Adv(0,0) < 0`
fn negative(gamma: Term, next_state: Vec<Vec<usize>>, inverse_eps: i64) -> Example {
    let mut example = Example::new(gamma, next_state);
    let eta = example.stop() * Term::ratio(inverse_eps + 1, inverse_eps);
    let factor = Term::from(1) + eta * variable("Adv", &[0, 0]);
    example.demand("a probability is negative", Formula::less(factor, 0));
    example
}

/// `0 <= 1 + eta Adv(s,a)` for `eta <= 1-gamma`: S1.
fn boundary(states: usize, actions: usize) -> Chain {
    let mut mdp = Mdp::new(states, actions);
    mdp.assume_unit_rewards();
    mdp.assume_step_size();
    mdp.prove_ranges();
    let valid: Vec<Label> = mdp.prove_valid_steps();
    valid.into_iter().for_each(|goal| mdp.chain.goal(goal));
    mdp.chain
}
