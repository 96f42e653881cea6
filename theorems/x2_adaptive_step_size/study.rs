//! How many steps the adaptive step size saves.

use std::sync::Arc;

use crate::algorithm::{AdaptiveSpma, Problem, Spma};
use crate::scalar::{Field, Rational};
use crate::study::{Cell, Study, Table};
use crate::theorems::fixed_instances::largest_step;
use crate::theorems::rounded_run::{Enclosure, Reached, improvable, steps_to};

/// Errors in parts of the first one.
const LEVELS: [i64; 3] = [2, 10, 100];

/// Runs are given up after so many steps.
const MOST_STEPS: u64 = 500;

/// Largest bundled model, in states.
const MOST_STATES: usize = 8;

/// Steps to a half, a tenth and a hundredth of the error.
pub fn study() -> Study {
    Study {
        name: "iterations",
        title: "steps from the uniform policy to e_0/n: eta = 1 - gamma against eta(s) = 9/10 / m(s)",
        module: module_path!(),
        snapshot: include_str!("snapshots/iterations.snap"),
        table,
        plot: None,
    }
}

fn table() -> Table {
    let mut table = Table::new(["instance", "n", "T constant", "T adaptive", "constant/adaptive"]);
    for (name, mdp) in improvable(MOST_STATES) {
        let eta = Enclosure::from_rational(&largest_step(&mdp));
        let problem = Problem::<Enclosure>::new(Arc::new(mdp));
        let constant = steps_to(&LEVELS, &problem, &Spma::constant(eta), MOST_STEPS);
        let fraction = Enclosure::from_rational(&Rational::new(9, 10));
        let adaptive = steps_to(&LEVELS, &problem, &AdaptiveSpma::new(fraction), MOST_STEPS);
        for ((n, constant), adaptive) in LEVELS.into_iter().zip(&constant).zip(&adaptive) {
            table.push(row(&name, n, constant.as_ref(), adaptive.as_ref()));
        }
    }
    table
}

fn row(name: &str, n: i64, constant: Option<&Reached>, adaptive: Option<&Reached>) -> Vec<Cell> {
    let count = |reached: Option<&Reached>| reached.map_or(Cell::Absent, |reached| Cell::Count(reached.steps));
    let quotient = constant.zip(adaptive).map(|(a, b)| Rational::new(a.steps, b.steps));
    vec![
        Cell::text(name),
        Cell::text(n.to_string()),
        count(constant),
        count(adaptive),
        Cell::optional(quotient.as_ref()),
    ]
}
