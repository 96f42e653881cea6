//! The table of `spma prove`.

use crate::prove::{CoqRecord, Decided, Finding, Item, Task};

/// A line: claim, statement, size, tools, verdict, seconds, what one has to trust, state of the ledger.
pub type Row = [String; 8];

/// The heading.
pub fn heading() -> Row {
    ["id", "statement", "size", "checked by", "verdict", "seconds", "trust", "on file"].map(str::to_owned)
}

/// What solvers made of an item, each with its name and version.
pub fn item_row(id: &str, item: &Item, decided: &[(String, Decided)], on_file: &str) -> Row {
    let shown: Vec<&(String, Decided)> = decided.iter().filter(|(_, own)| own.is_shown()).collect();
    let tools = |all: &[&(String, Decided)]| all.iter().map(|(tool, _)| tool.as_str()).collect::<Vec<_>>().join(", ");
    let asked: Vec<&(String, Decided)> = decided.iter().collect();
    let counted = if shown.is_empty() { &asked } else { &shown };
    let seconds: Vec<String> = counted.iter().map(|(_, own)| format!("{:.1}", own.elapsed.as_secs_f64())).collect();
    [
        id.to_owned(),
        item.name.clone(),
        item.size.to_string(),
        tools(counted),
        verdict(item, decided, shown.len()),
        seconds.join(", "),
        trust(item, shown.len()),
        on_file.to_owned(),
    ]
}

fn verdict(item: &Item, decided: &[(String, Decided)], shown: usize) -> String {
    let queries = item.queries().len();
    if shown > 0 {
        let what = match item.task {
            Task::Proof(_) => format!("PROVED, {queries} unsat"),
            Task::Example(_) => "FOUND, replayed".to_owned(),
        };
        return what;
    }
    match decided.first().map(|(_, own)| &own.finding) {
        None => "UNAVAILABLE".to_owned(),
        Some(Finding::NoExample) if item.is_control() => "SURVIVED".to_owned(),
        Some(Finding::NoExample) => "REFUTED".to_owned(),
        Some(_) => "UNDECIDED".to_owned(),
    }
}

/// A lone solver has to be believed; an example need not.
fn trust(item: &Item, shown: usize) -> String {
    match (&item.task, shown) {
        (_, 0) => "-",
        (Task::Example(_), _) => "exact arithmetic",
        (Task::Proof(_), 1) => "the solver, the chain",
        (Task::Proof(_), _) => "two solvers agree, the chain",
    }
    .to_owned()
}

/// A Coq proof that was compiled.
pub fn coq_row(id: &str, record: &CoqRecord, on_file: &str) -> Row {
    let theorems = match record.theorems.len() {
        1 => "1 theorem".to_owned(),
        theorems => format!("{theorems} theorems"),
    };
    let trust = match record.axioms.len() {
        0 => "Coq's kernel, no axiom".to_owned(),
        axioms => format!("Coq's kernel, {axioms} axioms"),
    };
    [
        id.to_owned(),
        format!("{theorems}, {} lines", record.lines),
        "all".to_owned(),
        record.checked_by.clone(),
        "PROVED".to_owned(),
        record.seconds.map_or("-".to_owned(), |seconds| format!("{seconds:.1}")),
        trust,
        on_file.to_owned(),
    ]
}

/// A Coq proof that was not.
pub fn coq_failure_row(id: &str, tool: &str, verdict: &str, on_file: &str) -> Row {
    [id, "Coq proof", "all", tool, verdict, "-", "-", on_file].map(str::to_owned)
}
