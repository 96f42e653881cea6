//! The end of a run, in which the optimal actions are the greedy ones.

use super::{OptimalGaps, unique_optimum};
use crate::algorithm::{GapDependentSpma, Iterate};
use crate::claim::{Comparison, Hypothesis, Setting, Statement};
use crate::mdp::Evaluate;
use crate::scalar::Truth;

pub(super) struct LocalPhase;

impl Statement for LocalPhase {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        local(setting)
    }

    /// From the first `t` with `gamma e_t < gap*` on, for `k >= 1`:
    /// `1 - pi_{t+k}(a*(s)|s) = (1 - pi_{t+k-1}(a*(s)|s))^2`, and for `k >= 0`
    /// `e_{t+k} <= q_t^(2^k) max G / (1-gamma)` with `q_t = max_s 1 - pi_t(a*(s)|s)`;
    /// `max G <= 1/(1-gamma)`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let gaps = OptimalGaps::new(setting.now());
        let run = setting.trajectory_of(&GapDependentSpma);
        let first = run.iter().position(|iterate| is_local(iterate, &gaps).is_yes()).expect("a hypothesis");
        let mut sides = bounds(setting, &gaps, &run, first, |power| power.clone() * power);
        for (t, pair) in run.windows(2).enumerate().skip(first) {
            let rows = other_masses(&pair[0], &gaps).into_iter().zip(other_masses(&pair[1], &gaps)).enumerate();
            sides.extend(rows.map(|(s, (before, after))| {
                Comparison::equal(format!("1 - pi_{}(a*|{s})", t + 1), after, before.clone() * &before)
            }));
        }
        sides.push(Comparison::at_most("max G", gaps.largest(), T::one() / &setting.stop()));
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// One optimal action in every state, and `gamma e_t < gap*` for some `t <= T`.
pub(super) fn local<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let gaps = OptimalGaps::new(setting.now());
    let run = setting.trajectory_of(&GapDependentSpma);
    let reached = run.iter().fold(Truth::No, |some, iterate| some.or(is_local(iterate, &gaps)));
    let mut all = unique_optimum(setting, &gaps);
    all.push(Hypothesis::form("gamma e_t < gap* for some t <= T", reached));
    all
}

/// `gamma e_t < gap*`
pub(super) fn is_local<T: Evaluate>(iterate: &Iterate<T>, gaps: &OptimalGaps<T>) -> Truth {
    (iterate.error() * iterate.mdp().discount()).less(&gaps.least())
}

/// `e_{t+k} <= power_k max G / (1-gamma)` for `k >= 0`, where `power_0 = q_t` and
/// `next(power_k)` is the next power.
pub(super) fn bounds<T: Evaluate>(
    setting: &Setting<T>,
    gaps: &OptimalGaps<T>,
    run: &[Iterate<T>],
    first: usize,
    next: impl Fn(&T) -> T,
) -> Vec<Comparison<T>> {
    let masses = other_masses(&run[first], gaps);
    let mut power = masses.iter().fold(T::zero(), |most, mass| most.maximum(mass));
    let scale = gaps.largest() / &setting.stop();
    let mut sides = Vec::with_capacity(run.len() - first);
    for (t, iterate) in run.iter().enumerate().skip(first) {
        sides.push(Comparison::at_most(format!("e_{t} from {first}"), iterate.error(), power.clone() * &scale));
        power = next(&power);
    }
    sides
}

/// `1 - pi(a*(s)|s)` by state, summed over the other actions: never as a
/// difference.
fn other_masses<T: Evaluate>(iterate: &Iterate<T>, gaps: &OptimalGaps<T>) -> Vec<T> {
    let optimal = gaps.is_optimal();
    let of_state = |s: usize| {
        let pairs = iterate.actions(s);
        let row = || iterate.policy().at(s).iter().zip(&optimal[pairs.clone()]);
        let among = |wanted: fn(Truth) -> bool| T::sum(row().filter(|(_, best)| wanted(**best)).map(|(p, _)| p));
        among(Truth::is_no).hull(&among(|best| !best.is_yes()))
    };
    (0..iterate.mdp().states()).map(of_state).collect()
}
