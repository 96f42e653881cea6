//! False variants of A4.

use super::{Certified, compared, excess_sides, label, linear_hypotheses, linear_steps, naive, near, part};
use crate::claim::{Comparison, Control, Enclosed, Hypothesis, Setting, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::{Rational, Transcendental};

pub fn controls() -> Vec<Control> {
    vec![
        control("fewer features are as good", Variant::AsGood, naive::as_good),
        control("0.9 of the excess bound", Variant::SmallerExcess, naive::smaller_excess),
        control("the radius of all features", Variant::FullRadius, naive::full_radius),
    ]
}

fn control(name: &'static str, statement: Variant, naive: NaiveSides) -> Control {
    Control { name, part: part("projections", Box::new(Enclosed(statement)), naive) }
}

enum Variant {
    AsGood,
    SmallerExcess,
    FullRadius,
}

impl TranscendentalStatement for Variant {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        match self {
            // `l(theta^k) <= l(theta^n)`
            Variant::AsGood => {
                let certified = Certified::new(setting);
                let last = certified.value(certified.last());
                let side = |k| Comparison::at_most(label(k), certified.value(k), last.clone());
                compared(setting, &linear_steps::exact_surrogate(setting)).into_iter().map(side).collect()
            }
            Variant::SmallerExcess => excess_sides(setting, &Rational::new(9, 10)),
            // `e(theta^k)` within the radius of `l(theta^n)`
            Variant::FullRadius => near(setting, |_, last| last.clone()),
        }
    }
}
