//! The saved cases of every claim are confirmed by the naive second path.

use std::fs;
use std::path::{Path, PathBuf};

use spma::claim::{Claim, Part};
use spma::replay::{Case, Naive};
use spma::theorems;

fn case_files() -> Vec<PathBuf> {
    let theorems = Path::new(env!("CARGO_MANIFEST_DIR")).join("theorems");
    let folders = fs::read_dir(theorems).expect("theorems/").map(|entry| entry.expect("an entry").path().join("cases"));
    // Worst cases that searches have stored lie a folder deeper.
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| [folder.join("worst"), folder])
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| fs::read_dir(folder).expect("cases/").map(|entry| entry.expect("a file").path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn part<'a>(claim: &'a Claim, case: &Case) -> &'a Part {
    match &case.control {
        Some(name) => &claim.controls.iter().find(|control| control.name == name).expect("a known control").part,
        None => claim.parts.iter().find(|part| part.name == case.part).expect("a known part"),
    }
}

#[test]
fn every_saved_case_is_confirmed_by_the_naive_path() {
    let claims = theorems::all();
    let files = case_files();
    assert!(!files.is_empty(), "no case is saved");
    for file in files {
        let name = file.display().to_string();
        let case = Case::read(&file).expect("a case file");
        let claim = claims.iter().find(|claim| claim.id == case.claim).expect("a known claim");
        let instance = case.instance(&name).expect("a valid instance");
        let sides = (part(claim, &case).naive)(&Naive::new(&instance));
        let confirmed = sides.iter().any(|side| case.agrees_with(side) && side.truth() == case.expected_truth());
        assert!(confirmed, "{name}: {sides:?}");
    }
}

#[test]
fn every_control_of_every_claim_has_a_saved_refutation() {
    let cases: Vec<Case> = case_files().iter().map(|file| Case::read(file).expect("a case file")).collect();
    for claim in theorems::all() {
        for control in &claim.controls {
            let saved =
                cases.iter().any(|case| case.claim == claim.id && case.control.as_deref() == Some(control.name));
            assert!(saved, "{}: no saved refutation of `{}`; run scripts/update-cases", claim.id, control.name);
        }
    }
}
