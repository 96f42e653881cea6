//! Bias and neighbourhood of nested features on fixed instances.

use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::algorithm::{Iterate, Problem};
use crate::approximation::{Features, Surrogate, excess_bound, polynomial, project, random_projection, tile_coding};
use crate::family;
use crate::mdp::{Mdp, Policy};
use crate::scalar::{BigFloat, Field, Interval, Ordered, Rational, Transcendental};
use crate::study::{Axis, Cell, Plot, Study, Table};
use crate::theorems::fixed_instances::{largest_step, started_anywhere};

/// Enclosures narrower than what the solver leaves undone.
type Enclosure = Interval<BigFloat<128>>;

/// `min l`, the radius it makes, and the error after one step.
pub fn study() -> Study {
    Study {
        name: "bias",
        title: "bias of nested features after one step from the uniform policy, eta = 1 - gamma",
        module: module_path!(),
        snapshot: include_str!("snapshots/bias.snap"),
        table,
        plot: Some(Plot {
            x: "bias",
            ys: &["beta sqrt(bias)", "e_{t+1} - alpha e_t"],
            by: Some("instance"),
            x_axis: Axis::Logarithmic,
            y_axis: Axis::Logarithmic,
        }),
    }
}

/// A model with features from coarse to fine, each with its name.
type Nested = (&'static str, Mdp<Rational>, Vec<(String, Features<Rational>)>);

fn instances() -> Vec<Nested> {
    let gamma = Rational::new(9, 10);
    let grid = started_anywhere(&family::cliff_world(gamma.clone()).expect("a grid world"));
    let layers = [(3, 7), (3, 4), (2, 2)];
    let tiles = (1..=layers.len())
        .map(|count| {
            (format!("{count} layers of tiles"), tile_coding(&grid, family::CLIFF_WORLD_COLUMNS, &layers[..count]))
        })
        .collect();
    let chain = started_anywhere(&family::chain(6, gamma.clone()).expect("a chain"));
    let powers = (0..=3).map(|degree| (format!("degree {degree}"), polynomial(&chain, degree))).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let garnet = started_anywhere(&family::garnet(6, 3, 2, gamma, &mut rng).expect("a Garnet"));
    let signs = random_projection(&garnet, 12, &mut rng);
    let projections = [1, 2, 4, 8, 12].map(|count| (format!("{count} random signs"), signs.first(count))).into();
    vec![("cliff world", grid, tiles), ("chain:6", chain, powers), ("garnet:6,3,2", garnet, projections)]
}

fn table() -> Table {
    let columns = ["instance", "features", "d", "bias", "beta sqrt(bias)", "e_{t+1} - alpha e_t", "e_{t+1}"];
    let mut table = Table::new(columns);
    for (name, mdp, nested) in instances() {
        let mdp = Arc::new(mdp);
        for (label, features) in nested {
            let mut row = vec![Cell::text(name), Cell::text(label), Cell::Count(features.dimension() as u64)];
            row.extend(cells(&mdp, &features));
            table.push(row);
        }
    }
    table
}

/// Bias, radius, loss and error of the projection on the features.
fn cells(mdp: &Arc<Mdp<Rational>>, features: &Features<Rational>) -> [Cell; 4] {
    let eta = largest_step(mdp);
    let problem = Problem::<Rational>::new(mdp.clone());
    let iterate = Iterate::exact(&problem, &Policy::uniform(mdp));
    let surrogate = Surrogate::of_step(&iterate, &eta, features.clone());
    let theta = project(&surrogate.convert());
    let enclosed = surrogate.convert::<Enclosure>();
    let at = enclosed.log_linear(&theta.iter().map(Enclosure::from_rational).collect::<Vec<_>>());
    let value = enclosed.value(&at);
    let excess = excess_bound(features, &features.independent_columns(mdp), &enclosed, &at);
    let zero = Enclosure::from_integer(0);
    let bias = (value.clone() - &excess.unwrap_or_else(|| value.clone())).hull(&value).maximum(&zero);

    let regret = Problem::<Enclosure>::new(Arc::new(mdp.regret()));
    let error = |iterate: Iterate<Enclosure>| iterate.values().iter().fold(zero.clone(), |most, own| most.maximum(own));
    let before = error(Iterate::exact(&regret, &Policy::uniform(mdp)));
    let after = error(Iterate::new(&regret, at.policy.clone()));
    let stop = Rational::from(1) - mdp.discount();
    let start = mdp.initial().iter().min().expect("a state").clone();
    let beta = Rational::from(1) / (Rational::from(2) * start * stop.power(5));
    let rate = Rational::from(1) - eta * stop * iterate.constant();
    let radius = (Enclosure::from_rational(&beta) * &bias).sqrt();
    let loss = after.clone() - &(Enclosure::from_rational(&rate) * &before);
    [Cell::number(&bias), Cell::number(&radius), Cell::number(&loss), Cell::number(&after)]
}
