//! What there is to say about an instance: its data, the hypotheses with their
//! slack, both sides, the iterate before and after.

use num_traits::Zero;

use super::sheet::{Cell, Sheet, SheetTable};
use crate::algorithm::{Iterate, Problem, multiplicative_update};
use crate::approximation::LogLinear;
use crate::claim::{Decide, Evaluated, Hypothesis, Instance, Relation, Variation, Varied, at_step_size};
use crate::mdp::Policy;
use crate::scalar::{BigFloat, Bounds, Field, Interval, Ordered, Rational, Truth};

/// Iterates are shown up to this many states.
const MOST_STATES: usize = 40;

/// What log-linear policies are shown in: far more digits than are printed.
type Enclosure = Interval<BigFloat<256>>;

/// The sheet of an instance at which `comparison` was found.
pub(super) fn sheet(title: String, statement: &Varied, instance: &Instance, comparison: &Evaluated) -> Sheet {
    let moved = at_step_size(instance, &statement.variation);
    let mut tables = vec![model(instance)];
    tables.extend(parameters(instance));
    tables.push(hypotheses(&statement.hypotheses(instance, &Variation::default())));
    tables.push(sides(comparison));
    if instance.mdp.states() <= MOST_STATES {
        tables.extend(iterates(&moved));
        tables.extend(log_linear(instance));
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

/// The policy with its action values and values; where there is a step size SPMA's next policy, with its values where it
/// is one.
fn iterates(instance: &Instance) -> Vec<SheetTable> {
    let problem = Problem::<Rational>::new(instance.mdp.clone());
    let now = Iterate::exact(&problem, &instance.policy);
    let updated = (!instance.eta.is_zero()).then(|| multiplicative_update(&now, |_| instance.eta.clone()));
    let is_policy = |updated: &Policy<Rational>| !updated.probabilities().iter().any(Rational::is_negative);
    let next = updated.clone().filter(is_policy).map(|policy| Iterate::new(&problem, policy));
    let caption = match (&updated, &next) {
        (None, _) => "policy and advantages",
        (_, Some(_)) => "one step of SPMA",
        (_, None) => "one step of SPMA, no policy: a probability is below 0",
    };
    let mut pairs = Vec::with_capacity(instance.mdp.pairs());
    for state in 0..instance.mdp.states() {
        for (action, pair) in instance.mdp.actions(state).enumerate() {
            let mut row = vec![
                if action == 0 { Cell::text(state.to_string()) } else { Cell::Empty },
                Cell::text(action.to_string()),
                Cell::Number(now.policy().probabilities()[pair].clone()),
                Cell::Number(now.action_values()[pair].clone()),
                Cell::Number(now.advantages()[pair].clone()),
            ];
            row.extend(updated.iter().map(|updated| Cell::Number(updated.probabilities()[pair].clone())));
            pairs.push(row);
        }
    }
    let state_row = |state: usize| {
        let mut row = vec![
            Cell::text(state.to_string()),
            Cell::Number(problem.optimal_values()[state].clone()),
            Cell::Number(now.values()[state].clone()),
        ];
        row.extend(next.iter().map(|next| Cell::Number(next.values()[state].clone())));
        row
    };
    let mut pair_head = vec!["state", "action", "pi_t", "Q", "Adv"];
    pair_head.extend(updated.as_ref().map(|_| "pi_t (1 + eta Adv)"));
    let mut state_head = vec!["state", "V*", "V_t"];
    state_head.extend(next.as_ref().map(|_| "V_{t+1}"));
    let values = (0..instance.mdp.states()).map(state_row).collect();
    vec![
        SheetTable { caption, head: pair_head, rows: pairs },
        SheetTable { caption: "values", head: state_head, rows: values },
    ]
}

/// The log-linear policies of the parameters with their values, by enclosures.
fn log_linear(instance: &Instance) -> Vec<SheetTable> {
    let Some(linear) = instance.linear.as_ref() else { return Vec::new() };
    let problem = Problem::<Enclosure>::new(instance.mdp.clone());
    let layout = Iterate::exact(&problem, &instance.policy);
    let features = linear.features().convert::<Enclosure>();
    let (mut pairs, mut values) = (Vec::new(), Vec::new());
    for (place, theta) in linear.parameters().iter().enumerate() {
        let theta: Vec<Enclosure> = theta.iter().map(Enclosure::from_rational).collect();
        let policy = LogLinear::new(layout.policy(), &features, &theta).policy;
        for state in 0..instance.mdp.states() {
            for (action, pair) in instance.mdp.actions(state).enumerate() {
                let probability = Cell::bounds(&policy.probabilities()[pair].bounds());
                let first = state == 0 && action == 0;
                pairs.push(vec![
                    if first { Cell::text((place + 1).to_string()) } else { Cell::Empty },
                    if action == 0 { Cell::text(state.to_string()) } else { Cell::Empty },
                    Cell::text(action.to_string()),
                    probability,
                ]);
            }
        }
        for (state, value) in Iterate::new(&problem, policy).values().iter().enumerate() {
            values.push(vec![
                if state == 0 { Cell::text((place + 1).to_string()) } else { Cell::Empty },
                Cell::text(state.to_string()),
                Cell::bounds(&value.bounds()),
            ]);
        }
    }
    vec![
        SheetTable { caption: "log-linear policies", head: vec!["t", "state", "action", "pi_theta"], rows: pairs },
        SheetTable { caption: "their values", head: vec!["t", "state", "V"], rows: values },
    ]
}
