//! A4: what coarser features cost: their bias, and the neighbourhood it makes.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::linear_steps::{self, LinearRun, LinearStep};
use crate::approximation::excess_bound;
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Decide, Enclosed, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::{Rational, Transcendental, Truth};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "A4",
        title: "coarser features: bias, its certificate, and the neighbourhood",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("more features have no more bias", Box::new(Enclosed(Asked::Bias)), naive::bias),
            part("excess", Box::new(Enclosed(Asked::Excess)), naive::excess),
            part("neighbourhood", Box::new(Enclosed(Asked::Neighbourhood)), naive::neighbourhood),
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

fn part(name: &'static str, statement: Box<dyn Decide>, naive: NaiveSides) -> Part {
    Part { name, domain: Domain::NestedLinear, depth: Depth::NextValue, statement, naive }
}

/// What is claimed for each projection `theta^k` on the first `k` columns.
enum Asked {
    Bias,
    Excess,
    Neighbourhood,
}

/// The projections to compare with the last one: those with another policy that is not the target.
fn compared<T: Evaluate>(setting: &Setting<T>) -> Vec<usize> {
    let last = linear_steps::linear(setting).parameters().len() - 1;
    let differs = |&k: &usize| linear_steps::have_different_policies(setting, k, last);
    let target = linear_steps::exact_target(setting);
    (0..last).filter(differs).filter(|&k| !linear_steps::hits(setting, k, &target)).collect()
}

fn linear_hypotheses<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let mut all = linear_steps::paper(setting, 2);
    if all.iter().all(|hypothesis| hypothesis.truth.is_yes()) {
        let some = Truth::from_bool(!compared(setting).is_empty());
        all.push(Hypothesis::new("some coarser projection differs", some));
        let last = linear_steps::linear(setting).parameters().len() - 1;
        all.push(linear_steps::misses_target(setting, last));
    }
    all
}

/// `l` at each of the given parameters, with an upper bound on `l - inf l` over all features: the certificate where it
/// applies, `l` itself where it does not.
fn values_and_excesses<T: Evaluate + Transcendental>(setting: &Setting<T>, places: &[usize]) -> Vec<(T, T)> {
    let surrogate = linear_steps::surrogate(setting);
    let features = linear_steps::linear(setting).features();
    let columns = features.independent_columns(setting.mdp());
    let of_place = |&place: &usize| {
        let at = surrogate.log_linear(&linear_steps::parameter(setting, place));
        let value = surrogate.value(&at);
        let excess = excess_bound(features, &columns, &surrogate, &at).unwrap_or_else(|| value.clone());
        (value, excess)
    };
    places.iter().map(of_place).collect()
}

/// `(1 - eta C_t (1-gamma)) e_t + beta sqrt(eps)` against the error of each compared projection; `eps` is chosen from
/// the projection's own `l` and the last one's.
fn near<T: Evaluate + Transcendental>(setting: &Setting<T>, eps: impl Fn(T, &T) -> T) -> Vec<Comparison<T>> {
    let beta = T::from_rational(&linear_steps::squared_beta(setting));
    let mut run = LinearRun::alternatives(setting, linear_steps::linear(setting).parameters());
    let last = run.steps.pop().expect("the last parameter").divergence;
    let side = |k: usize| {
        let LinearStep { constant, divergence, error } = &run.steps[k];
        let factor = T::one() - &(setting.stop() * setting.eta() * constant);
        let radius = (beta.clone() * &eps(divergence.clone(), &last)).sqrt();
        Comparison::at_most(format!("e, {} columns", k + 1), error.clone(), factor * &run.first_error + &radius)
    };
    compared(setting).into_iter().map(side).collect()
}

impl TranscendentalStatement for Asked {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// For the projections `theta^k` on the first `k` of `d` columns, with `B` the certified bound on `l - inf l` over all
    /// `d` columns: `l(theta^d) - B(theta^d) <= l(theta^k)`; `l(theta^k) - l(theta^d) <= B(theta^k)`; and
    /// `e(theta^k) <= (1 - eta C_t (1-gamma)) e_t + beta sqrt(l(theta^k))`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        match self {
            Asked::Bias => {
                let (last, coarser) = last_and_coarser(setting);
                let least = last.0 - &last.1;
                let side = |(k, (value, _)): (usize, (T, T))| Comparison::at_most_plain(label(k), least.clone(), value);
                coarser.into_iter().map(side).collect()
            }
            Asked::Excess => excess_sides(setting, &Rational::from(1)),
            Asked::Neighbourhood => near(setting, |own, _| own),
        }
    }
}

/// `(l, B)` at the last parameter, and at the compared ones.
type LastAndCoarser<T> = ((T, T), Vec<(usize, (T, T))>);

fn last_and_coarser<T: Evaluate + Transcendental>(setting: &Setting<T>) -> LastAndCoarser<T> {
    let mut places = compared(setting);
    places.push(linear_steps::linear(setting).parameters().len() - 1);
    let mut found = values_and_excesses(setting, &places);
    let last = found.pop().expect("the last parameter");
    (last, places.into_iter().zip(found).collect())
}

/// `l(theta^k) - l(theta^d) <= factor B(theta^k)`
fn excess_sides<T: Evaluate + Transcendental>(setting: &Setting<T>, factor: &Rational) -> Vec<Comparison<T>> {
    let (last, coarser) = last_and_coarser(setting);
    let factor = T::from_rational(factor);
    let side = |(k, (value, excess)): (usize, (T, T))| Comparison::at_most(label(k), value - &last.0, excess * &factor);
    coarser.into_iter().map(side).collect()
}

fn label(k: usize) -> String {
    format!("l, {} columns", k + 1)
}
