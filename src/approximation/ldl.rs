//! The factors `L D L'` of a symmetric matrix.

use crate::scalar::{Ordered, Truth};

/// `L D L'` with unit lower triangular `L` and diagonal `D`, without exchanges of rows.
///
/// A symmetric matrix is positive definite iff every entry of `D` is positive. It is positive
/// semidefinite iff no entry of `D` is negative and, whenever one is 0, what is left of its column
/// is 0 as well.
#[derive(Clone, Debug)]
pub struct Ldl<T> {
    /// `L` below the diagonal.
    lower: Vec<Vec<T>>,
    pivots: Vec<T>,
    defect: T,
}

impl<T: Ordered> Ldl<T> {
    /// Factors a symmetric matrix; only its lower triangle is read.
    ///
    /// Over enclosures, for every symmetric matrix inside whose pivots are not 0; where an enclosed pivot may be 0, what is
    /// claimed of the matrix stays undecided.
    ///
    /// # Panics
    /// When the matrix is not square.
    pub fn new(matrix: &[Vec<T>]) -> Self {
        assert!(matrix.iter().all(|row| row.len() == matrix.len()), "a symmetric matrix is square");
        let size = matrix.len();
        let mut rest: Vec<Vec<T>> = matrix.to_vec();
        let mut lower = vec![vec![T::zero(); size]; size];
        let (mut pivots, mut defect) = (Vec::with_capacity(size), T::zero());
        for k in 0..size {
            let pivot = rest[k][k].clone();
            let vanishes = pivot.equal(&T::zero());
            for i in k + 1..size {
                let entry = rest[i][k].clone();
                match vanishes {
                    Truth::Yes => defect = defect.maximum(&entry.absolute()),
                    Truth::No => lower[i][k] = entry / &pivot,
                    Truth::Undecided => {
                        defect = defect.hull(&defect.maximum(&entry.absolute()));
                        lower[i][k] = entry / &pivot;
                    }
                }
            }
            for i in k + 1..size {
                let column: Vec<T> = rest[k + 1..=i].iter().map(|row| row[k].clone()).collect();
                for (entry, other) in rest[i][k + 1..].iter_mut().zip(&column) {
                    *entry -= &(lower[i][k].clone() * other);
                }
            }
            pivots.push(pivot);
        }
        Ldl { lower, pivots, defect }
    }

    /// The diagonal of `D`.
    pub fn pivots(&self) -> &[T] {
        &self.pivots
    }

    /// The largest absolute value that is left in a column whose pivot is 0.
    pub fn defect(&self) -> &T {
        &self.defect
    }

    /// Are all pivots positive?
    pub fn is_positive_definite(&self) -> Truth {
        let zero = T::zero();
        self.pivots.iter().fold(Truth::Yes, |all, pivot| all.and(zero.less(pivot)))
    }

    /// The solution of `L D L' x = right` for a positive definite matrix.
    ///
    /// # Panics
    /// When the length differs.
    pub fn solve(&self, right: &[T]) -> Vec<T> {
        let size = self.pivots.len();
        assert_eq!(right.len(), size, "one entry of the right side per row");
        let mut x = right.to_vec();
        for i in 0..size {
            for k in 0..i {
                let product = self.lower[i][k].clone() * &x[k];
                x[i] -= &product;
            }
        }
        for (entry, pivot) in x.iter_mut().zip(&self.pivots) {
            *entry = entry.clone() / pivot;
        }
        for i in (0..size).rev() {
            for k in i + 1..size {
                let product = self.lower[k][i].clone() * &x[k];
                x[i] -= &product;
            }
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use num_traits::{One, Zero};

    use super::*;
    use crate::scalar::{Field, Interval, Rational};

    fn matrix<T: Field>(rows: &[&[i64]]) -> Vec<Vec<T>> {
        rows.iter().map(|row| row.iter().map(|&entry| T::from_integer(entry)).collect()).collect()
    }

    #[test]
    fn a_matrix_factored_by_hand() {
        // [[4, 2], [2, 5]] = L diag(4, 4) L' with L = [[1, 0], [1/2, 1]].
        let ldl = Ldl::<Rational>::new(&matrix(&[&[4, 2], &[2, 5]]));
        assert_eq!(ldl.pivots(), [Rational::from(4), Rational::from(4)]);
        assert!(ldl.is_positive_definite().is_yes());
        assert_eq!(ldl.solve(&[Rational::from(8), Rational::from(12)]), [Rational::from(1), Rational::from(2)]);
    }

    #[test]
    fn semidefinite_and_indefinite_matrices_are_told_apart_at_a_vanishing_pivot() {
        let semidefinite = Ldl::<Rational>::new(&matrix(&[&[1, 1, 0], &[1, 1, 0], &[0, 0, 2]]));
        assert_eq!(semidefinite.pivots(), [Rational::one(), Rational::zero(), Rational::from(2)]);
        assert!(semidefinite.defect().is_zero() && semidefinite.is_positive_definite().is_no());
        let indefinite = Ldl::<Rational>::new(&matrix(&[&[0, -3], &[-3, 5]]));
        assert_eq!(*indefinite.defect(), Rational::from(3));
        assert!(Ldl::<Rational>::new(&matrix(&[&[1, 2], &[2, 1]])).pivots()[1].is_negative());
    }

    #[test]
    fn enclosures_contain_the_exact_factors_also_where_a_pivot_vanishes() {
        let rows: Vec<Vec<Rational>> = vec![
            vec![Rational::new(1, 3), Rational::new(1, 7), Rational::new(1, 21)],
            vec![Rational::new(1, 7), Rational::new(3, 49), Rational::new(1, 49)],
            vec![Rational::new(1, 21), Rational::new(1, 49), Rational::new(5, 3)],
        ];
        let exact = Ldl::new(&rows);
        let boxes: Vec<Vec<Interval<f64>>> =
            rows.iter().map(|row| row.iter().map(Interval::from_rational).collect()).collect();
        let enclosed = Ldl::new(&boxes);
        assert!(exact.pivots()[1].is_zero(), "the example has a vanishing pivot");
        for (value, enclosure) in exact.pivots().iter().zip(enclosed.pivots()) {
            assert!(enclosure.contains(value));
        }
        assert!(enclosed.defect().contains(exact.defect()));
        assert_eq!(enclosed.is_positive_definite(), Truth::Undecided);
    }
}
