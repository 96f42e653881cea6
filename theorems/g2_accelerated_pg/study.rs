//! Rates of softmax policy gradient, its acceleration, and SPMA in bandits.

use std::sync::Arc;

use crate::algorithm::{AcceleratedPg, Iterate, Memoryless, Method, Problem, SoftmaxPg, Spma};
use crate::mdp::Policy;
use crate::scalar::{BigFloat, Field, Interval, Transcendental};
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::{Named, bandits};

/// Momentum is remembered, so nothing is rounded between the steps.
type Enclosure = Interval<BigFloat<1024>>;

/// Iterates shown: powers of 2.
const SHOWN: [u64; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

/// Numbers of arms shown.
const ARMS: [usize; 3] = [2, 5, 10];

/// `delta_t`, `t delta_t`, `t^2 delta_t` and slopes in double logarithmic scale.
pub fn study() -> Study {
    Study {
        name: "rates",
        title: "delta_t in bandits from the uniform policy with eta = 1: softmax PG, accelerated, SPMA; slopes from t/2 to t",
        module: module_path!(),
        snapshot: include_str!("snapshots/rates.snap"),
        table,
        plot: Some(Plot {
            x: "t",
            ys: &["SPG", "APG", "SPMA"],
            by: Some("instance"),
            x_axis: Axis::Logarithmic,
            y_axis: Axis::Logarithmic,
        }),
    }
}

fn table() -> Table {
    let columns = ["instance", "t", "SPG", "APG", "SPMA", "t SPG", "t^2 APG", "slope SPG", "slope APG", "slope SPMA"];
    let mut table = Table::new(columns);
    for instance in bandits().into_iter().filter(|(_, mdp)| ARMS.contains(&mdp.pairs())) {
        for row in rows(instance) {
            table.push(row);
        }
    }
    table
}

fn rows((name, mdp): Named) -> Vec<Vec<Cell>> {
    let problem = Problem::<Enclosure>::new(Arc::new(mdp));
    let one = || Enclosure::from_integer(1);
    let gradient = errors(&problem, &mut Memoryless(SoftmaxPg::new(one())));
    let accelerated = errors(&problem, &mut AcceleratedPg::new(one()));
    let mirror = errors(&problem, &mut Memoryless(Spma::constant(one())));
    let mut rows = Vec::with_capacity(SHOWN.len());
    for (place, &t) in SHOWN.iter().enumerate() {
        let time = Enclosure::from_integer(t as i64);
        let runs = [&gradient, &accelerated, &mirror];
        let scaled = [gradient[place].clone() * &time, accelerated[place].clone() * &time * &time];
        let slope = |run: &Vec<Enclosure>| {
            let before = run.get(place.checked_sub(1)?)?;
            Some((run[place].clone() / before).ln() / &Enclosure::from_integer(2).ln())
        };
        let mut row = vec![Cell::text(&name), Cell::Count(t)];
        row.extend(runs.iter().map(|run| Cell::number(&run[place])));
        row.extend(scaled.iter().map(Cell::number));
        row.extend(runs.iter().map(|run| Cell::optional(slope(run).as_ref())));
        rows.push(row);
    }
    rows
}

/// `delta_t` at the iterates shown.
fn errors(problem: &Problem<Enclosure>, method: &mut dyn Method<Enclosure>) -> Vec<Enclosure> {
    let mut iterate = Iterate::exact(problem, &Policy::uniform(problem.exact()));
    let mut errors = Vec::with_capacity(SHOWN.len());
    for t in 1..=SHOWN[SHOWN.len() - 1] {
        iterate = Iterate::new(problem, method.step(&iterate));
        if SHOWN.contains(&t) {
            errors.push(iterate.error());
        }
    }
    errors
}
