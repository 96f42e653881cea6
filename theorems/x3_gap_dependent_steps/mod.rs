//! X3 (ours): gap-dependent SPMA in MDPs. The rate has no gap in it, and the
//! convergence is quadratic in the end.

mod controls;
mod local_phase;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use super::optimal_gaps::OptimalGaps;
use crate::algorithm::{Algorithm, GapDependentSpma, Iterate};
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::search::Domain;
use local_phase::LocalPhase;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "X3",
        title: "MDPs: gap-dependent steps, rate (1-gamma) min pi(best), in the end quadratic",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "improvement",
                domain: Domain::AnyMdp,
                depth: Depth::OneValue,
                statement: Box::new(Improvement),
                naive: naive::improvement,
            },
            Part {
                name: "one step",
                domain: Domain::SmallMdp,
                depth: Depth::NextValue,
                statement: Box::new(OneStep),
                naive: naive::one_step,
            },
            Part {
                name: "T steps",
                domain: Domain::SmallMdp,
                depth: Depth::Trajectory,
                statement: Box::new(Steps),
                naive: naive::steps,
            },
            Part {
                name: "locally quadratic",
                domain: Domain::SmallMdp,
                depth: Depth::Trajectory,
                statement: Box::new(LocalPhase),
                naive: naive::local_phase,
            },
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

/// `min_s pi(best(s)|s)`
fn least_mass<T: Evaluate>(iterate: &Iterate<T>) -> T {
    iterate.states().iter().fold(T::one(), |least, state| least.minimum(&state.best_probability))
}

/// `1 - (1-gamma) rate`
fn contraction<T: Evaluate>(setting: &Setting<T>, rate: &T) -> T {
    T::one() - &setting.constant("rate", setting.stop() * rate)
}

struct Improvement;

impl Statement for Improvement {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `(T_{pi'} V)(s) - V(s) = 1/2 sum_{a,b} pi(a|s) pi(b|s) |Q(s,a) - Q(s,b)|`, and
    /// `pi(best(s)|s) M(s)` is at most that.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let gains = now.improvement(&GapDependentSpma.next_policy(now));
        let mut sides = Vec::with_capacity(2 * gains.len());
        for (s, (gain, state)) in gains.into_iter().zip(now.states()).enumerate() {
            let difference = mean_difference(now.policy().at(s), &now.action_values()[now.actions(s)]);
            let least = state.best_probability.clone() * &state.largest_advantage;
            sides.push(Comparison::equal(format!("gain({s})"), gain, difference.clone()));
            sides.push(Comparison::at_most(format!("pi(best) M({s})"), least, difference));
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// `1/2 sum_{a,b} p_a p_b |q_a - q_b|`, each pair of points once.
fn mean_difference<T: Evaluate>(probabilities: &[T], values: &[T]) -> T {
    let mut total = T::zero();
    for a in 0..values.len() {
        for b in 0..a {
            let distance = (values[a].clone() - &values[b]).absolute();
            total.add_product(&(probabilities[a].clone() * &probabilities[b]), &distance);
        }
    }
    total
}

struct OneStep;

impl Statement for OneStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `e_{t+1} <= (1 - (1-gamma) min_s pi_t(best(s)|s)) e_t` and `V_t <= V_{t+1}`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let next = Iterate::new(now.problem(), GapDependentSpma.next_policy(now));
        let bound = contraction(setting, &least_mass(now)) * &now.error();
        let mut sides = vec![Comparison::at_most("e", next.error(), bound)];
        for s in setting.states() {
            let (before, after) = (now.values()[s].clone(), next.values()[s].clone());
            sides.push(Comparison::at_most_plain(format!("V({s})"), before, after));
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct Steps;

impl Statement for Steps {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `e_T <= prod_(t<T) (1 - (1-gamma) min_s pi_t(best(s)|s)) e_0`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let run = setting.trajectory_of(&GapDependentSpma);
        let (last, before) = run.split_last().expect("a trajectory has a start");
        let factors = before.iter().map(|iterate| contraction(setting, &least_mass(iterate)));
        let bound = factors.fold(setting.now().error(), |bound, factor| bound * &factor);
        vec![Comparison::at_most("e", last.error(), bound)]
    }
}

/// Rewards in `[0, 1]`, full support, one optimal action in every state.
fn unique_optimum<T: Evaluate>(setting: &Setting<T>, gaps: &OptimalGaps<T>) -> Vec<Hypothesis> {
    vec![
        hypotheses::unit_rewards(setting),
        hypotheses::full_support(setting),
        Hypothesis::form("one optimal action in every state, not in all states the only one", gaps.unique()),
    ]
}
