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
    /// `pi(best(s)|s)`, counting actions that may be best.
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
        let best_probability = T::sum(candidates.iter().map(|&a| &probabilities[a]));
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
            None => Constraint::Perhaps(self.span.clone()),
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
            other => other,
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

    /// `x / M(s)` when `M(s) > 0`.
    pub fn over_largest_advantage(&self, x: &T) -> Constraint<T> {
        match is_positive(&self.largest_advantage) {
            Truth::Yes => Constraint::Value(x.clone() / &self.largest_advantage),
            Truth::No => Constraint::None,
            Truth::Undecided => Constraint::Perhaps(T::one()),
        }
    }
}

fn maximum<'a, T: Evaluate>(values: impl Iterator<Item = &'a T>) -> Option<T> {
    values.fold(None, |most: Option<T>, value| Some(most.map_or(value.clone(), |most| most.maximum(value))))
}
