//! G1 in bandits: lower bounds of the error.

use num_traits::One;

use super::bandit::BanditData;
use super::hypotheses;
use crate::algorithm::{Algorithm, Iterate, SoftmaxPg, Spma};
use crate::claim::{Comparison, Hypothesis, Setting, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::scalar::{Rational, Transcendental, Truth};

/// A bandit with rewards in `[0, 1]`, two different ones, `eta > 0`, full support.
fn bandit<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let rewards = setting.instance().mdp.rewards();
    vec![
        hypotheses::bandit(setting),
        hypotheses::unit_rewards(setting),
        hypotheses::positive_step_size(setting).required(),
        hypotheses::full_support(setting).required(),
        Hypothesis::form("two different rewards", Truth::from_bool(rewards.iter().any(|r| *r != rewards[0]))),
    ]
}

/// The same with `c delta_0 < 1`.
fn started<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let mut all = bandit(setting);
    let small = setting.accepts(&all) && BanditData::new(setting.instance()).growth().is_some();
    all.push(Hypothesis::form("c delta_0 < 1", Truth::from_bool(small)));
    all
}

/// The number of steps against a first step that exists under the hypotheses.
fn late<T: Evaluate>(setting: &Setting<T>, first: fn(&BanditData) -> Option<Rational>) -> Truth {
    let holds = setting.accepts(&started(setting));
    let first = holds.then(|| first(&BanditData::new(setting.instance()))).flatten();
    Truth::from_bool(first.is_some_and(|first| Rational::from(setting.steps()) >= first))
}

/// `delta` of a policy.
fn delta<T: Evaluate>(data: &BanditData, iterate: &Iterate<T>) -> T {
    let losses: Vec<T> = data.losses.iter().map(T::from_rational).collect();
    T::dot(iterate.policy().probabilities(), &losses)
}

/// `delta_T` of softmax policy gradient.
fn last_delta<T: Evaluate + Transcendental>(setting: &Setting<T>, data: &BanditData) -> T {
    let run = setting.trajectory_of(&SoftmaxPg::new(setting.eta().clone()));
    delta(data, &run[setting.steps() as usize])
}

/// `share c` in place of `c`.
fn scaled(mut data: BanditData, (numerator, denominator): (i64, i64)) -> BanditData {
    data.curvature = data.curvature * Rational::new(numerator, denominator);
    data
}

pub(super) struct OneStep {
    pub share: (i64, i64),
}

impl TranscendentalStatement for OneStep {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        bandit(setting)
    }

    /// `delta_0 - c delta_0^2 <= delta_1 < delta_0` with `c = 2 eta + eta^2 / 2`, and `||grad||^2 <= 2 delta_0^2`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let data = scaled(BanditData::new(setting.instance()), self.share);
        let now = setting.now();
        let next = Iterate::new(now.problem(), SoftmaxPg::new(setting.eta().clone()).next_policy(now));
        let after = delta(&data, &next);
        let square = data.delta.clone() * &data.delta;
        let lower = data.delta.clone() - data.curvature.clone() * &square;
        let mut gradient = T::zero();
        for (probability, advantage) in now.policy().probabilities().iter().zip(now.advantages()) {
            let slope = probability.clone() * advantage;
            gradient.add_product(&slope, &slope);
        }
        vec![
            Comparison::at_most("delta", T::from_rational(&lower), after.clone()),
            Comparison::less_plain("descent", after, T::from_rational(&data.delta)),
            Comparison::at_most("gradient", gradient, T::from_rational(&(square * Rational::from(2)))),
        ]
    }
}

pub(super) struct Steps {
    pub share: (i64, i64),
}

impl TranscendentalStatement for Steps {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        started(setting)
    }

    /// `1 / (1/delta_0 + T c / (1 - c delta_0)) <= delta_T`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let data = scaled(BanditData::new(setting.instance()), self.share);
        let lower = data.lower(setting.steps()).expect("a hypothesis");
        vec![Comparison::at_most("delta", T::from_rational(&lower), last_delta(setting, &data))]
    }
}

pub(super) struct InverseTime;

impl TranscendentalStatement for InverseTime {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = started(setting);
        all.push(Hypothesis::form("T_0 <= T", late(setting, BanditData::inverse_time)));
        all
    }

    /// `Delta^2 / 6 <= T delta_T` for `T >= T_0`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let data = BanditData::new(setting.instance());
        let sixth = data.gap.clone() * &data.gap / Rational::from(6);
        let right = last_delta(setting, &data) * &T::from_integer(setting.steps().into());
        vec![Comparison::at_most("T delta", T::from_rational(&sixth), right)]
    }
}

pub(super) struct Separation {
    /// Only for `T >= T_1`?
    pub late: bool,
}

impl TranscendentalStatement for Separation {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = started(setting);
        if self.late {
            all.push(Hypothesis::form("T_1 <= T", late(setting, BanditData::separation)));
        }
        all
    }

    /// For `T >= T_1`, SPMA with step size 1 and softmax policy gradient with step size `eta` from the same policy:
    /// `delta_T^SPMA <= delta_0 (1 - p_0 Delta)^T < 1 / (1/delta_0 + T c / (1 - c delta_0)) <= delta_T^SPG`.
    /// The first inequality is B1; the last one and the whole are compared here.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let data = BanditData::new(setting.instance());
        let (upper, lower) = (data.upper_of_spma(setting.steps()), data.lower(setting.steps()).expect("a hypothesis"));
        let run = setting.trajectory_of(&Spma::constant(T::from_rational(&Rational::one())));
        let gradient = last_delta(setting, &data);
        vec![
            Comparison::less_plain("bounds", T::from_rational(&upper), T::from_rational(&lower)),
            Comparison::at_most("SPG", T::from_rational(&lower), gradient.clone()),
            Comparison::at_most("SPMA over SPG", delta(&data, &run[setting.steps() as usize]), gradient),
        ]
    }
}
