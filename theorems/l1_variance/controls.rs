//! False variants of L1.

use super::{LowerBound, Variance, naive};
use crate::algorithm::StateQuantities;
use crate::claim::{Control, Depth, Part, Setting};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![control("factor 1.01", Factor, naive::factor), control("drop p(b)", WithoutMass, naive::without_mass)]
}

fn control(name: &'static str, bound: impl LowerBound + 'static, naive: NaiveSides) -> Control {
    let part = Part {
        name: "distributions",
        domain: Domain::Distribution,
        depth: Depth::OneValue,
        statement: Box::new(Variance(bound)),
        naive,
    };
    Control { name, part }
}

struct Factor;

impl LowerBound for Factor {
    /// `1.01 p(b) D (max q - mu)`
    fn lower_bound<T: Evaluate>(&self, setting: &Setting<T>, state: &StateQuantities<T>, gap: &T) -> T {
        setting.number(101, 100) * &state.best_probability * gap * &state.largest_advantage
    }
}

struct WithoutMass;

impl LowerBound for WithoutMass {
    /// `D (max q - mu)`
    fn lower_bound<T: Evaluate>(&self, _: &Setting<T>, state: &StateQuantities<T>, gap: &T) -> T {
        gap.clone() * &state.largest_advantage
    }
}
