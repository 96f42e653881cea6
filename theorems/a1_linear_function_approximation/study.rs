//! Where the divergence of a step comes from, on fixed instances.

use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::algorithm::{Iterate, Problem};
use crate::approximation::{
    Features, Fit, LogLinear, MdpoSurrogate, Simulator, Surrogate, descend, dyadic, excess_bound, linear_npg_step,
    newton, polynomial, project, random_projection, rational_policy, state_aggregation,
};
use crate::family;
use crate::mdp::{Mdp, Policy};
use crate::scalar::{BigFloat, Field, Interval, Ordered, Rational, Transcendental};
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::{largest_step, started_anywhere};

/// Enclosures far narrower than the digits shown.
type Enclosure = Interval<BigFloat<256>>;

/// Steps of a run that is split.
const SPLIT_STEPS: u64 = 4;

/// Gradient steps of the solver whose optimisation error is measured.
const SOLVER_STEPS: usize = 8;

/// States sampled in each step.
const SAMPLES: u32 = 64;

/// Steps of the methods that are compared, and those shown.
const COMPARED_STEPS: u64 = 20;
const SHOWN: [u64; 6] = [0, 1, 2, 5, 10, 20];

/// MDPO's gradient steps in each step, and their length as a part of `eta`: the surrogate's curvature is about `1/eta`.
const ASCENT_STEPS: usize = 10;
const ASCENT_LENGTH: f64 = 0.5;

/// `eps_t` as bias, optimisation error and statistical error.
pub fn split() -> Study {
    Study {
        name: "divergence-split",
        title: "eps_t as bias, optimisation error of 8 gradient steps, and error from 64 sampled states",
        module: module_path!(),
        snapshot: include_str!("snapshots/divergence-split.snap"),
        table: split_table,
        plot: None,
    }
}

/// Methods with the same features.
pub fn methods() -> Study {
    Study {
        name: "linear-methods",
        title: "error of SPMA, NPG and MDPO with the same linear features, eta = 1 - gamma",
        module: module_path!(),
        snapshot: include_str!("snapshots/linear-methods.snap"),
        table: methods_table,
        plot: Some(Plot {
            x: "t",
            ys: &["SPMA", "NPG", "Q-NPG", "MDPO"],
            by: Some("instance"),
            x_axis: Axis::Linear,
            y_axis: Axis::Logarithmic,
        }),
    }
}

/// A model with its features.
type Featured = (&'static str, Mdp<Rational>, Features<Rational>);

fn instances() -> Vec<Featured> {
    let half = Rational::new(1, 2);
    let chain = family::chain(5, half.clone()).expect("a chain");
    let aggregated = state_aggregation(&chain, &[0, 0, 0, 1, 1]);
    let line = polynomial(&chain, 1);
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let garnet = family::garnet(4, 3, 2, half, &mut rng).expect("a Garnet");
    let projected = random_projection(&garnet, 4, &mut rng);
    vec![
        ("chain:5, two groups of states", started_anywhere(&chain), aggregated),
        ("chain:5, degree 1", started_anywhere(&chain), line),
        ("garnet:4,3,2, four random signs", started_anywhere(&garnet), projected),
    ]
}

fn split_table() -> Table {
    let columns = ["instance", "t", "e_t", "eps_t", "bias", "optimisation", "sampling", "e_{t+1}", "bound"];
    let mut table = Table::new(columns);
    for (seed, (name, mdp, features)) in instances().into_iter().enumerate() {
        let run = Split { columns: features.independent_columns(&mdp), mdp: Arc::new(mdp), features };
        let mut rng = ChaCha8Rng::seed_from_u64(seed as u64);
        let mut policy = Policy::uniform(&run.mdp);
        for t in 0..SPLIT_STEPS {
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

fn methods_table() -> Table {
    let mut table = Table::new(["instance", "t", "SPMA", "NPG", "Q-NPG", "MDPO"]);
    for (name, mdp, features) in instances() {
        let mdp = Arc::new(mdp);
        let runs = METHODS.map(|method| Run::new(method, &mdp, &features).errors());
        for (row, t) in SHOWN.into_iter().enumerate() {
            let mut cells = vec![Cell::text(name), Cell::Count(t)];
            cells.extend(runs.iter().map(|errors| Cell::number(&errors[row])));
            table.push(cells);
        }
    }
    table
}

/// A method with linear features.
#[derive(Clone, Copy)]
enum Method {
    Spma,
    Npg(Fit),
    Mdpo,
}

/// In the order of the columns.
const METHODS: [Method; 4] = [Method::Spma, Method::Npg(Fit::Compatible), Method::Npg(Fit::ActionValues), Method::Mdpo];

/// A run over floats from the uniform policy, whose parameters are rounded after each step.
struct Run<'a> {
    method: Method,
    mdp: &'a Arc<Mdp<Rational>>,
    features: &'a Features<Rational>,
    columns: Vec<usize>,
}

impl<'a> Run<'a> {
    fn new(method: Method, mdp: &'a Arc<Mdp<Rational>>, features: &'a Features<Rational>) -> Self {
        let columns = match method {
            Method::Npg(Fit::ActionValues) => features.spanning_columns(),
            _ => features.independent_columns(mdp),
        };
        Run { method, mdp, features, columns }
    }

    /// `e_t` of the exact log-linear policies, at the steps shown.
    fn errors(&self) -> Vec<Enclosure> {
        let layout = Policy::<Rational>::uniform(self.mdp);
        let features = self.features.convert::<Enclosure>();
        let regret = Problem::<Enclosure>::new(Arc::new(self.mdp.regret()));
        let mut theta = vec![Rational::from(0); self.features.dimension()];
        let mut errors = Vec::new();
        for t in 0..=COMPARED_STEPS {
            if SHOWN.contains(&t) {
                let enclosed: Vec<Enclosure> = theta.iter().map(Enclosure::from_rational).collect();
                let policy = LogLinear::new(&layout, &features, &enclosed).policy;
                let values = Iterate::new(&regret, policy).values().to_vec();
                errors.push(values.iter().fold(Enclosure::from_integer(0), |most, own| most.maximum(own)));
            }
            theta = self.next(&layout, &theta);
        }
        errors
    }

    fn next(&self, layout: &Policy<Rational>, theta: &[Rational]) -> Vec<Rational> {
        let theta: Vec<f64> = theta.iter().map(Field::to_f64).collect();
        let features = self.features.convert::<f64>();
        let problem = Problem::<f64>::new(self.mdp.clone());
        let policy = LogLinear::new(layout, &features, &theta).policy;
        let iterate = Iterate::new(&problem, policy);
        let eta = largest_step(self.mdp).to_f64();
        dyadic(&match self.method {
            Method::Spma => newton(&Surrogate::of_step(&iterate, &eta, features), &theta, ASCENT_STEPS),
            Method::Npg(fit) => linear_npg_step(&iterate, &features, &self.columns, fit, &eta, &theta),
            Method::Mdpo => {
                let surrogate = MdpoSurrogate::of_step(&iterate, &eta, features);
                surrogate.ascend(&theta, &(ASCENT_LENGTH * eta), ASCENT_STEPS)
            }
        })
    }
}
