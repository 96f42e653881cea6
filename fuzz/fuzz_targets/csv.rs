//! Any bytes as a model file NAME.csv: an answer or a refusal, never a panic.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use spma::mdp::RowSums;
use spma::model_io::{ReadOptions, read_bytes};
use spma::scalar::Rational;

fuzz_target!(|bytes: &[u8]| {
    for row_sums in [RowSums::Exact, RowSums::Renormalise] {
        let options = ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums };
        let _ = read_bytes(Path::new("fuzz.csv"), bytes, &options);
    }
});
