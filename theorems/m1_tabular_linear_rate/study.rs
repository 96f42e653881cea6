//! The rate constants of M1 on fixed instances.

use std::sync::Arc;

use crate::algorithm::{Algorithm, Iterate, Problem, Spma};
use crate::mdp::Policy;
use crate::scalar::{BigFloat, Field, Interval, Ordered};
use crate::study::{Cell, Study, Table};
use crate::theorems::fixed_instances::{bandits, bundled_models, chains, garnets, largest_step};

/// Enclosures whose width stays far below the digits shown for all the steps.
type Enclosure = Interval<BigFloat<256>>;

/// Iterates shown.
const SHOWN: [u64; 4] = [0, 1, 2, 10];

/// Largest bundled model, in states.
const MOST_STATES: usize = 64;

/// `C_t`, the variance constant, the observed rate and the bound.
pub fn study() -> Study {
    Study {
        name: "rate-constants",
        title: "rate constants of SPMA from the uniform policy, eta = 1 - gamma",
        module: module_path!(),
        snapshot: include_str!("snapshots/rate-constants.snap"),
        table,
        plot: None,
    }
}

fn table() -> Table {
    let columns = ["instance", "t", "e_t", "C_t", "min Var/M", "e_{t+1}/e_t", "bound", "actual/bound"];
    let mut table = Table::new(columns);
    for (name, mdp) in [bandits(), chains(), garnets(), bundled_models(MOST_STATES)].concat() {
        let eta = Enclosure::from_rational(&largest_step(&mdp));
        let problem = Problem::<Enclosure>::new(Arc::new(mdp));
        let mut iterate = Iterate::exact(&problem, &Policy::uniform(problem.exact()));
        for t in 0..=SHOWN[SHOWN.len() - 1] {
            let next = Iterate::new(&problem, Spma::constant(eta.clone()).next_policy(&iterate));
            if SHOWN.contains(&t) {
                table.push(row(&name, t, &eta, &iterate, &next));
            }
            iterate = next;
        }
    }
    table
}

fn row(name: &str, t: u64, eta: &Enclosure, now: &Iterate<Enclosure>, next: &Iterate<Enclosure>) -> Vec<Cell> {
    let one = Enclosure::from_integer(1);
    let stop = one.clone() - now.mdp().discount();
    let (error, constant) = (now.error(), now.constant());
    let bound = one - &(stop * eta * &constant);
    let is_positive = |x: &Enclosure| Enclosure::from_integer(0).less(x).is_yes();
    let rate = is_positive(&error).then(|| next.error() / &error);
    let tightness = rate.as_ref().filter(|_| is_positive(&bound)).map(|rate| rate.clone() / &bound);
    vec![
        Cell::text(name),
        Cell::Count(t),
        Cell::number(&error),
        Cell::number(&constant),
        Cell::number(&now.variance_constant()),
        Cell::optional(rate.as_ref()),
        Cell::number(&bound),
        Cell::optional(tightness.as_ref()),
    ]
}
