//! Proofs that other programs check: SMT queries at small sizes, Coq.
//!
//! A claim's encoding is a list of [`Item`]s: a [`Chain`] of small queries that
//! must be unsatisfiable, or an [`Existence`] whose model is confirmed in exact
//! arithmetic. What was shown is kept in a [`Ledger`], with digests that tie it
//! to the statement; [`Status`] is what may be said of a claim now.

mod answer;
mod chain;
mod coq;
mod decide;
mod existence;
mod fingerprint;
mod formula;
mod item;
mod ledger;
mod model;
mod smtlib;
mod solver;
mod status;
mod term;
#[cfg(test)]
mod tests;

pub use answer::Answer;
pub use chain::{Chain, ChainError, Definition, Label, Link};
pub use coq::{Coq, CoqError, CoqRun};
pub use decide::{Decided, Finding};
pub use existence::{Existence, Replay};
pub use fingerprint::{Language, digest, essence};
pub use formula::{Formula, Order};
pub use item::{Item, Size, Task};
pub use ledger::{CoqRecord, Entry, Ledger, LedgerError, SmtRecord};
pub use model::{Model, ModelError};
pub use smtlib::Query;
pub use solver::{Asked, DIALECTS, Dialect, RunError, Solver, SolverError};
pub use status::{Present, PresentItem, Status};
pub use term::Term;
