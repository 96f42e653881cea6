//! False variants of M1.

use super::{contraction, naive};
use crate::algorithm::{Constraint, StateQuantities};
use crate::claim::{Comparison, Control, Depth, Hypothesis, Part, Setting, Statement};
use crate::mdp::{Evaluate, action_values};
use crate::replay::NaiveSides;
use crate::scalar::Truth;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("drop (1-gamma)", Rate::WithoutStop, naive::without_stop),
        control("drop pi", Rate::WithoutPolicy, naive::without_policy),
        control("max over states", Rate::LargestState, naive::largest_state),
        control("factor 1.01", Rate::Factor, naive::factor),
        control("componentwise", Componentwise, naive::componentwise),
        control("optimal actions gain probability", OptimalActions, naive::optimal_actions),
    ]
}

fn control(name: &'static str, statement: impl Statement + 'static, naive: NaiveSides) -> Control {
    let statement = Box::new(statement);
    Control { name, part: Part { name: "one step", domain: Domain::Mdp, depth: Depth::NextValue, statement, naive } }
}

/// `e_{t+1} <= (1 - rate) e_t` with a wrong rate.
enum Rate {
    WithoutStop,
    WithoutPolicy,
    LargestState,
    Factor,
}

impl Rate {
    fn factor<T: Evaluate>(&self, setting: &Setting<T>) -> T {
        let now = setting.now();
        match self {
            Rate::WithoutStop => T::one() - &(now.constant() * setting.eta()),
            Rate::WithoutPolicy => contraction(setting, &now.minimum_over_states(StateQuantities::gap)),
            Rate::LargestState => contraction(setting, &largest_weighted_gap(setting)),
            Rate::Factor => contraction(setting, &(now.constant() * &setting.number(101, 100))),
        }
    }
}

/// `max_s pi(best(s)|s) gap(s)`
fn largest_weighted_gap<T: Evaluate>(setting: &Setting<T>) -> T {
    setting.now().states().iter().fold(T::zero(), |most, state| match state.weighted_gap() {
        Constraint::Value(value) => most.maximum(&value),
        Constraint::Perhaps(value) => most.clone().hull(&most.maximum(&value)),
        Constraint::None => most,
    })
}

impl Statement for Rate {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        super::hypotheses::paper(setting)
    }

    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let right = self.factor(setting) * &setting.now().error();
        vec![Comparison::at_most("e", setting.next().error(), right)]
    }
}

struct Componentwise;

impl Statement for Componentwise {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        super::hypotheses::paper(setting)
    }

    /// `e_{t+1}(s) <= (1 - eta C_t (1-gamma)) e_t(s)` in every state.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let factor = contraction(setting, &setting.now().constant());
        let rows = setting.now().errors().into_iter().zip(setting.next().errors()).enumerate();
        rows.map(|(s, (own, next))| Comparison::at_most(format!("e({s})"), next, own * &factor)).collect()
    }
}

struct OptimalActions;

impl Statement for OptimalActions {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        super::hypotheses::paper(setting)
    }

    /// `pi_t(a|s) <= pi_{t+1}(a|s)` summed over the maximisers of `Q*(s,.)`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let optimal = action_values(setting.mdp(), now.problem().optimal_values());
        let mass = |policy: &[T], s: usize| {
            let q = &optimal[now.actions(s)];
            let best = q[1..].iter().fold(q[0].clone(), |best, value| best.maximum(value));
            let among = |wanted: fn(Truth) -> bool| {
                T::sum(policy.iter().zip(q).filter(|(_, value)| wanted(value.less(&best))).map(|(p, _)| p))
            };
            // Between the mass that is certainly optimal and the mass that may be.
            among(Truth::is_no).hull(&among(|below| !below.is_yes()))
        };
        let side = |s: usize| {
            let (before, after) = (mass(now.policy().at(s), s), mass(setting.next().policy().at(s), s));
            Comparison::at_most(format!("state {s}"), before, after)
        };
        setting.states().map(side).collect()
    }
}
