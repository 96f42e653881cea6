//! Proofs that other programs check: SMT queries for small sizes, Coq.

mod answer;
mod chain;
mod existence;
mod formula;
mod item;
mod model;
mod smtlib;
mod solver;
mod term;

pub use answer::Answer;
pub use chain::{Chain, ChainError, Definition, Label, Link};
pub use existence::{Existence, Replay};
pub use formula::{Formula, Order};
pub use item::{Item, Size, Task};
pub use model::{Model, ModelError};
pub use smtlib::Query;
pub use solver::{Asked, DIALECTS, Dialect, Solver, SolverError};
pub use term::Term;
