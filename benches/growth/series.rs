//! What is measured: the cost of one answer as one number of the problem grows.

use std::hint::black_box;
use std::time::Instant;

use spma::algorithm::{CertifiedSpma, FloatSpma};
use spma::mdp::{Evaluate, Mdp, Policy};
use spma::scalar::{BigFloat, Interval, Rational};

use crate::models::Recipe;

/// An answer whose cost is measured against one number.
pub struct Series {
    /// Name, as on the command line.
    pub name: &'static str,
    /// What is computed.
    pub what: &'static str,
    /// The number that grows.
    pub against: &'static str,
    /// Its values.
    pub sizes: &'static [u64],
    /// The exponent that operation counts give for large sizes.
    pub expected: &'static str,
    /// Seconds of one answer.
    pub seconds: fn(u64) -> f64,
}

/// The shortest time spent on one series' size; shorter answers are repeated.
const LEAST_SECONDS: f64 = 0.2;

/// Shortest of this many rounds.
const ROUNDS: usize = 5;

/// Denominator of probabilities that are floats.
const DYADIC: u64 = 1 << 53;

/// All series.
pub const SERIES: [Series; 12] = [
    Series {
        name: "f64",
        what: "V^pi, f64, dense",
        against: "S",
        sizes: &[16, 32, 64, 128, 256, 512, 1024],
        expected: "3 (factorisation; 2 while its overhead shows)",
        seconds: |states| {
            let mdp: Mdp<f64> = dense(states, 1).convert();
            let policy = Policy::uniform(&mdp);
            shortest(|| f64::evaluate(&mdp, &policy))
        },
    },
    Series {
        name: "interval",
        what: "V^pi, certified f64, dense",
        against: "S",
        sizes: &[16, 32, 64, 128, 256, 512, 1024],
        expected: "3 (one factorisation, one residual)",
        seconds: |states| value::<Interval<f64>>(&dense(states, 1)),
    },
    Series {
        name: "256",
        what: "V^pi, 256 bits, dense",
        against: "S",
        sizes: &[16, 32, 64, 128, 256, 512],
        expected: "2 to 3 (digits S^2 each, one factorisation)",
        seconds: |states| value::<Interval<BigFloat<256>>>(&dense(states, 1)),
    },
    Series {
        name: "exact",
        what: "V^pi, exact, over 1000",
        against: "S",
        sizes: &[16, 32, 64, 128, 256],
        expected: "3 (S digits of S^2 each)",
        seconds: |states| value::<Rational>(&Recipe::dense(states as usize, 1, 1000).model()),
    },
    Series {
        name: "optimum",
        what: "V*, exact, over 1000, A = 4",
        against: "S",
        sizes: &[16, 32, 64, 128],
        expected: "3 to 4 (V^pi, and S^2 A products with numbers of S digits)",
        seconds: |states| {
            let mdp = Recipe::dense(states as usize, 4, 1000).model();
            shortest(|| Rational::optimum(&mdp))
        },
    },
    Series {
        name: "actions",
        what: "V^pi, 256 bits, dense, S = 64",
        against: "A",
        sizes: &[4, 8, 16, 32, 64],
        expected: "1 (rows are averaged once)",
        seconds: |actions| value::<Interval<BigFloat<256>>>(&Recipe::dense(64, actions as usize, 1000).model()),
    },
    Series {
        name: "bits",
        what: "V^pi, enclosure, dense, S = 100",
        against: "bits",
        sizes: &[64, 128, 256, 1024, 4096],
        expected: "0 to 1 (digits; at first the factorisation)",
        seconds: |bits| {
            let mdp = dense(100, 1);
            match bits {
                64 => value::<Interval<BigFloat<64>>>(&mdp),
                128 => value::<Interval<BigFloat<128>>>(&mdp),
                256 => value::<Interval<BigFloat<256>>>(&mdp),
                1024 => value::<Interval<BigFloat<1024>>>(&mdp),
                _ => value::<Interval<BigFloat<4096>>>(&mdp),
            }
        },
    },
    Series {
        name: "horizon",
        what: "V^pi, 256 bits, dense, S = 100",
        against: "1/(1-gamma)",
        sizes: &[10, 100, 1000, 10_000, 100_000, 1_000_000],
        expected: "0 (digits shrink by log2 of it)",
        seconds: |horizon| {
            let recipe = Recipe { gamma: discount(horizon), ..Recipe::dense(100, 1, DYADIC) };
            value::<Interval<BigFloat<256>>>(&recipe.model())
        },
    },
    Series {
        name: "sparse-horizon",
        what: "V*, certified f64, sparse, S = 10^4",
        against: "1/(1-gamma)",
        sizes: &[10, 100, 1000, 10_000],
        expected: "0 (backups mix; the shift does the rest)",
        seconds: |horizon| {
            let mdp = Recipe { gamma: discount(horizon), ..sparse(10_000) }.model();
            shortest(|| Interval::<f64>::optimum(&mdp))
        },
    },
    Series {
        name: "sparse",
        what: "V*, certified f64, sparse, A = 4, b = 5",
        against: "S",
        sizes: &[4000, 8000, 16_000, 32_000, 64_000, 128_000],
        expected: "1 (transitions)",
        seconds: |states| {
            let mdp = sparse(states).model();
            shortest(|| Interval::<f64>::optimum(&mdp))
        },
    },
    Series {
        name: "steps-f64",
        what: "SPMA, f64, S = 20, A = 4",
        against: "T",
        sizes: &[100, 1000, 10_000],
        expected: "1",
        seconds: |steps| {
            let mdp = long_run(20);
            let (floats, start) = (mdp.convert::<f64>(), Policy::uniform(&mdp));
            shortest(|| {
                let mut run = FloatSpma::new(&floats, start.clone(), 0.01, 0.0);
                (0..steps).try_for_each(|_| run.step())
            })
        },
    },
    Series {
        name: "steps",
        what: "SPMA, certified, S = 20, A = 4",
        against: "T",
        sizes: &[100, 1000, 10_000],
        expected: "1",
        seconds: |steps| {
            let mdp = long_run(20);
            let start = Policy::uniform(&mdp);
            shortest(|| {
                let mut run = CertifiedSpma::new(&mdp, &start, &Rational::new(1, 100)).expect("short numbers");
                (0..steps).try_for_each(|_| run.step())
            })
        },
    },
];

fn dense(states: u64, actions: usize) -> Mdp<Rational> {
    Recipe::dense(states as usize, actions, DYADIC).model()
}

fn sparse(states: u64) -> Recipe {
    Recipe { successors: Some(5), ..Recipe::dense(states as usize, 4, DYADIC) }
}

fn long_run(states: usize) -> Mdp<Rational> {
    Recipe { gamma: discount(100), ..Recipe::dense(states, 4, DYADIC) }.model()
}

/// `1 - 1/horizon`.
fn discount(horizon: u64) -> Rational {
    Rational::new(horizon - 1, horizon)
}

fn value<T: Evaluate>(mdp: &Mdp<Rational>) -> f64 {
    let policy = Policy::uniform(mdp);
    shortest(|| T::evaluate_exact(mdp, &policy))
}

/// Seconds of one call, after a first one that is not counted.
fn shortest<R>(mut answer: impl FnMut() -> R) -> f64 {
    let start = Instant::now();
    black_box(answer());
    let calls = (LEAST_SECONDS / ROUNDS as f64 / start.elapsed().as_secs_f64()).ceil().max(1.0) as usize;
    let round = || {
        let start = Instant::now();
        (0..calls).for_each(|_| drop(black_box(answer())));
        start.elapsed().as_secs_f64() / calls as f64
    };
    std::iter::repeat_with(round).take(ROUNDS).fold(f64::INFINITY, f64::min)
}
