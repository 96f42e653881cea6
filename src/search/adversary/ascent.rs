//! Steepest ascent with gradients from dual numbers.

use rand::Rng;

use super::Aim;
use super::chart::Chart;
use super::scout::Scout;
use crate::claim::{Instance, Relation, Variation};
use crate::search::draft::Draft;

/// Step lengths tried along a gradient, longest first, in coordinates.
const LENGTHS: [f64; 7] = [4.0, 1.0, 0.25, 0.06, 0.015, 0.004, 0.001];

/// Follows the gradient from the scout's best instance until no step gains or
/// the budget is spent. A gradient costs as many evaluations as there are
/// coordinates; they do not count as instances.
pub(super) fn ascend(scout: &mut Scout, rng: &mut impl Rng) {
    while !scout.is_done() {
        let (instance, height) = (scout.best().0.clone(), scout.best().1);
        if height == f64::NEG_INFINITY {
            return;
        }
        let chart = Chart::new(Draft::new(&instance), rng);
        let Some(gradient) = gradient(scout, &chart, &instance) else { return };
        let origin = chart.origin();
        for length in LENGTHS {
            let point: Vec<f64> = origin.iter().zip(&gradient).map(|(x, slope)| x + length * slope).collect();
            let moved = chart.at(&point).and_then(|draft| draft.build("searched"));
            if moved.and_then(|moved| scout.visit(moved)).is_some_and(|reached| reached > height) {
                break;
            }
        }
        if scout.best().1 <= height {
            return;
        }
    }
}

/// The direction of steepest ascent of the largest excess, of length 1; `None`
/// where it is 0 or unknown.
fn gradient(scout: &Scout, chart: &Chart, instance: &Instance) -> Option<Vec<f64>> {
    let aim = scout.aim;
    let counts = |relation: Relation| aim != Aim::Tightness || relation == Relation::AtMost;
    let along = |place: usize| {
        let Some(tangent) = chart.tangent(place, &instance.mdp) else { return Some(0.0) };
        let slopes = scout.goal.statement.slopes(instance, &tangent, &Variation::default());
        let finite = slopes.iter().filter(|slope| counts(slope.relation) && slope.excess.is_finite());
        let slope = finite.max_by(|a, b| a.excess.total_cmp(&b.excess))?;
        let derivative = if aim == Aim::Witness { -slope.derivative } else { slope.derivative };
        derivative.is_finite().then_some(derivative)
    };
    let gradient: Vec<f64> = (0..chart.origin().len()).map(along).collect::<Option<_>>()?;
    let length = gradient.iter().map(|slope| slope * slope).sum::<f64>().sqrt();
    (length > 0.0).then(|| gradient.into_iter().map(|slope| slope / length).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::super::nelder_mead;
    use super::*;
    use crate::search::{Domain, Goal};

    static NEVER: AtomicBool = AtomicBool::new(false);

    /// How often a way of climbing M1's tightness from a random instance gains.
    fn gains(climb: impl Fn(&mut Scout, &mut ChaCha8Rng)) -> (usize, usize) {
        let claims = crate::theorems::all();
        let claim = claims.iter().find(|claim| claim.id == "M1").expect("a claim");
        let (mut started, mut gained) = (0, 0);
        for index in 20..60 {
            let start = Domain::Mdp.instance(7, index);
            let mut scout = Scout::new(Goal::from(&claim.parts[0]), Aim::Tightness, start, 200, &NEVER);
            let before = scout.best().1;
            // At ratio 1, and where no error is left, there is nothing to gain.
            if before == f64::NEG_INFINITY || before > -1e-3 {
                continue;
            }
            started += 1;
            climb(&mut scout, &mut ChaCha8Rng::seed_from_u64(index as u64));
            gained += usize::from(scout.best().1 > before + 1e-6);
        }
        (started, gained)
    }

    #[test]
    fn gradients_and_simplices_each_climb_by_themselves() {
        let (started, by_gradient) = gains(ascend);
        let (_, by_simplex) = gains(|scout, rng| nelder_mead::climb(scout, 150, rng));
        assert!(started >= 10, "{started}");
        assert!(3 * by_gradient >= 2 * started, "{by_gradient} of {started}");
        assert!(3 * by_simplex >= 2 * started, "{by_simplex} of {started}");
    }
}
