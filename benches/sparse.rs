//! Sparse models of ten and a hundred thousand states, four actions with five
//! successors each: `cargo bench --bench sparse`.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use spma::algorithm::FloatSpma;
use spma::mdp::{Evaluate, Policy};
use spma::scalar::{BigFloat, Interval};

use crate::models::Recipe;

mod models;

/// Steps of a float run, and the accuracy of each.
const STEPS: usize = 10;
const ACCURACY: f64 = 1e-10;

fn sparse(criterion: &mut Criterion) {
    for states in [10_000, 100_000] {
        let mdp = Recipe { successors: Some(5), ..Recipe::dense(states, 4, 1 << 53) }.model();
        let (floats, policy) = (mdp.convert::<f64>(), Policy::uniform(&mdp));
        let mut group = criterion.benchmark_group("sparse");
        group.bench_function(BenchmarkId::new("V^pi, interval", states), |bencher| {
            bencher.iter(|| Interval::<f64>::evaluate_exact(&mdp, &policy));
        });
        group.bench_function(BenchmarkId::new("V^pi, 256 bits", states), |bencher| {
            bencher.iter(|| Interval::<BigFloat<256>>::evaluate_exact(&mdp, &policy));
        });
        group.bench_function(BenchmarkId::new("V*, interval", states), |bencher| {
            bencher.iter(|| Interval::<f64>::optimum(&mdp));
        });
        group.bench_function(BenchmarkId::new(format!("{STEPS} steps of SPMA, f64"), states), |bencher| {
            bencher.iter(|| {
                let mut run = FloatSpma::new(&floats, policy.convert(), 0.1, ACCURACY);
                (0..STEPS).try_for_each(|_| run.step())
            });
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = sparse
}
criterion_main!(benches);
