//! How the constants of Garnets scale with size and horizon.

use std::sync::Arc;

use num_traits::One;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::algorithm::{Algorithm, Iterate, Problem, Spma};
use crate::family;
use crate::mdp::{Mdp, Policy};
use crate::scalar::{BigFloat, Bounds, Field, Interval, Ordered, Rational, Transcendental};
use crate::statistics::{median, theil_sen};
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::largest_step;

/// Enclosures far narrower than the digits shown.
type Enclosure = Interval<BigFloat<128>>;

/// Models per setting.
const SEEDS: u64 = 7;

/// The model in the middle: states, actions, successors, horizon `1/(1-gamma)`.
const CENTRE: Size = Size { states: 12, actions: 4, branching: 3, horizon: 10 };

pub fn study() -> Study {
    Study {
        name: "garnets",
        title: "medians over 7 Garnets at the uniform policy, and their slopes in log-log coordinates",
        module: module_path!(),
        snapshot: include_str!("snapshots/garnets.snap"),
        table,
        plot: Some(Plot {
            x: "value",
            ys: &["C", "min Var/M", "1 - e_1/e_0"],
            by: Some("parameter"),
            x_axis: Axis::Logarithmic,
            y_axis: Axis::Logarithmic,
        }),
    }
}

#[derive(Clone, Copy)]
struct Size {
    states: usize,
    actions: usize,
    branching: usize,
    horizon: u64,
}

/// One parameter, its values, and the size with that value.
type Parameter = (&'static str, [u64; 7], fn(u64) -> Size);

const PARAMETERS: [Parameter; 4] = [
    ("states", [4, 6, 9, 13, 19, 28, 40], |n| Size { states: n as usize, ..CENTRE }),
    ("actions", [2, 3, 4, 6, 8, 11, 16], |n| Size { actions: n as usize, ..CENTRE }),
    ("successors", [1, 2, 3, 4, 6, 8, 12], |n| Size { branching: n as usize, ..CENTRE }),
    ("horizon", [2, 4, 8, 16, 32, 64, 128], |n| Size { horizon: n, ..CENTRE }),
];

fn table() -> Table {
    let mut table = Table::new(["parameter", "value", "C", "min Var/M", "1 - e_1/e_0"]);
    for (name, values, size) in PARAMETERS {
        let medians = values.map(|value| medians(size(value)));
        for (value, row) in values.iter().zip(&medians) {
            let mut cells = vec![Cell::text(name), Cell::Count(*value)];
            cells.extend(row.iter().cloned().map(Cell::Number));
            table.push(cells);
        }
        let slopes: Vec<_> = (0..3).map(|quantity| slope(&values, medians.iter().map(|row| &row[quantity]))).collect();
        let cells = |label: &str, which: usize| {
            let bounds =
                slopes.iter().map(|slope| slope.as_ref().map_or(Cell::Absent, |s| Cell::Number(s[which].clone())));
            [Cell::text(name), Cell::text(label)].into_iter().chain(bounds).collect()
        };
        table.push(cells("slope", 0));
        table.push(cells("slope, 95 %", 1));
    }
    table
}

/// Medians of `C`, `min Var/M` and the relative progress of the first step.
fn medians(size: Size) -> [Bounds; 3] {
    let all: Vec<[Bounds; 3]> = (0..SEEDS).map(|seed| constants(garnet(size, seed))).collect();
    [0, 1, 2].map(|quantity| {
        let of_models: Vec<Bounds> = all.iter().map(|own| own[quantity].clone()).collect();
        median(&of_models)
    })
}

fn garnet(size: Size, seed: u64) -> Mdp<Rational> {
    let discount = Rational::one() - Rational::new(1, size.horizon);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    family::garnet(size.states, size.actions, size.branching, discount, &mut rng).expect("a Garnet")
}

fn constants(mdp: Mdp<Rational>) -> [Bounds; 3] {
    let eta = Enclosure::from_rational(&largest_step(&mdp));
    let problem = Problem::<Enclosure>::new(Arc::new(mdp));
    let now = Iterate::exact(&problem, &Policy::uniform(problem.exact()));
    let next = Iterate::new(&problem, Spma::constant(eta).next_policy(&now));
    let progress = Enclosure::from_integer(1) - &(next.error() / &now.error());
    [now.constant(), now.variance_constant(), progress].map(|value| value.bounds())
}

/// The slope of `log y` against `log x` and its interval; `None` when some `y`
/// may not be positive.
fn slope<'b>(values: &[u64], ys: impl Iterator<Item = &'b Bounds>) -> Option<[Bounds; 2]> {
    let points: Option<Vec<(Enclosure, Enclosure)>> = values
        .iter()
        .zip(ys)
        .map(|(&x, y)| {
            let lower = y.lower.as_ref().filter(|lower| lower.is_positive())?;
            let y = Enclosure::from_rational(lower).hull(&Enclosure::from_rational(y.upper.as_ref()?));
            Some((Enclosure::from_integer(x as i64).ln(), y.ln()))
        })
        .collect();
    let estimate = theil_sen(&points?, &Rational::new(1, 20))?;
    Some([estimate.median, estimate.interval])
}
