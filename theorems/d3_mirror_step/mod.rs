//! D3: the mirror-ascent step in the logits is the multiplicative update.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use super::d1_policy_gradient::derivative_along;
use super::hypotheses;
use crate::claim::{Claim, Comparison, Decide, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "D3",
        title: "the mirror step in logits is pi (1 + eta Adv), which needs no normalisation",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("rows sum to 1", Box::new(RowSums), naive::row_sums),
            part("mirror step", Box::new(MirrorStep), naive::mirror_step),
            part("step along the gradient", Box::new(AlongGradient), naive::along_gradient),
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

fn part(name: &'static str, statement: Box<dyn Decide>, naive: NaiveSides) -> Part {
    Part { name, domain: Domain::AnyMdp, depth: Depth::OneValue, statement, naive }
}

/// `pi(a|s) (1 + eta Adv(s,a))` by pair: the weights `exp z_{t+1}` of
/// `z_{t+1} = log pi + log(1 + eta Adv)`.
fn weights<T: Evaluate>(setting: &Setting<T>) -> Vec<T> {
    let now = setting.now();
    let factors = now.advantages().iter().map(|advantage| T::one() + &(setting.eta().clone() * advantage));
    factors.zip(now.policy().probabilities()).map(|(factor, p)| factor * p).collect()
}

/// `d(s) exp z(s,a) / sum_b exp z(s,b)` by pair, the gradient of the mirror map.
fn mirror_gradient<T: Evaluate>(setting: &Setting<T>, weights: &[T]) -> Vec<T> {
    let mut gradient = Vec::with_capacity(weights.len());
    for state in setting.states() {
        let of_state = &weights[setting.now().actions(state)];
        let scale = setting.now().occupancy()[state].clone() / &T::sum(of_state);
        gradient.extend(of_state.iter().map(|weight| scale.clone() * weight));
    }
    gradient
}

struct RowSums;

impl Statement for RowSums {
    fn hypotheses<T: Evaluate>(&self, _: &Setting<T>) -> Vec<Hypothesis> {
        Vec::new()
    }

    /// `sum_a pi(a|s) (1 + eta Adv(s,a)) = 1` in every state, for any `eta`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let weights = weights(setting);
        let side =
            |s: usize| Comparison::equal(format!("state {s}"), T::sum(&weights[setting.now().actions(s)]), T::one());
        setting.states().map(side).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct MirrorStep;

impl Statement for MirrorStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![
            hypotheses::full_support(setting),
            hypotheses::positive_step_size(setting),
            hypotheses::valid_update(setting),
        ]
    }

    /// `grad phi(z_{t+1}) = grad phi(z_t) + eta d pi_t Adv_t` for `z_{t+1} = z_t + log(1 + eta Adv_t)`,
    /// by pair.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let after = mirror_gradient(setting, &weights(setting));
        let before = mirror_gradient(setting, now.policy().probabilities());
        let mut sides = Vec::with_capacity(after.len());
        for state in setting.states() {
            for pair in now.actions(state) {
                let flow = now.occupancy()[state].clone() * &now.policy().probabilities()[pair];
                let step = setting.eta().clone() * &flow * &now.advantages()[pair];
                let label = format!("dphi/dz({pair})");
                sides.push(Comparison::equal(label, after[pair].clone(), before[pair].clone() + &step));
            }
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct AlongGradient;

impl Statement for AlongGradient {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![
            hypotheses::full_support(setting),
            hypotheses::positive_step_size(setting),
            hypotheses::valid_update(setting),
        ]
    }

    /// `<grad phi(z_{t+1}) - grad phi(z_t), u> = eta (1-gamma) <grad V^{pi_t}(rho), u>` for
    /// the second policy as `u`, with the right side by dual numbers.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let direction = setting.other().policy().probabilities();
        let after = mirror_gradient(setting, &weights(setting));
        let before = mirror_gradient(setting, setting.now().policy().probabilities());
        let left = T::dot(&after, direction) - &T::dot(&before, direction);
        let right = derivative_along(setting, direction) * &setting.stop() * setting.eta();
        vec![Comparison::equal("step", left, right)]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
