//! What the exact data of a bandit say about softmax policy gradient.

use num_traits::{One, Zero};

use crate::claim::Instance;
use crate::scalar::Rational;

/// Exact quantities of a bandit and a step size `eta`.
pub(super) struct BanditData {
    /// `r* - r_a` by arm.
    pub losses: Vec<Rational>,
    /// `delta_0`.
    pub delta: Rational,
    /// `Delta`, the smallest positive loss; 0 without one.
    pub gap: Rational,
    /// `p_0`, the mass on the best arms.
    pub best_mass: Rational,
    /// `c = 2 eta + eta^2 / 2`.
    pub curvature: Rational,
}

impl BanditData {
    /// Of a one-state instance.
    pub fn new(instance: &Instance) -> Self {
        let rewards = instance.mdp.rewards();
        let best = rewards.iter().max().expect("a bandit has an arm");
        let losses: Vec<Rational> = rewards.iter().map(|r| best.clone() - r).collect();
        let policy = instance.policy.probabilities();
        let eta = &instance.eta;
        BanditData {
            delta: policy.iter().zip(&losses).map(|(p, loss)| p.clone() * loss).sum(),
            gap: losses.iter().filter(|loss| loss.is_positive()).min().cloned().unwrap_or_else(Rational::zero),
            best_mass: policy.iter().zip(&losses).filter(|(_, loss)| loss.is_zero()).map(|(p, _)| p.clone()).sum(),
            curvature: eta.clone() * (Rational::from(2) + eta.clone() / Rational::from(2)),
            losses,
        }
    }

    /// `c / (1 - c delta_0)` when `c delta_0 < 1`: what `1/delta_t` grows by in
    /// one step at most.
    pub fn growth(&self) -> Option<Rational> {
        let rest = Rational::one() - self.curvature.clone() * &self.delta;
        rest.is_positive().then(|| self.curvature.clone() / rest)
    }

    /// `1 / (1/delta_0 + T c / (1 - c delta_0))`, a lower bound of `delta_T`.
    pub fn lower(&self, steps: u32) -> Option<Rational> {
        let growth = self.growth()?;
        Some(self.delta.clone() / (Rational::one() + growth * Rational::from(steps) * &self.delta))
    }

    /// `delta_0 (1 - p_0 Delta)^T`, an upper bound of SPMA's `delta_T` with step size 1 (B1).
    pub fn upper_of_spma(&self, steps: u32) -> Rational {
        let factor = Rational::one() - self.best_mass.clone() * &self.gap;
        self.delta.clone() * factor.power(i32::try_from(steps).expect("runs are shorter than 2^31 steps"))
    }

    /// `T_1 = max(1, 2 (b - x) / x^2)` with `x = p_0 Delta`, `b = c delta_0 / (1 - c delta_0)`: from there on the upper
    /// bound of SPMA is below the lower bound of softmax policy gradient.
    pub fn separation(&self) -> Option<Rational> {
        let rate = self.best_mass.clone() * &self.gap;
        let slope = self.growth()? * &self.delta;
        let steps = (slope - &rate) * Rational::from(2) / (rate.clone() * rate);
        Some(steps.max(Rational::one()))
    }

    /// `T_0 = Delta^2 / (6 delta_0 (1 - Delta^2 c / (6 (1 - c delta_0))))`: from there on `delta_T >= Delta^2 / (6 T)`.
    pub fn inverse_time(&self) -> Option<Rational> {
        let sixth = self.gap.clone() * &self.gap / Rational::from(6);
        let rest = Rational::one() - self.growth()? * &sixth;
        rest.is_positive().then(|| sixth / (self.delta.clone() * rest))
    }
}
