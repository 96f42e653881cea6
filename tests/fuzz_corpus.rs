//! The seeds of the fuzz targets on stable Rust: each is read without a panic,
//! and those called good are accepted.

use std::fs;
use std::path::{Path, PathBuf};

use spma::mdp::RowSums;
use spma::model_io::{ReadOptions, read_bytes};
use spma::replay::Case;
use spma::scalar::Rational;

fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut seeds: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .expect("a corpus")
        .map(|entry| entry.expect("a readable entry").path())
        .map(|path| (path.clone(), fs::read(path).expect("a readable seed")))
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 3, "the corpus of {target} is too small");
    seeds
}

fn check(target: &str, accepts: impl Fn(&[u8]) -> bool) {
    for (path, seed) in corpus(target) {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        assert_eq!(accepts(&seed), name.starts_with("good"), "{}", path.display());
        // What a fuzzer tries first: the seed cut short, and with one byte changed.
        for place in 0..seed.len() {
            accepts(&seed[..place]);
            for byte in [0, b'-', b'9', b'/', 0xff] {
                let mut changed = seed.clone();
                changed[place] = byte;
                accepts(&changed);
            }
        }
    }
}

fn reads(file: &str, bytes: &[u8]) -> bool {
    let options = |row_sums| ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums };
    let renormalised = read_bytes(Path::new(file), bytes, &options(RowSums::Renormalise));
    let exact = read_bytes(Path::new(file), bytes, &options(RowSums::Exact));
    assert!(exact.is_err() || renormalised.is_ok(), "renormalising refuses what is exact");
    exact.is_ok()
}

#[test]
fn csv_seeds_and_their_neighbours_are_read_without_a_panic() {
    check("csv", |bytes| reads("fuzz.csv", bytes));
}

#[test]
fn drn_seeds_and_their_neighbours_are_read_without_a_panic() {
    check("drn", |bytes| reads("fuzz.drn", bytes));
}

#[test]
fn case_seeds_and_their_neighbours_are_read_without_a_panic() {
    check("case", |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return false };
        Case::parse(text, "fuzz.json").and_then(|case| case.instance("fuzz.json")).is_ok()
    });
}
