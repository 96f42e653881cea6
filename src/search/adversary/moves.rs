//! Random changes of an instance: of its structure, and of single numbers to
//! values at which bounds are attained.

use rand::{Rng, RngExt};

use crate::scalar::Rational;
use crate::search::draft::{Draft, DraftAction, Row};

/// Where changes may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Rewards in `[0, 1]`, full support, `eta <= 1 - gamma`.
    Paper,
    /// Anywhere.
    Anywhere,
}

/// Discount factors that a change takes; the present one stays within reach.
const DISCOUNTS: [(i64, i64); 6] = [(0, 1), (1, 10), (1, 2), (9, 10), (99, 100), (999, 1000)];

/// Shares of `1 - gamma`, the last three beyond the paper's condition.
const SHARES: [(i64, i64); 9] = [(1, 1), (1, 1), (9, 10), (1, 2), (1, 10), (1, 100), (11, 10), (2, 1), (10, 1)];

/// How many of them the paper allows.
const ALLOWED_SHARES: usize = 6;

/// More steps than exact arithmetic follows in a moment.
const MOST_STEPS: u32 = 6;

/// One random change; it may leave the draft invalid.
pub(super) fn change(draft: &mut Draft, keeps_discount: bool, reach: Reach, rng: &mut impl Rng) {
    let state = rng.random_range(0..draft.states.len());
    let action = rng.random_range(0..draft.states[state].len());
    match rng.random_range(0..20_u32) {
        0..=3 => draft.states[state][action].reward = reward(draft, reach, rng),
        4..=6 => draft.states[state][action].transitions = transitions(draft.states.len(), rng),
        7..=10 => reweight(draft, state, Row::Policy, rng),
        11..=12 => reweight(draft, state, Row::Other, rng),
        13 => draft.eta = step_size(draft, reach, rng),
        14 if !keeps_discount => {
            let (n, d) = *pick(&DISCOUNTS, rng);
            draft.set_discount(Rational::new(n, d));
        }
        15 => initial(draft, rng),
        16 => draft.steps = rng.random_range(1..=MOST_STEPS),
        17 => structure(draft, state, action, rng),
        _ if draft.parameters.is_some() => linear(draft, state, action, rng),
        _ if reach == Reach::Anywhere => escape(draft, state, action, rng),
        _ => reweight(draft, state, Row::Policy, rng),
    }
}

fn pick<'a, T>(choices: &'a [T], rng: &mut impl Rng) -> &'a T {
    &choices[rng.random_range(0..choices.len())]
}

fn tenth(rng: &mut impl Rng) -> Rational {
    Rational::new(rng.random_range(0..=10_u32), 10)
}

/// 0, 1, a tenth, or the reward of another action.
fn reward(draft: &Draft, reach: Reach, rng: &mut impl Rng) -> Rational {
    match rng.random_range(0..8_u32) {
        0..=3 => Rational::from(rng.random_range(0..=1_i64)),
        4..=5 => tenth(rng),
        6 if reach == Reach::Anywhere => Rational::from(rng.random_range(-2..=3_i64)),
        _ => {
            let row = &draft.states[rng.random_range(0..draft.states.len())];
            pick(row, rng).reward.clone()
        }
    }
}

/// To one state, or to two.
fn transitions(states: usize, rng: &mut impl Rng) -> Vec<(usize, Rational)> {
    let (first, second) = (rng.random_range(0..states), rng.random_range(0..states));
    let share = if rng.random_bool(0.3) { tenth(rng) } else { Rational::from(0) };
    if first == second || !share.is_positive() || share == Rational::from(1) {
        return vec![(first, Rational::from(1))];
    }
    vec![(first, Rational::from(1) - &share), (second, share)]
}

/// One probability of a row times a power of two or of ten, or a plain row.
fn reweight(draft: &mut Draft, state: usize, of: Row, rng: &mut impl Rng) {
    let mut weights = draft.row(state, of);
    let action = rng.random_range(0..weights.len());
    let one = Rational::from(1);
    match rng.random_range(0..6_u32) {
        0 => weights.fill(one),
        1 => {
            weights.fill(one);
            weights[action] = Rational::from(10).power(rng.random_range(1..=9));
        }
        2 => {
            weights.fill(one);
            weights[action] = Rational::from(10).power(rng.random_range(-9..=-1));
        }
        3 if of == Row::Other => weights = draft.row(state, Row::Policy),
        _ => weights[action] = weights[action].clone() * Rational::power_of_two(rng.random_range(-4..=4)),
    }
    if weights.iter().any(Rational::is_positive) {
        draft.set_row(state, of, &on_grid(&weights));
    }
}

/// Weights in the same proportions to about six digits, none of the positive
/// ones lost: numbers stay short.
fn on_grid(weights: &[Rational]) -> Vec<Rational> {
    const GRID: i64 = 1_000_000;
    let total: Rational = weights.iter().cloned().sum();
    let smallest = weights.iter().filter(|weight| weight.is_positive()).min();
    // Rows with a tiny entry are short as they are.
    if smallest.is_some_and(|least| least.clone() * Rational::from(GRID) < total) {
        return weights.to_vec();
    }
    weights.iter().map(|weight| Rational::from((weight.clone() * Rational::from(GRID) / &total).ceil())).collect()
}

fn step_size(draft: &Draft, reach: Reach, rng: &mut impl Rng) -> Rational {
    let shares = if reach == Reach::Paper { &SHARES[..ALLOWED_SHARES] } else { &SHARES[..] };
    let (n, d) = *pick(shares, rng);
    if rng.random_bool(0.3) {
        let (n, d) = *pick(&[(1, 2), (9, 10), (5, 4)], rng);
        return draft.eta.clone() * Rational::new(n, d);
    }
    draft.stop() * Rational::new(n, d)
}

/// The uniform distribution, or most of it on one state.
fn initial(draft: &mut Draft, rng: &mut impl Rng) {
    let mut weights = vec![Rational::from(1); draft.states.len()];
    if rng.random_bool(0.7) {
        let state = rng.random_range(0..weights.len());
        weights[state] = Rational::from(10).power(rng.random_range(-4..=4));
    }
    let total: Rational = weights.iter().cloned().sum();
    draft.initial = weights.into_iter().map(|weight| weight / &total).collect();
}

/// An action more, as a copy, or one less.
fn structure(draft: &mut Draft, state: usize, action: usize, rng: &mut impl Rng) {
    /// More than this many actions of a state teach nothing new.
    const MOST_ACTIONS: usize = 6;
    let row = &mut draft.states[state];
    if rng.random_bool(0.5) && row.len() > 1 {
        row.remove(action);
    } else if row.len() < MOST_ACTIONS {
        row.push(row[action].clone());
    }
    for of in [Row::Policy, Row::Other] {
        let weights = draft.row(state, of);
        if weights.iter().any(Rational::is_positive) {
            draft.set_row(state, of, &weights);
        }
    }
}

/// A feature, an entry of a parameter, or all of it.
fn linear(draft: &mut Draft, state: usize, action: usize, rng: &mut impl Rng) {
    let halves = |rng: &mut dyn Rng| Rational::new(rng.random_range(-4..=4_i64), 2);
    let Some(parameters) = &mut draft.parameters else { return };
    let features: &mut DraftAction = &mut draft.states[state][action];
    if features.features.is_empty() || parameters.is_empty() {
        return;
    }
    let column = rng.random_range(0..features.features.len());
    if rng.random_bool(0.4) {
        features.features[column] = halves(rng);
        return;
    }
    let place = rng.random_range(0..parameters.len());
    let theta = &mut parameters[place];
    if rng.random_bool(0.3) {
        let factor = Rational::power_of_two(rng.random_range(-1..=1));
        for entry in theta.iter_mut() {
            *entry = entry.clone() * &factor;
        }
    } else {
        let unit = Rational::power_of_two(rng.random_range(-8..=2));
        theta[column] = theta[column].clone() + unit * Rational::from(rng.random_range(-2..=2_i64));
    }
}

/// Out of the paper's setting: no support, rewards out of range, long steps.
fn escape(draft: &mut Draft, state: usize, action: usize, rng: &mut impl Rng) {
    match rng.random_range(0..4_u32) {
        0 => {
            let mut weights = draft.row(state, Row::Policy);
            weights[action] = Rational::from(0);
            if weights.iter().any(Rational::is_positive) {
                draft.set_row(state, Row::Policy, &weights);
            }
        }
        1 => {
            let factor = Rational::from(*pick(&[2, 10, -1], rng));
            for action in draft.states.iter_mut().flatten() {
                action.reward = action.reward.clone() * &factor;
            }
        }
        2 => {
            let place = rng.random_range(0..draft.initial.len());
            draft.initial = (0..draft.initial.len()).map(|s| Rational::from(i64::from(s == place))).collect();
        }
        _ => draft.eta = draft.eta.clone() * Rational::from(*pick(&[2, 100, -1], rng)),
    }
}
