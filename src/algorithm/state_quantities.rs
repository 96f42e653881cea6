//! Gap, variance and advantage range of one state.

use super::iterate::{Constraint, is_positive};
use crate::mdp::Evaluate;
use crate::scalar::Truth;

/// Quantities of a state `s` under a policy, from `pi(.|s)`, `Q(s,.)` and
/// `Adv(s,.)`.
#[derive(Clone, Debug)]
pub struct StateQuantities<T> {
    /// Per action: is it a maximiser of `Q(s,.)`?
    pub is_best: Vec<Truth>,
    /// `max_a Q(s,a)`.
    pub highest: T,
    /// `max_a Q(s,a)` over the actions that are certainly not best; `None`
    /// when there is none.
    pub highest_other: Option<T>,
    /// `pi(best(s)|s)`.
    pub best_probability: T,
    /// `pi(a|s)` of the best action when only one may be best.
    single_best: Option<T>,
    /// `M(s) = max_a Adv(s,a)`.
    pub largest_advantage: T,
    /// `m(s) = -min_a Adv(s,a)`.
    pub largest_loss: T,
    /// `Var_{pi(.|s)}(Q(s,.)) = sum_a pi(a|s) Adv(s,a)^2`.
    pub variance: T,
    /// Largest minus smallest action value.
    pub span: T,
}

impl<T: Evaluate> StateQuantities<T> {
    /// From the rows of one state; `twins` tells which actions are identical.
    ///
    /// # Panics
    /// For a state without actions.
    pub fn new(
        probabilities: &[T],
        action_values: &[T],
        advantages: &[T],
        twins: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let is_best: Vec<Truth> = action_values
            .iter()
            .enumerate()
            .map(|(a, value)| {
                let others = action_values.iter().enumerate().filter(|&(b, _)| !twins(a, b));
                others.fold(Truth::Yes, |best, (_, other)| best.and(other.at_most(value)))
            })
            .collect();
        let largest = |values: &[T]| maximum(values.iter()).expect("a state has an action");
        let candidates: Vec<usize> = (0..is_best.len()).filter(|&a| !is_best[a].is_no()).collect();
        let highest = largest(action_values);
        let highest_other =
            maximum(action_values.iter().zip(&is_best).filter(|(_, best)| best.is_no()).map(|(value, _)| value));
        let best_probability = best_mass(&is_best, probabilities);
        let lowest = action_values.iter().fold(highest.clone(), |least, value| least.minimum(value));
        let losses: Vec<T> = advantages.iter().map(|advantage| -advantage.clone()).collect();
        let mut variance = T::zero();
        for (probability, advantage) in probabilities.iter().zip(advantages) {
            variance.add_product(probability, &(advantage.clone() * advantage));
        }
        StateQuantities {
            single_best: (candidates.len() == 1).then(|| probabilities[candidates[0]].clone()),
            span: highest.clone() - &lowest,
            largest_advantage: largest(advantages),
            largest_loss: largest(&losses),
            is_best,
            highest,
            highest_other,
            best_probability,
            variance,
        }
    }

    /// Are all actions certainly best?
    fn all_tie(&self) -> bool {
        self.is_best.iter().all(|best| best.is_yes())
    }

    /// Is every action certainly best or certainly not?
    fn is_decided(&self) -> bool {
        self.is_best.iter().all(|&best| best != Truth::Undecided)
    }

    /// `gap(s)`: largest action value minus the best one outside `best(s)`.
    ///
    /// When enclosures do not separate some candidates, the largest possible
    /// gap is the one in which they all tie: an action outside `best(s)` can
    /// only bring the second value closer.
    pub fn gap(&self) -> Constraint<T> {
        match &self.highest_other {
            _ if self.all_tie() => Constraint::None,
            None => Constraint::Perhaps(T::zero().hull(&self.span)),
            Some(other) => {
                let gap = self.highest.clone() - other;
                Constraint::Value(if self.is_decided() { gap } else { T::zero().hull(&gap) })
            }
        }
    }

    /// `pi(best(s)|s) gap(s)`.
    pub fn weighted_gap(&self) -> Constraint<T> {
        match self.gap() {
            Constraint::Value(gap) => Constraint::Value(self.best_probability.clone() * &gap),
            Constraint::Perhaps(gap) => Constraint::Perhaps(self.best_probability.clone() * &gap),
            Constraint::None => Constraint::None,
        }
    }

    /// `pi(a|s) (Q(s,a) - max_{b != a} Q(s,b))` for one greedy action `a`: 0
    /// when a second action ties with it.
    pub fn single_action_weighted_gap(&self) -> Constraint<T> {
        if self.is_best.len() == 1 {
            return Constraint::None;
        }
        match &self.single_best {
            Some(_) => self.weighted_gap(),
            None if self.is_decided() => Constraint::Value(T::zero()),
            None => Constraint::Value(T::zero().hull(&self.span)),
        }
    }

    /// `Var(s) / M(s)` when `M(s) > 0`; between 0 and `m(s)` (Bhatia-Davis), also
    /// when it is not decided whether `M(s) > 0`.
    pub fn variance_ratio(&self) -> Constraint<T> {
        match is_positive(&self.largest_advantage) {
            Truth::Yes => Constraint::Value(self.variance.clone() / &self.largest_advantage),
            Truth::No => Constraint::None,
            Truth::Undecided => Constraint::Perhaps(T::zero().hull(&self.largest_loss)),
        }
    }

    /// `gain / M(s)` when `M(s) > 0`, for the gain `(T_{pi'} V - V)(s)` of any
    /// next policy. It may be negative or, when that is no distribution, exceed
    /// 1: over a divisor that may be 0 it has no bounds but its sign.
    pub fn improvement_ratio(&self, gain: &T) -> Constraint<T> {
        match is_positive(&self.largest_advantage) {
            Truth::Yes => Constraint::Value(gain.clone() / &self.largest_advantage),
            Truth::No => Constraint::None,
            Truth::Undecided => Constraint::Perhaps(gain.clone() / &self.largest_advantage.maximum(&T::zero())),
        }
    }
}

/// `pi(best(s)|s)`: between the mass of the actions that are certainly best and
/// that of those that may be. Some action is best, so without a certain one the
/// least mass of a candidate bounds it below.
fn best_mass<T: Evaluate>(is_best: &[Truth], probabilities: &[T]) -> T {
    let among = |wanted: fn(Truth) -> bool| is_best.iter().zip(probabilities).filter(move |(best, _)| wanted(**best));
    let most = T::sum(among(|best| !best.is_no()).map(|(_, p)| p));
    if is_best.iter().all(|&best| best != Truth::Undecided) {
        return most;
    }
    let certain = T::sum(among(Truth::is_yes).map(|(_, p)| p));
    let least = minimum(among(|best| !best.is_no()).map(|(_, p)| p)).unwrap_or_else(T::zero);
    certain.maximum(&least).hull(&most)
}

fn minimum<'a, T: Evaluate>(values: impl Iterator<Item = &'a T>) -> Option<T> {
    values.fold(None, |least: Option<T>, value| Some(least.map_or(value.clone(), |least| least.minimum(value))))
}

fn maximum<'a, T: Evaluate>(values: impl Iterator<Item = &'a T>) -> Option<T> {
    values.fold(None, |most: Option<T>, value| Some(most.map_or(value.clone(), |most| most.maximum(value))))
}
