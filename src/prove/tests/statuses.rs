use std::collections::BTreeMap;

use crate::prove::{CoqRecord, Entry, Ledger, Present, PresentItem, Size, SmtRecord, Status};

fn item(name: &str, size: Size, is_example: bool) -> PresentItem {
    PresentItem { name: name.to_owned(), size, encoding: format!("{name} {size}"), is_claimed: true, is_example }
}

fn present() -> Present {
    let items = vec![item("step", Size::mdp(2, 2), false), item("step", Size::mdp(2, 3), false)];
    Present { formulas: "f".to_owned(), coq_sources: Some("c".to_owned()), items }
}

fn shown(item: &PresentItem) -> SmtRecord {
    SmtRecord {
        item: item.name.clone(),
        size: item.size.to_string(),
        queries: 1,
        encoding: item.encoding.clone(),
        formulas: "f".to_owned(),
        shown_by: BTreeMap::from([("a solver".to_owned(), 0.5)]),
    }
}

fn compiled() -> CoqRecord {
    CoqRecord {
        theorems: vec!["proof.x".to_owned()],
        axioms: Vec::new(),
        lines: 10,
        seconds: None,
        checked_by: "a prover".to_owned(),
        sources: "c".to_owned(),
        formulas: "f".to_owned(),
    }
}

#[test]
fn the_best_current_evidence_is_shown() {
    let present = present();
    let smt: Vec<SmtRecord> = present.items.iter().map(shown).collect();
    let both = Entry { smt: smt.clone(), coq: Some(compiled()) };
    assert_eq!(Status::of(Some(&both), &present).to_string(), "PROVED");
    assert_eq!(Status::of(Some(&Entry { smt, coq: None }), &present).to_string(), "PROVED<=2x3");
    assert_eq!(Status::of(None, &present).to_string(), "-");
    assert_eq!(Status::of(Some(&Entry::default()), &present).to_string(), "-");
}

#[test]
fn axioms_are_named_with_the_status() {
    let coq = CoqRecord { axioms: vec!["a.x".to_owned()], ..compiled() };
    assert_eq!(
        Status::of(Some(&Entry { smt: Vec::new(), coq: Some(coq) }), &present()).to_string(),
        "PROVED (1 axiom)"
    );
}

#[test]
fn a_changed_formula_makes_every_proof_stale() {
    let entry = Entry { smt: present().items.iter().map(shown).collect(), coq: Some(compiled()) };
    let changed = Present { formulas: "g".to_owned(), ..present() };
    assert_eq!(Status::of(Some(&entry), &changed), Status::Stale);
}

#[test]
fn a_changed_coq_proof_leaves_what_solvers_have_shown() {
    let entry = Entry { smt: present().items.iter().map(shown).collect(), coq: Some(compiled()) };
    for coq_sources in [Some("d".to_owned()), None] {
        let changed = Present { coq_sources, ..present() };
        assert_eq!(Status::of(Some(&entry), &changed), Status::ProvedUpTo(Size::mdp(2, 3)));
    }
}

#[test]
fn an_item_that_was_not_shown_as_it_is_now_leaves_nothing_proved() {
    let mut present = present();
    let entry = Entry { smt: present.items.iter().map(shown).collect(), coq: None };
    present.items[0].encoding = "changed".to_owned();
    assert_eq!(Status::of(Some(&entry), &present), Status::Stale);
    let nobody = SmtRecord { shown_by: BTreeMap::new(), ..shown(&present.items[0]) };
    assert_eq!(Status::of(Some(&Entry { smt: vec![nobody], coq: None }), &present), Status::Stale);
}

#[test]
fn an_example_is_no_proof_for_all_instances() {
    let example = item("witness", Size::Points(2), true);
    let present = Present { items: vec![example.clone()], coq_sources: None, ..present() };
    let entry = Entry { smt: vec![shown(&example)], coq: None };
    assert_eq!(Status::of(Some(&entry), &present).to_string(), "WITNESS 2");
    let mut both = present;
    both.items.push(item("boundary", Size::mdp(2, 2), false));
    let entry = Entry { smt: both.items.iter().map(shown).collect(), coq: None };
    assert_eq!(Status::of(Some(&entry), &both).to_string(), "WITNESS 2");
}

#[test]
fn a_ledger_survives_writing_and_reading_and_another_format_is_refused() {
    let entry = Entry { smt: present().items.iter().map(shown).collect(), coq: Some(compiled()) };
    let ledger = Ledger::new(BTreeMap::from([("M1".to_owned(), entry)]));
    assert_eq!(Ledger::parse(&ledger.text(), "x").expect("a ledger"), ledger);
    let other = ledger.text().replace("spma-proofs/1", "spma-proofs/0");
    for text in [other.as_str(), "{}", "", "{\"schema\": \"spma-proofs/1\", \"claims\": {\"M1\": {\"more\": 1}}}"] {
        let message = Ledger::parse(text, "place.json").expect_err("no ledger").to_string();
        assert!(message.contains("place.json") && message.contains("--update"), "{message}");
    }
}
