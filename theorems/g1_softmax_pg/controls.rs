//! False variants of G1.

use super::in_bandits::{OneStep, Separation, Steps};
use super::{Ascent, Bound, in_bandits, in_mdps, naive};
use crate::claim::{Control, Part};

pub fn controls() -> Vec<Control> {
    let control = |name, part: Part| Control { name, part };
    vec![
        control("drop the quadratic term", in_mdps("ascent", Ascent { bound: Bound::Linear }, naive::linear_ascent)),
        control("drop (1-gamma)^3", in_mdps("ascent", Ascent { bound: Bound::WithoutHorizon }, naive::short_ascent)),
        control("99/100 c", in_bandits("one step in bandits", OneStep { share: (99, 100) }, naive::smaller_step)),
        control("99/100 c along T steps", in_bandits("T steps", Steps { share: (99, 100) }, naive::smaller_steps)),
        control("SPMA is faster from the start", in_bandits("SPMA", Separation { late: false }, naive::separation)),
    ]
}
