//! The claims that an input asks for.

use std::sync::LazyLock;

use spma::claim::{Claim, Part, Quantifier};
use spma::theorems;

static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(theorems::all);

/// A statement to be checked at an instance.
pub struct Checked {
    /// For messages.
    pub name: String,
    /// The statement.
    pub part: &'static Part,
    /// Is it claimed for every instance? Controls and claims of existence are not.
    pub holds_everywhere: bool,
}

/// The claim whose id the input starts with, and the rest of it.
pub fn named(bytes: &[u8]) -> Option<(&'static Claim, &[u8])> {
    CLAIMS.iter().find_map(|claim| Some((claim, bytes.strip_prefix(claim.id.as_bytes())?)))
}

/// The parts of all claims.
pub fn all() -> impl Iterator<Item = Checked> {
    CLAIMS.iter().flat_map(parts)
}

/// The parts and controls of a claim.
pub fn statements(claim: &'static Claim) -> impl Iterator<Item = Checked> {
    let controls = claim.controls.iter().map(|control| Checked {
        name: format!("{} (control {})", claim.id, control.name),
        part: &control.part,
        holds_everywhere: false,
    });
    parts(claim).chain(controls)
}

fn parts(claim: &'static Claim) -> impl Iterator<Item = Checked> {
    claim.parts.iter().map(|part| Checked {
        name: format!("{} ({})", claim.id, part.name),
        part,
        holds_everywhere: claim.quantifier == Quantifier::ForAll,
    })
}
