//! Three-valued answers to comparisons.

use serde::{Deserialize, Serialize};

/// The answer to a question about numbers that may be known only by an
/// enclosure.
///
/// `Yes` and `No` are proofs when the scalar is an [`Interval`](super::Interval)
/// or a [`Rational`](super::Rational); for floats they are suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// The statement holds for every real number the operands may stand for.
    Yes,
    /// The statement fails for every real number the operands may stand for.
    No,
    /// The operands do not say (overlapping enclosures, or a NaN float).
    Undecided,
}

impl Truth {
    /// `Yes` for true, `No` for false.
    pub fn from_bool(value: bool) -> Self {
        if value { Truth::Yes } else { Truth::No }
    }

    /// Conjunction: `No` dominates, then `Undecided`.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Undecided,
        }
    }

    /// Disjunction: `Yes` dominates, then `Undecided`.
    pub fn or(self, other: Truth) -> Truth {
        !((!self).and(!other))
    }

    /// True only for `Yes`.
    pub fn is_yes(self) -> bool {
        self == Truth::Yes
    }

    /// True only for `No`.
    pub fn is_no(self) -> bool {
        self == Truth::No
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    /// Negation; `Undecided` stays undecided.
    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Undecided => Truth::Undecided,
        }
    }
}
