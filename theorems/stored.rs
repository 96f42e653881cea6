//! The worst cases that searches have found, kept beside the claims.

use rust_embed::RustEmbed;

use crate::replay::Case;

/// The files `cases/worst/*.json` of every claim.
#[derive(RustEmbed)]
#[folder = "theorems/"]
#[include = "*/cases/worst/*.json"]
struct WorstCases;

/// The stored worst cases, in the order of their paths.
///
/// # Panics
/// When a file is not a case: a test keeps it from being committed.
pub fn worst_cases() -> Vec<Case> {
    let mut paths: Vec<_> = WorstCases::iter().collect();
    paths.sort();
    let case = |path: &str| {
        let file = WorstCases::get(path).expect("a listed file is embedded");
        let text = std::str::from_utf8(&file.data).unwrap_or_else(|error| panic!("{path}: {error}"));
        Case::parse(text, path).unwrap_or_else(|error| panic!("{error}"))
    };
    paths.iter().map(|path| case(path)).collect()
}
