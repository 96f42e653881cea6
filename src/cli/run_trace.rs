//! What `spma run` reports of each step.

use std::sync::Arc;

use num_traits::One;
use serde::Serialize;

use crate::algorithm::{Iterate, Method, Problem, StepSizeError};
use crate::mdp::{Evaluate, Mdp, Policy};
use crate::report::Number;
use crate::scalar::{Rational, ScalarKind};

/// One iterate. `bound` is the right side for `e_t` given `e_{t-1}`:
/// `(1 - eta C_{t-1} (1-gamma)) e_{t-1}` for SPMA with a constant step size,
/// `(1 - (1-gamma) kappa_{t-1}) e_{t-1}` for every other method; `ratio` is
/// `e_t / bound`.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    t: u32,
    e: Number,
    #[serde(rename = "C")]
    constant: Number,
    kappa: Number,
    bound: Option<Number>,
    ratio: Option<Number>,
}

impl Row {
    /// `t, e, C, kappa, bound, ratio` as text; empty where there is none.
    pub fn cells(&self) -> [String; 6] {
        let optional = |number: &Option<Number>| number.as_ref().map_or_else(String::new, Number::to_cell);
        [
            self.t.to_string(),
            self.e.to_cell(),
            self.constant.to_cell(),
            self.kappa.to_cell(),
            optional(&self.bound),
            optional(&self.ratio),
        ]
    }
}

/// What is the same for every method of a run.
pub struct Plan {
    pub mdp: Arc<Mdp<Rational>>,
    pub start: Policy<Rational>,
    pub eta: Rational,
    pub steps: u32,
    pub kind: ScalarKind,
}

impl Plan {
    /// Is `eta m(s) <= 1` certain for every policy, because
    /// `m(s) <= (max r - min r) / (1-gamma)`?
    fn is_always_valid(&self) -> bool {
        let (lowest, highest) = self.mdp.reward_range();
        (highest - lowest) * &self.eta <= Rational::one() - self.mdp.discount()
    }
}

/// Runs a method; `kappa_t` is that of the step from `t`.
///
/// # Errors
/// The step at which the step size leaves the method's condition, or at which
/// enclosures do not tell.
pub fn trace<T: Evaluate>(method: &mut dyn Method<T>, plan: &Plan) -> Result<Vec<Row>, (u32, StepSizeError)> {
    let problem = Problem::<T>::new(plan.mdp.clone());
    let number = |x: &T| Number::new(x, plan.kind);
    let stop = T::one() - problem.mdp().discount();
    let mut rows = Vec::new();
    let mut iterate = Iterate::exact(&problem, &plan.start);
    let mut bound: Option<T> = None;
    for t in 0..=plan.steps {
        match method.check_step_size(&iterate) {
            Err(StepSizeError::Undecided { .. }) if plan.is_always_valid() => {}
            checked => checked.map_err(|error| (t, error))?,
        }
        let rate = method.rate(&iterate);
        let next = method.step(&iterate);
        let (error, constant, kappa) = (iterate.error(), iterate.constant(), iterate.improvement_constant(&next));
        let ratio = bound.as_ref().filter(|bound| T::zero().less(bound).is_yes()).map(|bound| error.clone() / bound);
        let rate = rate.unwrap_or_else(|| kappa.clone());
        rows.push(Row {
            t,
            e: number(&error),
            constant: number(&constant),
            kappa: number(&kappa),
            bound: bound.as_ref().map(number),
            ratio: ratio.as_ref().map(number),
        });
        bound = Some((T::one() - &(stop.clone() * &rate)) * &error);
        iterate = Iterate::new(&problem, next);
    }
    Ok(rows)
}
