//! Evaluation over enclosures: approximate, then one rigorous residual.

use num_traits::{One, Zero};

use super::enclosure::FixedPoint;
use super::float::{bellman_residual, occupancy_residual};
use super::float_certificate::{certified_optimum, certified_values};
use super::refinement::refine;
use super::{Evaluate, LinearSolver};
use crate::mdp::{Mdp, Optimum, Policy};
use crate::scalar::{BigFloat, Endpoint, Interval, Ordered, Rational};

/// Accuracy asked of an approximation, in bits.
trait Precision: Endpoint {
    const BITS: u32;

    /// [`certified_values`], where enclosures are no tighter than floats.
    fn quick_values(_mdp: &Mdp<Rational>, _policy: &Policy<Rational>) -> Option<Vec<Interval<Self>>> {
        None
    }

    /// [`certified_optimum`], likewise.
    fn quick_optimum(_mdp: &Mdp<Rational>) -> Option<Optimum<Interval<Self>>> {
        None
    }
}

impl Precision for f64 {
    const BITS: u32 = f64::MANTISSA_DIGITS;

    fn quick_values(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Option<Vec<Interval<f64>>> {
        certified_values(mdp, policy)
    }

    fn quick_optimum(mdp: &Mdp<Rational>) -> Option<Optimum<Interval<f64>>> {
        certified_optimum(mdp)
    }
}

impl<const BITS: u32> Precision for BigFloat<BITS> {
    const BITS: u32 = BITS;
}

impl<E: Precision> Evaluate for Interval<E> {
    /// The residual over the boxes contains the residual of every policy and
    /// model in them, so its size over `1-gamma` bounds every error.
    fn evaluate(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self> {
        let solver = LinearSolver::new(mdp, policy);
        let residual = |values: &[Self]| bellman_residual(mdp, policy, values);
        let values = refine(mdp.states(), &solver, residual, midpoint);
        let error = residual(&values).iter().fold(Self::zero(), |size, r| size.maximum(&r.absolute()));
        widened(values, &error, mdp.discount())
    }

    fn evaluate_exact(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Self> {
        E::quick_values(mdp, policy).unwrap_or_else(|| FixedPoint::evaluate(mdp, policy, E::BITS).enclosures())
    }

    /// `||(I - gamma P')^-1||_1 = 1/(1-gamma)`, so the 1-norm of the residual
    /// over `1-gamma` bounds the error of every entry.
    fn occupancy(mdp: &Mdp<Self>, policy: &Policy<Self>) -> Vec<Self> {
        let solver = LinearSolver::transposed(mdp, policy);
        let residual = |occupancy: &[Self]| occupancy_residual(mdp, policy, occupancy);
        let occupancy = refine(mdp.states(), &solver, residual, midpoint);
        let error = residual(&occupancy).iter().fold(Self::zero(), |total, r| total + r.absolute());
        widened(occupancy, &error, mdp.discount())
    }

    fn optimum(mdp: &Mdp<Rational>) -> Optimum<Self> {
        E::quick_optimum(mdp).unwrap_or_else(|| {
            let (values, actions) = FixedPoint::optimum(mdp, E::BITS);
            Optimum { values: values.enclosures(), actions }
        })
    }
}

/// The interval's midpoint as a point.
fn midpoint<E: Endpoint>(x: Interval<E>) -> Interval<E> {
    Interval::point(x.midpoint()).expect("a midpoint is finite")
}

/// `x + [-e, e]` with `e = error / (1-gamma)`.
fn widened<E: Endpoint>(centres: Vec<Interval<E>>, error: &Interval<E>, discount: &Interval<E>) -> Vec<Interval<E>> {
    let radius = error.clone() / &(Interval::one() - discount);
    let ball = radius.hull(&-radius.clone());
    centres.into_iter().map(|centre| centre + &ball).collect()
}
