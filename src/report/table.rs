//! The tables that `verify` prints.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::columns::aligned;
use crate::claim::Verdict;
use crate::prove::Status;
use crate::search::ClaimReport;

/// Digits of a ratio.
const DIGITS: usize = 6;

/// One line a claim: id, verdict, who decided, worst left/right ratio as an
/// enclosure, kept/tried, controls refuted, proof status, title.
pub fn verify_table(reports: &[ClaimReport], proofs: &BTreeMap<String, Status>) -> String {
    let heading = ["id", "verdict", "decided by", "worst left/right", "kept/tried", "controls", "proof", "claim"];
    let mut rows = vec![heading.map(str::to_owned)];
    for report in reports {
        let verdict =
            if report.interrupted { format!("{} (partial)", report.verdict) } else { report.verdict.to_string() };
        rows.push([
            report.id.to_owned(),
            verdict,
            report.evidence.to_string(),
            worst_ratio(report),
            format!("{}/{}", report.kept, report.tried),
            controls_refuted(report),
            proofs.get(report.id).unwrap_or(&Status::None).to_string(),
            report.title.to_owned(),
        ]);
    }
    let mut table = aligned(&rows);
    for report in reports {
        table.push_str(&notes(report));
        if proofs.get(report.id) == Some(&Status::Stale) {
            let id = report.id;
            writeln!(
                table,
                "{id}: STALE: the proof on file is of an older statement; renew it with `spma prove {id} --update`"
            )
            .expect("writing to a string cannot fail");
        }
    }
    table
}

/// One line for each claim that has tasks in the shard: id, what was found
/// there, who decided, worst left/right ratio, kept/tried, controls refuted of
/// those searched, studies unchanged of those computed.
pub fn shard_table(reports: &[ClaimReport]) -> String {
    let mut rows = vec![
        ["id", "in this shard", "decided by", "worst left/right", "kept/tried", "controls", "studies"]
            .map(str::to_owned),
    ];
    for report in reports {
        let same = report.studies.iter().filter(|study| study.drifts.is_empty()).count();
        rows.push([
            report.id.to_owned(),
            found_in_shard(report).to_owned(),
            report.evidence.to_string(),
            worst_ratio(report),
            format!("{}/{}", report.kept, report.tried),
            controls_refuted(report),
            format!("{same}/{}", report.studies.len()),
        ]);
    }
    let mut table = aligned(&rows);
    for report in reports {
        table.push_str(&notes(report));
    }
    table
}

/// The gravest finding, in the order of the exit codes.
fn found_in_shard(report: &ClaimReport) -> &'static str {
    if report.verdict == Verdict::Refuted {
        "refuted"
    } else if report.interrupted {
        "(partial)"
    } else if !report.controls_refuted() {
        "a control survived"
    } else if report.has_drifted() {
        "drifted"
    } else if report.verdict == Verdict::Undecided {
        "undecided"
    } else {
        "nothing bad"
    }
}

fn worst_ratio(report: &ClaimReport) -> String {
    report.worst.as_ref().map_or("-".to_owned(), |(ratio, _)| {
        let [lower, upper] = ratio.outward_decimals(DIGITS);
        if lower == upper { lower } else { format!("[{lower}, {upper}]") }
    })
}

fn controls_refuted(report: &ClaimReport) -> String {
    let refuted = report.controls.iter().filter(|control| control.witness.is_some()).count();
    format!("{refuted}/{}", report.controls.len())
}

/// Cells of a study named in the notes.
const DRIFTS_SHOWN: usize = 5;

/// What needs saying beyond the line: constants that drifted, refutations, undecided instances,
/// surviving controls, missing witnesses.
fn notes(report: &ClaimReport) -> String {
    let mut notes = String::new();
    let mut note = |text: String| writeln!(notes, "{}: {text}", report.id).expect("writing to a string cannot fail");
    if let Some(found) = &report.refutation {
        let side = &found.comparison;
        let [left, right] = [&side.left, &side.right].map(|bounds| bounds.outward_decimals(DIGITS)[0].clone());
        note(format!(
            "REFUTED at `{}` ({}): {} {left} {} {right} is false",
            found.instance.origin,
            found.part,
            side.label,
            side.relation.symbol()
        ));
    }
    if report.verdict == Verdict::Undecided && report.undecided > 0 {
        note(format!(
            "{} of {} instances were not decided; an equality needs exact arithmetic (--scalar rational), \
             a root, logarithm or exponential needs enclosures (--scalar interval), a near tie more --bits ({})",
            report.undecided,
            report.kept,
            report.undecided_at.join("; ")
        ));
    }
    if report.verdict == Verdict::Vacuous {
        let rejected: Vec<String> = report.rejected.iter().map(|(name, count)| format!("{name} {count}")).collect();
        note(format!("no instance met the hypotheses; rejected by {}", rejected.join(", ")));
    }
    for study in &report.studies {
        for drift in study.drifts.iter().take(DRIFTS_SHOWN) {
            note(format!("study `{}`: {drift}", study.name));
        }
        if study.drifts.len() > DRIFTS_SHOWN {
            note(format!("study `{}`: {} more such cells", study.name, study.drifts.len() - DRIFTS_SHOWN));
        }
    }
    if report.interrupted {
        return notes;
    }
    for witness in report.witnesses.iter().filter(|witness| witness.found.is_none()) {
        note(format!("no witness found for `{}`", witness.part));
    }
    for control in report.controls.iter().filter(|control| control.witness.is_none()) {
        note(format!("the control `{}` SURVIVED {} instances: the check has no teeth", control.name, control.tried));
    }
    notes
}
