//! A1 with the power 3/2: is the neighbourhood of the linear rate smaller by a
//! factor `1-gamma` than what is proved?

mod controls;
mod naive;
#[cfg(test)]
mod tests;

use crate::claim::{
    Claim, Comparison, Depth, Enclosed, Hypothesis, Part, Quantifier, Setting, TranscendentalStatement,
};
use crate::mdp::Evaluate;
use crate::scalar::{Rational, Transcendental, Truth};
use crate::search::Domain;
use crate::theorems::{hypotheses, linear_steps};

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "a1-three-halves",
        title: "e_{t+1} <= (1 - eta C_t (1-gamma)) e_t + sqrt(eps_t / (2 rho_min)) / (1-gamma)^(3/2)",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![Part {
            name: "one step",
            domain: Domain::Mdp,
            depth: Depth::NextValue,
            statement: Box::new(Enclosed(Neighbourhood::CLAIMED)),
            naive: naive::claimed,
        }],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

/// What the loss of a step is compared with.
struct Neighbourhood {
    /// The square of the bound is that of the conjecture times this.
    squared_factor: (i64, i64),
    /// And times this power of `1-gamma`.
    power: i32,
    /// Least discount factor.
    least_discount: (i64, i64),
}

impl Neighbourhood {
    const CLAIMED: Self = Neighbourhood { squared_factor: (1, 1), power: 0, least_discount: (0, 1) };
}

impl TranscendentalStatement for Neighbourhood {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = hypotheses::paper(setting);
        all.push(linear_steps::full_start(setting));
        all.push(hypotheses::second_full_support(setting));
        all.push(misses_target(setting));
        let (n, d) = self.least_discount;
        if n > 0 {
            let room = setting.instance().mdp.discount().clone() - Rational::new(n, d);
            all.push(Hypothesis::new("large gamma", Truth::from_bool(!room.is_negative())).with_slack(&room));
        }
        all
    }

    /// With `eps = sum_s d_t(s) KL(pi_{t+1/2}(.|s), pi'(.|s))` for the second policy `pi'`, of error `e'`:
    /// `e' - (1 - eta C_t (1-gamma)) e_t <= sqrt(eps / (2 rho_min)) / (1-gamma)^(3/2)`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let contraction = T::one() - &(setting.stop() * setting.eta() * &now.constant());
        let loss = setting.other().error() - &(contraction * &now.error());
        let (n, d) = self.squared_factor;
        let stop = Rational::from(1) - setting.instance().mdp.discount();
        let least = setting.instance().mdp.initial().iter().min().expect("a model has a state").clone();
        let scale = Rational::new(n, d) * stop.power(self.power - 3) / (Rational::from(2) * least);
        let radius = (T::from_rational(&scale) * &divergence(setting)).sqrt();
        vec![Comparison::at_most("loss", loss, setting.constant("beta", radius))]
    }
}

/// `sum_s d_t(s) KL(pi_{t+1/2}(.|s), pi'(.|s))`, never negative.
fn divergence<T: Evaluate + Transcendental>(setting: &Setting<T>) -> T {
    let (target, other) = (setting.next().policy(), setting.other().policy());
    let mut total = T::zero();
    for (state, mass) in setting.now().occupancy().iter().enumerate() {
        let mut own = T::zero();
        for (p, q) in target.at(state).iter().zip(other.at(state)) {
            own.add_product(p, &(p.clone() / q).ln());
        }
        total.add_product(mass, &own);
    }
    total.maximum(&T::zero())
}

/// The second policy is not the target `pi_{t+1/2}` itself: there both sides may be 0.
fn misses_target<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    let instance = setting.instance();
    let problem = crate::algorithm::Problem::<Rational>::new(instance.mdp.clone());
    let now = crate::algorithm::Iterate::exact(&problem, &instance.policy);
    let target = crate::algorithm::multiplicative_update(&now, |_| instance.eta.clone());
    Hypothesis::form("pi' is not the target", Truth::from_bool(target != instance.other))
}
