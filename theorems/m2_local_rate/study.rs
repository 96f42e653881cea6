//! Rates late in a run against both limits.

use std::sync::Arc;

use crate::algorithm::{Iterate, Problem, Spma};
use crate::scalar::{Field, Ordered, Rational};
use crate::study::{Cell, Study, Table};
use crate::theorems::fixed_instances::{Named, largest_step};
use crate::theorems::optimal_gaps::OptimalGaps;
use crate::theorems::rounded_run::{Enclosure, improvable, step, uniform};

/// Iterates shown.
const SHOWN: [u64; 4] = [0, 50, 150, 300];

/// Largest bundled model, in states.
const MOST_STATES: usize = 8;

/// Smaller errors are those of the grid on which policies are rounded.
const LEAST_ERROR_BITS: i32 = -30;

/// The observed rate, its limit, and the limit of M1.
pub fn study() -> Study {
    Study {
        name: "local-rates",
        title: "e_{t+1}/e_t of SPMA (policies on the 2^-200 grid), eta = 1 - gamma, against 1 - eta g and against M1's limit 1 - eta (1-gamma) g",
        module: module_path!(),
        snapshot: include_str!("snapshots/local-rates.snap"),
        table,
        plot: None,
    }
}

fn table() -> Table {
    let columns = ["instance", "t", "e_t", "e_{t+1}/e_t", "1 - eta g", "limit of M1"];
    let mut table = Table::new(columns);
    for instance in improvable(MOST_STATES) {
        for row in rows(instance) {
            table.push(row);
        }
    }
    table
}

fn rows((name, mdp): Named) -> Vec<Vec<Cell>> {
    let eta = Enclosure::from_rational(&largest_step(&mdp));
    let problem = Problem::<Enclosure>::new(Arc::new(mdp));
    let method = Spma::constant(eta.clone());
    let mut iterate = uniform(&problem);
    let rate = eta.clone() * &OptimalGaps::new(&iterate).least();
    let one = Enclosure::from_integer(1);
    let limits = [one.clone() - &rate, one - &(rate * &eta)];
    let mut rows = Vec::with_capacity(SHOWN.len());
    for t in 0..=SHOWN[SHOWN.len() - 1] {
        if is_small(&iterate) {
            break;
        }
        let next = step(&iterate, &method);
        if SHOWN.contains(&t) {
            let error = iterate.error();
            let observed = next.enclosed.error() / &error;
            let numbers = [&error, &observed, &limits[0], &limits[1]].map(Cell::number);
            rows.push([Cell::text(&name), Cell::Count(t)].into_iter().chain(numbers).collect());
        }
        iterate = next.rounded;
    }
    rows
}

fn is_small(iterate: &Iterate<Enclosure>) -> bool {
    !Enclosure::from_rational(&Rational::power_of_two(LEAST_ERROR_BITS)).less(&iterate.error()).is_yes()
}
