//! D2: the log-sum-exp mirror map, its gradient and its Bregman divergence.

mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Control, Decide, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::{Dual, Field, Rational, Transcendental};
use crate::search::Domain;

/// Enclosures of the two sides of an identity have to agree to this power of two.
const AGREEMENT: i32 = -100;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "D2",
        title: "mirror map phi = sum d log-sum-exp: gradient d pi, divergence sum d KL",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("gradient", Box::new(Gradient { weighted: true }), naive::gradient),
            part("gradient of the divergence", Box::new(DivergenceGradient), naive::divergence_gradient),
            part("divergence", Box::new(Enclosed(Divergence { swapped: true })), naive::divergence),
        ],
        controls: vec![
            control("drop d", Box::new(Gradient { weighted: false }), naive::unweighted),
            control("arguments not swapped", Box::new(Enclosed(Divergence { swapped: false })), naive::not_swapped),
        ],
        studies: Vec::new(),
    }
}

fn part(name: &'static str, statement: Box<dyn Decide>, naive: NaiveSides) -> Part {
    Part { name, domain: Domain::TwoPolicies, depth: Depth::OneValue, statement, naive }
}

fn control(name: &'static str, statement: Box<dyn Decide>, naive: NaiveSides) -> Control {
    Control { name, part: part("two logits", statement, naive) }
}

/// `e^z(s,a)` of the first logits: the second policy, times `1 + s + 2a` so that
/// the weights of a state do not sum to 1. The second logits are `z' = log pi`.
fn weights<T: Evaluate>(setting: &Setting<T>) -> Vec<T> {
    let other = setting.other().policy();
    let mut weights = Vec::with_capacity(other.probabilities().len());
    for state in setting.states() {
        for (action, p) in other.at(state).iter().enumerate() {
            weights.push(p.clone() * &setting.number((1 + state + 2 * action) as i64, 1));
        }
    }
    weights
}

/// `(log f)' = f'/f`, which needs no logarithm.
fn log_derivative<T: Field>(f: &Dual<T>) -> T {
    f.derivative.clone() / &f.value
}

/// The weights of a state with their derivatives by the logit of `action`.
fn with_derivative<T: Field>(weights: &[T], action: usize) -> Vec<Dual<T>> {
    let dual =
        |(b, w): (usize, &T)| Dual { value: w.clone(), derivative: if b == action { w.clone() } else { T::zero() } };
    weights.iter().enumerate().map(dual).collect()
}

/// Both policies have full support; weights `e^z` that are 0 have no logits.
fn hypotheses_of_weights<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![hypotheses::full_support(setting), hypotheses::second_full_support(setting).required()]
}

struct Gradient {
    weighted: bool,
}

impl Statement for Gradient {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses_of_weights(setting)
    }

    /// `d phi(z)/dz(s,a) = d(s) pi_z(a|s)`, the left side by dual numbers through
    /// `log sum_b e^z(s,b)`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (weights, occupancy) = (weights(setting), setting.now().occupancy());
        let mut sides = Vec::with_capacity(weights.len());
        for state in setting.states() {
            let of_state = &weights[setting.now().actions(state)];
            let total = T::sum(of_state);
            for (action, weight) in of_state.iter().enumerate() {
                let left = log_derivative(&Dual::sum(&with_derivative(of_state, action))) * &occupancy[state];
                let share = weight.clone() / &total;
                let right = if self.weighted { share * &occupancy[state] } else { share };
                sides.push(Comparison::equal(format!("dphi/dz({state},{action})"), left, right));
            }
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct DivergenceGradient;

impl Statement for DivergenceGradient {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses_of_weights(setting)
    }

    /// `d/dz(s,a) [phi(z) - phi(z') - <grad phi(z'), z - z'>] = d/dz(s,a) sum_s d(s) KL(pi_z' || pi_z)`,
    /// both by dual numbers.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let (weights, occupancy) = (weights(setting), now.occupancy());
        let mut sides = Vec::with_capacity(weights.len());
        for state in setting.states() {
            let (of_state, target) = (&weights[now.actions(state)], now.policy().at(state));
            for (action, target_probability) in target.iter().enumerate() {
                let dual = with_derivative(of_state, action);
                let total = Dual::sum(&dual);
                let left = log_derivative(&total) - target_probability;
                let mut right = T::zero();
                for (weight, p) in dual.into_iter().zip(target) {
                    right -= &(p.clone() * &log_derivative(&(weight / &total)));
                }
                let mass = &occupancy[state];
                sides.push(Comparison::equal(format!("d/dz({state},{action})"), left * mass, right * mass));
            }
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct Divergence {
    /// As claimed, `KL(pi_z' || pi_z)`; otherwise `KL(pi_z || pi_z')`.
    swapped: bool,
}

impl TranscendentalStatement for Divergence {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses_of_weights(setting)
    }

    /// `|phi(z) - phi(z') - <grad phi(z'), z - z'> - sum_s d(s) KL(pi_z' || pi_z)| <= 2^-100`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let (weights, occupancy) = (weights(setting), now.occupancy());
        let mut difference = T::zero();
        for state in setting.states() {
            let (of_state, target) = (&weights[now.actions(state)], now.policy().at(state));
            let total = T::sum(of_state);
            // phi(z') = 0, because the weights of z' = log pi sum to 1.
            let mut bregman = total.ln();
            let mut divergence = T::zero();
            for (weight, p) in of_state.iter().zip(target) {
                bregman -= &(p.clone() * &(weight.ln() - &p.ln()));
                let q = weight.clone() / &total;
                let (from, to) = if self.swapped { (p.clone(), q) } else { (q, p.clone()) };
                divergence.add_product(&from, &(from.clone() / &to).ln());
            }
            difference.add_product(&occupancy[state], &(bregman - &divergence));
        }
        let limit = T::from_rational(&Rational::power_of_two(AGREEMENT));
        vec![Comparison::at_most_plain("difference", difference.absolute(), limit)]
    }
}
