//! The chain in which a patient agent earns more.

use super::{exact, start_in};
use crate::mdp::{Action, Mdp, MdpError};
use crate::scalar::{Field, Rational};

/// Chain of Dearden, Friedman and Russell (AAAI 1998) with the slip
/// probability 1/5 of Strens (ICML 2000); the original has 5 states.
///
/// There are two moves: *on* leads from state `s` to `s + 1` with reward 0,
/// except that it stays in the last state with reward 10; *back* leads to
/// state 0 with reward 2. Action 0 moves on and action 1 back, but with
/// probability 1/5 the other move happens. The start is state 0.
///
/// In expectation action 0 pays `2/5` and action 1 `8/5`, in the last state
/// `42/5` and `18/5`.
pub fn chain(states: usize, discount: Rational) -> Result<Mdp<Rational>, MdpError> {
    let last = states.saturating_sub(1);
    let action = |state: usize, on: Rational| {
        let back = Rational::new(1, 1) - &on;
        let mut reward = back.clone() * &Rational::from(2);
        if state == last {
            reward.add_product(&on, &Rational::from(10));
        }
        Action { reward, transitions: vec![(0, back), ((state + 1).min(last), on)] }
    };
    let table = (0..states).map(|s| vec![action(s, Rational::new(4, 5)), action(s, Rational::new(1, 5))]).collect();
    exact(discount, table, start_in(0, states))
}
