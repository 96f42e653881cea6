//! Failures of property tests are kept as exact instances, in the format that
//! `spma replay` reads: unlike a seed they stay what they are when a strategy
//! changes.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::test_runner::{Config, TestError, TestRunner};

use super::{any_mdp, kind_for};
use crate::claim::{Claim, Evaluated, Instance, Outcome, Part};
use crate::replay::Case;
use crate::report::file_slug;
use crate::scalar::Truth;
use crate::theorems;

/// Where the failures of a claim are kept.
fn failure_folder(claim: &str) -> PathBuf {
    let theorems = Path::new(env!("CARGO_MANIFEST_DIR")).join("theorems");
    let prefix = format!("{}_", claim.to_lowercase());
    let folders = fs::read_dir(&theorems).into_iter().flatten().filter_map(Result::ok);
    let own = folders
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix)));
    own.unwrap_or(theorems).join("cases").join("failed")
}

/// Keeps the instance at which a part fails; says where. While proptest shrinks,
/// each smaller failure takes the place of the one before.
pub fn keep_failure(claim: &str, part: &str, instance: &Instance, comparison: &Evaluated) -> String {
    match keep_in(&failure_folder(claim), claim, part, instance, comparison) {
        Ok(path) => format!("kept in {}; commit it with the fix", path.display()),
        Err(error) => format!("not kept: {error}"),
    }
}

fn keep_in(
    folder: &Path,
    claim: &str,
    part: &str,
    instance: &Instance,
    comparison: &Evaluated,
) -> std::io::Result<PathBuf> {
    let case = Case::new(claim, part, None, instance, comparison);
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{}.json", file_slug(part)));
    fs::write(&path, case.to_text())?;
    Ok(path)
}

fn outcome(part: &Part, instance: &Instance) -> Outcome {
    part.statement.decide(instance, kind_for(part.statement.as_ref()))
}

#[test]
fn every_instance_that_once_failed_holds_now() {
    for claim in theorems::all() {
        let Ok(files) = fs::read_dir(failure_folder(claim.id)) else { continue };
        for path in files.filter_map(Result::ok).map(|entry| entry.path()) {
            let case = Case::read(&path).expect("a case file");
            let instance = case.instance("a failure").expect("an instance");
            let part = claim.parts.iter().find(|part| part.name == case.part).expect("a part of the claim");
            let outcome = outcome(part, &instance);
            assert!(
                matches!(outcome, Outcome::Compared { truth: Truth::Yes, .. } | Outcome::Rejected { .. }),
                "{}: {outcome:?}",
                path.display()
            );
        }
    }
}

/// The control as a claim of its own.
fn false_part(claims: &[Claim]) -> &Part {
    let claim = claims.iter().find(|claim| claim.id == "M1").expect("a claim");
    &claim.controls.iter().find(|control| control.name == "factor 1.01").expect("a control").part
}

#[test]
fn the_smallest_failure_of_a_property_is_kept_exactly() {
    let folder = tempfile::tempdir().expect("a folder");
    let claims = theorems::all();
    let part = false_part(&claims);
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(2000) });
    let result = runner.run(&any_mdp(), |instance| {
        let Outcome::Compared { truth: Truth::No, comparisons } = outcome(part, &instance) else { return Ok(()) };
        let failed = comparisons.iter().find(|own| own.truth.is_no()).expect("one that fails");
        keep_in(folder.path(), "M1", "one step", &instance, failed).expect("a writable folder");
        Err(proptest::test_runner::TestCaseError::fail("violated"))
    });
    let Err(TestError::Fail(_, smallest)) = result else { panic!("the control was not refuted: {result:?}") };
    let kept = Case::read(&folder.path().join("one-step.json")).expect("a case file");
    assert_eq!(kept.instance("kept").expect("an instance"), smallest);
    assert!(matches!(outcome(part, &smallest), Outcome::Compared { truth: Truth::No, .. }));
}
