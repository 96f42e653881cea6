//! The JSON that `verify` writes.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::WrittenCases;
use crate::prove::Status;
use crate::search::{ClaimReport, Found};

/// Version of the format.
pub const VERIFY_SCHEMA: &str = "spma-verify/1";

/// Digits of a ratio.
const DIGITS: usize = 20;

/// The report as JSON; everything but `elapsed_s` depends only on the seed and
/// the options.
pub fn verify_json(
    reports: &[ClaimReport],
    proofs: &BTreeMap<String, Status>,
    written: &WrittenCases,
    seed: u64,
    elapsed_s: f64,
    exit_code: u8,
) -> Value {
    let proof = |report: &ClaimReport| proofs.get(report.id).unwrap_or(&Status::None);
    let claims: Vec<Value> = reports.iter().map(|report| claim(report, proof(report), written)).collect();
    json!({
        "schema": VERIFY_SCHEMA,
        "version": env!("CARGO_PKG_VERSION"),
        "seed": seed,
        "interrupted": reports.iter().any(|report| report.interrupted),
        "claims": claims,
        "exit_code": exit_code,
        "elapsed_s": elapsed_s,
    })
}

fn claim(report: &ClaimReport, proof: &Status, written: &WrittenCases) -> Value {
    let case = |what: &str, found: &Found| {
        json!({
            "part": found.part,
            "origin": found.instance.origin,
            "label": found.comparison.label,
            "left": found.comparison.left.outward_decimals(DIGITS),
            "right": found.comparison.right.outward_decimals(DIGITS),
            "file": written.path(report.id, what),
        })
    };
    let controls: Vec<Value> = report
        .controls
        .iter()
        .map(|control| {
            json!({
                "name": control.name,
                "refuted": control.witness.is_some(),
                "tried": control.tried,
                "witness": control.witness.as_ref().map(|found| case(&format!("control {}", control.name), found)),
            })
        })
        .collect();
    let witnesses: Vec<Value> = report
        .witnesses
        .iter()
        .map(|witness| {
            let what = format!("witness {}", witness.part);
            json!({ "part": witness.part, "witness": witness.found.as_ref().map(|found| case(&what, found)) })
        })
        .collect();
    let studies: Vec<Value> = report
        .studies
        .iter()
        .map(|study| {
            let drifts: Vec<String> = study.drifts.iter().map(ToString::to_string).collect();
            json!({ "name": study.name, "drifts": drifts })
        })
        .collect();
    json!({
        "id": report.id,
        "title": report.title,
        "verdict": report.verdict.to_string(),
        "interrupted": report.interrupted,
        "evidence": report.evidence.to_string(),
        "proof": proof.to_string(),
        "tried": report.tried,
        "kept": report.kept,
        "undecided": report.undecided,
        "undecided_at": report.undecided_at,
        "rejected": report.rejected,
        "worst": report.worst.as_ref().map(|(ratio, found)| {
            json!({ "ratio": ratio.outward_decimals(DIGITS), "case": case("worst", found) })
        }),
        "refutation": report.refutation.as_ref().map(|found| case("refuted", found)),
        "witnesses": witnesses,
        "controls": controls,
        "studies": studies,
    })
}
