//! False variants of G3.

use super::{Concavity, Divergence, Maximum, naive, part};
use crate::claim::Control;

pub fn controls() -> Vec<Control> {
    vec![
        Control {
            name: "reverse divergence",
            part: part("maximum", Maximum { divergence: Divergence::Reverse }, naive::reverse),
        },
        Control { name: "factor 1.01", part: part("strong concavity", Concavity { share: (101, 200) }, naive::factor) },
    ]
}
