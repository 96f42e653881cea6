//! Iteration counts against the bound.

use std::sync::Arc;

use crate::algorithm::{Problem, Spma};
use crate::scalar::{Field, Transcendental};
use crate::study::{Cell, Study, Table};
use crate::theorems::fixed_instances::largest_step;
use crate::theorems::rounded_run::{Enclosure, improvable, steps_to};

/// Errors in parts of the first one.
const LEVELS: [i64; 3] = [2, 10, 100];

/// Runs are given up after so many steps.
const MOST_STEPS: u64 = 500;

/// Largest bundled model, in states.
const MOST_STATES: usize = 8;

/// Steps to a half, a tenth and a hundredth of the error, and the bound for each.
pub fn study() -> Study {
    Study {
        name: "iterations",
        title: "steps of SPMA from the uniform policy to e_0/n, eta = 1 - gamma, and ln n / (eta (1-gamma) min C_t)",
        module: module_path!(),
        snapshot: include_str!("snapshots/iterations.snap"),
        table,
        plot: None,
    }
}

fn table() -> Table {
    let mut table = Table::new(["instance", "n", "T", "min C_t", "bound", "T/bound"]);
    for (name, mdp) in improvable(MOST_STATES) {
        let eta = Enclosure::from_rational(&largest_step(&mdp));
        let rate = eta.clone() * &eta;
        let problem = Problem::<Enclosure>::new(Arc::new(mdp));
        for (n, reached) in LEVELS.into_iter().zip(steps_to(&LEVELS, &problem, &Spma::constant(eta), MOST_STEPS)) {
            let bound =
                reached.as_ref().map(|reached| Enclosure::from_integer(n).ln() / &(rate.clone() * &reached.constant));
            let share = reached
                .as_ref()
                .zip(bound.as_ref())
                .map(|(reached, bound)| Enclosure::from_integer(reached.steps as i64) / bound);
            table.push(vec![
                Cell::text(&name),
                Cell::text(n.to_string()),
                reached.as_ref().map_or(Cell::Absent, |reached| Cell::Count(reached.steps)),
                Cell::optional(reached.as_ref().map(|reached| &reached.constant)),
                Cell::optional(bound.as_ref()),
                Cell::optional(share.as_ref()),
            ]);
        }
    }
    table
}
