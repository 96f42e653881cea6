//! A walk along a chasm.

use num_traits::Zero;

use super::{certain, exact, start_in};
use crate::mdp::{Mdp, MdpError};
use crate::scalar::Rational;

/// Rows of the grid; the last is the bottom.
pub const CLIFF_WORLD_ROWS: usize = 3;
/// Columns of the grid.
pub const CLIFF_WORLD_COLUMNS: usize = 7;

const START: usize = (CLIFF_WORLD_ROWS - 1) * CLIFF_WORLD_COLUMNS;
const GOAL: usize = CLIFF_WORLD_ROWS * CLIFF_WORLD_COLUMNS - 1;

/// Cliff world: a grid of 3 rows and 7 columns, 21 states numbered row by row
/// from the top left.
///
/// The four actions move up, right, down and left for certain; a move into the
/// border stays. The start is the bottom left cell and the goal the bottom
/// right one; the five cells between them are the chasm. Any action in a chasm
/// cell pays -100 and leads to the start; any action in the goal pays 1 and
/// stays there; all other rewards are 0.
///
/// This is our reading: the environment is usually described as a picture with
/// the rewards of chasm and goal, not as transitions out of these cells.
pub fn cliff_world(discount: Rational) -> Result<Mdp<Rational>, MdpError> {
    let cells = CLIFF_WORLD_ROWS * CLIFF_WORLD_COLUMNS;
    let state = |cell: usize| {
        let (row, column) = (cell / CLIFF_WORLD_COLUMNS, cell % CLIFF_WORLD_COLUMNS);
        let (bottom, right) = (CLIFF_WORLD_ROWS - 1, CLIFF_WORLD_COLUMNS - 1);
        let moves = [
            (row.saturating_sub(1), column),
            (row, (column + 1).min(right)),
            ((row + 1).min(bottom), column),
            (row, column.saturating_sub(1)),
        ];
        moves
            .map(|(row, column)| match cell {
                GOAL => certain(GOAL, Rational::from(1)),
                _ if cell > START => certain(START, Rational::from(-100)),
                _ => certain(row * CLIFF_WORLD_COLUMNS + column, Rational::zero()),
            })
            .to_vec()
    };
    exact(discount, (0..cells).map(state).collect(), start_in(START, cells))
}
