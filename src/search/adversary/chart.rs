//! An instance as a point of a real space, for optimisers.
//!
//! Probabilities are coordinates by their logarithms, so that those near 0 are
//! within reach; step sizes by the logarithm of their share of `1 - gamma`.
//! Every point is rounded to short dyadic numbers: it is an exact instance.

use rand::Rng;
use rand::seq::SliceRandom;

use crate::claim::Tangent;
use crate::mdp::Mdp;
use crate::scalar::{Field, Rational};
use crate::search::draft::{Draft, Row};

/// Optimisers without gradients get lost in more dimensions than this.
const MOST_COORDINATES: usize = 14;

/// Binary digits behind the point of rewards, features and parameters.
const GRID_BITS: i32 = 30;

/// Weights of distributions are integers up to this power of two.
const WEIGHT_BITS: i32 = 40;

/// One number of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coordinate {
    Reward { state: usize, action: usize },
    Transition { state: usize, action: usize, entry: usize },
    Probability { state: usize, action: usize, of: Row },
    StepSize,
    Feature { state: usize, action: usize, column: usize },
    Parameter { place: usize, column: usize },
}

/// Coordinates around an instance.
pub(super) struct Chart {
    base: Draft,
    coordinates: Vec<Coordinate>,
    /// Are all rewards in `[0, 1]`? Then they stay there.
    is_unit: bool,
    /// Is `eta <= 1 - gamma`? Then it stays so.
    is_within_stop: bool,
}

impl Chart {
    /// Some of the coordinates around an instance, at random where there are many.
    pub fn new(base: Draft, rng: &mut impl Rng) -> Self {
        let mut coordinates = all_coordinates(&base);
        if coordinates.len() > MOST_COORDINATES {
            coordinates.shuffle(rng);
            coordinates.truncate(MOST_COORDINATES);
        }
        let one = Rational::from(1);
        let is_unit = base.actions().all(|action| !action.reward.is_negative() && action.reward <= one);
        let is_within_stop = base.eta <= base.stop();
        Chart { base, coordinates, is_unit, is_within_stop }
    }

    /// The coordinates of the instance itself.
    pub fn origin(&self) -> Vec<f64> {
        let number = |coordinate: &Coordinate| match *coordinate {
            Coordinate::Reward { state, action } => self.base.states[state][action].reward.to_f64(),
            Coordinate::Transition { state, action, entry } => {
                self.base.states[state][action].transitions[entry].1.to_f64().ln()
            }
            Coordinate::Probability { state, action, of } => self.base.row(state, of)[action].to_f64().ln(),
            Coordinate::StepSize => (self.base.eta.clone() / self.base.stop()).to_f64().ln(),
            Coordinate::Feature { state, action, column } => self.base.states[state][action].features[column].to_f64(),
            Coordinate::Parameter { place, column } => {
                self.base.parameters.as_ref().map_or(0.0, |parameters| parameters[place][column].to_f64())
            }
        };
        self.coordinates.iter().map(number).collect()
    }

    /// A length that means something in each coordinate.
    pub fn scales(&self) -> Vec<f64> {
        let scale = |coordinate: &Coordinate| match coordinate {
            Coordinate::Reward { .. } => 0.2,
            Coordinate::Transition { .. } | Coordinate::Probability { .. } => 1.0,
            Coordinate::StepSize => -0.5,
            Coordinate::Feature { .. } | Coordinate::Parameter { .. } => 0.25,
        };
        self.coordinates.iter().map(scale).collect()
    }

    /// The instance at a point; `None` when a number is not finite.
    pub fn at(&self, point: &[f64]) -> Option<Draft> {
        let mut draft = self.base.clone();
        let mut rows: Vec<(usize, Row, Vec<Rational>)> = Vec::new();
        let mut moves: Vec<(usize, usize, Vec<Rational>)> = Vec::new();
        for (coordinate, &x) in self.coordinates.iter().zip(point) {
            match *coordinate {
                Coordinate::Reward { state, action } => {
                    let x = if self.is_unit { x.clamp(0.0, 1.0) } else { x };
                    draft.states[state][action].reward = on_grid(x)?;
                }
                Coordinate::StepSize => {
                    let share = if self.is_within_stop { x.min(0.0) } else { x };
                    draft.eta = draft.stop() * on_grid(share.exp().max(2_f64.powi(1 - GRID_BITS)))?;
                }
                Coordinate::Feature { state, action, column } => {
                    draft.states[state][action].features[column] = on_grid(x)?;
                }
                Coordinate::Parameter { place, column } => {
                    draft.parameters.as_mut()?[place][column] = on_grid(x)?;
                }
                Coordinate::Probability { state, action, of } => {
                    let known = rows.iter().position(|(s, o, _)| (*s, *o) == (state, of)).unwrap_or_else(|| {
                        rows.push((state, of, self.base.row(state, of)));
                        rows.len() - 1
                    });
                    rows[known].2[action] = exponential(x)?;
                }
                Coordinate::Transition { state, action, entry } => {
                    let known = moves.iter().position(|(s, a, _)| (*s, *a) == (state, action)).unwrap_or_else(|| {
                        let own = &self.base.states[state][action].transitions;
                        moves.push((state, action, own.iter().map(|(_, p)| p.clone()).collect()));
                        moves.len() - 1
                    });
                    moves[known].2[entry] = exponential(x)?;
                }
            }
        }
        for (state, of, weights) in rows {
            draft.set_row(state, of, &integer_weights(&weights));
        }
        for (state, action, weights) in moves {
            let weights = integer_weights(&weights);
            let total: Rational = weights.iter().cloned().sum();
            for ((_, p), weight) in draft.states[state][action].transitions.iter_mut().zip(weights) {
                *p = weight / &total;
            }
        }
        Some(draft)
    }

    /// The direction in which coordinate number `place` moves the instance of
    /// its origin; `None` for numbers of which slopes know nothing.
    pub fn tangent(&self, place: usize, mdp: &Mdp<Rational>) -> Option<Tangent> {
        let mut tangent = Tangent::zero(mdp);
        match self.coordinates[place] {
            Coordinate::Reward { state, action } => tangent.rewards[mdp.actions(state).start + action] = 1.0,
            Coordinate::StepSize => tangent.step_size = self.base.eta.to_f64(),
            Coordinate::Probability { state, action, of: Row::Policy } => {
                let row: Vec<f64> = self.base.row(state, Row::Policy).iter().map(Field::to_f64).collect();
                softmax_tangent(&row, action, &mut tangent.policy[mdp.actions(state)]);
            }
            Coordinate::Transition { state, action, entry } => {
                let pair = mdp.actions(state).start + action;
                let first: usize = (0..pair).map(|earlier| mdp.successors(earlier).len()).sum();
                let row: Vec<f64> = mdp.successors(pair).map(|(_, p)| p.to_f64()).collect();
                softmax_tangent(&row, entry, &mut tangent.transitions[first..first + row.len()]);
            }
            Coordinate::Probability { of: Row::Other, .. }
            | Coordinate::Feature { .. }
            | Coordinate::Parameter { .. } => return None,
        }
        Some(tangent)
    }
}

/// Every number that an optimiser may move.
fn all_coordinates(base: &Draft) -> Vec<Coordinate> {
    let mut all = vec![Coordinate::StepSize];
    for (state, row) in base.states.iter().enumerate() {
        for (action, own) in row.iter().enumerate() {
            all.push(Coordinate::Reward { state, action });
            if row.len() > 1 {
                for (of, p) in [(Row::Policy, &own.probability), (Row::Other, &own.other)] {
                    if p.is_positive() {
                        all.push(Coordinate::Probability { state, action, of });
                    }
                }
            }
            if own.transitions.len() > 1 {
                all.extend((0..own.transitions.len()).map(|entry| Coordinate::Transition { state, action, entry }));
            }
            all.extend((0..own.features.len()).map(|column| Coordinate::Feature { state, action, column }));
        }
    }
    for (place, theta) in base.parameters.iter().flatten().enumerate() {
        all.extend((0..theta.len()).map(|column| Coordinate::Parameter { place, column }));
    }
    if !base.eta.is_positive() {
        all.retain(|coordinate| *coordinate != Coordinate::StepSize);
    }
    all
}

/// `d softmax(z)_b / d z_a = p_b (1[a = b] - p_a)`
fn softmax_tangent(row: &[f64], of: usize, tangent: &mut [f64]) {
    for (b, (entry, p)) in tangent.iter_mut().zip(row).enumerate() {
        *entry = p * (f64::from(u8::from(b == of)) - row[of]);
    }
}

/// The nearest multiple of `2^-30`.
fn on_grid(x: f64) -> Option<Rational> {
    let scaled = Rational::from_f64((x * 2_f64.powi(GRID_BITS)).round())?;
    Some(scaled * Rational::power_of_two(-GRID_BITS))
}

/// `e^x` where that is a positive float of moderate size.
fn exponential(x: f64) -> Option<Rational> {
    Rational::from_f64(x.clamp(-60.0, 60.0).exp())
}

/// Integers in about these proportions; none of the positive ones is 0.
fn integer_weights(weights: &[Rational]) -> Vec<Rational> {
    let total: Rational = weights.iter().cloned().sum();
    let scale = Rational::power_of_two(WEIGHT_BITS) / total;
    weights.iter().map(|weight| Rational::from((weight.clone() * &scale).ceil())).collect()
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::*;
    use crate::claim::Variation;
    use crate::search::{Domain, Goal};

    #[test]
    fn the_origin_of_a_chart_is_the_instance_up_to_the_grid() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for index in 10..60 {
            let instance = Domain::Mdp.instance(1, index);
            let chart = Chart::new(Draft::new(&instance), &mut rng);
            let near = chart.at(&chart.origin()).and_then(|draft| draft.build("near")).expect("an instance");
            let distance = |a: &[Rational], b: &[Rational]| {
                a.iter().zip(b).map(|(x, y)| (x.clone() - y).abs()).max().expect("some numbers")
            };
            let bound = Rational::power_of_two(-28);
            assert!(distance(near.policy.probabilities(), instance.policy.probabilities()) < bound, "{index}");
            assert!(distance(near.mdp.rewards(), instance.mdp.rewards()) < bound, "{index}");
            assert!((near.eta - &instance.eta).abs() < bound, "{index}");
        }
    }

    #[test]
    fn slopes_along_the_coordinates_agree_with_differences() {
        let claims = crate::theorems::all();
        let claim = claims.iter().find(|claim| claim.id == "M1").expect("a claim");
        let goal = Goal::from(&claim.parts[0]);
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let mut compared = 0;
        for index in 30..70 {
            let instance = Domain::Mdp.instance(3, index);
            let chart = Chart::new(Draft::new(&instance), &mut rng);
            let origin = chart.origin();
            for place in 0..origin.len() {
                let Some(tangent) = chart.tangent(place, &instance.mdp) else { continue };
                let slopes = goal.statement.slopes(&instance, &tangent, &Variation::default());
                let excess = |step: f64| {
                    let mut point = origin.clone();
                    point[place] += step;
                    let moved = chart.at(&point)?.build("moved")?;
                    super::super::Aim::Tightness.height(goal, &moved)
                };
                let step = 1e-4;
                let largest =
                    slopes.iter().filter(|s| s.excess.is_finite()).max_by(|a, b| a.excess.total_cmp(&b.excess));
                let (Some(slope), Some(up), Some(down)) = (largest, excess(step), excess(-step)) else { continue };
                let (left, right) = ((slope.excess - down) / step, (up - slope.excess) / step);
                // At kinks, and at the edge of the rewards, the one-sided differences disagree.
                if (left - right).abs() < 1e-3 {
                    compared += 1;
                    let difference = (up - down) / (2.0 * step);
                    assert!((slope.derivative - difference).abs() < 1e-2, "{index} {place}: {slope:?} {difference}");
                }
            }
        }
        assert!(compared > 50, "{compared}");
    }
}
