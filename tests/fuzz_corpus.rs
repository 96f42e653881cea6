//! The seeds of all fuzz targets on stable Rust, and their neighbours: what a fuzzer has found once stays checked.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::{Input, TARGETS, Target};

/// Neighbours of a seed: each costs as much as the seed.
const NEIGHBOURS: usize = 24;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn seeds(target: &Target) -> Vec<(String, Vec<u8>)> {
    let corpus = folder().join("corpus").join(target.name);
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(&corpus)
        .unwrap_or_else(|error| panic!("{}: {error}", corpus.display()))
        .map(|entry| entry.expect("a readable entry").path())
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a readable seed"))
        })
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 3, "the corpus of {} is too small", target.name);
    seeds
}

/// The seed cut short and with one byte changed, at places spread over it: what a fuzzer tries first.
fn neighbours(seed: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let apart = (seed.len() * 6).div_ceil(NEIGHBOURS).max(1);
    (0..seed.len()).step_by(apart).flat_map(|place| {
        let changed = [0, b'-', b'9', b'/', 0xff].map(|byte| [&seed[..place], &[byte], &seed[place + 1..]].concat());
        changed.into_iter().chain([seed[..place].to_vec()])
    })
}

#[test]
fn every_seed_passes_its_target_and_is_what_its_name_says() {
    for target in &TARGETS {
        for (name, seed) in seeds(target) {
            let expected = if name.starts_with("bad") { Input::Bad } else { Input::Good };
            assert_eq!((target.check)(&seed), expected, "{}/{name}", target.name);
        }
    }
}

#[test]
fn neighbours_of_every_seed_pass_its_target() {
    for target in &TARGETS {
        for neighbour in seeds(target).iter().flat_map(|(_, seed)| neighbours(seed)) {
            (target.check)(&neighbour);
        }
    }
}

#[test]
fn every_target_has_a_program_for_the_fuzzer() {
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).expect("the manifest of the fuzz targets");
    let mut programs: Vec<&str> =
        manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")).collect();
    programs.sort_unstable();
    let expected: Vec<String> = TARGETS.iter().map(|target| format!("{}.rs\"", target.name)).collect();
    assert_eq!(programs, expected, "the programs of fuzz/Cargo.toml and the list of targets");
    for target in &TARGETS {
        let program = fs::read_to_string(folder().join(format!("fuzz_targets/{}.rs", target.name))).expect("a program");
        assert!(program.contains(&format!("spma_fuzz::{}::check", target.name)), "{}: {program}", target.name);
    }
}
