//! What `spma run` reports of each step.

use std::sync::Arc;

use num_traits::One;
use serde::Serialize;

use super::quick_run::QuickRun;
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
    /// Report steps whose number this divides, and the last.
    pub every: u32,
    pub kind: ScalarKind,
}

impl Plan {
    fn is_reported(&self, t: u32) -> bool {
        t.is_multiple_of(self.every) || t == self.steps
    }

    /// Is `eta m(s) <= 1` certain for every policy, because
    /// `m(s) <= (max r - min r) / (1-gamma)`?
    fn is_always_valid(&self) -> bool {
        let (lowest, highest) = self.mdp.reward_range();
        (highest - lowest) * &self.eta <= Rational::one() - self.mdp.discount()
    }
}

/// Runs a method; `kappa_t` is that of the step from `t`. Only the steps that the
/// plan reports, and those before them, are looked at in full when a quick run
/// makes the others.
///
/// # Errors
/// The step at which the step size leaves the method's condition, or at which
/// enclosures do not tell.
pub fn trace<T: Evaluate>(
    method: &mut dyn Method<T>,
    mut quick: Option<QuickRun>,
    plan: &Plan,
) -> Result<Vec<Row>, (u32, StepSizeError)> {
    let problem = Problem::<T>::new(plan.mdp.clone());
    let mut rows = Vec::new();
    let mut iterate = Some(Iterate::exact(&problem, &plan.start));
    let mut bound: Option<T> = None;
    for t in 0..=plan.steps {
        let at = |error| (t, error);
        let next = match iterate.take() {
            Some(iterate) => {
                let (row, next, next_bound) = look(method, &iterate, t, bound.take(), plan).map_err(at)?;
                rows.extend(plan.is_reported(t).then_some(row));
                bound = Some(next_bound);
                Some(next)
            }
            None => None,
        };
        if t == plan.steps {
            break;
        }
        let policy = match &mut quick {
            Some(quick) => {
                quick.step().map_err(at)?;
                (plan.is_reported(t + 1) || plan.is_reported(t + 2)).then(|| quick.policy())
            }
            None => next,
        };
        iterate = policy.map(|policy| Iterate::new(&problem, policy));
    }
    Ok(rows)
}

/// The row of an iterate, the next policy, and the right side for the next error.
fn look<T: Evaluate>(
    method: &mut dyn Method<T>,
    iterate: &Iterate<T>,
    t: u32,
    bound: Option<T>,
    plan: &Plan,
) -> Result<(Row, Policy<T>, T), StepSizeError> {
    let number = |x: &T| Number::new(x, plan.kind);
    match method.check_step_size(iterate) {
        Err(StepSizeError::Undecided { .. }) if plan.is_always_valid() => {}
        checked => checked?,
    }
    let rate = method.rate(iterate);
    let next = method.step(iterate);
    let (error, constant, kappa) = (iterate.error(), iterate.constant(), iterate.improvement_constant(&next));
    let ratio = bound.as_ref().filter(|bound| T::zero().less(bound).is_yes()).map(|bound| error.clone() / bound);
    let rate = rate.unwrap_or_else(|| kappa.clone());
    let row = Row {
        t,
        e: number(&error),
        constant: number(&constant),
        kappa: number(&kappa),
        bound: bound.as_ref().map(number),
        ratio: ratio.as_ref().map(number),
    };
    let stop = T::one() - iterate.mdp().discount();
    let next_bound = (T::one() - &(stop * &rate)) * &error;
    Ok((row, next, next_bound))
}
