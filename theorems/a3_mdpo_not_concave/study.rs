//! Both surrogates along the line through a witness.

use super::{claim, linear_steps};
use crate::algorithm::Problem;
use crate::approximation::MdpoSurrogate;
use crate::claim::{Instance, Outcome, Setting};
use crate::mdp::Policy;
use crate::scalar::{BigFloat, Field, Interval, Rational, ScalarKind, Truth};
use crate::study::{Axis, Cell, Plot, Study, Table};

/// Enclosures far narrower than the digits shown.
type Enclosure = Interval<BigFloat<256>>;

/// Seed of the search.
const SEED: u64 = 0;

/// Instances searched for a witness.
const SEARCHED: usize = 10_000;

/// Points on each side of the witness, and their distance as a part of the direction.
const POINTS: i64 = 16;
const DISTANCE: (i64, i64) = (1, 4);

/// `m` and `l`, with their second derivatives.
pub fn study() -> Study {
    Study {
        name: "curvature",
        title: "MDPO's and SPMA's surrogate along the line through a witness that the search finds, at t = 0",
        module: module_path!(),
        snapshot: include_str!("snapshots/curvature.snap"),
        table,
        plot: Some(Plot { x: "t", ys: &["m", "l"], by: None, x_axis: Axis::Linear, y_axis: Axis::Linear }),
    }
}

/// The first instance with two different rewards, the uniform policy and a large step at which the first part holds: a
/// small step would make the divergence dwarf the rest of `m`.
fn witness() -> Instance {
    let part = &claim().parts[0];
    let kind = ScalarKind::BigInterval(256);
    let is_plain = |instance: &Instance| {
        let (lowest, highest) = instance.mdp.reward_range();
        let is_large = instance.eta >= Rational::new(1, 2);
        is_large && lowest < highest && instance.policy == Policy::uniform(&instance.mdp)
    };
    let is_witness = |instance: &Instance| {
        matches!(part.statement.decide(instance, kind), Outcome::Compared { truth: Truth::Yes, .. })
    };
    let mut instances = (0..SEARCHED).map(|index| part.domain.instance(SEED, index));
    instances.find(|instance| is_plain(instance) && is_witness(instance)).expect("the search finds a witness")
}

fn table() -> Table {
    let instance = witness();
    let problem = Problem::<Enclosure>::new(instance.mdp.clone());
    let setting = Setting::new(&instance, &problem);
    let linear = linear_steps::linear(&setting);
    let (point, direction) = (&linear.parameters()[0], &linear.parameters()[1]);
    let along: Vec<Enclosure> = direction.iter().map(Enclosure::from_rational).collect();
    let mdpo = MdpoSurrogate::of_step(setting.now(), setting.eta(), linear.features().convert());
    let spma = linear_steps::surrogate(&setting);
    let mut table = Table::new(["t", "m", "m''", "l", "l''"]);
    for k in -POINTS..=POINTS {
        let t = Rational::new(k * DISTANCE.0, DISTANCE.1);
        let theta: Vec<Enclosure> =
            point.iter().zip(direction).map(|(x, v)| Enclosure::from_rational(&(x.clone() + v.clone() * &t))).collect();
        let at = spma.log_linear(&theta);
        table.push(vec![
            Cell::number(&t),
            Cell::number(&mdpo.value(&at)),
            Cell::number(&super::along(&mdpo.hessian(&at), &along)),
            Cell::number(&spma.value(&at)),
            Cell::number(&super::along(&spma.hessian(&at.policy), &along)),
        ]);
    }
    table
}
