//! Iterative refinement over any kind of number, with the `f64` solver as
//! preconditioner.

use super::LinearSolver;
use crate::scalar::{Ordered, Rational};

/// A refinement step that shrinks the residual by less than this factor is the
/// last: rounding (or the width of the data) has been reached.
const LEAST_GAIN: i64 = 4;

/// A residual this power of two times the first one is below every precision
/// that is compiled. Where an exact entry 0 is approached by the rounding errors
/// of the `f64` solver, each step would shrink the residual without end.
const NEGLIGIBLE: i32 = -4200;

/// An approximate zero of the affine map `residual`, which must be
/// `x -> b - (I - gamma P) x` for the matrix that `solver` was prepared with.
///
/// Each step solves for the correction in `f64` and gains about 50 bits. `thin`
/// drops the width of an enclosure and is the identity for floats.
pub fn refine<T: Ordered>(
    states: usize,
    solver: &LinearSolver,
    residual: impl Fn(&[T]) -> Vec<T>,
    thin: impl Fn(T) -> T,
) -> Vec<T> {
    let mut x = vec![T::zero(); states];
    let mut defect = residual(&x);
    let mut size = largest_magnitude(&defect, &thin);
    let negligible = size.clone() * &T::from_rational(&Rational::power_of_two(NEGLIGIBLE));
    while !size.is_zero() && !size.less(&negligible).is_yes() {
        let scaled: Vec<f64> = defect.iter().map(|entry| (entry.clone() / &size).to_f64()).collect();
        let correction = solver.solve(&scaled);
        let Some(correction) = correction.into_iter().map(Rational::from_f64).collect::<Option<Vec<_>>>() else {
            break;
        };
        let candidate: Vec<T> =
            x.iter().zip(&correction).map(|(entry, change)| thin(T::from_rational(change) * &size + entry)).collect();
        let next_defect = residual(&candidate);
        let next_size = largest_magnitude(&next_defect, &thin);
        if !next_size.less(&size).is_yes() {
            break;
        }
        let gain_is_small = !(next_size.clone() * &T::from_integer(LEAST_GAIN)).less(&size).is_yes();
        (x, defect, size) = (candidate, next_defect, next_size);
        if gain_is_small {
            break;
        }
    }
    x
}

/// `max_i |x_i|` as a point.
fn largest_magnitude<T: Ordered>(x: &[T], thin: impl Fn(T) -> T) -> T {
    x.iter().fold(T::zero(), |size, entry| size.maximum(&thin(entry.absolute())))
}
