//! What there is to say about an instance: its data, the hypotheses with their
//! slack, both sides, the iterate before and after.

use super::sheet::{Cell, Sheet, SheetTable};
use crate::algorithm::{Iterate, Problem, multiplicative_update};
use crate::claim::{Decide, Evaluated, Hypothesis, Instance, Relation, Variation, Varied, at_step_size};
use crate::scalar::{Bounds, Rational, Truth};

/// Exact iterates are shown up to this many states.
const MOST_STATES: usize = 40;

/// The sheet of an instance at which `comparison` was found.
pub(super) fn sheet(title: String, statement: &Varied, instance: &Instance, comparison: &Evaluated) -> Sheet {
    let moved = at_step_size(instance, &statement.variation);
    let mut tables = vec![model(instance)];
    tables.extend(parameters(instance));
    tables.push(hypotheses(&statement.hypotheses(instance, &Variation::default())));
    tables.push(sides(comparison));
    if instance.mdp.states() <= MOST_STATES {
        tables.extend(iterates(&moved));
    }
    let mut facts = facts(instance);
    if moved.eta != instance.eta {
        facts.push(("eta of the sides", "\\eta'", Cell::Number(moved.eta.clone())));
    }
    Sheet { title, facts, tables }
}

fn facts(instance: &Instance) -> Vec<(&'static str, &'static str, Cell)> {
    let rho: Vec<(usize, Rational)> =
        instance.mdp.initial().iter().cloned().enumerate().filter(|(_, p)| p.is_positive()).collect();
    let rho = match rho.as_slice() {
        [(only, _)] => Cell::text(format!("all on state {only}")),
        _ => Cell::Distribution(rho),
    };
    vec![
        ("gamma", "\\gamma", Cell::Number(instance.mdp.discount().clone())),
        ("eta", "\\eta", Cell::Number(instance.eta.clone())),
        ("T", "T", Cell::Number(Rational::from(instance.steps))),
        ("rho", "\\rho", rho),
    ]
}

/// By state and action: reward, transitions, both policies, features.
fn model(instance: &Instance) -> SheetTable {
    let mdp = &instance.mdp;
    let mut head = vec!["state", "action", "r", "to", "pi"];
    let two_policies = instance.other != instance.policy;
    if two_policies {
        head.push("pi'");
    }
    if instance.linear.is_some() {
        head.push("phi");
    }
    let mut rows = Vec::with_capacity(mdp.pairs());
    for state in 0..mdp.states() {
        for (action, pair) in mdp.actions(state).enumerate() {
            let mut row = vec![
                if action == 0 { Cell::text(state.to_string()) } else { Cell::Empty },
                Cell::text(action.to_string()),
                Cell::Number(mdp.rewards()[pair].clone()),
                Cell::Distribution(mdp.successors(pair).map(|(to, p)| (to, p.clone())).collect()),
                Cell::Number(instance.policy.probabilities()[pair].clone()),
            ];
            if two_policies {
                row.push(Cell::Number(instance.other.probabilities()[pair].clone()));
            }
            if let Some(linear) = &instance.linear {
                row.push(vector(linear.features().at(pair)));
            }
            rows.push(row);
        }
    }
    SheetTable { caption: "model and policy", head, rows }
}

fn vector(entries: &[Rational]) -> Cell {
    let texts: Vec<String> = entries.iter().map(ToString::to_string).collect();
    Cell::Text(format!("({})", texts.join(", ")))
}

fn parameters(instance: &Instance) -> Option<SheetTable> {
    let linear = instance.linear.as_ref()?;
    let rows = linear.parameters().iter().enumerate();
    let rows = rows.map(|(place, theta)| vec![Cell::text((place + 1).to_string()), vector(theta)]).collect();
    Some(SheetTable { caption: "parameters", head: vec!["t", "theta"], rows })
}

fn hypotheses(hypotheses: &[Hypothesis]) -> SheetTable {
    let row = |hypothesis: &Hypothesis| {
        let answer = match hypothesis.truth {
            Truth::Yes => "holds",
            Truth::No => "FAILS",
            Truth::Undecided => "undecided",
        };
        let slack = hypothesis.slack.as_ref().map_or(Cell::Empty, Cell::bounds);
        vec![Cell::text(hypothesis.name.clone()), Cell::text(answer), slack]
    };
    let rows = hypotheses.iter().map(row).collect();
    SheetTable { caption: "hypotheses", head: vec!["hypothesis", "", "slack"], rows }
}

fn sides(comparison: &Evaluated) -> SheetTable {
    let answer = match comparison.truth {
        Truth::Yes => "holds",
        Truth::No => "FAILS",
        Truth::Undecided => "undecided",
    };
    let difference = Bounds {
        lower: comparison.left.lower.clone().zip(comparison.right.upper.clone()).map(|(l, r)| l - r),
        upper: comparison.left.upper.clone().zip(comparison.right.lower.clone()).map(|(l, r)| l - r),
    };
    let relation = Cell::text(comparison.relation.symbol());
    let mut head = vec!["of", "left", "", "right", "", "left - right"];
    let mut row = vec![
        Cell::text(comparison.label.clone()),
        Cell::bounds(&comparison.left),
        relation,
        Cell::bounds(&comparison.right),
        Cell::text(answer),
        Cell::bounds(&difference),
    ];
    if let (Relation::AtMost, Some(ratio)) = (comparison.relation, &comparison.ratio) {
        head.push("left / right");
        row.push(Cell::bounds(ratio));
    }
    SheetTable { caption: "sides", head, rows: vec![row] }
}

/// The policy with its action values, and SPMA's next one with its values where
/// it is a policy.
fn iterates(instance: &Instance) -> Vec<SheetTable> {
    let problem = Problem::<Rational>::new(instance.mdp.clone());
    let now = Iterate::exact(&problem, &instance.policy);
    let updated = multiplicative_update(&now, |_| instance.eta.clone());
    let is_policy = !updated.probabilities().iter().any(Rational::is_negative);
    let next = is_policy.then(|| Iterate::new(&problem, updated.clone()));
    let mut pairs = Vec::with_capacity(instance.mdp.pairs());
    for state in 0..instance.mdp.states() {
        for (action, pair) in instance.mdp.actions(state).enumerate() {
            pairs.push(vec![
                if action == 0 { Cell::text(state.to_string()) } else { Cell::Empty },
                Cell::text(action.to_string()),
                Cell::Number(now.policy().probabilities()[pair].clone()),
                Cell::Number(now.action_values()[pair].clone()),
                Cell::Number(now.advantages()[pair].clone()),
                Cell::Number(updated.probabilities()[pair].clone()),
            ]);
        }
    }
    let state_row = |state: usize| {
        vec![
            Cell::text(state.to_string()),
            Cell::Number(problem.optimal_values()[state].clone()),
            Cell::Number(now.values()[state].clone()),
            next.as_ref().map_or(Cell::Empty, |next| Cell::Number(next.values()[state].clone())),
        ]
    };
    vec![
        SheetTable {
            caption: "one step of SPMA",
            head: vec!["state", "action", "pi_t", "Q", "Adv", "pi_t (1 + eta Adv)"],
            rows: pairs,
        },
        SheetTable {
            caption: "values",
            head: vec!["state", "V*", "V_t", "V_{t+1}"],
            rows: (0..instance.mdp.states()).map(state_row).collect(),
        },
    ]
}
