//! What the fuzz targets check, apart from the fuzzer: `fuzz_targets/` feeds it
//! with bytes from libFuzzer, `tests/fuzz_corpus.rs` with the seeds, on stable.
//!
//! Adding a target is a module with a `check`, its line in [`TARGETS`], and
//! `cargo fuzz add NAME`.

pub mod case;
pub mod claims;
pub mod conjecture;
pub mod csv;
pub mod drn;
pub mod expressions;
mod instance;
mod known;
mod model_file;
mod numbers;
mod operation;
mod quantities;
mod residual;
pub mod scalars;
mod selection;

/// What became of an input that broke nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Everything that the target checks was checked.
    Good,
    /// It was refused, as bad input should be.
    Bad,
}

/// A fuzz target.
pub struct Target {
    /// Of the program and of the folder of its seeds.
    pub name: &'static str,
    /// Panics when the bytes show a fault.
    pub check: fn(&[u8]) -> Input,
}

/// All targets.
pub const TARGETS: [Target; 7] = [
    Target { name: "case", check: case::check },
    Target { name: "claims", check: claims::check },
    Target { name: "conjecture", check: conjecture::check },
    Target { name: "csv", check: csv::check },
    Target { name: "drn", check: drn::check },
    Target { name: "expressions", check: expressions::check },
    Target { name: "scalars", check: scalars::check },
];
