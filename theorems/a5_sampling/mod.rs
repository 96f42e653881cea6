//! A5: the surrogate from sampled states.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::{hypotheses, linear_steps};
use crate::claim::{Claim, Comparison, Decide, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "A5",
        title: "sampled surrogate: law of the sampled states, mean and variance of its gradient",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("law of the stopping state", Domain::Mdp, Box::new(StoppingState), naive::stopping_state),
            part("two samples", Domain::LinearMdp, Box::new(TwoSamples), naive::two_samples),
        ],
        controls: controls::controls(),
        studies: vec![study::excesses(), study::slope()],
    }
}

fn part(name: &'static str, domain: Domain, statement: Box<dyn Decide>, naive: NaiveSides) -> Part {
    Part { name, domain, depth: Depth::OneValue, statement, naive }
}

struct StoppingState;

impl Statement for StoppingState {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// With `d_T(s) = sum_(t<T) (1-gamma) gamma^t (rho' P_pi^t)(s)`, the probability to stop in `s` within `T` steps:
    /// `d_T(s) <= d(s) <= d_T(s) + gamma^T`, and `sum_s (d(s) - d_T(s)) = gamma^T`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (stop, discount) = (setting.stop(), setting.mdp().discount());
        let (stopped, going) = stopped_within(setting, &stop, discount);
        let occupancy = setting.now().occupancy();
        let mut sides = Vec::new();
        for (s, (within, all)) in stopped.iter().zip(occupancy).enumerate() {
            sides.push(Comparison::at_most(format!("d_T({s})"), within.clone(), all.clone()));
            sides.push(Comparison::at_most(format!("d({s})"), all.clone(), within.clone() + &going));
        }
        let missing = T::sum(occupancy) - &T::sum(&stopped);
        sides.push(Comparison::equal("still going", missing, going));
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// `sum_(t<T) stop go^t rho' P_pi^t` by state, and `go^T`.
fn stopped_within<T: Evaluate>(setting: &Setting<T>, stop: &T, go: &T) -> (Vec<T>, T) {
    let mdp = setting.mdp();
    let mut stopped = vec![T::zero(); mdp.states()];
    let mut law = mdp.initial().to_vec();
    let mut going = T::one();
    for _ in 0..setting.steps() {
        let mut next = vec![T::zero(); mdp.states()];
        let share = stop.clone() * &going;
        for (state, mass) in law.iter().enumerate() {
            stopped[state].add_product(&share, mass);
            for pair in mdp.actions(state) {
                let flow = mass.clone() * &setting.now().policy().probabilities()[pair];
                for (successor, probability) in mdp.successors(pair) {
                    next[successor].add_product(&flow, probability);
                }
            }
        }
        law = next;
        going = going * go;
    }
    (stopped, going)
}

/// The paper's setting with features.
fn linear_hypotheses<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let mut all = vec![linear_steps::has_parameters(setting, 0)];
    all.extend(hypotheses::paper(setting));
    all
}

struct TwoSamples;

impl Statement for TwoSamples {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// Let `G` be the gradient at any `pi'` of the surrogate whose weights are the frequencies of two independent states
    /// of law `d`, `g` the gradient with `d` itself, `g_s` that of one state. Summed over all pairs of states:
    /// `E G = g` and `E ||G - g||^2 = (sum_s d(s) ||g_s||^2 - ||g||^2) / 2`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        moments(setting, setting.now().occupancy(), &setting.number(1, 2))
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// Mean and mean squared error of the gradient from two states of the given law, against `g` and `factor` times the
/// variance of one.
fn moments<T: Evaluate>(setting: &Setting<T>, law: &[T], factor: &T) -> Vec<Comparison<T>> {
    let (surrogate, policy) = (linear_steps::surrogate(setting), setting.other().policy());
    let gradient = surrogate.gradient(policy);
    let mut mean = vec![T::zero(); gradient.len()];
    let mut error = T::zero();
    for (i, first) in law.iter().enumerate() {
        for (j, second) in law.iter().enumerate() {
            let probability = first.clone() * second;
            let count = |s: usize| usize::from(s == i) + usize::from(s == j);
            let frequencies = setting.states().map(|s| setting.number(count(s) as i64, 2)).collect();
            let sampled = surrogate.with_weights(frequencies).gradient(policy);
            for ((mean, own), exact) in mean.iter_mut().zip(&sampled).zip(&gradient) {
                mean.add_product(&probability, own);
                let difference = own.clone() - exact;
                error.add_product(&probability, &(difference.clone() * &difference));
            }
        }
    }
    let mut variance = -T::dot(&gradient, &gradient);
    for (state, weight) in surrogate.weights().iter().enumerate() {
        let own = surrogate.state_gradient(policy, state);
        variance.add_product(weight, &T::dot(&own, &own));
    }
    let entries = mean.into_iter().zip(gradient).enumerate();
    let mut sides: Vec<Comparison<T>> =
        entries.map(|(i, (mean, exact))| Comparison::equal(format!("mean {i}"), mean, exact)).collect();
    sides.push(Comparison::equal("squared error", error, variance * factor));
    sides
}
