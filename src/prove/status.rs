//! The best evidence on file that is about the statement as it is now.

use std::fmt;

use super::{Entry, Size, SmtRecord};

/// What a claim's statement, proof and encoding look like now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Digest of its formulas.
    pub formulas: String,
    /// Digest of its Coq proof; `None` when it has none.
    pub coq_sources: Option<String>,
    /// Its items: name, size, digest of the queries, what they show.
    pub items: Vec<PresentItem>,
}

/// An item as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentItem {
    /// Name.
    pub name: String,
    /// Size.
    pub size: Size,
    /// Digest of its queries.
    pub encoding: String,
    /// Is it part of the claim, not a control?
    pub is_claimed: bool,
    /// Is it an example?
    pub is_example: bool,
}

/// The proof status of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Proved in general; with the axioms.
    Proved {
        /// What the theorems assume.
        axioms: Vec<String>,
    },
    /// Proved for instances up to a size.
    ProvedUpTo(Size),
    /// What the claim says to exist was found, and confirmed exactly.
    Witness(Size),
    /// Something was proved, but of an older statement, proof or encoding.
    Stale,
    /// Nothing was.
    None,
}

impl Status {
    /// The status by what is on file.
    pub fn of(entry: Option<&Entry>, present: &Present) -> Self {
        let Some(entry) = entry else { return Status::None };
        if let Some(coq) = &entry.coq
            && coq.formulas == present.formulas
            && Some(&coq.sources) == present.coq_sources.as_ref()
        {
            return Status::Proved { axioms: coq.axioms.clone() };
        }
        let shown = |item: &&PresentItem| entry.current(item, &present.formulas).is_some();
        let claimed = || present.items.iter().filter(|item| item.is_claimed);
        let largest = |is_example: bool| {
            claimed().filter(|item| item.is_example == is_example).filter(shown).map(|item| item.size).max()
        };
        match (largest(true), largest(false)) {
            // Every item of the claim: a part that was not shown must not hide behind another.
            (Some(size), _) if claimed().all(|item| shown(&item)) => Status::Witness(size),
            (None, Some(size)) if claimed().all(|item| shown(&item)) => Status::ProvedUpTo(size),
            _ if entry.coq.is_some() || !entry.smt.is_empty() => Status::Stale,
            _ => Status::None,
        }
    }
}

impl Entry {
    /// What is on file of an item as it is now, for formulas with this digest.
    pub fn current(&self, item: &PresentItem, formulas: &str) -> Option<&SmtRecord> {
        self.smt.iter().find(|record| {
            record.item == item.name
                && record.size == item.size.to_string()
                && record.encoding == item.encoding
                && record.formulas == formulas
                && !record.shown_by.is_empty()
        })
    }
}

/// `5` or `3x3`, after `PROVED<=`.
fn short(size: Size) -> String {
    match size {
        Size::Points(points) => points.to_string(),
        Size::Mdp { states, actions } => format!("{states}x{actions}"),
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Status::Proved { axioms } if axioms.is_empty() => "PROVED".to_owned(),
            Status::Proved { axioms } if axioms.len() == 1 => "PROVED (1 axiom)".to_owned(),
            Status::Proved { axioms } => format!("PROVED ({} axioms)", axioms.len()),
            Status::ProvedUpTo(size) => format!("PROVED<={}", short(*size)),
            Status::Witness(size) => format!("WITNESS {}", short(*size)),
            Status::Stale => "STALE".to_owned(),
            Status::None => "-".to_owned(),
        };
        f.pad(&text)
    }
}
