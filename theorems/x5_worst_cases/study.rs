//! The best instances that the search has found, evaluated exactly.

use super::claim;
use crate::claim::{Ladder, Outcome};
use crate::replay::Case;
use crate::study::{Cell, Study, Table};

/// Names of the files in `cases/` and their texts.
const KEPT: [(&str, &str); 12] = [
    ("gap-rate-0", include_str!("cases/best-gap-rate-0.json")),
    ("gap-rate-1-2", include_str!("cases/best-gap-rate-1-2.json")),
    ("gap-rate-9-10", include_str!("cases/best-gap-rate-9-10.json")),
    ("variance-rate-0", include_str!("cases/best-variance-rate-0.json")),
    ("variance-rate-1-2", include_str!("cases/best-variance-rate-1-2.json")),
    ("variance-rate-9-10", include_str!("cases/best-variance-rate-9-10.json")),
    ("gap-dependent-steps-0", include_str!("cases/best-gap-dependent-steps-0.json")),
    ("gap-dependent-steps-1-2", include_str!("cases/best-gap-dependent-steps-1-2.json")),
    ("gap-dependent-steps-9-10", include_str!("cases/best-gap-dependent-steps-9-10.json")),
    ("policy-iteration-0", include_str!("cases/best-policy-iteration-0.json")),
    ("policy-iteration-1-2", include_str!("cases/best-policy-iteration-1-2.json")),
    ("policy-iteration-9-10", include_str!("cases/best-policy-iteration-9-10.json")),
];

pub fn study() -> Study {
    Study {
        name: "best-found",
        title: "the largest claimed over actual progress found, by rate and discount factor",
        module: module_path!(),
        snapshot: include_str!("snapshots/best-found.snap"),
        table,
        plot: None,
    }
}

fn table() -> Table {
    let mut table = Table::new(["rate", "gamma", "states", "pairs", "eta", "claimed/actual progress"]);
    let claim = claim();
    for (name, text) in KEPT {
        let case = Case::parse(text, name).expect("a kept case is well formed");
        let instance = case.instance(name).expect("a kept case holds an instance");
        let part = claim.parts.iter().find(|part| part.name == case.part).expect("a kept case names a part");
        let decision = Ladder::automatic(256).decide(part.statement.as_ref(), part.depth, &instance);
        let Outcome::Compared { comparisons, .. } = decision.outcome else {
            panic!("the kept case {name} does not meet the hypotheses")
        };
        let ratio = comparisons.iter().find_map(|comparison| comparison.ratio.clone());
        table.push(vec![
            Cell::text(part.name),
            Cell::number(instance.mdp.discount()),
            Cell::Count(instance.mdp.states() as u64),
            Cell::Count(instance.mdp.pairs() as u64),
            Cell::number(&instance.eta),
            ratio.map_or(Cell::Absent, Cell::Number),
        ]);
    }
    table
}
