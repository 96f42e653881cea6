//! A dive that must not turn left once.

use num_traits::{One, Zero};

use super::{certain, exact, start_in};
use crate::mdp::{Mdp, MdpError};
use crate::scalar::Rational;

/// DeepSea of the behaviour suite (Osband et al., ICLR 2020,
/// arXiv 1908.03568), deterministic, action 1 always right.
///
/// The diver starts in the top left cell of a grid of `size` rows and columns
/// and sinks one row a step. Action 0 goes one column left (column 0 stays),
/// action 1 one column right (the last column stays) at the cost
/// `1 / (100 size)`. Going right in the last column pays 1. From the last row
/// every action ends the episode, in an absorbing state with reward 0.
///
/// Cell `(row, column)`, `column <= row`, is state `row (row + 1) / 2 +
/// column`; no other cell can be reached. The end is state
/// `size (size + 1) / 2`.
pub fn deep_sea(size: usize, discount: Rational) -> Result<Mdp<Rational>, MdpError> {
    let number = |row: usize, column: usize| row * (row + 1) / 2 + column;
    let end = number(size, 0);
    let mut table = Vec::with_capacity(end + 1);
    for row in 0..size {
        for column in 0..=row {
            let below = |column: usize| if row + 1 == size { end } else { number(row + 1, column) };
            let treasure = if column + 1 == size { Rational::one() } else { Rational::zero() };
            let cost = Rational::new(1, 100 * size);
            table.push(vec![
                certain(below(column.saturating_sub(1)), Rational::zero()),
                certain(below(column + 1), treasure - &cost),
            ]);
        }
    }
    table.push(vec![certain(end, Rational::zero()), certain(end, Rational::zero())]);
    exact(discount, table, start_in(0, end + 1))
}
