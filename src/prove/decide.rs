//! Putting an item to solvers.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rayon::prelude::*;

use super::{Answer, Asked, Chain, Existence, Item, Link, Model, Query, Solver, Task};

/// What a solver made of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Every query of the chains is unsatisfiable.
    Proved,
    /// An example, confirmed in exact arithmetic.
    Found(Model),
    /// There is no example.
    NoExample,
    /// Neither; with the reason.
    Undecided(String),
    /// The solver did not answer; with what it said instead.
    Failed(String),
}

/// A solver's finding and its time, queries running side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The finding.
    pub finding: Finding,
    /// Sum over the queries.
    pub elapsed: Duration,
}

impl Decided {
    /// Was what the item asks for shown?
    pub fn is_shown(&self) -> bool {
        matches!(self.finding, Finding::Proved | Finding::Found(_))
    }
}

impl Item {
    /// All its queries, each with a name for a file.
    pub fn queries(&self) -> Vec<(String, Query)> {
        match &self.task {
            Task::Proof(chains) => {
                let links = |(case, chain): (usize, &Chain)| -> Vec<(String, Query)> {
                    let name = |place: usize| format!("case-{}-link-{:03}", case + 1, place + 1);
                    chain.links().iter().enumerate().map(|(place, link)| (name(place), chain.query(link))).collect()
                };
                chains.iter().enumerate().flat_map(links).collect()
            }
            Task::Example(existence) => vec![("example".to_owned(), existence.query())],
        }
    }

    /// Asks a solver, each query for at most `timeout`, and none when `stop` is set.
    pub fn decide(&self, solver: &Solver, timeout: Duration, stop: &AtomicBool) -> Decided {
        match &self.task {
            Task::Proof(chains) => prove(chains, solver, timeout, stop),
            Task::Example(existence) => find(existence, solver.ask(&existence.query(), timeout, stop)),
        }
    }
}

fn prove(chains: &[Chain], solver: &Solver, timeout: Duration, stop: &AtomicBool) -> Decided {
    if let Some(error) = chains.iter().find_map(|chain| chain.check().err()) {
        return Decided { finding: Finding::Undecided(format!("no proof: {error}")), elapsed: Duration::ZERO };
    }
    let links: Vec<(&Chain, &Link)> =
        chains.iter().flat_map(|chain| chain.links().iter().map(move |link| (chain, link))).collect();
    // Ends at the first link that is not decided: the others could not make it a proof.
    let times: Result<Vec<Duration>, Decided> = links
        .par_iter()
        .map(|(chain, link)| {
            let Asked { answer, elapsed } = solver.ask(&chain.query(link), timeout, stop);
            let label = link.label.as_str();
            let finding = match answer {
                Answer::Unsatisfiable => return Ok(elapsed),
                Answer::Satisfiable(_) => {
                    Finding::Undecided(format!("`{label}` does not follow from what its link uses"))
                }
                Answer::Unknown(reason) => Finding::Undecided(format!("`{label}`: {reason}")),
                Answer::Failed(reason) => Finding::Failed(format!("`{label}`: {reason}")),
            };
            Err(Decided { finding, elapsed })
        })
        .collect();
    match times {
        Ok(times) => Decided { finding: Finding::Proved, elapsed: times.iter().sum() },
        Err(decided) => decided,
    }
}

fn find(existence: &Existence, asked: Asked) -> Decided {
    let finding = match asked.answer {
        Answer::Unsatisfiable => Finding::NoExample,
        Answer::Unknown(reason) => Finding::Undecided(reason),
        Answer::Failed(reason) => Finding::Failed(reason),
        Answer::Satisfiable(Err(reason)) => Finding::Undecided(format!("satisfiable, but {reason}")),
        Answer::Satisfiable(Ok(model)) => existence
            .confirm(&model)
            .map_or_else(|reason| Finding::Undecided(format!("satisfiable, but {reason}")), Finding::Found),
    };
    Decided { finding, elapsed: asked.elapsed }
}
