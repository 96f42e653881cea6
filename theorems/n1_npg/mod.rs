//! N1: natural policy gradient, its sublinear rate for every step size and its
//! measured linear rate.

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::algorithm::{Algorithm, Iterate, Npg};
use crate::claim::{Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::{Rational, Transcendental, Truth};
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    let part = |name, domain, depth, statement, naive: NaiveSides| Part { name, domain, depth, statement, naive };
    let steps = || Box::new(Enclosed(Steps { bound: Bound::Claimed }));
    Claim {
        id: "N1",
        title: "NPG: error at most log(A)/(eta T) + 1/((1-gamma)^2 T); linear with the measured constant",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("T steps", Domain::SmallMdp, Depth::Trajectory, steps(), naive::steps),
            part("T steps in bandits", Domain::Bandit, Depth::Trajectory, steps(), naive::steps),
            Part {
                name: "uniform start",
                domain: Domain::Mdp,
                depth: Depth::Static,
                statement: Box::new(UniformStart),
                naive: naive::uniform_start,
            },
            Part {
                name: "one step",
                domain: Domain::SmallMdp,
                depth: Depth::NextValue,
                statement: Box::new(Enclosed(OneStep { with_stop: true })),
                naive: naive::one_step,
            },
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

/// Step sizes in units of `eta`: every positive one is allowed.
const SCALES: [i64; 2] = [1, 100];

/// `V*(rho) - V^pi(rho)`
fn error_of_initial<T: Evaluate>(iterate: &Iterate<T>) -> T {
    T::dot(iterate.mdp().initial(), &iterate.errors())
}

struct Steps {
    bound: Bound,
}

/// `log(1/min pi_0) / (eta T) + 1 / ((1-gamma)^2 T)`, or a false one.
enum Bound {
    Claimed,
    WithoutHorizon,
    Half,
    Square,
}

impl Bound {
    fn of<T: Evaluate + Transcendental>(&self, setting: &Setting<T>, eta: &T) -> T {
        let probabilities = setting.instance().policy.probabilities();
        let least = probabilities.iter().min().expect("a policy has a probability");
        let steps = T::from_integer(setting.steps().into());
        let divergence = T::from_rational(&(Rational::from(1) / least)).ln() / eta / &steps;
        let horizon = T::one() / &(setting.stop() * &setting.stop() * &steps);
        match self {
            Bound::Claimed => divergence + &horizon,
            Bound::WithoutHorizon => divergence,
            Bound::Half => (divergence + &horizon) / &T::from_integer(2),
            Bound::Square => (divergence + &horizon) / &steps,
        }
    }
}

impl TranscendentalStatement for Steps {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![
            hypotheses::unit_rewards(setting),
            hypotheses::positive_step_size(setting).required(),
            hypotheses::full_support(setting).required(),
        ]
    }

    /// `V*(rho) - V^{pi_T}(rho) <= log(1/min pi_0) / (eta T) + 1 / ((1-gamma)^2 T)`, for the instance's step size
    /// and a hundred times it.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let side = |scale: i64| {
            let eta = setting.eta().clone() * &T::from_integer(scale);
            let run = setting.trajectory_of(&Npg::new(eta.clone()));
            let error = error_of_initial(&run[setting.steps() as usize]);
            Comparison::at_most(format!("{scale} eta"), error, self.bound.of(setting, &eta))
        };
        SCALES.map(side).into()
    }
}

struct UniformStart;

impl Statement for UniformStart {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let policy = &setting.instance().policy;
        let uniform = setting.states().all(|s| policy.at(s).iter().all(|p| *p == policy.at(s)[0]));
        vec![Hypothesis::new("uniform start", Truth::from_bool(uniform)), hypotheses::full_support(setting).required()]
    }

    /// `1 / min pi_0 = A`, the largest number of actions.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let probabilities = setting.now().policy().probabilities();
        let least = probabilities.iter().skip(1).fold(probabilities[0].clone(), |least, p| least.minimum(p));
        let most = setting.states().map(|s| setting.now().actions(s).len()).max().unwrap_or(0);
        vec![Comparison::equal("A", T::one() / &least, T::from_integer(most as i64))]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct OneStep {
    with_stop: bool,
}

impl TranscendentalStatement for OneStep {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let instance = setting.instance();
        vec![
            hypotheses::positive_step_size(setting).required(),
            hypotheses::full_support(setting).required(),
            Hypothesis::new("0 < gamma", Truth::from_bool(instance.mdp.discount().is_positive())),
            hypotheses::not_optimal(setting),
        ]
    }

    /// `e_{t+1} <= (1 - (1-gamma) kappa_t) e_t` with `kappa_t = min_s (T_{pi'} V - V)(s) / M(s)`, and
    /// `V(rho) <= V'(rho)`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let next = Iterate::new(now.problem(), Npg::new(setting.eta().clone()).next_policy(now));
        let kappa = now.improvement_constant(next.policy());
        let rate = if self.with_stop { setting.stop() * &kappa } else { kappa };
        let value = |iterate: &Iterate<T>| T::dot(setting.mdp().initial(), iterate.values());
        vec![
            Comparison::at_most("e", next.error(), (T::one() - &rate) * &now.error()),
            Comparison::at_most_plain("V(rho)", value(now), value(&next)),
        ]
    }
}
