//! A4: what coarser features cost: their bias, and the neighbourhood it makes.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::linear_steps::{self, LinearRun, LinearStep};
use crate::approximation::{LogLinear, Surrogate, excess_bound};
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

/// What is claimed for each projection `theta^k` on some of the first columns.
enum Asked {
    Bias,
    Excess,
    Neighbourhood,
}

/// The projections to compare with the last one: those with another policy that are no uniform minimisers.
fn compared<T: Evaluate>(setting: &Setting<T>, exact: &Surrogate<Rational>) -> Vec<usize> {
    let parameters = linear_steps::linear(setting).parameters();
    let last = parameters.len() - 1;
    let differs = |&k: &usize| linear_steps::have_different_policies(setting, k, last);
    (0..last).filter(differs).filter(|&k| !linear_steps::is_uniform_minimiser(exact, &parameters[k])).collect()
}

fn linear_hypotheses<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let mut all = linear_steps::paper(setting, 2);
    if setting.accepts(&all) {
        let exact = linear_steps::exact_surrogate(setting);
        let some = !compared(setting, &exact).is_empty();
        let parameters = linear_steps::linear(setting).parameters();
        let open = !linear_steps::is_uniform_minimiser(&exact, &parameters[parameters.len() - 1]);
        all.push(Hypothesis::new("some coarser projection differs", Truth::from_bool(some)));
        all.push(Hypothesis::new("the last projection is no uniform minimiser", Truth::from_bool(open)));
    }
    all
}

/// The surrogate with what its certificate needs.
struct Certified<'s, 'a, T> {
    setting: &'s Setting<'a, T>,
    surrogate: Surrogate<T>,
    columns: Vec<usize>,
}

impl<'s, 'a, T: Evaluate + Transcendental> Certified<'s, 'a, T> {
    fn new(setting: &'s Setting<'a, T>) -> Self {
        let columns = linear_steps::linear(setting).features().independent_columns(setting.mdp());
        Certified { setting, surrogate: linear_steps::surrogate(setting), columns }
    }

    fn log_linear(&self, place: usize) -> LogLinear<T> {
        self.surrogate.log_linear(&linear_steps::parameter(self.setting, place))
    }

    /// `l` at a parameter.
    fn value(&self, place: usize) -> T {
        self.surrogate.value(&self.log_linear(place))
    }

    /// An upper bound on `l - inf l` over all features: the certificate where it applies, `l` itself where it does not.
    fn excess(&self, place: usize) -> T {
        let at = self.log_linear(place);
        let features = linear_steps::linear(self.setting).features();
        excess_bound(features, &self.columns, &self.surrogate, &at).unwrap_or_else(|| self.surrogate.value(&at))
    }

    /// The last parameter, which uses all columns.
    fn last(&self) -> usize {
        linear_steps::linear(self.setting).parameters().len() - 1
    }
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
        Comparison::at_most(format!("e, projection {k}"), error.clone(), factor * &run.first_error + &radius)
    };
    compared(setting, &linear_steps::exact_surrogate(setting)).into_iter().map(side).collect()
}

impl TranscendentalStatement for Asked {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// For the projections `theta^1, ..., theta^n`, the last one on all columns, with `B` the certified bound on `l - inf l`
    /// over all columns: `l(theta^n) - B(theta^n) <= l(theta^k)`; `l(theta^k) - l(theta^n) <= B(theta^k)`; and
    /// `e(theta^k) <= (1 - eta C_t (1-gamma)) e_t + beta sqrt(l(theta^k))`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        match self {
            Asked::Bias => {
                let certified = Certified::new(setting);
                let last = certified.last();
                let least = certified.value(last) - &certified.excess(last);
                let side = |k| Comparison::at_most_plain(label(k), least.clone(), certified.value(k));
                compared(setting, &linear_steps::exact_surrogate(setting)).into_iter().map(side).collect()
            }
            Asked::Excess => excess_sides(setting, &Rational::from(1)),
            Asked::Neighbourhood => near(setting, |own, _| own),
        }
    }
}

/// `l(theta^k) - l(theta^n) <= factor B(theta^k)`
fn excess_sides<T: Evaluate + Transcendental>(setting: &Setting<T>, factor: &Rational) -> Vec<Comparison<T>> {
    let certified = Certified::new(setting);
    let (factor, last) = (T::from_rational(factor), certified.value(certified.last()));
    let side = |k| Comparison::at_most(label(k), certified.value(k) - &last, certified.excess(k) * &factor);
    compared(setting, &linear_steps::exact_surrogate(setting)).into_iter().map(side).collect()
}

fn label(k: usize) -> String {
    format!("l, projection {k}")
}
