//! S2: no larger constant than `1 - gamma` is safe. For every `eps > 0` some
//! model and full-support policy give a negative probability at
//! `eta = (1-gamma)(1+eps)`.

mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Truth;
use crate::search::Domain;

/// The record. The search has to find a witness for each part.
pub fn claim() -> Claim {
    Claim {
        id: "S2",
        title: "the condition eta <= 1-gamma is sharp",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::Exists,
        parts: vec![
            part("bandit, eps = 1/10", Where::Bandit, 10, naive::tenth),
            part("bandit, eps = 1/100", Where::Bandit, 100, naive::hundredth),
            part("bandit, eps = 1/1000", Where::Bandit, 1000, naive::thousandth),
            part("two states, gamma > 0, eps = 1/10", Where::TwoStates, 10, naive::tenth),
            part("two states, gamma > 0, eps = 1/100", Where::TwoStates, 100, naive::hundredth),
            part("two states, gamma > 0, eps = 1/1000", Where::TwoStates, 1000, naive::thousandth),
        ],
        controls: vec![Control {
            name: "eps = 1/10 is still safe",
            part: Part { statement: Box::new(Safe), ..part("small models", Where::Bandit, 10, naive::safe) },
        }],
        studies: Vec::new(),
    }
}

fn part(name: &'static str, place: Where, inverse_eps: i64, naive: NaiveSides) -> Part {
    let domain = match place {
        Where::Bandit => Domain::Bandit,
        Where::TwoStates => Domain::ExtremeMdp,
    };
    Part { name, domain, depth: Depth::OneValue, statement: Box::new(Negative { place, inverse_eps }), naive }
}

/// Which witnesses count.
#[derive(Clone, Copy)]
enum Where {
    Bandit,
    TwoStates,
}

/// Some action has a negative probability at `eta = (1-gamma)(1 + 1/inverse_eps)`.
struct Negative {
    place: Where,
    inverse_eps: i64,
}

impl Statement for Negative {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mdp = &setting.instance().mdp;
        let placed = match self.place {
            Where::Bandit => setting.bandit(),
            Where::TwoStates => Truth::from_bool(mdp.states() == 2 && mdp.discount().is_positive()),
        };
        vec![
            Hypothesis::form("size of the witness", placed),
            hypotheses::unit_rewards(setting),
            hypotheses::full_support(setting),
        ]
    }

    /// `min_(s,a) (1 + eta Adv(s,a)) < 0`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::less_plain(label(self.inverse_eps), smallest_factor(setting, self.inverse_eps), T::zero())]
    }
}

/// The false variant: no action has one at `eps = 1/10`.
struct Safe;

impl Statement for Safe {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::unit_rewards(setting), hypotheses::full_support(setting)]
    }

    /// `0 <= min_(s,a) (1 + eta Adv(s,a))`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        vec![Comparison::at_most_plain(label(10), T::zero(), smallest_factor(setting, 10))]
    }
}

/// The step size is that of the statement, whatever the instance says.
fn label(inverse_eps: i64) -> String {
    format!("smallest factor at eta = {}/{inverse_eps} (1-gamma)", inverse_eps + 1)
}

fn smallest_factor<T: Evaluate>(setting: &Setting<T>, inverse_eps: i64) -> T {
    let eta = setting.stop() * &setting.number(inverse_eps + 1, inverse_eps);
    let largest_loss = setting.now().states().iter().fold(T::zero(), |most, state| most.maximum(&state.largest_loss));
    T::one() - &(eta * &largest_loss)
}
