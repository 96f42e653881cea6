//! Features and parameters for the instances of linear domains.
//!
//! Parameters come from a float solver, from a solver that was stopped early, or
//! at random; they are rounded to short dyadic numbers, and statements take them
//! as they are.

use num_traits::Zero;
use rand::{Rng, RngExt};

use super::Domain;
use crate::algorithm::{Iterate, Problem};
use crate::approximation::{Features, Surrogate, descend, dyadic, project};
use crate::approximation::{one_hot, polynomial, random_projection, state_aggregation};
use crate::claim::{Instance, LinearData};
use crate::mdp::Mdp;
use crate::scalar::{Field, Rational};

/// Gradient steps of a solver that is stopped early.
const FEW_STEPS: usize = 3;

/// The instance with features and parameters as the domain asks for.
pub(super) fn with_features(domain: Domain, mut instance: Instance, is_fixed: bool, rng: &mut impl Rng) -> Instance {
    let features = match domain {
        Domain::NestedLinear => nested(&instance.mdp, rng),
        _ if is_fixed => signs(&instance.mdp),
        _ => any(&instance.mdp, rng),
    };
    let parameters = match domain {
        Domain::LinearRun => run(&instance, &features, rng),
        Domain::NestedLinear => projections(&instance, &features),
        _ => vec![step(&Start::new(&instance).surrogate(&instance, &features), rng), anywhere(&features, rng)],
    };
    let linear = LinearData::new(features, parameters).expect("cut parameters of small features fit");
    instance.linear = Some(linear);
    instance
}

/// One feature: 1 for even actions, -1 for odd ones.
fn signs(mdp: &Mdp<Rational>) -> Features<Rational> {
    let rows = (0..mdp.states()).flat_map(|s| (0..mdp.actions(s).len()).map(|a| if a % 2 == 0 { 1 } else { -1 }));
    built(rows.map(|sign| vec![Rational::from(sign)]).collect())
}

/// Small features of every family, and small random ones.
fn any(mdp: &Mdp<Rational>, rng: &mut impl Rng) -> Features<Rational> {
    match rng.random_range(0..6_u32) {
        0 => one_hot(mdp),
        1 => {
            let groups: Vec<usize> = (0..mdp.states()).map(|_| rng.random_range(0..2_usize)).collect();
            state_aggregation(mdp, &groups)
        }
        2 => {
            let dimension = rng.random_range(1..=3_usize);
            random_projection(mdp, dimension, rng)
        }
        3 => polynomial(mdp, rng.random_range(0..=1_u32)),
        _ => {
            let dimension = rng.random_range(1..=2_usize);
            let mut row = || (0..dimension).map(|_| Rational::new(rng.random_range(-4..=4_i64), 2)).collect();
            built((0..mdp.pairs()).map(|_| row()).collect())
        }
    }
}

/// Features of which the first columns are coarser ones.
fn nested(mdp: &Mdp<Rational>, rng: &mut impl Rng) -> Features<Rational> {
    if rng.random_bool(0.5) {
        polynomial(mdp, mdp.states() as u32 - 1)
    } else {
        let dimension = rng.random_range(2..=4_usize);
        random_projection(mdp, dimension, rng)
    }
}

fn built(rows: Vec<Vec<Rational>>) -> Features<Rational> {
    Features::new(rows.len(), rows).expect("rows of one length")
}

/// The first iterate over floats.
struct Start {
    problem: Problem<f64>,
}

impl Start {
    fn new(instance: &Instance) -> Self {
        Start { problem: Problem::new(instance.mdp.clone()) }
    }

    fn surrogate(&self, instance: &Instance, features: &Features<Rational>) -> Surrogate<f64> {
        let iterate = Iterate::exact(&self.problem, &instance.policy);
        Surrogate::of_step(&iterate, &f64_of(&instance.eta), features.convert())
    }
}

fn f64_of(x: &Rational) -> f64 {
    f64::from_rational(x)
}

/// Parameters after one step: at the minimum, on the way to it, or anywhere.
fn step(surrogate: &Surrogate<f64>, rng: &mut impl Rng) -> Vec<Rational> {
    let start = vec![0.0; surrogate.features().dimension()];
    match rng.random_range(0..4_u32) {
        0 | 1 => project(surrogate),
        2 => dyadic(&descend(surrogate, &start, FEW_STEPS)),
        _ => random(start.len(), rng),
    }
}

fn anywhere(features: &Features<Rational>, rng: &mut impl Rng) -> Vec<Rational> {
    random(features.dimension(), rng)
}

/// Small quarters.
fn random(dimension: usize, rng: &mut impl Rng) -> Vec<Rational> {
    (0..dimension).map(|_| Rational::new(rng.random_range(-16..=16_i64), 4)).collect()
}

/// `theta_1, ..., theta_T`, each from the surrogate at the policy before it.
fn run(instance: &Instance, features: &Features<Rational>, rng: &mut impl Rng) -> Vec<Vec<Rational>> {
    let problem = Problem::<f64>::new(instance.mdp.clone());
    let (eta, float_features) = (f64_of(&instance.eta), features.convert::<f64>());
    let mut iterate = Iterate::exact(&problem, &instance.policy);
    let mut parameters = Vec::with_capacity(instance.steps as usize);
    for _ in 0..instance.steps {
        let surrogate = Surrogate::of_step(&iterate, &eta, float_features.clone());
        let theta = step(&surrogate, rng);
        let rounded: Vec<f64> = theta.iter().map(f64_of).collect();
        iterate = Iterate::new(&problem, surrogate.log_linear(&rounded).policy);
        parameters.push(theta);
    }
    parameters
}

/// Projections on one column, on half of the columns and on all of them, followed by zeros; two for two columns.
fn projections(instance: &Instance, features: &Features<Rational>) -> Vec<Vec<Rational>> {
    let start = Start::new(instance);
    let dimension = features.dimension();
    let mut counts = vec![1, dimension.div_ceil(2), dimension];
    counts.dedup();
    let of_columns = |count| {
        let mut theta = project(&start.surrogate(instance, &features.first(count)));
        theta.resize(dimension, Rational::zero());
        theta
    };
    counts.into_iter().map(of_columns).collect()
}
