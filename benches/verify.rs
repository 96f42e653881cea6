//! Throughput of `verify`, claim by claim: `cargo bench --bench verify`, or one claim
//! with `-- M1`. An element is a random instance of one part, decided.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use spma::claim::Ladder;
use spma::search::{Campaign, ModelInstances, Progress, StoredCases};

/// Random instances of each part in one campaign.
const INSTANCES: usize = 20;

/// Largest precision of the enclosures, in bits.
const MOST_BITS: u32 = 4096;

struct Silent;

impl Progress for Silent {
    fn start(&self, _units: usize) {}
    fn advance(&self) {}
}

fn claims(criterion: &mut Criterion) {
    let (stop, models) = (AtomicBool::new(false), ModelInstances::default());
    let campaign = Campaign {
        seed: 1,
        instances: INSTANCES,
        search_limit: 20_000,
        ladder: Ladder::automatic(MOST_BITS),
        models: &models,
        stored: &StoredCases::default(),
        studies: false,
        stop: &stop,
        progress: &Silent,
    };
    let mut group = criterion.benchmark_group("verify");
    for claim in spma::theorems::all() {
        let id = claim.id;
        group.throughput(Throughput::Elements((claim.parts.len() * INSTANCES) as u64));
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
    targets = claims
}
criterion_main!(benches);
