//! X3 for a few states and actions, everything symbolic.

use super::{Example, Improvement, Mdp, Policy, Weights, definition, fact, variable, variable_name};
use crate::prove::{Chain, Formula, Item, Label, Size, Task, Term};

/// One or two states; controls.
pub fn encoding() -> Vec<Item> {
    let mut items = Vec::new();
    for (states, actions) in [(1, 2), (1, 3), (2, 2)] {
        let chain = one_step(states, actions);
        items.push(Item::new("one step", Size::mdp(states, actions), Task::Proof(vec![chain])));
    }
    items.push(Item::control("drop (1-gamma)", Size::mdp(2, 2), Task::Example(without_stop().existence)));
    items.push(Item::control("factor 1.01", Size::mdp(1, 2), Task::Example(larger_rate().existence)));
    items
}

/// The step of two actions with a gap: `n(0) = p(0) (1 + p(1))`, `n(1) = p(1) (1 - p(0))`.
fn step(gamma: Term, next_state: Vec<Vec<usize>>) -> Example {
    let mut example = Example::new(gamma, next_state);
    example.demand_one_maximiser();
    for s in 0..example.states() {
        let [best, other] = [0, 1].map(|a| variable("p", &[s, a]));
        example.existence.define(variable_name("n", &[s, 0]), &best * (Term::from(1) + &other));
        example.existence.define(variable_name("n", &[s, 1]), other * (Term::from(1) - best));
    }
    example
}

/// Two states and `gamma = 1/2`: `(1 - K) e < e'` for the smallest mass of a maximiser, that of state 0.
fn without_stop() -> Example {
    let mut example = step(Term::ratio(1, 2), vec![vec![1, 0], vec![0, 0]]);
    let [least, other] = [0, 1].map(|s| variable("p", &[s, 0]));
    example.demand("the mass of state 0 is least", Formula::at_most(&least, other));
    example.next_errors(1, &[0, 0]);
    example.demand_larger_error(1, least);
    example
}

/// One state, `gamma = 0`: `(1 - 1.01 p(best)) e < e'`.
fn larger_rate() -> Example {
    let mut example = step(Term::from(0), vec![vec![0, 0]]);
    example.next_errors(0, &[0]);
    example.demand_larger_error(0, Term::ratio(101, 100) * variable("p", &[0, 0]));
    example
}

/// `V(s) <= W(s)` and `VO(s) - W(s) <= (1 - K (1-gamma)) e`, where `K` is at most the mass of the maximisers in every
/// state. Rewards of any size.
fn one_step(states: usize, actions: usize) -> Chain {
    let mut mdp = Mdp::new(states, actions);
    assume_signs(&mut mdp);
    let policy = next_policy(&mut mdp);
    for s in 0..states {
        mdp.advantages_are_centred(s);
    }
    mdp.define_largest_advantage();
    mdp.define_improvement("I", &policy);
    assume_least_mass(&mut mdp);
    let improvement = improvement(&mut mdp);
    let goals = mdp.prove_contraction(&policy, &improvement);
    goals.into_iter().flatten().for_each(|goal| mdp.chain.goal(goal));
    mdp.chain
}

/// The pairs of actions `a < b` of a state; `Q(s,a) >= Q(s,b)` there.
fn pairs(mdp: &Mdp) -> Vec<[usize; 2]> {
    (0..mdp.actions).flat_map(|a| (a + 1..mdp.actions).map(move |b| [a, b])).collect()
}

/// `sgn(s,a,b)` for `a < b`: 1 where `Q(s,b) < Q(s,a)`, 0 where they tie. Proves `sgn (Q - Q) = Q - Q` and `0 <= sgn <= 1`.
fn assume_signs(mdp: &mut Mdp) {
    for s in 0..mdp.states {
        for [a, b] in pairs(mdp) {
            let (sign, left, right) = (variable("sgn", &[s, a, b]), variable("Q", &[s, a]), variable("Q", &[s, b]));
            let above = Formula::less(&right, &left).implies(Formula::equal(&sign, 1));
            let above = mdp.chain.assume(fact("sgn above", &[s, a, b]), above);
            let tie = Formula::equal(&left, &right).implies(Formula::equal(&sign, 0));
            let tie = mdp.chain.assume(fact("sgn at a tie", &[s, a, b]), tie);
            let facts: Vec<Label> = mdp.order_of(s).into_iter().chain([above, tie]).collect();
            let range = Formula::all([Formula::nonnegative(&sign), Formula::at_most(&sign, 1)]);
            mdp.chain.link(fact("range of sgn", &[s, a, b]), facts.clone(), range);
            let size = Formula::equal(&sign * (&left - &right), left - right);
            mdp.chain.link(fact("sgn gives the size", &[s, a, b]), facts, size);
        }
    }
}

/// `sum_b p(b) sgn(Q(s,a) - Q(s,b))`
fn balance(mdp: &Mdp, s: usize, a: usize) -> Term {
    let worse = (a + 1..mdp.actions).map(|b| variable("p", &[s, b]) * variable("sgn", &[s, a, b]));
    let better = (0..a).map(|b| variable("p", &[s, b]) * variable("sgn", &[s, b, a]));
    Term::sum(worse) - Term::sum(better)
}

/// `n(s,a) := p(s,a) (1 + balance)`
fn next_policy(mdp: &mut Mdp) -> Policy {
    let mut policy = Policy::new();
    for s in 0..mdp.states {
        let mut products = vec![fact("sum of p", &[s])];
        for [a, b] in pairs(mdp) {
            for other in [a, b] {
                let weighted = variable("p", &[s, other]) * variable("sgn", &[s, a, b]);
                let range = Formula::all([
                    Formula::nonnegative(&weighted),
                    Formula::at_most(weighted, variable("p", &[s, other])),
                ]);
                let facts = [fact("0 < p", &[s, other]), fact("range of sgn", &[s, a, b])];
                products.push(mdp.chain.link(fact("range of p sgn", &[s, a, b, other]), facts, range));
            }
        }
        products.extend((0..mdp.actions).map(|a| fact("0 < p", &[s, a])));
        let (mut terms, mut nonnegative) = (Vec::new(), Vec::new());
        for a in 0..mdp.actions {
            let factor = Term::from(1) + balance(mdp, s, a);
            let next = mdp.chain.define(variable_name("n", &[s, a]), variable("p", &[s, a]) * &factor);
            let valid = mdp.chain.link(fact("valid step", &[s, a]), products.clone(), Formula::nonnegative(factor));
            let facts = [valid, fact("0 < p", &[s, a]), definition("n", &[s, a])];
            nonnegative.push(mdp.chain.link(fact("0 <= n", &[s, a]), facts, Formula::nonnegative(&next)));
            terms.push(next);
        }
        let mut facts = mdp.definitions_of("n", s);
        facts.push(fact("sum of p", &[s]));
        let total = mdp.chain.link(fact("sum of n", &[s]), facts, Formula::equal(Term::sum(terms.clone()), 1));
        policy.push(Weights { terms, nonnegative, total });
    }
    policy
}

/// The first `best` actions of a state are its maximisers; all of them may be.
fn maximisers(mdp: &Mdp, s: usize, best: usize) -> Formula {
    if best == mdp.actions { mdp.all_tie(s) } else { mdp.maximisers(s, best) }
}

fn mass(s: usize, best: usize) -> Term {
    Term::sum((0..best).map(|a| variable("p", &[s, a])))
}

/// `0 <= K`, and `K` is at most the mass of the maximisers in every state.
fn assume_least_mass(mdp: &mut Mdp) {
    let least = Term::variable("K");
    mdp.chain.assume("0 <= K", Formula::nonnegative(&least));
    for s in 0..mdp.states {
        for best in 1..=mdp.actions {
            let bound = maximisers(mdp, s, best).implies(Formula::at_most(&least, mass(s, best)));
            mdp.chain.assume(fact("K is least", &[s, best]), bound);
        }
    }
}

/// `K M <= I`, `0 <= I`, `0 <= K <= 1`
fn improvement(mdp: &mut Mdp) -> Improvement {
    let kappa = Term::variable("K");
    let (mut step, mut floor) = (Vec::new(), Vec::new());
    let mut most = Label::from("0 <= K");
    for s in 0..mdp.states {
        let (sum, terms) = improvement_as_sum(mdp, s);
        let mean = mdp.mean_of_gaps(s);
        let (largest, improved) = (variable("M", &[s]), variable("I", &[s]));
        let facts: Vec<Label> = terms.iter().cloned().chain([sum.clone()]).collect();
        floor.push(vec![mdp.chain.link(fact("0 <= I", &[s]), facts.clone(), Formula::nonnegative(&improved))]);
        let mut cases = mdp.order_of(s);
        let mut ranges: Vec<Label> = (0..mdp.actions).map(|a| fact("0 < p", &[s, a])).collect();
        ranges.push(fact("sum of p", &[s]));
        ranges.extend(mdp.order_of(s));
        for best in 1..=mdp.actions {
            let mut from = facts.clone();
            from.push(mean.clone());
            from.extend(mdp.definitions_of("g", s));
            from.extend(pairs(mdp).iter().map(|[a, b]| definition("pair", &[s, *a, *b])));
            let bound = Formula::at_most(mass(s, best) * &largest, &improved);
            let bound = maximisers(mdp, s, best).implies(bound);
            cases.push(mdp.chain.link(fact("mass M <= I", &[s, best]), from, bound));
            cases.push(fact("K is least", &[s, best]));
            ranges.push(fact("K is least", &[s, best]));
        }
        cases.push(fact("0 <= M", &[s]));
        step.push(vec![mdp.chain.link(fact("K M <= I", &[s]), cases, Formula::at_most(&kappa * largest, improved))]);
        most = mdp.chain.link(fact("K <= 1", &[s]), ranges, Formula::at_most(&kappa, 1));
    }
    Improvement { kappa, kappa_range: vec![Label::from("0 <= K"), most], loss: Term::from(0), step, floor }
}

/// Defines `pair(s,a,b) := p(a) p(b) (Q(a) - Q(b))` for `a < b`; they are nonnegative and sum to `I(s)`.
fn improvement_as_sum(mdp: &mut Mdp, s: usize) -> (Label, Vec<Label>) {
    let (mut terms, mut nonnegative) = (Vec::new(), Vec::new());
    let mut from = mdp.definitions_of("n", s);
    from.extend([definition("I", &[s]), fact("Bellman equation of V", &[s])]);
    for [a, b] in pairs(mdp) {
        let weights = variable("p", &[s, a]) * variable("p", &[s, b]);
        let size = variable("Q", &[s, a]) - variable("Q", &[s, b]);
        let term = mdp.chain.define(variable_name("pair", &[s, a, b]), &weights * &size);
        let mut facts = mdp.order_of(s);
        facts.extend([fact("0 < p", &[s, a]), fact("0 < p", &[s, b]), definition("pair", &[s, a, b])]);
        nonnegative.push(mdp.chain.link(fact("0 <= pair", &[s, a, b]), facts, Formula::nonnegative(&term)));
        let signed = Formula::equal(weights * variable("sgn", &[s, a, b]) * size, &term);
        let facts = [fact("sgn gives the size", &[s, a, b]), definition("pair", &[s, a, b])];
        from.push(mdp.chain.link(fact("pair with its sgn", &[s, a, b]), facts, signed));
        terms.push(term);
    }
    let sum = Formula::equal(variable("I", &[s]), Term::sum(terms));
    (mdp.chain.link(fact("improvement as a sum", &[s]), from, sum), nonnegative)
}
