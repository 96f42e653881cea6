//! D4: to first order in the step size SPMA and NPG agree.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use num_traits::One;

use super::hypotheses;
use crate::claim::{
    Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting, TranscendentalStatement,
};
use crate::mdp::Evaluate;
use crate::scalar::{Rational, Transcendental, Truth};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "D4",
        title: "SPMA and NPG logits differ by at most eta^2 max(Adv^2/(2 min(1, 1+eta Adv)), span^2/8)",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "one state",
                domain: Domain::Distribution,
                depth: Depth::Static,
                statement: Box::new(Enclosed(OneState(Bound::claimed()))),
                naive: naive::one_state,
            },
            Part {
                name: "uniform",
                domain: Domain::Mdp,
                depth: Depth::OneValue,
                statement: Box::new(Enclosed(Uniform)),
                naive: naive::uniform,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

/// `c eta^k span^2` above, `x^2/2` divided by `min(1, 1 + x)` or not below.
struct Bound {
    factor: (i64, i64),
    power: u32,
    is_divided: bool,
}

impl Bound {
    /// `eta^2 span^2 / 8` above, `x^2 / (2 min(1, 1 + x))` below.
    fn claimed() -> Self {
        Bound { factor: (1, 8), power: 2, is_divided: true }
    }
}

struct OneState(Bound);

impl OneState {
    /// `eta (q_a - mu)` by action, exactly: where all values are equal it is 0.
    fn exponents<T: Evaluate>(setting: &Setting<T>) -> Vec<Rational> {
        let (values, policy) = (setting.instance().mdp.rewards(), &setting.instance().policy);
        let mean: Rational = values.iter().zip(policy.probabilities()).map(|(value, p)| value.clone() * p).sum();
        values.iter().map(|value| (value.clone() - &mean) * &setting.instance().eta).collect()
    }
}

/// `log(1 + x) - (x - log Z)` by action, `Z = sum_a pi(a) e^x(a)`.
fn differences<T: Evaluate + Transcendental>(x: &[T], probabilities: &[T]) -> Vec<T> {
    // Z = 1 + sum pi (e^x - 1), which is exactly 1 where x = 0.
    let growth: Vec<T> = x.iter().map(|x| x.exp() - &T::one()).collect();
    let log_normaliser = (T::one() + &T::dot(&growth, probabilities)).ln();
    x.iter().map(|x| (T::one() + x).ln() - x + &log_normaliser).collect()
}

impl TranscendentalStatement for OneState {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let inside = Self::exponents(setting).into_iter().all(|x| x > -Rational::one());
        let is_positive = setting.eta_is_positive();
        vec![hypotheses::one_state(setting), Hypothesis::form("0 < eta m < 1", Truth::from_bool(inside && is_positive))]
    }

    /// With `x = eta (q_a - mu)` and `D_a = log(1 + x) - (x - log sum_b pi(b) e^(x_b))`:
    /// `D_a <= eta^2 (max q - min q)^2 / 8` and `-D_a <= x^2 / (2 min(1, 1 + x))`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let OneState(bound) = self;
        let exponents = Self::exponents(setting);
        let x: Vec<T> = exponents.iter().map(T::from_rational).collect();
        let differences = differences(&x, setting.now().policy().probabilities());
        let (lowest, highest) = setting.instance().mdp.reward_range();
        let span = highest - lowest;
        let power = (0..bound.power).fold(Rational::one(), |power, _| power * &setting.instance().eta);
        let above = Rational::new(bound.factor.0, bound.factor.1) * power * &span * &span;
        let mut sides = Vec::with_capacity(2 * x.len());
        for (action, (difference, x)) in differences.into_iter().zip(&exponents).enumerate() {
            let shrinking = if bound.is_divided { Rational::one().min(Rational::one() + x) } else { Rational::one() };
            let below = x.clone() * x / (shrinking * Rational::from(2));
            let upper = T::from_rational(&above);
            sides.push(Comparison::at_most(format!("D({action})"), difference.clone(), upper));
            sides.push(Comparison::at_most(format!("-D({action})"), -difference, T::from_rational(&below)));
        }
        sides
    }
}

struct Uniform;

impl TranscendentalStatement for Uniform {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = hypotheses::paper(setting);
        let half = (Rational::one() - setting.instance().mdp.discount()) / Rational::from(2);
        all.push(Hypothesis::new("eta <= (1 - gamma) / 2", Truth::from_bool(setting.instance().eta <= half)));
        all
    }

    /// `|log(1 + eta Adv(s,a)) - (eta Adv(s,a) - log Z(s))| <= eta^2 / (1-gamma)^2` for every pair,
    /// the largest of them.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let mut largest = T::zero();
        for state in setting.states() {
            let advantages = &now.advantages()[now.actions(state)];
            let x: Vec<T> = advantages.iter().map(|advantage| setting.eta().clone() * advantage).collect();
            for difference in differences(&x, now.policy().at(state)) {
                largest = largest.maximum(&difference.absolute());
            }
        }
        let ratio = setting.eta().clone() / &setting.stop();
        vec![Comparison::at_most("D", largest, ratio.clone() * &ratio)]
    }
}
