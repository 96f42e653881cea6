//! B2: super-linear rate of gap-dependent SPMA in bandits,
//! `1 - p_T = (1 - p_0)^(2^T)` exactly.

mod controls;
mod integer_run;
mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::{Algorithm, Constraint, GapDependentSpma, Spma};
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::scalar::Truth;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "B2",
        title: "bandits: 1 - p_T = (1 - p_0)^(2^T) with gap-dependent steps",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "T steps",
                domain: Domain::Bandit,
                depth: Depth::Trajectory,
                statement: Box::new(SuperlinearRate),
                naive: naive::superlinear_rate,
            },
            Part {
                name: "two arms: the scalar step 1/Delta",
                domain: Domain::Bandit,
                depth: Depth::NextValue,
                statement: Box::new(TwoArms),
                naive: naive::two_arms,
            },
            Part {
                name: "long runs in integers",
                domain: Domain::LongBandit,
                depth: Depth::Static,
                statement: Box::new(integer_run::IntegerRun),
                naive: naive::mass_only,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

/// A bandit with two different rewards; no range and no step size is needed.
fn bandit_with_gap<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let rewards = setting.instance().mdp.rewards();
    vec![
        hypotheses::bandit(setting),
        hypotheses::full_support(setting),
        Hypothesis::form("two different rewards", Truth::from_bool(rewards.iter().any(|r| *r != rewards[0]))),
    ]
}

/// `1 - p`, summed over the arms that are not best: never as a difference.
fn other_mass<T: Evaluate>(setting: &Setting<T>, policy: &[T]) -> T {
    let rewards = setting.instance().mdp.rewards();
    let best = rewards.iter().fold(&rewards[0], |best, r| best.max(r));
    T::sum(policy.iter().zip(rewards).filter(|(_, r)| *r != best).map(|(p, _)| p))
}

/// `x^(2^T)`
fn repeated_square<T: Evaluate>(x: T, steps: u32) -> T {
    (0..steps).fold(x, |power, _| power.clone() * &power)
}

/// `sum_a pi(a) (r* - r_a)` and `max r - min r`.
fn suboptimality_and_span<T: Evaluate>(setting: &Setting<T>, policy: &[T]) -> (T, T) {
    let rewards = setting.instance().mdp.rewards();
    let best = rewards.iter().fold(&rewards[0], |best, r| best.max(r));
    let worst = rewards.iter().fold(&rewards[0], |worst, r| worst.min(r));
    let losses: Vec<T> = rewards.iter().map(|r| T::from_rational(&(best.clone() - r))).collect();
    (T::dot(policy, &losses), T::from_rational(&(best.clone() - worst)))
}

struct SuperlinearRate;

impl Statement for SuperlinearRate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        bandit_with_gap(setting)
    }

    /// `1 - p_T = (1 - p_0)^(2^T)` and `delta_T <= (1 - p_0)^(2^T) (max r - min r)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let run = setting.trajectory_of(&GapDependentSpma);
        let last = run[run.len() - 1].policy().probabilities();
        let bound = repeated_square(other_mass(setting, setting.now().policy().probabilities()), setting.steps());
        let (delta, span) = suboptimality_and_span(setting, last);
        vec![
            Comparison::equal("1 - p", other_mass(setting, last), bound.clone()),
            Comparison::at_most("delta", delta, bound * &span),
        ]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct TwoArms;

impl Statement for TwoArms {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = bandit_with_gap(setting);
        all.push(Hypothesis::form("two arms", Truth::from_bool(setting.mdp().pairs() == 2)));
        all
    }

    /// The gap-dependent update equals the update with `eta = 1/Delta`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let pairwise = GapDependentSpma.next_policy(now);
        let scalar = scalar_step(setting);
        let rows = pairwise.probabilities().iter().zip(scalar);
        rows.enumerate().map(|(a, (p, q))| Comparison::equal(format!("pi'({a})"), p.clone(), q)).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// `pi (1 + Adv / Delta)`
fn scalar_step<T: Evaluate>(setting: &Setting<T>) -> Vec<T> {
    let eta = match setting.now().state(0).gap() {
        Constraint::Value(gap) | Constraint::Perhaps(gap) => T::one() / &gap,
        Constraint::None => T::zero(),
    };
    Spma::constant(eta).next_policy(setting.now()).probabilities().to_vec()
}
