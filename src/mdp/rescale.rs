//! Affine rescaling of rewards to `[0, 1]`, and back.

use num_traits::{One, Zero};

use super::Mdp;
use crate::scalar::{Field, Rational};

/// `r' = (r - lowest) / scale`, so that `V = scale V' + lowest / (1 - gamma)`.
///
/// Advantages scale by `1 / scale`; optimal policies are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffineRescaling {
    lowest: Rational,
    scale: Rational,
}

impl AffineRescaling {
    /// The rescaling that takes the rewards of `mdp` onto `[0, 1]`; the
    /// identity when they already lie in it. Equal rewards are shifted to 0
    /// with scale 1.
    pub fn to_unit(mdp: &Mdp<Rational>) -> Self {
        if mdp.has_unit_rewards() {
            return AffineRescaling { lowest: Rational::zero(), scale: Rational::one() };
        }
        let (lowest, highest) = mdp.reward_range();
        let span = highest - &lowest;
        AffineRescaling { lowest, scale: if span.is_zero() { Rational::one() } else { span } }
    }

    /// Does nothing change?
    pub fn is_identity(&self) -> bool {
        self.lowest.is_zero() && self.scale.is_one()
    }

    /// The reward that becomes 0.
    pub fn lowest(&self) -> &Rational {
        &self.lowest
    }

    /// The factor rewards are divided by; positive.
    pub fn scale(&self) -> &Rational {
        &self.scale
    }

    /// The rescaled model.
    pub fn apply(&self, mdp: &Mdp<Rational>) -> Mdp<Rational> {
        let mut rescaled = mdp.clone();
        for reward in &mut rescaled.rewards {
            *reward = (reward.clone() - &self.lowest) / &self.scale;
        }
        rescaled
    }

    /// `V(s)` of the original model from `V'(s)` of the rescaled one.
    pub fn restore_value<T: Field>(&self, rescaled: &T, discount: &Rational) -> T {
        let shift = self.lowest.clone() / &(Rational::one() - discount);
        T::from_rational(&self.scale) * rescaled + &T::from_rational(&shift)
    }
}
