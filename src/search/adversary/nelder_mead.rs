//! The downhill simplex method on the coordinates of an instance.

use std::cell::RefCell;

use argmin::core::{CostFunction, Executor};
use argmin::solver::neldermead::NelderMead;
use rand::Rng;

use super::chart::Chart;
use super::scout::Scout;
use crate::search::draft::Draft;

/// What a point costs that is no instance, or meets no hypotheses: more than any
/// that does, whose heights lie in `[-1, 1]`.
const WORST_COST: f64 = 2.0;

struct Landscape<'s, 'a> {
    chart: Chart,
    scout: RefCell<&'s mut Scout<'a>>,
}

impl CostFunction for Landscape<'_, '_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, point: &Self::Param) -> Result<f64, argmin::core::Error> {
        let mut scout = self.scout.borrow_mut();
        if scout.is_done() {
            // The solver takes no error for an answer; its iterations are counted.
            return Ok(WORST_COST);
        }
        let instance = self.chart.at(point).and_then(|draft| draft.build("searched"));
        let height = instance.and_then(|instance| scout.visit(instance));
        Ok(height.map_or(WORST_COST, |height| -height))
    }
}

/// Climbs from the scout's best instance with at most about `budget` instances.
pub(super) fn climb(scout: &mut Scout, budget: usize, rng: &mut impl Rng) {
    let chart = Chart::new(Draft::new(scout.best().0), rng);
    let origin = chart.origin();
    if !origin.iter().all(|x| x.is_finite()) {
        return;
    }
    let mut simplex = vec![origin.clone()];
    for (place, scale) in chart.scales().into_iter().enumerate() {
        let mut vertex = origin.clone();
        vertex[place] += scale;
        simplex.push(vertex);
    }
    // An iteration takes one or two instances, except for the rare shrinking steps.
    let iterations = budget.saturating_sub(simplex.len()) as u64 / 2;
    let Ok(solver) = NelderMead::new(simplex).with_sd_tolerance(1e-12) else { return };
    let landscape = Landscape { chart, scout: RefCell::new(scout) };
    // The scout has kept the best instance, whatever the solver makes of the run.
    let _ = Executor::new(landscape, solver).configure(|state| state.max_iters(iterations)).run();
}
