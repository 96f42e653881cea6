//! The instances that studies run on: always the same, so that their tables
//! can be compared with what was found before.

use num_traits::One;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::family;
use crate::mdp::{AffineRescaling, Mdp};
use crate::model_io::bundled;
use crate::scalar::Rational;

/// A model with rewards in `[0, 1]` and its name.
pub type Named = (String, Mdp<Rational>);

/// Bandits with `K = 2..=10` arms and rewards `1, 1 - 1/K, ..., 1/K`.
pub fn bandits() -> Vec<Named> {
    let bandit = |arms: i64| {
        let rewards = (0..arms).map(|arm| Rational::new(arms - arm, arms)).collect();
        (format!("bandit K = {arms}"), family::bandit(rewards).expect("a bandit"))
    };
    (2..=10).map(bandit).collect()
}

/// Chains of 3, 5 and 10 states at `gamma = 9/10`, rewards rescaled to `[0, 1]`.
pub fn chains() -> Vec<Named> {
    let chain = |states| {
        let mdp = family::chain(states, Rational::new(9, 10)).expect("a chain");
        (format!("chain:{states}"), unit_rewards(&mdp))
    };
    [3, 5, 10].map(chain).into()
}

/// The model with rewards rescaled to `[0, 1]`.
fn unit_rewards(mdp: &Mdp<Rational>) -> Mdp<Rational> {
    AffineRescaling::to_unit(mdp).apply(mdp)
}

/// One Garnet of each of three sizes at `gamma = 9/10`.
pub fn garnets() -> Vec<Named> {
    let garnet = |(states, actions, branching)| {
        let mut rng = ChaCha8Rng::seed_from_u64(states as u64);
        let mdp = family::garnet(states, actions, branching, Rational::new(9, 10), &mut rng).expect("a Garnet");
        (format!("garnet:{states},{actions},{branching}"), mdp)
    };
    [(4, 2, 2), (10, 3, 3), (20, 4, 3)].map(garnet).into()
}

/// A bundled model at its first listed discount, rewards rescaled to `[0, 1]`.
pub fn bundled_model(name: &str) -> Option<Named> {
    let discount = bundled::provenance(name)?.discounts().next().cloned()?;
    let model = bundled::load(name, discount)?.expect("a bundled model is well formed");
    Some((model.name, unit_rewards(&model.mdp)))
}

/// The bundled models of at most `most_states` states, each at its first listed
/// discount, rewards rescaled to `[0, 1]`.
pub fn bundled_models(most_states: usize) -> Vec<Named> {
    bundled::names().filter_map(bundled_model).filter(|(_, mdp)| mdp.states() <= most_states).collect()
}

/// `1 - gamma`: the largest constant step size that suits every policy.
pub fn largest_step(mdp: &Mdp<Rational>) -> Rational {
    Rational::one() - mdp.discount()
}

/// The model with rewards rescaled to `[0, 1]` and every state as likely a start: what bounds with `rho_min` need.
pub fn started_anywhere(mdp: &Mdp<Rational>) -> Mdp<Rational> {
    let count = mdp.states();
    let unit = AffineRescaling::to_unit(mdp).apply(mdp);
    unit.with_initial(vec![Rational::new(1, count); count]).expect("a uniform distribution")
}
