//! Why a step size is refused.

use thiserror::Error;

/// A step size outside the condition of its method.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StepSizeError {
    /// SPMA: `eta m(s) <= 1` fails, so a probability would become negative.
    #[error(
        "the step size eta = {eta} is outside its condition in state {state}: SPMA needs eta m(s) <= 1 with \
         m(s) = max_a (V(s) - Q(s,a)), here eta <= {limit}; eta <= 1 - gamma always suffices for rewards in [0, 1]"
    )]
    Spma {
        /// The state.
        state: usize,
        /// The step size.
        eta: String,
        /// `1 / m(s)`, rounded down.
        limit: String,
    },
    /// SPMA: the enclosures have grown too wide to decide `eta m(s) <= 1`.
    #[error(
        "in state {state} the enclosures are too wide to decide whether eta m(s) <= 1 for eta = {eta}; \
         use more bits or fewer steps"
    )]
    Undecided {
        /// The state.
        state: usize,
        /// The step size.
        eta: String,
    },
    /// A step size that must be positive is not.
    #[error("the step size eta = {eta} must be positive")]
    NotPositive {
        /// The step size.
        eta: String,
    },
    /// A fraction of the largest valid step must lie in `(0, 1]`.
    #[error("the adaptive step size takes eta as a fraction of 1/m(s): {eta} must be in (0, 1]")]
    Fraction {
        /// The fraction.
        eta: String,
    },
}
