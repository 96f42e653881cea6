//! M2 (ours): the local rate of SPMA in MDPs is `1 - eta g` with the smallest
//! gap `g` of the optimal action values, with no factor `1 - gamma`.

mod controls;
mod naive;
mod steps;
mod study;
#[cfg(test)]
mod tests;

use super::hypotheses;
use super::optimal_gaps::OptimalGaps;
use crate::algorithm::Iterate;
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;
use steps::Products;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "M2",
        title: "tabular MDPs: e_t^(1/t) tends to 1 - eta g, without the factor 1 - gamma of M1",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            one("upper rate", UpperRate, naive::upper_rate),
            one("lower rate", LowerRate, naive::lower_rate),
            one("error and loss", ErrorAndLoss, naive::error_and_loss),
            Part {
                name: "T steps",
                domain: Domain::MdpRun,
                depth: Depth::Trajectory,
                statement: Box::new(Products),
                naive: naive::products,
            },
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

fn one(name: &'static str, statement: impl Statement + 'static, naive: NaiveSides) -> Part {
    Part { name, domain: Domain::AnyMdp, depth: Depth::NextValue, statement: Box::new(statement), naive }
}

/// `eta > 0`.
fn positive_step<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![hypotheses::positive_step_size(setting)]
}

/// `x(s) = sum_a pi(a|s) G(s,a)` by state, for the probabilities of a policy.
fn expected_losses<T: Evaluate>(setting: &Setting<T>, gaps: &OptimalGaps<T>, probabilities: &[T]) -> Vec<T> {
    let of_state = |s: usize| {
        let pairs = setting.now().actions(s);
        T::dot(&probabilities[pairs.clone()], &gaps.losses()[pairs])
    };
    setting.states().map(of_state).collect()
}

/// `1 - eta (g - e)`
fn upper_factor<T: Evaluate>(setting: &Setting<T>, least: &T, error: &T) -> T {
    T::one() - &(setting.eta().clone() * &(least.clone() - error))
}

/// `1 - eta (G + gamma e)`
fn lower_factor<T: Evaluate>(setting: &Setting<T>, loss: &T, error: &T) -> T {
    let drift = setting.mdp().discount().clone() * error;
    T::one() - &(setting.eta().clone() * &(drift + loss))
}

/// `x_{t+1}(s) <= factor x_t(s)`
fn loss_sides<T: Evaluate>(setting: &Setting<T>, gaps: &OptimalGaps<T>, factor: &T) -> Vec<Comparison<T>> {
    let losses = |iterate: &Iterate<T>| expected_losses(setting, gaps, iterate.policy().probabilities());
    let rows = losses(setting.next()).into_iter().zip(losses(setting.now())).enumerate();
    rows.map(|(s, (after, before))| Comparison::at_most(format!("x({s})"), after, before * factor)).collect()
}

/// `pi_t(a|s) factor(G(s,a)) <= pi_{t+1}(a|s)`
fn weight_sides<T: Evaluate>(
    setting: &Setting<T>,
    gaps: &OptimalGaps<T>,
    factor: impl Fn(&T) -> T,
) -> Vec<Comparison<T>> {
    let (before, after) = (setting.now().policy().probabilities(), setting.next().policy().probabilities());
    let side = |s: usize, pair: usize, first: usize| {
        let least = before[pair].clone() * &factor(&gaps.losses()[pair]);
        Comparison::at_most(format!("pi({s},{})", pair - first), least, after[pair].clone())
    };
    let of_state = |s: usize| {
        let pairs = setting.now().actions(s);
        let first = pairs.start;
        pairs.map(move |pair| (s, pair, first))
    };
    setting.states().flat_map(of_state).map(|(s, pair, first)| side(s, pair, first)).collect()
}

struct UpperRate;

impl Statement for UpperRate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        positive_step(setting)
    }

    /// `x_{t+1}(s) <= (1 - eta (g - e_t)) x_t(s)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let gaps = OptimalGaps::new(setting.now());
        loss_sides(setting, &gaps, &upper_factor(setting, &gaps.least(), &setting.now().error()))
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct LowerRate;

impl Statement for LowerRate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        positive_step(setting)
    }

    /// `pi_t(a|s) (1 - eta (G(s,a) + gamma e_t)) <= pi_{t+1}(a|s)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let error = setting.now().error();
        weight_sides(setting, &OptimalGaps::new(setting.now()), |loss| lower_factor(setting, loss, &error))
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct ErrorAndLoss;

impl Statement for ErrorAndLoss {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `max_s x_t(s) <= e_t <= max_s x_t(s) / (1-gamma)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (error, largest) = (setting.now().error(), largest_loss(setting));
        vec![
            Comparison::at_most("x", largest.clone(), error.clone()),
            Comparison::at_most("e", error, largest / &setting.stop()),
        ]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// `max_s x_t(s)`
fn largest_loss<T: Evaluate>(setting: &Setting<T>) -> T {
    let now = setting.now();
    let losses = expected_losses(setting, &OptimalGaps::new(now), now.policy().probabilities());
    losses.iter().fold(T::zero(), |most, loss| most.maximum(loss))
}
