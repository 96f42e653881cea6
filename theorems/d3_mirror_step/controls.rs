//! False variants of D3.

use super::naive;
use crate::claim::{Comparison, Control, Depth, Enclosed, Hypothesis, Part, Setting, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Transcendental;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("NPG without its normaliser", Enclosed(WithoutNormaliser), naive::without_normaliser),
        control("eta Adv without the logarithm", Enclosed(WithoutLogarithm), naive::without_logarithm),
    ]
}

fn control(name: &'static str, statement: impl crate::claim::Decide + 'static, naive: NaiveSides) -> Control {
    let statement = Box::new(statement);
    Control { name, part: Part { name: "step", domain: Domain::Mdp, depth: Depth::OneValue, statement, naive } }
}

/// `pi(a|s) exp(x(s,a))` by pair.
fn exponential_weights<T: Evaluate + Transcendental>(setting: &Setting<T>, scale: &T) -> Vec<T> {
    let now = setting.now();
    let pairs = now.policy().probabilities().iter().zip(now.advantages());
    pairs.map(|(p, advantage)| (scale.clone() * advantage).exp() * p).collect()
}

struct WithoutNormaliser;

impl TranscendentalStatement for WithoutNormaliser {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        super::hypotheses::paper(setting)
    }

    /// `sum_a pi(a|s) exp(eta Adv(s,a) / (1-gamma)) = 1` in every state.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let weights = exponential_weights(setting, &(setting.eta().clone() / &setting.stop()));
        let side =
            |s: usize| Comparison::equal(format!("state {s}"), T::sum(&weights[setting.now().actions(s)]), T::one());
        setting.states().map(side).collect()
    }
}

struct WithoutLogarithm;

impl TranscendentalStatement for WithoutLogarithm {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        super::hypotheses::paper(setting)
    }

    /// The policy of `z_t + eta Adv_t` is `pi_t (1 + eta Adv_t)`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (weights, multiplied) = (exponential_weights(setting, setting.eta()), super::weights(setting));
        let mut sides = Vec::with_capacity(weights.len());
        for state in setting.states() {
            let total = T::sum(&weights[setting.now().actions(state)]);
            for pair in setting.now().actions(state) {
                let left = weights[pair].clone() / &total;
                sides.push(Comparison::equal(format!("pi({pair})"), left, multiplied[pair].clone()));
            }
        }
        sides
    }
}
