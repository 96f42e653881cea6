//! Sharper variants, which are false.

use super::{Neighbourhood, naive};
use crate::claim::{Control, Depth, Enclosed, Part};
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control(
            "99/100 of the bound for gamma >= 1/2",
            Neighbourhood { squared_factor: (9801, 10_000), least_discount: (1, 2), ..Neighbourhood::CLAIMED },
            naive::less,
        ),
        control(
            "exponent 1 for gamma >= 1/2",
            Neighbourhood { power: 1, least_discount: (1, 2), ..Neighbourhood::CLAIMED },
            naive::exponent_one,
        ),
    ]
}

fn control(name: &'static str, statement: Neighbourhood, naive: NaiveSides) -> Control {
    let statement = Box::new(Enclosed(statement));
    Control { name, part: Part { name: "one step", domain: Domain::Mdp, depth: Depth::NextValue, statement, naive } }
}
