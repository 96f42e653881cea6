//! Families by name: `garnet:n=20,a=4,b=3,seed=0`, `bandit:0.9,0.8,0.1`.

mod arguments;
mod error;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use self::arguments::Arguments;
pub use self::error::SpecError;
pub(super) use self::error::did_you_mean;
use super::{
    bandit, bandit_with_gap, bandit_with_ties, chain, cliff_world, deep_sea, equal_bandit, garnet, random_dense,
    river_swim, two_valued_bandit,
};
use crate::model_io::{InitialSource, Model};
use crate::scalar::Rational;

/// Largest number of transitions of a model made from a text.
const MAX_TRANSITIONS: u64 = 1_000_000;
/// Largest number of states or arms.
const MAX_SIZE: u64 = 100_000;

/// A line of `spma model list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FamilyInfo {
    /// The name before the colon.
    pub name: &'static str,
    /// The parameters after the colon, with their ranges.
    pub parameters: &'static str,
    /// A specification that can be typed as it stands.
    pub example: &'static str,
    /// What the family is.
    pub description: &'static str,
}

const fn family(
    name: &'static str,
    parameters: &'static str,
    example: &'static str,
    description: &'static str,
) -> FamilyInfo {
    FamilyInfo { name, parameters, example, description }
}

const FAMILIES: [FamilyInfo; 11] = [
    family(
        "random",
        "s=STATES,a=ACTIONS[,seed=0]",
        "random:s=4,a=3,seed=1",
        "random model, every transition possible, rewards in [0, 1]",
    ),
    family(
        "garnet",
        "n=STATES,a=ACTIONS,b=SUCCESSORS[,seed=0]",
        "garnet:n=20,a=4,b=3,seed=0",
        "random sparse model (Archibald et al. 1995), rewards in [0, 1]",
    ),
    family("chain", "n=STATES", "chain:n=5", "chain with slips (Dearden et al. 1998, Strens 2000)"),
    family("riverswim", "n=STATES", "riverswim:n=6", "swimming against the current (Osband et al. 2013)"),
    family("cliffworld", "", "cliffworld", "3 x 7 grid with a chasm between start and goal"),
    family("deepsea", "n=SIZE", "deepsea:n=10", "deterministic dive, one best path (bsuite, Osband et al. 2020)"),
    family("bandit", "REWARD,REWARD,...", "bandit:0.9,4/5,0.1", "one state, gamma = 0, the given rewards"),
    family("bandit-ties", "k=ARMS", "bandit-ties:k=5", "bandit with two best arms"),
    family("bandit-gap", "k=ARMS,gap=GAP", "bandit-gap:k=5,gap=1e-6", "bandit whose best arm leads by GAP in (0, 1]"),
    family("bandit-equal", "k=ARMS", "bandit-equal:k=5", "bandit with equal rewards"),
    family(
        "bandit-two-valued",
        "k=ARMS,best=ARMS,gap=GAP",
        "bandit-two-valued:k=5,best=2,gap=1/2",
        "bandit with reward 1 on the best arms and 1 - GAP on the others",
    ),
];

/// All families.
pub fn list() -> impl Iterator<Item = FamilyInfo> {
    FAMILIES.into_iter()
}

/// The family member that `text` describes. Bandits have discount factor 0
/// whatever `discount` says.
///
/// # Errors
/// [`SpecError`] names the parameter at fault.
pub fn from_spec(text: &str, discount: Rational) -> Result<Model, SpecError> {
    let (name, parameters) = text.split_once(':').unwrap_or((text, ""));
    let family = FAMILIES
        .into_iter()
        .find(|family| family.name == name)
        .ok_or_else(|| SpecError::unknown_family(name, FAMILIES.iter().map(|family| family.name)))?;
    let mut given = Arguments::parse(family, parameters)?;
    let mdp = match family.name {
        "random" => {
            let (states, actions) = (given.size("s", MAX_SIZE)?, given.size("a", MAX_SIZE)?);
            given.check_transitions(&[states, states, actions], MAX_TRANSITIONS)?;
            let mut rng = seeded(&mut given)?;
            random_dense(states, actions, discount, &mut rng)
        }
        "garnet" => {
            let (states, actions) = (given.size("n", MAX_SIZE)?, given.size("a", MAX_SIZE)?);
            let branching = given.size("b", (states as u64).min(1000))?;
            given.check_transitions(&[states, actions, branching], MAX_TRANSITIONS)?;
            let mut rng = seeded(&mut given)?;
            garnet(states, actions, branching, discount, &mut rng)
        }
        "chain" => chain(given.size("n", MAX_SIZE)?, discount),
        "riverswim" => river_swim(given.size("n", MAX_SIZE)?, discount),
        "cliffworld" => cliff_world(discount),
        "deepsea" => deep_sea(given.size("n", 1000)?, discount),
        "bandit" => bandit(given.rewards(MAX_SIZE)?),
        "bandit-ties" => bandit_with_ties(given.size("k", MAX_SIZE)?),
        "bandit-gap" => bandit_with_gap(given.size("k", MAX_SIZE)?, &given.gap("gap")?),
        "bandit-equal" => equal_bandit(given.size("k", MAX_SIZE)?),
        _ => {
            let arms = given.size("k", MAX_SIZE)?;
            two_valued_bandit(arms, given.size("best", arms as u64)?, &given.gap("gap")?)
        }
    };
    let name = given.finish()?;
    Ok(Model { name, mdp: mdp?, initial_source: InitialSource::BuiltIn, warnings: Vec::new() })
}

fn seeded(given: &mut Arguments) -> Result<ChaCha8Rng, SpecError> {
    Ok(ChaCha8Rng::seed_from_u64(given.seed()?))
}
