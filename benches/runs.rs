//! Runs of SPMA, in floats and certified: `cargo bench --bench runs`.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use spma::algorithm::{CertifiedSpma, FloatSpma};
use spma::mdp::Policy;
use spma::scalar::{Field, Rational};

use crate::models::Recipe;

mod models;

/// States and steps, four actions each.
const RUNS: [(usize, usize); 4] = [(5, 10_000), (10, 1000), (20, 1000), (100, 100)];

fn runs(criterion: &mut Criterion) {
    for (states, steps) in RUNS {
        let recipe = Recipe { gamma: Rational::new(99, 100), ..Recipe::dense(states, 4, 1 << 53) };
        let mdp = recipe.model();
        let (floats, start, eta) = (mdp.convert::<f64>(), Policy::uniform(&mdp), Rational::new(1, 100));
        let mut group = criterion.benchmark_group(format!("{steps} steps of SPMA"));
        group.bench_function(BenchmarkId::new("f64", states), |bencher| {
            bencher.iter(|| {
                let mut run = FloatSpma::new(&floats, start.convert(), eta.to_f64(), 0.0);
                (0..steps).try_for_each(|_| run.step())
            });
        });
        group.bench_function(BenchmarkId::new("certified", states), |bencher| {
            bencher.iter(|| {
                let mut run = CertifiedSpma::new(&mdp, &start, &eta).expect("short numbers");
                (0..steps).try_for_each(|_| run.step())
            });
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1));
    targets = runs
}
criterion_main!(benches);
