//! Running the tools on the claims that were asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use super::rows::{Row, coq_failure_row, coq_row, heading, item_row, widest_coq_row, widest_item_rows};
use super::tools::Tools;
use super::{CliError, ExitCode};
use crate::cli::interruption;
use crate::cli::progress::Bar;
use crate::prove::{Coq, CoqRecord, CoqRun, Decided, Entry, Finding, Item, Ledger, Present, SmtRecord, Solver};
use crate::report::LiveTable;
use crate::search::Progress;
use crate::theorems::proofs::ProofSources;

/// Solvers after the first only confirm: their time for one query.
const CONFIRMING: Duration = Duration::from_secs(3);

/// What is asked for, and what there is to run it.
pub struct Run<'a> {
    /// The claims.
    pub ids: &'a [&'static str],
    /// Their items; none of them when solvers are not asked for.
    pub items: &'a [(&'static str, Vec<Item>)],
    /// Statements and proofs.
    pub sources: &'a ProofSources,
    /// The tools.
    pub tools: &'a Tools,
    /// For one query of the first solver.
    pub timeout: Duration,
    /// Are the Coq proofs asked for?
    pub wants_coq: bool,
    /// The ledger to compare with.
    pub ledger: &'a Ledger,
}

/// What came out.
pub struct Renewed {
    /// Reasons of what was not decided.
    pub notes: Vec<String>,
    /// The gravest finding.
    pub code: ExitCode,
    /// What the ledger should say of the claims.
    claims: BTreeMap<String, Entry>,
    /// Claims with something that the ledger does not have as it is now.
    pub outdated: BTreeSet<String>,
}

impl Run<'_> {
    /// Runs everything and prints a row of the table as soon as it is known. Ends early when the run is interrupted.
    pub fn run(&self) -> Result<Renewed, CliError> {
        let mut renewed = Renewed {
            notes: Vec::new(),
            code: ExitCode::Success,
            claims: self.ledger.claims.clone(),
            outdated: BTreeSet::new(),
        };
        let table = LiveTable::begin(&self.widest_rows())?;
        let bar = Bar::new();
        bar.start(self.items.iter().map(|(_, items)| items.len()).sum::<usize>() + usize::from(self.wants_coq));
        for (id, items) in self.items {
            let present = self.sources.present(id, items);
            let mut records = Vec::new();
            for item in items {
                bar.say(format!("{id}, {}, {}", item.name, item.size));
                let decided = self.decide(item);
                let is_settled = |own: &Decided| !matches!(own.finding, Finding::Undecided(_) | Finding::Failed(_));
                if interruption::is_asked() && !decided.iter().any(|(_, own)| is_settled(own)) {
                    bar.finish();
                    return Ok(renewed);
                }
                let on_file = self.on_file(id, item, &present);
                bar.suspended(|| table.row(&item_row(id, item, &decided, on_file)))?;
                renewed.take_item(id, item, &decided, on_file);
                records.extend(record(item, &decided, &present).or_else(|| self.kept(id, item, &present)));
                bar.advance();
            }
            renewed.claims.entry((*id).to_owned()).or_default().smt = records;
        }
        if self.wants_coq {
            bar.say("Coq, which may take minutes".to_owned());
            let rows = self.check_coq(&mut renewed);
            bar.suspended(|| rows.iter().try_for_each(|row| table.row(row)))?;
            bar.advance();
        }
        bar.finish();
        Ok(renewed)
    }

    /// The heading, and rows as wide as those that will come.
    fn widest_rows(&self) -> Vec<Row> {
        let solvers: Vec<String> = self.tools.solvers.iter().map(Solver::identity).collect();
        let coq = self.tools.coq.as_ref().map_or("-".to_owned(), Coq::identity);
        let mut rows = vec![heading()];
        rows.extend(widest_item_rows(self.items, &solvers));
        if self.wants_coq {
            rows.extend(self.proved_in_coq().iter().map(|id| widest_coq_row(id, &coq)));
        }
        rows
    }

    /// The claims that have a Coq proof.
    fn proved_in_coq(&self) -> Vec<&'static str> {
        self.ids.iter().copied().filter(|id| self.sources.coq_files(id).is_some()).collect()
    }

    fn decide(&self, item: &Item) -> Vec<(String, Decided)> {
        let mut decided = Vec::new();
        for (place, solver) in self.tools.solvers.iter().enumerate() {
            let limit = if place == 0 { self.timeout } else { self.timeout.min(CONFIRMING) };
            let own = item.decide(solver, limit, interruption::flag());
            // An example is confirmed by exact arithmetic, not by a second solver.
            let is_settled = matches!(own.finding, Finding::Found(_));
            decided.push((solver.identity(), own));
            if is_settled {
                break;
            }
        }
        decided
    }

    /// What is on file of an item as it is now: that no solver is here, or this one gives up, does not undo it.
    fn kept(&self, id: &str, item: &Item, present: &Present) -> Option<SmtRecord> {
        let place = present.items.iter().find(|known| known.name == item.name && known.size == item.size)?;
        self.ledger.claims.get(id)?.current(place, &present.formulas).cloned()
    }

    fn on_file(&self, id: &str, item: &Item, present: &Present) -> &'static str {
        let place = present.items.iter().find(|known| known.name == item.name && known.size == item.size);
        let entry = self.ledger.claims.get(id);
        match (entry, place) {
            (Some(entry), Some(place)) if entry.current(place, &present.formulas).is_some() => "current",
            (Some(entry), _) if !entry.smt.is_empty() => "STALE",
            _ => "-",
        }
    }

    /// Runs Coq; the rows of the table, none when the run is interrupted.
    fn check_coq(&self, renewed: &mut Renewed) -> Vec<Row> {
        let proved = self.proved_in_coq();
        let mut rows = Vec::new();
        if proved.is_empty() || interruption::is_asked() {
            return rows;
        }
        let outcome = match (&self.tools.coq, self.sources.first_other_proof(Path::new("."))) {
            (None, _) => Err(("-".to_owned(), "UNAVAILABLE", None)),
            (Some(coq), Some(file)) => Err((
                coq.identity(),
                "UNDECIDED",
                Some(format!("theorems/{file} differs from the one this program was built with; build it again")),
            )),
            (Some(coq), None) => match coq.check(interruption::flag()) {
                Ok(run) => Ok((coq.identity(), run)),
                Err(error) => Err((coq.identity(), "UNDECIDED", Some(error.to_string()))),
            },
        };
        if interruption::is_asked() && outcome.is_err() {
            return rows;
        }
        for id in proved {
            let present = self.sources.present(id, &[]);
            let old = self.ledger.claims.get(id).and_then(|entry| entry.coq.as_ref());
            let is_current = old.is_some_and(|old| is_of(old, &present));
            let on_file = if is_current { "current" } else { old.map_or("-", |_| "STALE") };
            if !is_current {
                renewed.outdated.insert(id.to_owned());
            }
            match &outcome {
                Ok((tool, run)) => {
                    let record = self.coq_record(id, tool, run, &present);
                    rows.push(coq_row(id, &record, on_file));
                    renewed.claims.entry(id.to_owned()).or_default().coq = Some(record);
                }
                Err((tool, verdict, _)) => rows.push(coq_failure_row(id, tool, verdict, on_file)),
            }
        }
        if let Err((_, _, Some(reason))) = outcome {
            renewed.notes.push(format!("Coq: {reason}"));
            renewed.worsen(ExitCode::Undecided);
        }
        rows
    }

    fn coq_record(&self, id: &str, tool: &str, run: &CoqRun, present: &Present) -> CoqRecord {
        let files = self.sources.coq_files(id).expect("only claims with a proof come here");
        let compiled: Option<f64> = files.own.iter().map(|file| run.seconds.get(file)).sum();
        let (theorems, axioms) = headlines(&files.assumptions);
        CoqRecord {
            theorems,
            axioms,
            lines: files.lines,
            seconds: compiled.map(tenths),
            checked_by: tool.to_owned(),
            sources: present.coq_sources.clone().unwrap_or_default(),
            formulas: present.formulas.clone(),
        }
    }
}

impl Renewed {
    fn take_item(&mut self, id: &str, item: &Item, decided: &[(String, Decided)], on_file: &str) {
        if on_file != "current" {
            self.outdated.insert(id.to_owned());
        }
        // That a solver is broken is worth knowing also where another one showed it.
        for (tool, own) in decided {
            if let Finding::Failed(reason) = &own.finding {
                self.notes.push(format!("{id}, {}, {}: {tool} failed: {reason}", item.name, item.size));
            }
        }
        if decided.iter().any(|(_, own)| own.is_shown()) {
            return;
        }
        for (tool, own) in decided {
            match &own.finding {
                Finding::NoExample if item.is_control() => self.worsen(ExitCode::ControlSurvived),
                Finding::NoExample => self.worsen(ExitCode::Refuted),
                Finding::Undecided(reason) => {
                    self.notes.push(format!("{id}, {}, {}: {tool}: {reason}", item.name, item.size));
                    self.worsen(ExitCode::Undecided);
                }
                Finding::Failed(_) => self.worsen(ExitCode::Undecided),
                Finding::Proved | Finding::Found(_) => {}
            }
        }
    }

    /// A refutation is graver than a surviving control, and that than indecision.
    fn worsen(&mut self, code: ExitCode) {
        let gravity = |code| match code {
            ExitCode::Refuted => 3,
            ExitCode::ControlSurvived => 2,
            ExitCode::Undecided => 1,
            _ => 0,
        };
        if gravity(code) > gravity(self.code) {
            self.code = code;
        }
    }

    /// The ledger with what was shown now.
    pub fn ledger(self) -> Ledger {
        Ledger::new(self.claims)
    }
}

fn is_of(record: &CoqRecord, present: &Present) -> bool {
    record.formulas == present.formulas && Some(&record.sources) == present.coq_sources.as_ref()
}

/// What the ledger keeps of an item that was shown.
fn record(item: &Item, decided: &[(String, Decided)], present: &Present) -> Option<SmtRecord> {
    let shown_by: BTreeMap<String, f64> = decided
        .iter()
        .filter(|(_, own)| own.is_shown())
        .map(|(tool, own)| (tool.clone(), tenths(own.elapsed.as_secs_f64())))
        .collect();
    let known = present.items.iter().find(|known| known.name == item.name && known.size == item.size)?;
    (!shown_by.is_empty()).then(|| SmtRecord {
        item: item.name.clone(),
        size: item.size.to_string(),
        queries: item.queries().len(),
        encoding: known.encoding.clone(),
        formulas: present.formulas.clone(),
        shown_by,
    })
}

/// Seconds with one decimal: more would only change from run to run.
fn tenths(seconds: f64) -> f64 {
    (seconds * 10.0).round() / 10.0
}

/// The theorems and the axioms that a `proof.assumptions` lists.
fn headlines(assumptions: &str) -> (Vec<String>, Vec<String>) {
    let theorems = assumptions.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).map(str::to_owned);
    let axiom = |line: &str| {
        let line = line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?;
        let name = line.split(' ').next()?;
        name.contains('.').then(|| name.to_owned())
    };
    let axioms: BTreeSet<String> = assumptions.lines().filter_map(axiom).collect();
    (theorems.collect(), axioms.into_iter().collect())
}
