//! Swimming against the current.

use num_traits::{One, Zero};

use super::{certain, exact, start_in};
use crate::mdp::{Action, Mdp, MdpError};
use crate::scalar::Rational;

/// RiverSwim as in Osband, Russo and Van Roy (NeurIPS 2013); the original has
/// 6 states.
///
/// Action 0 swims left: to `s - 1` for certain (state 0 stays), with reward
/// `5/1000` in state 0. Action 1 swims right, against the current:
///
/// | from | to `s - 1` | stays | to `s + 1` |
/// |---|---|---|---|
/// | state 0 | | 2/5 | 3/5 |
/// | between | 1/20 | 3/5 | 7/20 |
/// | last state | 2/5 | 3/5 | |
///
/// with reward 1 in the last state; all other rewards are 0. The start is
/// state 0. With one state, action 1 stays for certain.
pub fn river_swim(states: usize, discount: Rational) -> Result<Mdp<Rational>, MdpError> {
    let last = states.saturating_sub(1);
    let right = |state: usize| {
        let p = |numerator: u32, denominator: u32| Rational::new(numerator, denominator);
        match state {
            0 => vec![(0, p(2, 5)), (1.min(last), p(3, 5))],
            _ if state == last => vec![(state - 1, p(2, 5)), (state, p(3, 5))],
            _ => vec![(state - 1, p(1, 20)), (state, p(3, 5)), (state + 1, p(7, 20))],
        }
    };
    let state = |state: usize| {
        let left_reward = if state == 0 { Rational::new(5, 1000) } else { Rational::zero() };
        let right_reward = if state == last { Rational::one() } else { Rational::zero() };
        vec![certain(state.saturating_sub(1), left_reward), Action { reward: right_reward, transitions: right(state) }]
    };
    exact(discount, (0..states).map(state).collect(), start_in(0, states))
}
