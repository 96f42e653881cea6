//! A witness for people: tables of rationals as text or LaTeX, and a Rust test.

mod content;
mod latex;
mod rust_test;
mod sheet;
mod text;

use crate::claim::{Variation, Varied};
use crate::replay::Case;
use crate::scalar::Truth;
use crate::search::Catch;

/// The data, the hypotheses with their slack, both sides and the iterate before
/// and after, as text.
pub fn witness_text(title: &str, statement: &Varied, catch: &Catch) -> String {
    text::text(&content::sheet(title.to_owned(), statement, &catch.instance, &catch.comparison))
}

/// The same as LaTeX.
pub fn witness_latex(title: &str, statement: &Varied, catch: &Catch) -> String {
    latex::latex(&content::sheet(title.to_owned(), statement, &catch.instance, &catch.comparison))
}

/// A test that decides the case again under a variation; its name is made from what it is about and
/// which witness it is.
pub fn witness_test(subject: &str, kind: &str, case: &Case, variation: &Variation, truth: Truth) -> String {
    rust_test::rust_test(subject, kind, case, variation, truth)
}
