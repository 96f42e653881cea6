//! Derivatives of the surrogate by automatic differentiation.

use crate::approximation::Surrogate;
use crate::mdp::Policy;
use crate::scalar::{Dual, Field};

/// `l'(0)` and `l''(0)` for `l(t)` at logits that move from those of `policy` along `phi . v`:
/// `pi_t(a|s)` is proportional to `policy(a|s) e^(t x_a)` with `x = phi . v`, and
/// `l(t) = const - sum_s d(s) sum_a pi_half(a|s) ln pi_t(a|s)`.
///
/// `e^(t x)` enters by its value, slope and curvature at 0, and `(ln q)' = q'/q`, so all stays in the field.
pub fn along<T: Field>(surrogate: &Surrogate<T>, policy: &Policy<T>, v: &[T]) -> (T, T) {
    let slopes = surrogate.features().along(v);
    let (mut first, mut second) = (T::zero(), T::zero());
    for state in 0..policy.states() {
        let weights: Vec<Dual<Dual<T>>> = policy
            .actions(state)
            .map(|pair| {
                let constant = Dual::constant(Dual::constant(policy.probabilities()[pair].clone()));
                exponential(&slopes[pair]) * &constant
            })
            .collect();
        let total = Dual::sum(&weights);
        for (pair, weight) in policy.actions(state).zip(weights) {
            let share = weight / &total;
            let logarithm = share.derivative / &share.value;
            let scale = surrogate.weights()[state].clone() * &surrogate.target().probabilities()[pair];
            first -= &(scale.clone() * &logarithm.value);
            second -= &(scale * &logarithm.derivative);
        }
    }
    (first, second)
}

/// `e^(t x)` at `t = 0`, to second order.
fn exponential<T: Field>(x: &T) -> Dual<Dual<T>> {
    Dual {
        value: Dual { value: T::one(), derivative: x.clone() },
        derivative: Dual { value: x.clone(), derivative: x.clone() * x },
    }
}
