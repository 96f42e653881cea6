//! SPMA, NPG and MDPO with the same linear features, on fixed instances.

use std::sync::Arc;

use super::featured_models::featured_models;
use crate::algorithm::{Iterate, Problem};
use crate::approximation::{Features, Fit, LogLinear, MdpoSurrogate, Surrogate, dyadic, linear_npg_step, newton};
use crate::mdp::{Mdp, Policy};
use crate::scalar::{BigFloat, Field, Interval, Ordered, Rational};
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::largest_step;

/// Enclosures far narrower than the digits shown.
type Enclosure = Interval<BigFloat<256>>;

/// Steps of a run, and those shown.
const STEPS: u64 = 20;
const SHOWN: [u64; 6] = [0, 1, 2, 5, 10, 20];

/// Newton steps of SPMA, and gradient steps of MDPO, in each step.
const INNER_STEPS: usize = 10;

/// Length of MDPO's gradient steps as a part of `eta`: the curvature of its surrogate is about `1/eta`.
const ASCENT_LENGTH: f64 = 0.5;

/// Methods with the same features.
pub fn study() -> Study {
    Study {
        name: "linear-methods",
        title: "error of SPMA, NPG and MDPO with the same linear features, eta = 1 - gamma",
        module: module_path!(),
        snapshot: include_str!("snapshots/linear-methods.snap"),
        table,
        plot: Some(Plot {
            x: "t",
            ys: &["SPMA", "NPG", "Q-NPG", "MDPO"],
            by: Some("instance"),
            x_axis: Axis::Linear,
            y_axis: Axis::Logarithmic,
        }),
    }
}

fn table() -> Table {
    let mut table = Table::new(["instance", "t", "SPMA", "NPG", "Q-NPG", "MDPO"]);
    for (name, mdp, features) in featured_models() {
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
        for t in 0..=STEPS {
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
            Method::Spma => newton(&Surrogate::of_step(&iterate, &eta, features), &theta, INNER_STEPS),
            Method::Npg(fit) => linear_npg_step(&iterate, &features, &self.columns, fit, &eta, &theta),
            Method::Mdpo => {
                let surrogate = MdpoSurrogate::of_step(&iterate, &eta, features);
                surrogate.ascend(&theta, &(ASCENT_LENGTH * eta), INNER_STEPS)
            }
        })
    }
}
