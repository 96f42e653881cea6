//! Sampled trajectories, with probabilities that are exact.

use num_traits::{One, Zero};
use rand::Rng;

use crate::mdp::{Mdp, Policy};
use crate::scalar::Rational;

/// Random bits drawn at a time.
const DIGIT_BITS: i32 = 32;

/// Draws an index with exactly the given probabilities.
///
/// A uniform number of `[0, 1)` is drawn digit by digit until all of its continuations fall into the
/// same part of the cumulative distribution, so nothing is rounded.
///
/// # Panics
/// For an empty list.
pub fn draw<'a>(probabilities: impl IntoIterator<Item = &'a Rational>, rng: &mut impl Rng) -> usize {
    let mut total = Rational::zero();
    let ends: Vec<Rational> = probabilities
        .into_iter()
        .map(|p| {
            total += p;
            total.clone()
        })
        .collect();
    assert!(!ends.is_empty(), "a distribution has a point");
    if ends[0].is_one() {
        return 0;
    }
    let (mut low, mut width) = (Rational::zero(), Rational::one());
    loop {
        width = width * Rational::power_of_two(-DIGIT_BITS);
        low += &(Rational::from(rng.next_u32()) * &width);
        let high = low.clone() + &width;
        let index = ends.iter().position(|end| low < *end).unwrap_or(ends.len() - 1);
        if high <= ends[index] {
            return index;
        }
    }
}

/// States sampled from `d^pi_rho`: start from `rho`, follow `pi`, and stop with probability `1 - gamma` before each
/// further step. The state at the stop has exactly this law, because it is reached after `t` steps with
/// probability `(1-gamma) gamma^t`.
pub struct Simulator<'a> {
    mdp: &'a Mdp<Rational>,
    policy: &'a Policy<Rational>,
}

impl<'a> Simulator<'a> {
    /// Of a policy of a model.
    pub fn new(mdp: &'a Mdp<Rational>, policy: &'a Policy<Rational>) -> Self {
        Simulator { mdp, policy }
    }

    /// The state at which one trajectory stops.
    pub fn visit(&self, rng: &mut impl Rng) -> usize {
        let stop = Rational::one() - self.mdp.discount();
        let mut state = draw(self.mdp.initial(), rng);
        while draw([&stop, self.mdp.discount()], rng) == 1 {
            let pair = self.mdp.actions(state).start + draw(self.policy.at(state), rng);
            let successors: Vec<(usize, &Rational)> = self.mdp.successors(pair).collect();
            state = successors[draw(successors.iter().map(|&(_, p)| p), rng)].0;
        }
        state
    }

    /// How often each state is among `samples` visits, over `samples`: the empirical weights in place of `d^pi_rho`.
    ///
    /// # Panics
    /// For 0 samples.
    pub fn frequencies(&self, samples: u32, rng: &mut impl Rng) -> Vec<Rational> {
        let mut counts = vec![0_u32; self.mdp.states()];
        for _ in 0..samples {
            counts[self.visit(rng)] += 1;
        }
        counts.into_iter().map(|count| Rational::new(count, samples)).collect()
    }
}
