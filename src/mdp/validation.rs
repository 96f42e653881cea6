//! From raw data to a validated model: everything is checked in exact
//! arithmetic.

use std::collections::BTreeMap;

use num_traits::{One, Zero};

use super::derived::Derived;
use super::{Action, Mdp, MdpError};
use crate::scalar::Rational;

/// What to do with rows that do not sum to exactly 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSums {
    /// Refuse them.
    Exact,
    /// Divide each such row by its sum, exactly.
    Renormalise,
}

/// The largest deviation of a row sum from 1 that renormalising removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// State of the row.
    pub state: usize,
    /// Action of the row.
    pub action: usize,
    /// `|sum - 1|`.
    pub size: Rational,
}

impl Mdp<Rational> {
    /// A model from its actions per state. Repeated successors of an action
    /// are merged; zero probabilities are dropped.
    ///
    /// With [`RowSums::Renormalise`] the largest defect removed is returned.
    ///
    /// # Errors
    /// [`MdpError`] names the state and the action at fault.
    pub fn new(
        discount: Rational,
        states: Vec<Vec<Action<Rational>>>,
        initial: Vec<Rational>,
        row_sums: RowSums,
    ) -> Result<(Self, Option<Defect>), MdpError> {
        if states.is_empty() {
            return Err(MdpError::NoState);
        }
        check_discount(&discount)?;
        check_initial(&initial, states.len())?;
        let count = states.len();
        let mut mdp = Mdp {
            discount,
            first_pair: vec![0],
            rewards: Vec::new(),
            first_entry: vec![0],
            successors: Vec::new(),
            probabilities: Vec::new(),
            initial,
            twins: Vec::new(),
            derived: Derived::default(),
        };
        let mut largest: Option<Defect> = None;
        for (state, actions) in states.into_iter().enumerate() {
            if actions.is_empty() {
                return Err(MdpError::NoAction { state });
            }
            for (index, action) in actions.into_iter().enumerate() {
                let (row, sum) = merged_row(state, index, action.transitions, count)?;
                let size = (sum.clone() - &Rational::one()).abs();
                if !size.is_zero() {
                    match row_sums {
                        RowSums::Exact => return Err(row_sum_error(state, index, sum)),
                        RowSums::Renormalise if sum.is_zero() => {
                            return Err(MdpError::ZeroRow { state, action: index });
                        }
                        RowSums::Renormalise => {
                            if largest.as_ref().is_none_or(|defect| defect.size < size) {
                                largest = Some(Defect { state, action: index, size });
                            }
                        }
                    }
                }
                mdp.rewards.push(action.reward);
                for (successor, probability) in row {
                    mdp.successors.push(successor);
                    mdp.probabilities.push(probability / &sum);
                }
                mdp.first_entry.push(mdp.successors.len());
            }
            mdp.first_pair.push(mdp.rewards.len());
            for pair in mdp.actions(state) {
                let same = |&other: &usize| {
                    mdp.rewards[other] == mdp.rewards[pair] && mdp.successors(other).eq(mdp.successors(pair))
                };
                let twin = mdp.actions(state).find(same).unwrap_or(pair);
                mdp.twins.push(twin);
            }
        }
        Ok((mdp, largest))
    }

    /// A model from floats: each is taken at its exact value, then as
    /// [`Mdp::new`].
    ///
    /// # Errors
    /// Also for NaN and infinities.
    pub fn from_floats(
        discount: f64,
        states: &[Vec<Action<f64>>],
        initial: &[f64],
        row_sums: RowSums,
    ) -> Result<(Self, Option<Defect>), MdpError> {
        let mut exact_states = Vec::with_capacity(states.len());
        for (state, actions) in states.iter().enumerate() {
            let mut exact_actions = Vec::with_capacity(actions.len());
            for (index, action) in actions.iter().enumerate() {
                let exact = |value: f64, what| {
                    Rational::from_f64(value).ok_or(MdpError::NotFinite { state, action: index, what })
                };
                let transitions = action
                    .transitions
                    .iter()
                    .map(|&(successor, probability)| Ok((successor, exact(probability, "a probability")?)))
                    .collect::<Result<_, MdpError>>()?;
                exact_actions.push(Action { reward: exact(action.reward, "the reward")?, transitions });
            }
            exact_states.push(exact_actions);
        }
        let not_finite = |what| MdpError::NotFinite { state: 0, action: 0, what };
        let discount = Rational::from_f64(discount).ok_or(not_finite("the discount factor"))?;
        let initial = initial
            .iter()
            .map(|&p| Rational::from_f64(p).ok_or(not_finite("an initial probability")))
            .collect::<Result<_, _>>()?;
        Mdp::new(discount, exact_states, initial, row_sums)
    }

    /// The same model with another discount factor.
    ///
    /// # Errors
    /// When it is outside `[0, 1)`.
    pub fn with_discount(mut self, discount: Rational) -> Result<Self, MdpError> {
        check_discount(&discount)?;
        self.discount = discount;
        Ok(self)
    }

    /// The same model with another initial distribution.
    ///
    /// # Errors
    /// When it is not a distribution over the states.
    pub fn with_initial(mut self, initial: Vec<Rational>) -> Result<Self, MdpError> {
        check_initial(&initial, self.states())?;
        self.initial = initial;
        Ok(self)
    }
}

fn check_discount(gamma: &Rational) -> Result<(), MdpError> {
    if gamma.is_negative() || *gamma >= Rational::one() {
        return Err(MdpError::Discount { gamma: gamma.clone() });
    }
    Ok(())
}

fn check_initial(initial: &[Rational], states: usize) -> Result<(), MdpError> {
    if initial.len() != states {
        return Err(MdpError::InitialLength { found: initial.len(), states });
    }
    if let Some(state) = initial.iter().position(Rational::is_negative) {
        return Err(MdpError::NegativeInitial { state, probability: initial[state].clone() });
    }
    let sum: Rational = initial.iter().cloned().sum();
    if !sum.is_one() {
        return Err(MdpError::InitialSum { sum });
    }
    Ok(())
}

/// The row with repeated successors merged and zeros dropped, and its sum.
fn merged_row(
    state: usize,
    action: usize,
    transitions: Vec<(usize, Rational)>,
    states: usize,
) -> Result<(BTreeMap<usize, Rational>, Rational), MdpError> {
    let mut row = BTreeMap::<usize, Rational>::new();
    let mut sum = Rational::zero();
    for (successor, probability) in transitions {
        if successor >= states {
            return Err(MdpError::UnknownState { state, action, successor, last: states - 1 });
        }
        if probability.is_negative() {
            return Err(MdpError::NegativeProbability { state, action, successor, probability });
        }
        sum += &probability;
        if !probability.is_zero() {
            *row.entry(successor).or_insert_with(Rational::zero) += &probability;
        }
    }
    Ok((row, sum))
}

fn row_sum_error(state: usize, action: usize, sum: Rational) -> MdpError {
    let defect = (sum.clone() - &Rational::one()).to_decimal_floor(3);
    MdpError::RowSum { state, action, sum, defect }
}
