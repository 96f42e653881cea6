//! Where the divergence of a step comes from, on fixed instances.

use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::featured_models::featured_models;
use crate::algorithm::{Iterate, Problem};
use crate::approximation::{Features, Simulator, Surrogate, descend, dyadic, excess_bound, project, rational_policy};
use crate::mdp::{Mdp, Policy};
use crate::scalar::{BigFloat, Field, Interval, Ordered, Rational, Transcendental};
use crate::study::{Cell, Study, Table};
use crate::theorems::fixed_instances::largest_step;

/// Enclosures far narrower than the digits shown.
type Enclosure = Interval<BigFloat<256>>;

/// Steps of a run.
const STEPS: u64 = 4;

/// Gradient steps of the solver whose optimisation error is measured.
const SOLVER_STEPS: usize = 8;

/// States sampled in each step.
const SAMPLES: u32 = 64;

/// `eps_t` as bias, optimisation error and statistical error.
pub fn study() -> Study {
    Study {
        name: "divergence-split",
        title: "eps_t as bias, optimisation error of 8 gradient steps, and error from 64 sampled states",
        module: module_path!(),
        snapshot: include_str!("snapshots/divergence-split.snap"),
        table,
        plot: None,
    }
}

fn table() -> Table {
    let columns = ["instance", "t", "e_t", "eps_t", "bias", "optimisation", "sampling", "e_{t+1}", "bound"];
    let mut table = Table::new(columns);
    for (seed, (name, mdp, features)) in featured_models().into_iter().enumerate() {
        let run = Split { columns: features.independent_columns(&mdp), mdp: Arc::new(mdp), features };
        let mut rng = ChaCha8Rng::seed_from_u64(seed as u64);
        let mut policy = Policy::uniform(&run.mdp);
        for t in 0..STEPS {
            let (cells, next) = run.step(&policy, &mut rng);
            let mut row = vec![Cell::text(name), Cell::Count(t)];
            row.extend(cells.iter().map(Cell::number));
            table.push(row);
            policy = next;
        }
    }
    table
}

/// A run of SPMA with a solver that stops early, on a surrogate from sampled states.
struct Split {
    mdp: Arc<Mdp<Rational>>,
    features: Features<Rational>,
    columns: Vec<usize>,
}

impl Split {
    /// `e_t`, `eps_t`, its three parts, `e_{t+1}` and A1's bound, and an exact policy near `pi_{t+1}` from which the next step
    /// starts.
    fn step(&self, policy: &Policy<Rational>, rng: &mut ChaCha8Rng) -> ([Enclosure; 7], Policy<Rational>) {
        let eta = largest_step(&self.mdp);
        let exact = Problem::<Rational>::new(self.mdp.clone());
        let iterate = Iterate::exact(&exact, policy);
        let surrogate = Surrogate::of_step(&iterate, &eta, self.features.clone());
        let frequencies = Simulator::new(&self.mdp, policy).frequencies(SAMPLES, rng);
        let sampled = surrogate.with_weights(frequencies).convert::<f64>();
        let floats = surrogate.convert::<f64>();
        let start = vec![0.0; self.features.dimension()];
        let best = project(&floats);
        let early = dyadic(&descend(&floats, &start, SOLVER_STEPS));
        let found = dyadic(&descend(&sampled, &start, SOLVER_STEPS));

        let enclosed = surrogate.convert::<Enclosure>();
        let at =
            |theta: &[Rational]| enclosed.log_linear(&theta.iter().map(Enclosure::from_rational).collect::<Vec<_>>());
        let best = at(&best);
        let least = enclosed.value(&best);
        let excess = excess_bound(&self.features, &self.columns, &enclosed, &best).unwrap_or_else(|| least.clone());
        let bias = (least.clone() - &excess).hull(&least).maximum(&Enclosure::from_integer(0));
        let (early, next) = (enclosed.value(&at(&early)), at(&found));
        let divergence = enclosed.value(&next);

        let error = |policy: &Policy<Enclosure>| {
            let problem = Problem::<Enclosure>::new(Arc::new(self.mdp.regret()));
            let values = Iterate::new(&problem, policy.clone()).values().to_vec();
            values.iter().fold(Enclosure::from_integer(0), |most, own| most.maximum(own))
        };
        let (before, after) = (error(&policy.convert()), error(&next.policy));
        let stop = Rational::from(1) - self.mdp.discount();
        let least_start = self.mdp.initial().iter().min().expect("a state").clone();
        let beta = Rational::from(1) / (Rational::from(2) * least_start * stop.power(5));
        let rate = Rational::from(1) - eta * stop * iterate.constant();
        let bound = Enclosure::from_rational(&rate) * &before
            + &(Enclosure::from_rational(&beta) * &divergence.maximum(&Enclosure::from_integer(0))).sqrt();
        let parts = [early.clone() - &bias, divergence.clone() - &early];
        let [optimisation, sampling] = parts;
        let rounded =
            rational_policy(&floats.log_linear(&found.iter().map(Field::to_f64).collect::<Vec<f64>>()).policy);
        ([before, divergence, bias, optimisation, sampling, after, bound], rounded)
    }
}
