//! Conjectures: the same files as a claim, but nothing is claimed.
//!
//! `spma conjecture new NAME --from CLAIM` makes a folder here and enters it
//! below; `spma conjecture try NAME` tries to refute it. The campaigns of
//! `spma verify` leave conjectures out.

mod a1_three_halves;
// New conjectures are entered above this line.

use crate::claim::{Belief, Claim};

/// Every conjecture, with what its author believes of it.
pub fn all() -> Vec<(Belief, Claim)> {
    vec![
        (Belief::Open, a1_three_halves::claim()),
        // New conjectures are listed above this line.
    ]
}
