//! The products over a run.

use super::{OptimalGaps, hypotheses, lower_factor, upper_factor};
use crate::claim::{Comparison, Hypothesis, Setting, Statement};
use crate::mdp::Evaluate;

pub(super) struct Products;

impl Statement for Products {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::paper(setting)
    }

    /// `e_T <= e_0 / (1-gamma) prod_(t<T) (1 - eta (g - e_t))` and
    /// `max_{s,a} pi_0(a|s) G(s,a) prod_(t<T) max(0, 1 - eta (G(s,a) + gamma e_t)) <= e_T`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let least = lower_product(setting, |loss, error| lower_factor(setting, loss, error));
        let most = upper_product(setting) / &setting.stop();
        vec![
            Comparison::at_most("upper", last_error(setting), most),
            Comparison::at_most("lower", least, last_error(setting)),
        ]
    }
}

/// `e_T`
pub(super) fn last_error<T: Evaluate>(setting: &Setting<T>) -> T {
    setting.trajectory()[setting.steps() as usize].error()
}

/// `e_0, ..., e_{T-1}`
fn errors_before<T: Evaluate>(setting: &Setting<T>) -> Vec<T> {
    setting.trajectory()[..setting.steps() as usize].iter().map(|iterate| iterate.error()).collect()
}

/// `e_0 prod_(t<T) (1 - eta (g - e_t))`
pub(super) fn upper_product<T: Evaluate>(setting: &Setting<T>) -> T {
    let least = OptimalGaps::new(setting.now()).least();
    let factors = errors_before(setting).into_iter().map(|error| upper_factor(setting, &least, &error));
    factors.fold(setting.now().error(), |bound, factor| bound * &factor)
}

/// `max_{s,a} pi_0(a|s) G(s,a) prod_(t<T) max(0, factor(G(s,a), e_t))`
pub(super) fn lower_product<T: Evaluate>(setting: &Setting<T>, factor: impl Fn(&T, &T) -> T) -> T {
    let (gaps, errors) = (OptimalGaps::new(setting.now()), errors_before(setting));
    let products = setting.now().policy().probabilities().iter().zip(gaps.losses()).map(|(probability, loss)| {
        let start = probability.clone() * loss;
        errors.iter().fold(start, |product, error| product * &factor(loss, error).maximum(&T::zero()))
    });
    products.fold(T::zero(), |most, product| most.maximum(&product))
}
