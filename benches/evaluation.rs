//! How long the numbers take: `cargo bench`, or `cargo bench -- solve` for one
//! group. Exact evaluation answers in full, enclosures to their precision, so the
//! times compare what a rigorous answer costs with what a float costs.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use spma::algorithm::{Algorithm, Iterate, Problem, Spma};
use spma::claim::Ladder;
use spma::family;
use spma::mdp::{Evaluate, Mdp, Policy};
use spma::scalar::{BigFloat, Interval, Rational};
use spma::search::{Campaign, ModelInstances, Progress};

/// States of the Garnet models; four actions, three successors each.
const SIZES: [usize; 3] = [10, 50, 100];

/// Random instances of a claim in one campaign.
const INSTANCES: usize = 20;

fn garnet(states: usize) -> (Arc<Mdp<Rational>>, Policy<Rational>) {
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let mdp = family::garnet(states, 4, 3, Rational::new(9, 10), &mut rng).expect("a model");
    let policy = family::random_policy(&mdp, &mut rng);
    (Arc::new(mdp), policy)
}

/// `V^pi` of an exact policy, and one step from it: evaluation, advantages, update.
fn solve_and_step<T: Evaluate>(criterion: &mut Criterion, scalar: &str) {
    for states in SIZES {
        let (mdp, policy) = garnet(states);
        let mut group = criterion.benchmark_group("solve");
        group.bench_function(BenchmarkId::new(scalar, states), |bencher| {
            bencher.iter(|| T::evaluate_exact(black_box(&mdp), black_box(&policy)));
        });
        group.finish();
        let problem = Problem::<T>::new(mdp);
        let method = Spma::constant(T::from_rational(&Rational::new(1, 10)));
        let mut group = criterion.benchmark_group("step");
        group.bench_function(BenchmarkId::new(scalar, states), |bencher| {
            bencher.iter(|| method.next_policy(&Iterate::exact(&problem, black_box(&policy))));
        });
        group.finish();
    }
}

fn scalars(criterion: &mut Criterion) {
    solve_and_step::<f64>(criterion, "f64");
    solve_and_step::<Interval<f64>>(criterion, "interval");
    solve_and_step::<Interval<BigFloat<256>>>(criterion, "interval:256");
    solve_and_step::<Rational>(criterion, "rational");
}

struct Silent;

impl Progress for Silent {
    fn start(&self, _units: usize) {}
    fn advance(&self) {}
}

/// A small campaign for each claim, with its controls.
fn claims(criterion: &mut Criterion) {
    let (stop, models) = (AtomicBool::new(false), ModelInstances::default());
    let campaign = Campaign {
        seed: 1,
        instances: INSTANCES,
        search_limit: 20_000,
        ladder: Ladder::automatic(4096),
        models: &models,
        studies: false,
        stop: &stop,
        progress: &Silent,
    };
    let mut group = criterion.benchmark_group("verify");
    for claim in spma::theorems::all() {
        let id = claim.id;
        let only = [claim];
        group.bench_function(id, |bencher| bencher.iter(|| campaign.run(&only)));
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1));
    targets = scalars, claims
}
criterion_main!(benches);
