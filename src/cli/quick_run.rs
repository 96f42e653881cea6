//! Steps of SPMA between those that `spma run` reports.

use super::run_trace::Plan;
use crate::algorithm::{CertifiedSpma, FloatSpma, StepSizeError};
use crate::mdp::Policy;
use crate::scalar::{Field, Ordered, Rational, ScalarKind};

/// Enclosures of more bits than this are asked for to be narrower than the radii of
/// a certified run.
const MOST_CERTIFIED_BITS: u32 = 64;

/// A run of SPMA with a constant step size that is faster, and over enclosures
/// narrower, than one step of the general method after the other.
pub enum QuickRun<'m> {
    Float(Box<FloatSpma>),
    Certified(Box<CertifiedSpma<'m>>),
}

impl<'m> QuickRun<'m> {
    /// The run for the plan's kind of number, if there is one.
    pub fn new(plan: &'m Plan) -> Option<Self> {
        match plan.kind {
            ScalarKind::F64 if plan.every > 1 => {
                let run = FloatSpma::new(plan.mdp.floats(), plan.start.convert(), plan.eta.to_f64(), 0.0);
                Some(QuickRun::Float(Box::new(run)))
            }
            ScalarKind::Interval | ScalarKind::BigInterval(..=MOST_CERTIFIED_BITS) => {
                CertifiedSpma::new(&plan.mdp, &plan.start, &plan.eta).map(Box::new).map(QuickRun::Certified)
            }
            _ => None,
        }
    }

    /// The next policy.
    pub fn step(&mut self) -> Result<(), StepSizeError> {
        match self {
            QuickRun::Float(run) => run.step(),
            QuickRun::Certified(run) => run.step(),
        }
    }

    /// The policy, as an enclosure for a certified run.
    pub fn policy<T: Ordered>(&self) -> Policy<T> {
        let number = |p: &f64| T::from_rational(&Rational::from_f64(*p).expect("a step keeps probabilities finite"));
        match self {
            QuickRun::Float(run) => {
                run.policy().with_probabilities(run.policy().probabilities().iter().map(number).collect())
            }
            QuickRun::Certified(run) => run.policy(),
        }
    }
}
