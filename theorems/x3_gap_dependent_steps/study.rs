//! Errors of gap-dependent and of constant steps.

use std::sync::Arc;

use crate::algorithm::{Algorithm, GapDependentSpma, Iterate, Problem, Spma};
use crate::mdp::Policy;
use crate::scalar::{BigFloat, Field, Interval};
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::{bandits, chains, garnets, largest_step};

/// Errors below `2^-400` are still told from 0.
type Enclosure = Interval<BigFloat<1024>>;

/// Steps shown.
const STEPS: u64 = 8;

/// The error by step.
pub fn study() -> Study {
    Study {
        name: "errors",
        title: "e_t from the uniform policy with gap-dependent steps, and with eta = 1 - gamma",
        module: module_path!(),
        snapshot: include_str!("snapshots/errors.snap"),
        table,
        plot: Some(Plot {
            x: "t",
            ys: &["gap-dependent", "constant"],
            by: Some("instance"),
            x_axis: Axis::Linear,
            y_axis: Axis::Logarithmic,
        }),
    }
}

fn table() -> Table {
    let mut table = Table::new(["instance", "t", "gap-dependent", "constant", "min pi(best)", "C_t"]);
    for (name, mdp) in [bandits(), chains(), garnets()].concat() {
        let eta = Enclosure::from_rational(&largest_step(&mdp));
        let problem = Problem::<Enclosure>::new(Arc::new(mdp));
        let pairwise = run(&problem, &GapDependentSpma);
        let constant = run(&problem, &Spma::constant(eta));
        for (t, (a, b)) in pairwise.iter().zip(&constant).enumerate() {
            let numbers = [a.error(), b.error(), super::least_mass(a), b.constant()];
            let cells = numbers.iter().map(Cell::number);
            table.push([Cell::text(&name), Cell::Count(t as u64)].into_iter().chain(cells).collect());
        }
    }
    table
}

fn run<'p>(problem: &'p Problem<Enclosure>, method: &dyn Algorithm<Enclosure>) -> Vec<Iterate<'p, Enclosure>> {
    let mut iterates = vec![Iterate::exact(problem, &Policy::uniform(problem.exact()))];
    for t in 0..STEPS as usize {
        let next = method.next_policy(&iterates[t]);
        iterates.push(Iterate::new(problem, next));
    }
    iterates
}
