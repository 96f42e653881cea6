//! The excess of minimisers of sampled surrogates against the number of samples.

use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::algorithm::{Iterate, Problem};
use crate::approximation::{Simulator, Surrogate, excess_bound, polynomial, project};
use crate::family;
use crate::mdp::Policy;
use crate::scalar::{BigFloat, Field, Interval, Ordered, Rational, Transcendental};
use crate::statistics::theil_sen;
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::{largest_step, started_anywhere};

/// Enclosures narrower than what the solver leaves undone.
type Enclosure = Interval<BigFloat<128>>;

/// Numbers of sampled states are 2 to these powers.
const POWERS: std::ops::RangeInclusive<u32> = 4..=11;

/// Independent samples of each size.
const REPETITIONS: u64 = 8;

/// One minus the confidence of the interval for the slope.
const ALPHA: (i64, i64) = (1, 20);

/// Mean excess by number of samples.
pub fn excesses() -> Study {
    Study {
        name: "sampling",
        title: "excess of the minimiser of the surrogate from n sampled states, mean of 8 runs",
        module: module_path!(),
        snapshot: include_str!("snapshots/sampling.snap"),
        table: excess_table,
        plot: Some(Plot {
            x: "n",
            ys: &["mean excess", "square root"],
            by: None,
            x_axis: Axis::Logarithmic,
            y_axis: Axis::Logarithmic,
        }),
    }
}

/// The slope of its logarithm.
pub fn slope() -> Study {
    Study {
        name: "sampling-slope",
        title: "slope of the logarithm of the excess against that of n (Theil-Sen, Sen's exact 95 % interval)",
        module: module_path!(),
        snapshot: include_str!("snapshots/sampling-slope.snap"),
        table: slope_table,
        plot: None,
    }
}

/// `(n, mean of l(theta_n) - min l)` on a chain of five states whose policies are linear in the state.
fn mean_excesses() -> Vec<(u32, Enclosure)> {
    let chain = family::chain(5, Rational::new(1, 2)).expect("a chain");
    let mdp = Arc::new(started_anywhere(&chain));
    let features = polynomial(&*mdp, 1);
    let columns = features.independent_columns(&*mdp);
    let policy = Policy::uniform(&mdp);
    let problem = Problem::<Rational>::new(mdp.clone());
    let iterate = Iterate::exact(&problem, &policy);
    let surrogate = Surrogate::of_step(&iterate, &largest_step(&mdp), features.clone());
    let enclosed = surrogate.convert::<Enclosure>();
    let at = |theta: &[Rational]| enclosed.log_linear(&theta.iter().map(Enclosure::from_rational).collect::<Vec<_>>());
    let best = at(&project(&surrogate.convert()));
    let value = enclosed.value(&best);
    let excess = excess_bound(&features, &columns, &enclosed, &best).unwrap_or_else(|| value.clone());
    let least = (value.clone() - &excess).hull(&value);
    let simulator = Simulator::new(&mdp, &policy);
    let share = Enclosure::from_rational(&Rational::new(1, REPETITIONS));
    let mean = |power: u32| {
        let mut total = Enclosure::from_integer(0);
        for repetition in 0..REPETITIONS {
            let mut rng = ChaCha8Rng::seed_from_u64(u64::from(power) * REPETITIONS + repetition);
            let sampled = surrogate.with_weights(simulator.frequencies(1 << power, &mut rng));
            total += &(enclosed.value(&at(&project(&sampled.convert()))) - &least);
        }
        (1 << power, total * &share)
    };
    POWERS.map(mean).collect()
}

fn excess_table() -> Table {
    let mut table = Table::new(["n", "mean excess", "square root", "n times the mean"]);
    for (n, excess) in mean_excesses() {
        let scaled = excess.clone() * &Enclosure::from_integer(i64::from(n));
        table.push(vec![
            Cell::Count(u64::from(n)),
            Cell::number(&excess),
            Cell::number(&excess.sqrt()),
            Cell::number(&scaled),
        ]);
    }
    table
}

fn slope_table() -> Table {
    let points: Vec<(Enclosure, Enclosure)> = mean_excesses()
        .into_iter()
        .map(|(n, excess)| (Enclosure::from_integer(i64::from(n)).ln(), excess.ln()))
        .collect();
    let estimate = theil_sen(&points, &Rational::new(ALPHA.0, ALPHA.1)).expect("several points");
    let mut table = Table::new(["quantity", "median slope", "interval", "contains the rate of the theory"]);
    let contains = |rate: &Rational| if estimate.interval.contains(rate) { "yes" } else { "no" };
    table.push(vec![
        Cell::text("mean excess"),
        Cell::Number(estimate.median.clone()),
        Cell::Number(estimate.interval.clone()),
        Cell::text(contains(&Rational::from(-1))),
    ]);
    table
}
