//! Long runs for studies. Every policy is rounded to an exact one on the grid
//! of multiples of `2^-200`, so that no enclosure grows and each step is
//! certified from the policy it starts from. What is enclosed is the rounded
//! run; the grid is far below the digits shown of the run itself.

use std::sync::Arc;

use num_traits::{One, Zero};

use crate::algorithm::{Algorithm, Iterate, Problem};
use crate::mdp::{Mdp, Policy};
use crate::scalar::{BigFloat, Field, Interval, Ordered, Rational, Truth};
use crate::theorems::fixed_instances::{Named, bandits, bundled_models, chains, garnets};

/// Wide enough that the digits shown never depend on the enclosure.
pub type Enclosure = Interval<BigFloat<256>>;

/// Probabilities are multiples of this power of two, and at least that.
const GRID: i32 = -200;

/// The policy after a step, enclosed, and its rounding.
pub struct Step<'p> {
    /// What the method makes of the exact policy before.
    pub enclosed: Iterate<'p, Enclosure>,
    /// The exact policy from which the run goes on.
    pub rounded: Iterate<'p, Enclosure>,
}

/// One step of a method from an exact policy.
pub fn step<'p>(now: &Iterate<'p, Enclosure>, method: &dyn Algorithm<Enclosure>) -> Step<'p> {
    let next = method.next_policy(now);
    let rounded = rounded(now.problem().exact(), &next);
    Step { enclosed: Iterate::new(now.problem(), next), rounded: Iterate::exact(now.problem(), &rounded) }
}

/// The policy with probabilities on the grid: each rounded down, the largest of
/// a state taking what is left.
fn rounded(mdp: &Mdp<Rational>, policy: &Policy<Enclosure>) -> Policy<Rational> {
    let unit = Rational::power_of_two(GRID);
    let steps = |p: &Enclosure| {
        let lower = p.bounds().lower.expect("an enclosed probability has a lower bound");
        Rational::from((lower / &unit).floor()).max(Rational::one())
    };
    let row = |state: usize| {
        let mut row: Vec<Rational> = policy.at(state).iter().map(|p| steps(p) * &unit).collect();
        let largest = (1..row.len()).fold(0, |best, a| if row[a] > row[best] { a } else { best });
        row[largest] = Rational::zero();
        row[largest] = Rational::one() - row.iter().cloned().sum::<Rational>();
        row
    };
    Policy::new(mdp, (0..mdp.states()).map(row).collect()).expect("the rounded rows are distributions")
}

/// The fixed instances with bundled models of at most `most_states` states,
/// except those on which the uniform policy is optimal.
pub fn improvable(most_states: usize) -> Vec<Named> {
    let mut all = [bandits(), chains(), garnets(), bundled_models(most_states)].concat();
    all.retain(|(_, mdp)| {
        let problem = Problem::<Enclosure>::new(Arc::new(mdp.clone()));
        Enclosure::from_integer(0).less(&uniform(&problem).error()).is_yes()
    });
    all
}

/// The uniform policy.
pub fn uniform(problem: &Problem<Enclosure>) -> Iterate<'_, Enclosure> {
    Iterate::exact(problem, &Policy::uniform(problem.exact()))
}

/// When a run has reached a level, and `min C_t` over the steps before.
pub struct Reached {
    /// The first `T` with `e_T <= e_0 / n`.
    pub steps: u64,
    /// `min_{t<T} C_t`.
    pub constant: Enclosure,
}

/// For each `n` the first rounded iterate from the uniform policy with
/// `e_T <= e_0 / n`; `None` when `most` steps do not suffice. The levels are in
/// the order in which they are reached.
pub fn steps_to(
    levels: &[i64],
    problem: &Problem<Enclosure>,
    method: &dyn Algorithm<Enclosure>,
    most: u64,
) -> Vec<Option<Reached>> {
    let mut iterate = uniform(problem);
    let start = iterate.error();
    let mut constant = iterate.constant();
    let mut reached = Vec::with_capacity(levels.len());
    for t in 1..=most {
        iterate = step(&iterate, method).rounded;
        while let Some(&n) = levels.get(reached.len()) {
            let level = start.clone() / &Enclosure::from_integer(n);
            if !is_at_most(&iterate, &level, n) {
                break;
            }
            reached.push(Some(Reached { steps: t, constant: constant.clone() }));
        }
        if reached.len() == levels.len() {
            break;
        }
        constant = constant.minimum(&iterate.constant());
    }
    reached.resize_with(levels.len(), || None);
    reached
}

/// Is `e <= e_0 / n`? Where enclosures do not tell, exact numbers do.
fn is_at_most(iterate: &Iterate<Enclosure>, level: &Enclosure, n: i64) -> bool {
    match iterate.error().at_most(level) {
        Truth::Yes => true,
        Truth::No => false,
        Truth::Undecided => {
            let problem = Problem::<Rational>::new(Arc::new(iterate.problem().exact().clone()));
            let point = |x: &Enclosure| x.bounds().lower.expect("a probability on the grid is exact");
            let policy =
                iterate.policy().with_probabilities(iterate.policy().probabilities().iter().map(point).collect());
            let start = Iterate::exact(&problem, &Policy::uniform(problem.exact())).error();
            Iterate::exact(&problem, &policy).error() * Rational::from(n) <= start
        }
    }
}
