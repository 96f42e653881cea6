//! Fraction-free Gaussian elimination (Bareiss 1968): every intermediate entry
//! is a minor of the matrix, so divisions are exact and entries stay small.

use rug::{Assign, Integer};

use super::sparse_integer::SparseIntegerMatrix;
use crate::scalar::Rational;

/// The exact solution of `matrix x = right`.
///
/// # Panics
/// When the matrix is singular.
pub fn solve(matrix: &SparseIntegerMatrix, right: &[Integer]) -> Vec<Rational> {
    let size = matrix.size();
    let mut rows = augmented(matrix, right);
    let mut previous = Integer::from(1);
    let mut product = Integer::new();
    for pivot in 0..size {
        let found = (pivot..size).find(|&row| !rows[row][pivot].is_zero());
        rows.swap(pivot, found.expect("the system is regular"));
        let (done, rest) = rows.split_at_mut(pivot + 1);
        let pivot_row = &done[pivot];
        for row in rest {
            for column in pivot + 1..=size {
                row[column] *= &pivot_row[pivot];
                product.assign(&row[pivot] * &pivot_row[column]);
                row[column] -= &product;
                row[column].div_exact_mut(&previous);
            }
            row[pivot].assign(0);
        }
        previous.assign(&rows[pivot][pivot]);
    }
    let mut solution = vec![Rational::from(0); size];
    for row in (0..size).rev() {
        let mut total = Rational::from(&rows[row][size]);
        for column in row + 1..size {
            total -= &(Rational::from(&rows[row][column]) * &solution[column]);
        }
        solution[row] = total / Rational::from(&rows[row][row]);
    }
    solution
}

fn augmented(matrix: &SparseIntegerMatrix, right: &[Integer]) -> Vec<Vec<Integer>> {
    let size = matrix.size();
    let mut rows = vec![vec![Integer::new(); size + 1]; size];
    for (row, entries) in matrix.rows().iter().enumerate() {
        for (column, entry) in entries {
            rows[row][*column].assign(entry);
        }
        rows[row][size].assign(&right[row]);
    }
    rows
}
