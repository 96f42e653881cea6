//! The separation of SPMA from softmax policy gradient in numbers.

use std::sync::Arc;

use num_traits::One;

use super::bandit::BanditData;
use crate::algorithm::{Algorithm, Problem, SoftmaxPg, Spma};
use crate::claim::Instance;
use crate::mdp::Policy;
use crate::scalar::{Field, Rational};
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::{bandits, bundled_model, largest_step};
use crate::theorems::rounded_run::{Enclosure, step, uniform};

/// The model on which softmax policy gradient is slow.
const SLOW_MODEL: &str = "li2021_core_H8";

/// Iterates shown on it.
const SHOWN: [u64; 5] = [0, 10, 50, 100, 200];

/// From which step on the bounds separate the methods in bandits.
pub fn separation() -> Study {
    Study {
        name: "separation",
        title: "bandits from the uniform policy: SPMA with eta = 1 at most, softmax PG with eta = 1/2 at least",
        module: module_path!(),
        snapshot: include_str!("snapshots/separation.snap"),
        table: separation_table,
        plot: None,
    }
}

/// Both methods on a model made to be slow for one of them.
pub fn slow_model() -> Study {
    Study {
        name: "slow-model",
        title: "e_t on li2021_core_H8 from the uniform policy: SPMA with eta = 1 - gamma, softmax PG with two step sizes",
        module: module_path!(),
        snapshot: include_str!("snapshots/slow-model.snap"),
        table: slow_model_table,
        plot: Some(Plot {
            x: "t",
            ys: &["SPMA", "SPG, eta = 2 (1-gamma)^3", "SPG, eta = 1"],
            by: None,
            x_axis: Axis::Linear,
            y_axis: Axis::Logarithmic,
        }),
    }
}

fn separation_table() -> Table {
    let columns = ["instance", "p_0 Delta", "c", "T_1", "T", "SPMA at most", "SPG at least", "SPMA/SPG at most"];
    let mut table = Table::new(columns);
    for (name, mdp) in bandits() {
        let policy = Policy::uniform(&mdp);
        let instance = Instance {
            origin: name.clone(),
            other: policy.clone(),
            policy,
            mdp: Arc::new(mdp),
            eta: Rational::new(1, 2),
            steps: 0,
            linear: None,
        };
        let data = BanditData::new(&instance);
        let first = data.separation().expect("c delta_0 is below 1 for eta = 1/2 and rewards up to 1");
        let whole = u32::try_from(first.ceil()).expect("a number of steps");
        for steps in [whole, 2 * whole] {
            let (upper, lower) = (data.upper_of_spma(steps), data.lower(steps).expect("c delta_0 is below 1"));
            table.push(vec![
                Cell::text(&name),
                Cell::number(&(data.best_mass.clone() * &data.gap)),
                Cell::number(&data.curvature),
                Cell::number(&first),
                Cell::Count(u64::from(steps)),
                Cell::number(&upper),
                Cell::number(&lower),
                Cell::number(&(upper.clone() / &lower)),
            ]);
        }
    }
    table
}

fn slow_model_table() -> Table {
    let (_, mdp) = bundled_model(SLOW_MODEL).expect("a bundled model");
    let stop = largest_step(&mdp);
    let small = stop.clone() * &stop * &stop * Rational::from(2);
    let number = |x: &Rational| Enclosure::from_rational(x);
    let problem = Problem::<Enclosure>::new(Arc::new(mdp));
    let methods: [(&str, Box<dyn Algorithm<Enclosure>>); 3] = [
        ("SPMA", Box::new(Spma::constant(number(&stop)))),
        ("SPG, eta = 2 (1-gamma)^3", Box::new(SoftmaxPg::new(number(&small)))),
        ("SPG, eta = 1", Box::new(SoftmaxPg::new(number(&Rational::one())))),
    ];
    let mut rows: Vec<Vec<Cell>> = SHOWN.iter().map(|&t| vec![Cell::text(SLOW_MODEL), Cell::Count(t)]).collect();
    for (_, method) in &methods {
        let mut iterate = uniform(&problem);
        for t in 0..=SHOWN[SHOWN.len() - 1] {
            if let Some(row) = SHOWN.iter().position(|&shown| shown == t) {
                rows[row].push(Cell::number(&iterate.error()));
            }
            iterate = step(&iterate, method.as_ref()).rounded;
        }
    }
    let mut table = Table::new(["instance", "t"].into_iter().chain(methods.iter().map(|(name, _)| *name)));
    rows.into_iter().for_each(|row| table.push(row));
    table
}
