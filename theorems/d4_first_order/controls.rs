//! False variants of D4.

use super::{Bound, OneState, naive};
use crate::claim::{Control, Depth, Enclosed, Part};
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("span^2/16", Bound { factor: (1, 16), ..Bound::claimed() }, naive::half_of_the_span),
        control("eta^3", Bound { power: 3, ..Bound::claimed() }, naive::third_order),
        control("drop min(1, 1 + x)", Bound { is_divided: false, ..Bound::claimed() }, naive::undivided),
    ]
}

fn control(name: &'static str, bound: Bound, naive: NaiveSides) -> Control {
    let statement = Box::new(Enclosed(OneState(bound)));
    Control {
        name,
        part: Part { name: "one state", domain: Domain::Distribution, depth: Depth::Static, statement, naive },
    }
}
