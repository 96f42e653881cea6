//! False variants of N1.

use super::{Bound, OneStep, Steps, naive};
use crate::claim::{Control, Depth, Enclosed, Part};
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        steps("drop the second term", Domain::SmallMdp, Bound::WithoutHorizon, naive::without_horizon),
        steps("half of the bound", Domain::Bandit, Bound::Half, naive::half),
        steps("1/T^2", Domain::Bandit, Bound::Square, naive::square),
        Control {
            name: "drop (1-gamma)",
            part: Part {
                name: "one step",
                domain: Domain::SmallMdp,
                depth: Depth::NextValue,
                statement: Box::new(Enclosed(OneStep { with_stop: false })),
                naive: naive::without_stop,
            },
        },
    ]
}

fn steps(name: &'static str, domain: Domain, bound: Bound, naive: NaiveSides) -> Control {
    let statement = Box::new(Enclosed(Steps { bound }));
    Control { name, part: Part { name: "T steps", domain, depth: Depth::Trajectory, statement, naive } }
}
