//! LU factorisation of dense `f64` matrices, by the library that is faster at
//! the size.

use faer::linalg::solvers::{PartialPivLu, Solve};
use faer::{Mat, MatMut, MatRef};
use nalgebra::{DMatrix, DVectorViewMut, Dyn, linalg::LU};

/// From this size on faer's blocked kernels beat nalgebra's plain loops, which
/// start faster.
const BLOCKED_SIZE: usize = 80;

/// A factorised square matrix.
pub struct DenseLu(Factors);

enum Factors {
    Plain(LU<f64, Dyn, Dyn>),
    Blocked(PartialPivLu<f64>),
}

impl DenseLu {
    /// Factorises the matrix with the given rows, one after the other.
    ///
    /// # Panics
    /// When there are not `size^2` entries.
    pub fn new(rows: &[f64], size: usize) -> Self {
        assert_eq!(rows.len(), size * size, "a square matrix of size {size}");
        DenseLu(if size < BLOCKED_SIZE {
            Factors::Plain(DMatrix::from_row_slice(size, size, rows).lu())
        } else {
            Factors::Blocked(MatRef::from_row_major_slice(rows, size, size).partial_piv_lu())
        })
    }

    /// Replaces a right side by an approximate solution; a singular matrix
    /// leaves it as it is, or gives entries that are not finite.
    pub fn solve_in_place(&self, right: &mut [f64]) {
        let size = right.len();
        match &self.0 {
            Factors::Plain(lu) => {
                lu.solve_mut(&mut DVectorViewMut::from_slice(right, size));
            }
            Factors::Blocked(lu) => lu.solve_in_place(MatMut::from_column_major_slice_mut(right, size, 1)),
        }
    }

    /// The inverse matrix, approximately, by rows.
    pub fn inverse_rows(&self, size: usize) -> Vec<f64> {
        let mut rows = vec![0.0; size * size];
        match &self.0 {
            Factors::Plain(lu) => {
                let mut inverse = DMatrix::<f64>::identity(size, size);
                lu.solve_mut(&mut inverse);
                // A matrix is stored by columns: the transpose of its transpose's rows.
                rows.copy_from_slice(inverse.transpose().as_slice());
            }
            Factors::Blocked(lu) => {
                let mut inverse = Mat::<f64>::identity(size, size);
                lu.solve_in_place(&mut inverse);
                for (row, values) in rows.chunks_mut(size).enumerate() {
                    values.iter_mut().enumerate().for_each(|(column, value)| *value = inverse[(row, column)]);
                }
            }
        }
        rows
    }
}
