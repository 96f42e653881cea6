//! What ties proofs on file to statements.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::prove::{Item, Present, Status};
use crate::theorems;
use crate::theorems::proofs::{ProofSources, ledger};
use crate::theorems::small::encodings;

/// The sources of the checkout with one text changed.
fn sources_with(changed: &str, from: &str, to: &str) -> ProofSources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("theorems");
    let mut texts = BTreeMap::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            let name = path.strip_prefix(&root).expect("a path below theorems").to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if [".rs", ".v", "proof.assumptions"].iter().any(|end| name.ends_with(end)) {
                texts.insert(name, fs::read_to_string(path).expect("a readable file"));
            }
        }
    }
    let text = texts.get_mut(changed).expect("a known file");
    assert!(text.contains(from), "{changed} has no `{from}`");
    *text = text.replace(from, to);
    ProofSources::new(texts)
}

fn present(sources: &ProofSources, id: &str) -> Present {
    let items: Vec<Item> =
        encodings().into_iter().find(|(known, _)| *known == id).map(|(_, items)| items).unwrap_or_default();
    sources.present(id, &items)
}

fn status(sources: &ProofSources, id: &str) -> Status {
    let ledger = ledger().expect("a ledger");
    Status::of(ledger.claims.get(id), &present(sources, id))
}

#[test]
fn the_ledger_is_about_the_statements_proofs_and_encodings_that_are_here() {
    let sources = ProofSources::embedded();
    let encoded: Vec<&str> = encodings().iter().map(|(id, _)| *id).collect();
    for claim in theorems::all() {
        let (id, status) = (claim.id, status(&sources, claim.id));
        let is_proved = match &status {
            Status::Proved { .. } => sources.coq_files(id).is_some(),
            Status::ProvedUpTo(_) | Status::Witness(_) => encoded.contains(&id) && sources.coq_files(id).is_none(),
            Status::None => !encoded.contains(&id) && sources.coq_files(id).is_none(),
            Status::Stale => false,
        };
        assert!(is_proved, "{id} is {status}; renew theorems/proofs.json with `spma prove {id} --update`");
        let entry = ledger().expect("a ledger").claims.remove(id).unwrap_or_default();
        let current = present(&sources, id);
        for item in &current.items {
            let known = entry.current(item, &current.formulas).is_some();
            assert!(known, "{id}, {}, {}: not on file; `spma prove {id} --update`", item.name, item.size);
        }
    }
}

#[test]
fn a_changed_constant_of_a_claim_makes_its_proofs_stale() {
    let changed = sources_with("m1_tabular_linear_rate/mod.rs", "T::one() - &setting", "T::zero() - &setting");
    assert_eq!(status(&changed, "M1"), Status::Stale);
    assert_ne!(status(&changed, "L1"), Status::Stale);
}

#[test]
fn a_changed_shared_file_makes_the_proofs_of_the_claims_stale_that_name_it() {
    let changed = sources_with("hypotheses.rs", "Rational::one() - instance.mdp", "Rational::from(2) - instance.mdp");
    for id in ["M1", "A1", "X1"] {
        assert_eq!(status(&changed, id), Status::Stale, "{id}");
    }
    let changed = sources_with("linear_steps.rs", "pub fn", "pub(crate) fn");
    assert_eq!(status(&changed, "A1"), Status::Stale);
    assert_ne!(status(&changed, "M1"), Status::Stale);
}

#[test]
fn comments_layout_and_the_second_transcription_do_not_matter() {
    for (file, from, to) in [
        ("m1_tabular_linear_rate/mod.rs", "//! M1", "//! Theorem M1"),
        ("m1_tabular_linear_rate/mod.rs", "\n\n", "\n\n\n"),
        ("m1_tabular_linear_rate/mod.rs", "T::one() - &setting", "T::one()  -  & setting"),
        ("m1_tabular_linear_rate/naive.rs", "fn ", "pub(crate) fn "),
    ] {
        let changed = present(&sources_with(file, from, to), "M1");
        assert_eq!(changed, present(&ProofSources::embedded(), "M1"), "{file}: {from}");
    }
}

#[test]
fn a_changed_definition_in_coq_makes_the_proofs_stale_that_depend_on_it() {
    let now = ProofSources::embedded();
    let coq = |sources: &ProofSources, id: &str| present(sources, id).coq_sources;
    let changed = sources_with("common/mdp.v", "gamma", "discount");
    for id in ["M1", "A1", "X1", "S1"] {
        assert_ne!(coq(&changed, id), coq(&now, id), "{id}");
    }
    assert_eq!(coq(&changed, "L2"), coq(&now, "L2"), "Bhatia-Davis knows no MDP");
    let commented = sources_with("common/mdp.v", "(**", "(** Note.");
    assert_eq!(coq(&commented, "M1"), coq(&now, "M1"));
    let assumed = sources_with("m1_tabular_linear_rate/proof.assumptions", "Closed", "Open");
    assert_ne!(coq(&assumed, "M1"), coq(&now, "M1"));
}

#[test]
fn the_formulas_of_a_claim_are_its_record_and_what_that_uses() {
    let sources = ProofSources::embedded();
    let files: Vec<String> = sources.formula_files("M1").into_iter().collect();
    assert_eq!(files, ["hypotheses.rs", "m1_tabular_linear_rate/controls.rs", "m1_tabular_linear_rate/mod.rs"]);
    let files = sources.formula_files("D3");
    assert!(files.contains("d1_policy_gradient/mod.rs"), "{files:?}: D3 uses a formula of D1");
    assert!(sources.formula_files("A1").contains("linear_steps.rs"));
}
