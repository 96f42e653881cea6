//! False variants of X4.

use super::{Bound, UniformPolicy, VarianceConstant, naive, part};
use crate::claim::{Control, Decide};
use crate::replay::NaiveSides;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    let variance = |bound| Box::new(VarianceConstant(bound));
    vec![
        control("gap + M", Domain::AnyMdp, variance(Bound::Sum), naive::sum),
        control("factor 1.01", Domain::AnyMdp, variance(Bound::Factor), naive::factor),
        control(
            "99/100 of the best share",
            Domain::Mdp,
            Box::new(UniformPolicy { share: (99, 100) }),
            naive::smaller_share,
        ),
    ]
}

fn control(name: &'static str, domain: Domain, statement: Box<dyn Decide>, naive: NaiveSides) -> Control {
    Control { name, part: part("constants", domain, statement, naive) }
}
