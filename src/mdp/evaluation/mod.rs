//! Policy evaluation, occupancy and optimum: one strategy per kind of number.
//!
//! - `f64`: LU of `I - gamma P_pi` when it is small or dense, Gauss-Seidel
//!   sweeps otherwise.
//! - big floats: the `f64` solver as preconditioner, refined with residuals in
//!   big floats.
//! - enclosures: the same, then ONE rigorous residual. Because
//!   `||(I - gamma P)^-1||_inf = 1/(1-gamma)` for stochastic `P`,
//!   `|V^pi - v| <= ||r + gamma P v - v||_inf / (1-gamma)` for any `v`. Exact
//!   models and policies use integer residuals, boxes use interval residuals.
//! - dual numbers: the values by the strategy of their kind, the derivatives
//!   as the values of the same policy in a differentiated model.
//! - rationals: fraction-free elimination for tiny systems, p-adic lifting for
//!   larger ones.

mod bareiss;
mod dense_lu;
mod digit_sum;
mod dixon;
mod dual;
mod enclosure;
mod exact;
mod float;
mod float_certificate;
mod integer_rows;
mod interval;
mod lifting;
mod linear_solver;
mod machine_integers;
mod modular;
mod ordering;
mod pair_changes;
mod paired_rows;
mod reconstruction;
mod refinement;
mod short_rows;
mod sparse_integer;
mod state_scale;
mod sweeps;

use super::{Mdp, Optimum, Policy};
use crate::scalar::{Ordered, Rational};

pub(crate) use dense_lu::DenseLu;
pub(super) use integer_rows::IntegerRow;
pub(super) use linear_solver::LinearSolver;
pub(crate) use machine_integers::MachineIntegers;

/// A kind of number over which models can be solved.
pub trait Evaluate: Ordered {
    /// `V^pi` by state. Over enclosures: contains the value of every policy in
    /// the boxes, for every model in the boxes.
    fn evaluate(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self>;

    /// `V^pi` by state of an exact model and policy; over enclosures as tight as
    /// the kind allows.
    fn evaluate_exact(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Self>;

    /// `d^pi_rho = (1-gamma) rho' (I - gamma P_pi)^-1`, the normalised
    /// discounted occupancy by state, for the model's initial distribution.
    fn occupancy(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self>;

    /// `V*` by state, and actions that attain it (over floats and enclosures:
    /// that are not beaten by more than the accuracy).
    fn optimum(mdp: &Mdp<Rational>) -> Optimum<Self>;
}
