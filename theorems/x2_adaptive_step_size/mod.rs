//! X2 (ours): a step size for each state, as large as validity allows.

mod controls;
mod naive;
mod study;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use num_traits::Zero;

use super::hypotheses;
use crate::algorithm::{AdaptiveSpma, Algorithm, Constraint, Iterate, Problem, StateQuantities};
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::{Evaluate, Mdp, RowSums};
use crate::scalar::{Rational, Truth};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "X2",
        title: "any eta_t(s) with eta_t(s) m(s) <= 1: rate (1-gamma) min eta_t(s) Var/M",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            Part {
                name: "a step size for each state",
                domain: Domain::TwoPolicies,
                depth: Depth::NextValue,
                statement: Box::new(OneStep),
                naive: naive::one_step,
            },
            Part {
                name: "T steps of c/m(s)",
                domain: Domain::SmallMdp,
                depth: Depth::Trajectory,
                statement: Box::new(Steps),
                naive: naive::steps,
            },
            Part {
                name: "1/m(s) is at least 1 - gamma",
                domain: Domain::Mdp,
                depth: Depth::OneValue,
                statement: Box::new(NeverSmaller),
                naive: naive::never_smaller,
            },
            Part {
                name: "rescaled rewards give the same policy",
                domain: Domain::SmallMdp,
                depth: Depth::OneValue,
                statement: Box::new(Invariance),
                naive: naive::invariance,
            },
        ],
        controls: controls::controls(),
        studies: vec![study::study()],
    }
}

/// `c(s) = pi'(first action|s)`, the data of an instance that stand for any
/// step sizes `eta(s) = c(s) / m(s)`.
fn fractions<T: Evaluate>(setting: &Setting<T>) -> AdaptiveSpma<T> {
    let other = &setting.instance().other;
    AdaptiveSpma::per_state(setting.states().map(|s| T::from_rational(&other.at(s)[0])).collect())
}

/// `0 < c(s)`, full support.
fn positive_fractions<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let other = &setting.instance().other;
    let positive = setting.states().all(|s| other.at(s)[0] > Rational::zero());
    vec![Hypothesis::new("0 < eta(s) m(s) <= 1", Truth::from_bool(positive)), hypotheses::full_support(setting)]
}

/// `eta(s) Var(s) / M(s)` where `M(s) > 0`; between 0 and `c(s)` (L2), also when
/// it is not decided whether `M(s) > 0`.
fn gain<T: Evaluate>(method: &AdaptiveSpma<T>, iterate: &Iterate<T>, state: usize) -> Constraint<T> {
    match iterate.state(state).variance_ratio() {
        Constraint::Value(ratio) => Constraint::Value(method.step_size(iterate, state) * &ratio),
        Constraint::Perhaps(_) => Constraint::Perhaps(T::zero().hull(method.fraction(state))),
        Constraint::None => Constraint::None,
    }
}

/// `1 - (1-gamma) min_s eta(s) Var(s) / M(s)`
fn contraction<T: Evaluate>(setting: &Setting<T>, method: &AdaptiveSpma<T>, iterate: &Iterate<T>) -> T {
    let gains = setting.states().map(|state| gain(method, iterate, state));
    T::one() - &setting.constant("rate", setting.stop() * &Constraint::minimum(gains))
}

struct OneStep;

impl Statement for OneStep {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        positive_fractions(setting)
    }

    /// `e_{t+1} <= (1 - (1-gamma) min_s eta(s) Var(s)/M(s)) e_t`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (now, method) = (setting.now(), fractions(setting));
        let next = Iterate::new(now.problem(), method.next_policy(now));
        vec![Comparison::at_most("e", next.error(), contraction(setting, &method, now) * &now.error())]
    }
}

struct Steps;

impl Statement for Steps {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `e_T <= prod_(t<T) (1 - (1-gamma) min_s eta_t(s) Var_t(s)/M_t(s)) e_0` for
    /// `eta_t(s) = c / m_t(s)`, `c = 9/10`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let method = AdaptiveSpma::new(setting.number(9, 10));
        let run = setting.trajectory_of(&method);
        let (last, before) = run.split_last().expect("a trajectory has a start");
        let factors = before.iter().map(|iterate| contraction(setting, &method, iterate));
        let bound = factors.fold(setting.now().error(), |bound, factor| bound * &factor);
        vec![Comparison::at_most("e", last.error(), bound)]
    }
}

struct NeverSmaller;

impl Statement for NeverSmaller {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::unit_rewards(setting)]
    }

    /// `(1-gamma) m(s) <= 1`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let states = setting.now().states().iter().enumerate();
        let side = |(s, state): (usize, &StateQuantities<T>)| {
            Comparison::at_most(format!("(1-gamma) m({s})"), setting.stop() * &state.largest_loss, T::one())
        };
        states.map(side).collect()
    }
}

/// The model with rewards `scale r + shift`.
fn rescaled(mdp: &Mdp<Rational>, scale: &Rational, shift: &Rational) -> Mdp<Rational> {
    let mut rows = mdp.to_actions();
    for action in rows.iter_mut().flatten() {
        action.reward = action.reward.clone() * scale + shift;
    }
    let (mdp, _) = Mdp::new(mdp.discount().clone(), rows, mdp.initial().to_vec(), RowSums::Exact)
        .expect("other rewards leave a model valid");
    mdp
}

/// `pi'(s,a)` of a method, for the rewards and for `scale r + shift` with
/// `scale = eta` and `shift = gamma - 7/2`.
fn rescaled_policies<T: Evaluate>(setting: &Setting<T>, method: &impl Algorithm<T>) -> Vec<Comparison<T>> {
    let instance = setting.instance();
    let shift = instance.mdp.discount().clone() - Rational::new(7, 2);
    let problem = Problem::<T>::new(Arc::new(rescaled(&instance.mdp, &instance.eta, &shift)));
    let after = method.next_policy(&Iterate::exact(&problem, &instance.policy));
    let before = method.next_policy(setting.now());
    let mut sides = Vec::with_capacity(instance.mdp.pairs());
    for s in setting.states() {
        for (a, (p, q)) in before.at(s).iter().zip(after.at(s)).enumerate() {
            sides.push(Comparison::equal(format!("pi'({s},{a})"), p.clone(), q.clone()));
        }
    }
    sides
}

/// `scale = eta > 0`.
fn positive_scale<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![Hypothesis::new("0 < scale", Truth::from_bool(setting.eta_is_positive()))]
}

struct Invariance;

impl Statement for Invariance {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        positive_scale(setting)
    }

    /// The next policy of `eta(s) = c / m(s)`, `c = 9/10`, is that of the rewards `scale r + shift`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        rescaled_policies(setting, &AdaptiveSpma::new(setting.number(9, 10)))
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
