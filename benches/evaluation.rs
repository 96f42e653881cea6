//! Policy evaluation by kind of number, on dense models whose probabilities are
//! multiples of 1/1000 or floats: `cargo bench --bench evaluation`, or one group with
//! `-- 'value f64'`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use spma::algorithm::{Algorithm, Iterate, Problem, Spma};
use spma::mdp::{Evaluate, Mdp, Policy};
use spma::scalar::{BigFloat, Interval, Rational};
use std::sync::Arc;

use crate::models::Recipe;

mod models;

const SIZES: [usize; 5] = [10, 50, 100, 200, 500];

/// Largest model that is solved exactly, by denominator.
const MOST_EXACT: [(u64, usize); 2] = [(1000, 500), (1 << 53, 200)];

fn value<T: Evaluate>(criterion: &mut Criterion, scalar: &str, denominator: u64, sizes: &[usize]) {
    let mut group = criterion.benchmark_group(format!("value {scalar}, over {denominator}"));
    for &states in sizes {
        let mdp = Recipe::dense(states, 1, denominator).model();
        let policy = Policy::uniform(&mdp);
        group.bench_function(BenchmarkId::from_parameter(states), |bencher| {
            bencher.iter(|| T::evaluate_exact(black_box(&mdp), black_box(&policy)));
        });
    }
    group.finish();
}

/// The same from floats, as a user of floats has them.
fn float_value(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("value f64");
    for states in SIZES {
        let mdp: Mdp<f64> = Recipe::dense(states, 1, 1000).model().convert();
        let policy = Policy::uniform(&mdp);
        group.bench_function(BenchmarkId::from_parameter(states), |bencher| {
            bencher.iter(|| f64::evaluate(black_box(&mdp), black_box(&policy)));
        });
    }
    group.finish();
}

fn values(criterion: &mut Criterion) {
    float_value(criterion);
    for (denominator, most_exact) in MOST_EXACT {
        value::<Interval<f64>>(criterion, "interval", denominator, &SIZES);
        value::<Interval<BigFloat<128>>>(criterion, "128 bits", denominator, &SIZES);
        value::<Interval<BigFloat<256>>>(criterion, "256 bits", denominator, &SIZES);
        value::<Interval<BigFloat<1024>>>(criterion, "1024 bits", denominator, &SIZES);
        let sizes: Vec<usize> = SIZES.into_iter().filter(|&states| states <= most_exact).collect();
        value::<Rational>(criterion, "exact", denominator, &sizes);
    }
}

/// One step of SPMA by the general method: evaluation, advantages, update.
fn step<T: Evaluate>(criterion: &mut Criterion, scalar: &str) {
    let mut group = criterion.benchmark_group(format!("step {scalar}"));
    for states in [10, 50, 100] {
        let mdp = Arc::new(Recipe::dense(states, 4, 1000).model());
        let policy = Policy::uniform(&mdp);
        let problem = Problem::<T>::new(mdp);
        let method = Spma::constant(T::from_rational(&Rational::new(1, 10)));
        group.bench_function(BenchmarkId::from_parameter(states), |bencher| {
            bencher.iter(|| method.next_policy(&Iterate::exact(&problem, black_box(&policy))));
        });
    }
    group.finish();
}

fn steps(criterion: &mut Criterion) {
    step::<f64>(criterion, "f64");
    step::<Interval<f64>>(criterion, "interval");
    step::<Interval<BigFloat<256>>>(criterion, "256 bits");
    step::<Rational>(criterion, "exact");
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(500));
    targets = values, steps
}
criterion_main!(benches);
