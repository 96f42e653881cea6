//! Models whose probabilities are integers over one denominator, the same for every
//! benchmark and for the programs it is compared with.

use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use spma::mdp::{Action, Mdp, RowSums};
use spma::scalar::Rational;

/// What to make.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Number of states.
    pub states: usize,
    /// Actions of each state.
    pub actions: usize,
    /// Successors of each action; all states when there are none.
    pub successors: Option<usize>,
    /// Common denominator of the probabilities: 1000, or `2^53` for those that are
    /// floats.
    pub denominator: u64,
    /// Discount factor.
    pub gamma: Rational,
    /// Seed of the random numbers.
    pub seed: u64,
}

/// Rewards are multiples of this part of 1.
pub const REWARD_UNITS: u32 = 1000;

/// A model as integers: for each state and action the reward in thousandths and the
/// numerators of its transitions.
pub type Numerators = Vec<Vec<(u32, Vec<(usize, u64)>)>>;

impl Recipe {
    /// A model without sparsity with `gamma = 9/10`.
    pub fn dense(states: usize, actions: usize, denominator: u64) -> Self {
        Recipe { states, actions, successors: None, denominator, gamma: Rational::new(9, 10), seed: 1 }
    }

    /// The numbers of the model.
    pub fn numerators(&self) -> Numerators {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        (0..self.states).map(|_| (0..self.actions).map(|_| self.action(&mut rng)).collect()).collect()
    }

    fn action(&self, rng: &mut ChaCha8Rng) -> (u32, Vec<(usize, u64)>) {
        let successors = self.pick(rng);
        let weights: Vec<f64> = successors.iter().map(|_| rng.random_range(0.01..1.0)).collect();
        let total: f64 = weights.iter().sum();
        let mut shares: Vec<u64> = weights.iter().map(|w| (w / total * self.denominator as f64) as u64).collect();
        // Rounding down leaves a few units, which are dealt out one by one or, when there
        // are more than successors, to the first.
        let mut missing = self.denominator - shares.iter().sum::<u64>();
        for share in shares.iter_mut() {
            let given = missing.min(1);
            *share += given;
            missing -= given;
        }
        shares[0] += missing;
        (rng.random_range(0..=REWARD_UNITS), successors.into_iter().zip(shares).collect())
    }

    fn pick(&self, rng: &mut ChaCha8Rng) -> Vec<usize> {
        let Some(count) = self.successors else { return (0..self.states).collect() };
        let mut picked: Vec<usize> = Vec::with_capacity(count);
        while picked.len() < count {
            let state = rng.random_range(0..self.states);
            if !picked.contains(&state) {
                picked.push(state);
            }
        }
        picked
    }

    /// The model, which starts in a uniformly random state.
    pub fn model(&self) -> Mdp<Rational> {
        let action = |(reward, shares): (u32, Vec<(usize, u64)>)| Action {
            reward: Rational::new(reward, REWARD_UNITS),
            transitions: shares.into_iter().map(|(to, share)| (to, Rational::new(share, self.denominator))).collect(),
        };
        let states = self.numerators().into_iter().map(|row| row.into_iter().map(action).collect()).collect();
        let start = vec![Rational::new(1, self.states); self.states];
        Mdp::new(self.gamma.clone(), states, start, RowSums::Exact).expect("rows sum to the denominator").0
    }
}
