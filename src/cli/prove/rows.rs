//! The table of `spma prove`.

use crate::prove::{CoqRecord, Decided, Finding, Item, Task};

/// A line: claim, statement, size, tools, verdict, seconds, what one has to trust, state of the ledger.
pub type Row = [String; 8];

/// The heading.
pub fn heading() -> Row {
    ["id", "statement", "size", "checked by", "verdict", "seconds", "trust", "on file"].map(str::to_owned)
}

/// Rows as wide as those of these items by solvers with these names will be.
pub fn widest_item_rows(items: &[(&str, Vec<Item>)], solvers: &[String]) -> Vec<Row> {
    let all = items.iter().flat_map(|(id, items)| items.iter().map(move |item| (*id, item)));
    all.map(|(id, item)| {
        // An example is done with the first solver that finds it.
        let asked = if matches!(item.task, Task::Proof(_)) { solvers.len() } else { solvers.len().min(1) };
        let seconds = vec![LONGEST_TIME; asked].join(", ");
        let (tools, verdict) = (solvers[..asked].join(", "), shown_verdict(item));
        [id, &item.name, &item.size.to_string(), &tools, &verdict, &seconds, &trust(item, asked), "current"]
            .map(str::to_owned)
    })
    .collect()
}

/// A row as wide as those of Coq proofs will be.
pub fn widest_coq_row(id: &str, coq: &str) -> Row {
    [id, "99 theorems, 9999 lines", "all", coq, "UNAVAILABLE", LONGEST_TIME, "Coq's kernel, no axiom", "current"]
        .map(str::to_owned)
}

/// Few items take longer; their rows are a little wider.
const LONGEST_TIME: &str = "999.9";

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
    if shown > 0 {
        return shown_verdict(item);
    }
    match decided.first().map(|(_, own)| &own.finding) {
        None => "UNAVAILABLE".to_owned(),
        Some(Finding::NoExample) if item.is_control() => "SURVIVED".to_owned(),
        Some(Finding::NoExample) => "REFUTED".to_owned(),
        Some(Finding::Failed(_)) => FAILED.to_owned(),
        Some(_) => "UNDECIDED".to_owned(),
    }
}

fn shown_verdict(item: &Item) -> String {
    match item.task {
        Task::Proof(_) => format!("PROVED, {} unsat", item.queries().len()),
        Task::Example(_) => "FOUND, replayed".to_owned(),
    }
}

/// The first solver did not answer like one.
const FAILED: &str = "SOLVER FAILED";

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
