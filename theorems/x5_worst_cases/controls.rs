//! False variants of X5.

use super::{Progress, Rate, naive, part};
use crate::claim::Control;
use crate::replay::NaiveSides;

pub fn controls() -> Vec<Control> {
    let factor = |rate| Progress { factor: (101, 100), ..Progress::of(rate) };
    vec![
        control("1.01 times the progress of the gap rate", factor(Rate::Gap), naive::more_gap_rate),
        control("1.01 times the progress of the variance rate", factor(Rate::Variance), naive::more_variance_rate),
        control("1.01 times the progress of gap-dependent steps", factor(Rate::BestMass), naive::more_best_mass_rate),
        control("1.01 times the progress of policy iteration", factor(Rate::Greedy), naive::more_greedy_rate),
        control("drop (1-gamma)", Progress { has_stop: false, ..Progress::of(Rate::Gap) }, naive::without_stop),
    ]
}

fn control(name: &'static str, statement: Progress, naive: NaiveSides) -> Control {
    Control { name, part: part("progress", Box::new(statement), naive) }
}
