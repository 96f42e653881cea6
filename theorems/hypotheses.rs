//! Hypotheses that several claims share.

use num_traits::One;

use crate::algorithm::{Iterate, Problem};
use crate::claim::{Hypothesis, Setting};
use crate::mdp::{Evaluate, Policy};
use crate::scalar::{Rational, Truth};

/// `r in [0,1]`, `0 < eta <= 1-gamma`, full support: the paper's setting.
pub fn paper<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![unit_rewards(setting), positive_step_size(setting), step_size_within_stop(setting), full_support(setting)]
}

/// `r in [0,1]`.
pub fn unit_rewards<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    let (lowest, highest) = setting.instance().mdp.reward_range();
    Hypothesis::new("rewards in [0, 1]", setting.unit_rewards()).with_slack(&lowest.min(Rational::one() - &highest))
}

/// `eta <= 1 - gamma`
pub fn step_size_within_stop<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    let instance = setting.instance();
    let room = Rational::one() - instance.mdp.discount() - &instance.eta;
    Hypothesis::new("eta <= 1 - gamma", Truth::from_bool(!room.is_negative())).with_slack(&room)
}

/// `0 < eta`
pub fn positive_step_size<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::new("0 < eta", Truth::from_bool(setting.eta_is_positive())).with_slack(&setting.instance().eta)
}

/// `pi(a|s) > 0` everywhere.
pub fn full_support<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::new("full support", setting.full_support()).with_slack(&least(&setting.instance().policy))
}

/// `pi'(a|s) > 0` everywhere.
pub fn second_full_support<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    let other = &setting.instance().other;
    Hypothesis::new("pi' has full support", other.has_full_support()).with_slack(&least(other))
}

/// `min pi(a|s)`
fn least(policy: &Policy<Rational>) -> Rational {
    policy.probabilities().iter().min().expect("a model has a pair").clone()
}

/// `eta m(s) <= 1` in every state.
pub fn valid_update<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    let largest_loss = setting.now().states().iter().fold(T::zero(), |most, state| most.maximum(&state.largest_loss));
    let room = T::one() - &(setting.eta().clone() * &largest_loss);
    Hypothesis::new("eta m(s) <= 1", T::zero().at_most(&room)).with_slack(&room)
}

/// One state: a distribution with values.
pub fn one_state<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::form("one state", Truth::from_bool(setting.instance().mdp.states() == 1))
}

/// One state, `gamma = 0`.
pub fn bandit<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::form("bandit", setting.bandit())
}

/// Some action of a state the policy visits is better than its value, decided
/// exactly: enclosures alone never decide that nothing is.
pub fn not_optimal<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    let problem = Problem::<Rational>::new(setting.instance().mdp.clone());
    let now = Iterate::exact(&problem, &setting.instance().policy);
    let improves = now
        .states()
        .iter()
        .zip(now.occupancy())
        .any(|(state, visits)| state.largest_advantage.is_positive() && visits.is_positive());
    Hypothesis::new("the policy is not optimal", Truth::from_bool(improves))
}

/// `r in [0,1]`, `eta > 0`, full support, a gradient that is not 0.
pub fn ascending<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![unit_rewards(setting), positive_step_size(setting), full_support(setting), not_optimal(setting)]
}
