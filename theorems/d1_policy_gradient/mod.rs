//! D1: the policy gradient in the logits, against forward differentiation
//! through the policy evaluation.

mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Control, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Statement, TranscendentalStatement};
use crate::mdp::{Evaluate, Policy};
use crate::replay::NaiveSides;
use crate::scalar::{Dual, Field, Rational, Transcendental, Truth};
use crate::search::Domain;

/// Every logit is differentiated by an evaluation of its own; on larger models
/// one direction has to do.
const MOST_LOGITS: usize = 12;

/// Enclosures of the two derivatives have to agree to this power of two.
const AGREEMENT: i32 = -40;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "D1",
        title: "policy gradient in logits: d(s) pi(a|s) Adv(s,a) / (1-gamma)",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("along a direction", Box::new(Direction { formula: Formula::Gradient }), naive::direction),
            part("each logit", Box::new(EachLogit), naive::each_logit),
            part("through enclosed logits", Box::new(Enclosed(EnclosedLogits)), naive::enclosed_logits),
        ],
        controls: vec![
            control("Q in place of Adv", Formula::ActionValues, naive::action_values),
            control("drop pi", Formula::WithoutPolicy, naive::without_policy),
            control("drop 1/(1-gamma)", Formula::WithoutHorizon, naive::without_horizon),
        ],
        studies: Vec::new(),
    }
}

fn part(name: &'static str, statement: Box<dyn crate::claim::Decide>, naive: NaiveSides) -> Part {
    Part { name, domain: Domain::AnyMdp, depth: Depth::OneValue, statement, naive }
}

fn control(name: &'static str, formula: Formula, naive: NaiveSides) -> Control {
    Control { name, part: part("along a direction", Box::new(Direction { formula }), naive) }
}

/// Which gradient.
#[derive(Clone, Copy)]
enum Formula {
    Gradient,
    ActionValues,
    WithoutPolicy,
    WithoutHorizon,
}

impl Formula {
    /// `d(s) pi(a|s) Adv(s,a) / (1-gamma)` by pair, or a wrong version of it.
    fn gradient<T: Evaluate>(self, setting: &Setting<T>) -> Vec<T> {
        let now = setting.now();
        let factors = match self {
            Formula::ActionValues => now.action_values(),
            _ => now.advantages(),
        };
        let mut gradient = Vec::with_capacity(factors.len());
        for state in setting.states() {
            let mass = match self {
                Formula::WithoutHorizon => now.occupancy()[state].clone(),
                _ => now.occupancy()[state].clone() / &setting.stop(),
            };
            for pair in now.actions(state) {
                let weighted = mass.clone() * &factors[pair];
                gradient.push(match self {
                    Formula::WithoutPolicy => weighted,
                    _ => weighted * &now.policy().probabilities()[pair],
                });
            }
        }
        gradient
    }
}

/// `dV^{pi_z}(rho)/dh` at `h = 0` for `z = log pi + h u`: softmax weights are
/// `pi e^(h u)` with the derivative `pi u`, so no logarithm is needed.
pub(in crate::theorems) fn derivative_along<T: Evaluate>(setting: &Setting<T>, direction: &[T]) -> T {
    let probabilities = setting.now().policy().probabilities();
    let weights = probabilities.iter().zip(direction);
    derivative(setting, weights.map(|(p, u)| Dual { value: p.clone(), derivative: p.clone() * u }).collect())
}

/// `dV(rho)` of the policy with these weights, normalised in each state.
fn derivative<T: Evaluate>(setting: &Setting<T>, weights: Vec<Dual<T>>) -> T {
    let policy = setting.now().policy();
    let mut probabilities = Vec::with_capacity(weights.len());
    for state in setting.states() {
        let of_state = &weights[policy.actions(state)];
        let total = Dual::sum(of_state);
        probabilities.extend(of_state.iter().map(|weight| weight.clone() / &total));
    }
    let moved: Policy<Dual<T>> = policy.with_probabilities(probabilities);
    let values = Dual::evaluate(&setting.instance().mdp.convert(), &moved);
    let slopes: Vec<T> = values.into_iter().map(|value| value.derivative).collect();
    T::dot(setting.mdp().initial(), &slopes)
}

struct Direction {
    formula: Formula,
}

impl Statement for Direction {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `dV^{pi_z}(rho)/dh = 1/(1-gamma) sum_s d(s) sum_a pi(a|s) Adv(s,a) u(s,a)`
    /// for `z = log pi + h u`, `u` the second policy.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let direction = setting.other().policy().probabilities();
        let right = T::dot(&self.formula.gradient(setting), direction);
        vec![Comparison::equal("dV(rho)", derivative_along(setting, direction), right)]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct EachLogit;

impl Statement for EachLogit {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let is_small = Truth::from_bool(setting.mdp().pairs() <= MOST_LOGITS);
        vec![hypotheses::full_support(setting), Hypothesis::form("at most 12 logits", is_small)]
    }

    /// `dV(rho)/dz(s,a) = d(s) pi(a|s) Adv(s,a) / (1-gamma)` for every pair.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let gradient = Formula::Gradient.gradient(setting);
        let side = |(pair, right): (usize, T)| {
            let unit = |other: usize| if other == pair { T::one() } else { T::zero() };
            let direction: Vec<T> = (0..setting.mdp().pairs()).map(unit).collect();
            Comparison::equal(format!("dV(rho)/dz({pair})"), derivative_along(setting, &direction), right)
        };
        gradient.into_iter().enumerate().map(side).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct EnclosedLogits;

impl TranscendentalStatement for EnclosedLogits {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `|dV^{pi_z}(rho)/dh - 1/(1-gamma) sum_s d(s) sum_a pi Adv u| <= 2^-40`, with
    /// `z = log pi` and the softmax computed by `exp`, both over dual numbers.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let direction = setting.other().policy().probabilities();
        let logits = setting.now().policy().probabilities().iter().zip(direction);
        let weights = logits.map(|(p, u)| Dual { value: p.ln(), derivative: u.clone() }.exp()).collect();
        let formula = T::dot(&Formula::Gradient.gradient(setting), direction);
        let difference = (derivative(setting, weights) - &formula).absolute();
        let limit = T::from_rational(&Rational::power_of_two(AGREEMENT));
        vec![Comparison::at_most_plain("difference", difference, limit)]
    }
}
