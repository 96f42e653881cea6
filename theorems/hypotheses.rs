//! Hypotheses that several claims share.

use crate::algorithm::{Iterate, Problem};
use crate::claim::{Hypothesis, Setting};
use crate::mdp::Evaluate;
use crate::scalar::{Rational, Truth};

/// `r in [0,1]`, `0 < eta <= 1-gamma`, full support: the paper's setting.
pub fn paper<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    vec![
        unit_rewards(setting),
        Hypothesis::new("0 < eta <= 1 - gamma", setting.eta_within_stop()),
        full_support(setting),
    ]
}

/// `r in [0,1]`.
fn unit_rewards<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::new("rewards in [0, 1]", setting.unit_rewards())
}

/// `pi(a|s) > 0` everywhere.
pub fn full_support<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::new("full support", setting.full_support())
}

/// `eta m(s) <= 1` in every state, `eta > 0`.
pub fn valid_update<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::new("0 < eta m(s) <= 1", setting.update_is_valid())
}

/// One state, `gamma = 0`.
pub fn bandit<T: Evaluate>(setting: &Setting<T>) -> Hypothesis {
    Hypothesis::new("bandit", setting.bandit())
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
    vec![
        unit_rewards(setting),
        Hypothesis::new("0 < eta", Truth::from_bool(setting.eta_is_positive())),
        full_support(setting),
        not_optimal(setting),
    ]
}
