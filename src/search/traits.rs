//! What kind of instance it is, in words: what a bound's worst cases have in
//! common.

use num_traits::{One, Zero};

use crate::claim::Instance;
use crate::scalar::Rational;

/// Probabilities below this are called small.
const SMALL: (i64, i64) = (1, 1000);

/// Exact facts about an instance that tell its structure, e.g. `2 states`,
/// `deterministic transitions`, `rewards 0 and 1`, `eta = 1 - gamma`.
pub fn traits(instance: &Instance) -> Vec<String> {
    let mdp = &instance.mdp;
    let mut all = Vec::new();
    let states = mdp.states();
    if mdp.is_bandit() {
        all.push(format!("bandit with {}", counted(mdp.pairs(), "arm")));
    } else {
        all.push(counted(states, "state"));
        let most = mdp.max_actions();
        if states == 1 {
            all.push(counted(most, "action"));
        } else {
            all.push(format!("at most {}", counted(most, "action")));
            all.extend(transition_traits(instance));
        }
    }
    all.extend(reward_traits(mdp.rewards()));
    all.push(format!("gamma = {}", mdp.discount()));
    let stop = Rational::one() - mdp.discount();
    all.push(if instance.eta == stop {
        "eta = 1 - gamma".to_owned()
    } else if instance.eta.is_zero() {
        "eta = 0".to_owned()
    } else {
        format!("eta = {} (1 - gamma)", instance.eta.clone() / stop)
    });
    all.extend(policy_traits(instance));
    all
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn transition_traits(instance: &Instance) -> Vec<String> {
    let mdp = &instance.mdp;
    let mut all = Vec::new();
    if (0..mdp.pairs()).all(|pair| mdp.successors(pair).len() == 1) {
        all.push("deterministic transitions".to_owned());
    }
    let stays = |state: usize| mdp.actions(state).all(|pair| mdp.successors(pair).all(|(to, _)| to == state));
    match (0..mdp.states()).filter(|&state| stays(state)).count() {
        0 => {}
        count if count == mdp.states() => all.push("no state leads to another".to_owned()),
        count => all.push(counted(count, "absorbing state")),
    }
    all
}

fn reward_traits(rewards: &[Rational]) -> Option<String> {
    let (zero, one) = (Rational::zero(), Rational::one());
    if rewards.iter().all(|r| *r == rewards[0]) {
        Some("equal rewards".to_owned())
    } else if rewards.iter().all(|r| *r == zero || *r == one) {
        Some("rewards 0 and 1".to_owned())
    } else {
        None
    }
}

fn policy_traits(instance: &Instance) -> Vec<String> {
    let policy = &instance.policy;
    let mut all = Vec::new();
    let uniform = |state: usize| policy.at(state).iter().all(|p| *p == policy.at(state)[0]);
    if (0..policy.states()).all(uniform) {
        all.push("uniform policy".to_owned());
    }
    let small = Rational::new(SMALL.0, SMALL.1);
    let least = policy.probabilities().iter().min().expect("a model has a pair");
    if *least < small {
        all.push(format!("a probability below {small}"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Domain;

    #[test]
    fn the_first_degenerate_bandit_is_described_by_what_it_is() {
        let bandit = (0..)
            .map(|index| Domain::Mdp.instance(1, index))
            .find(|instance| instance.mdp.is_bandit() && instance.mdp.pairs() == 2)
            .expect("a degenerate instance");
        let words = traits(&bandit);
        assert_eq!(words[0], "bandit with 2 arms");
        assert!(words.contains(&"gamma = 0".to_owned()), "{words:?}");
    }

    #[test]
    fn deterministic_models_with_absorbing_states_are_recognised() {
        let instances = (0..300).map(|index| Domain::ExtremeMdp.instance(1, index));
        let words: Vec<Vec<String>> =
            instances.filter(|instance| instance.mdp.states() > 1).map(|instance| traits(&instance)).collect();
        assert!(words.iter().all(|words| words.contains(&"deterministic transitions".to_owned())));
        assert!(words.iter().any(|words| words.contains(&"1 absorbing state".to_owned())));
        assert!(words.iter().any(|words| words.contains(&"no state leads to another".to_owned())));
    }
}
