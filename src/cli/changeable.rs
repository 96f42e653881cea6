//! What of a statement can be changed: hypotheses, constants, the step size.

use crate::claim::{Evaluated, Instance, Outcome, Part, RIGHT_SIDE, Variation};
use crate::scalar::{Bounds, Rational, ScalarKind};

/// Instances on which the hypotheses and constants of a statement are looked up:
/// some hypotheses are only asked where earlier ones hold.
const LOOKED_AT: usize = 40;

/// Precision at which sides at two step sizes are told apart.
const BITS: u32 = 256;

/// Finds out whether every change is one of something that some of the parts have; `whose` names them in messages.
///
/// # Errors
/// What is not there, and what there is.
pub fn check(variation: &Variation, whose: &str, parts: &[&Part]) -> Result<(), String> {
    for name in &variation.dropped {
        check_hypothesis(name, whose, parts)?;
    }
    for (name, factor) in &variation.constants {
        check_factor(name, factor)?;
        check_constant(name, whose, parts)?;
    }
    if let Some(factor) = &variation.step_size {
        check_factor("eta", factor)?;
        if !parts.iter().any(|part| has_step_size(part)) {
            return Err(format!(
                "{whose} has no step size to relax: no hypothesis speaks of eta, and its sides have the same values at \
                 every eta"
            ));
        }
    }
    Ok(())
}

/// Those of the changes that are about something this part has.
pub fn of_part(variation: &Variation, part: &Part) -> Variation {
    let is_known = |name: &str| name == RIGHT_SIDE || constants(part).contains(&name);
    let mut own = variation.clone();
    if !own.dropped.is_empty() {
        let known = hypotheses(part);
        own.dropped.retain(|name| known.iter().any(|(known, is_form)| known == name && !is_form));
    }
    own.constants.retain(|(name, _)| is_known(name));
    own.step_size = own.step_size.filter(|_| has_step_size(part));
    own
}

/// The hypotheses that a part asks for, in order, each with whether it is one of form.
pub fn hypotheses(part: &Part) -> Vec<(String, bool)> {
    let mut names: Vec<(String, bool)> = Vec::new();
    for instance in instances(part) {
        for hypothesis in part.statement.hypotheses(&instance, &Variation::default()) {
            if !names.iter().any(|(known, _)| *known == hypothesis.name) {
                names.push((hypothesis.name.into_owned(), hypothesis.is_form));
            }
        }
    }
    names
}

fn check_hypothesis(name: &str, whose: &str, parts: &[&Part]) -> Result<(), String> {
    let known: Vec<(String, bool)> = parts.iter().flat_map(|part| hypotheses(part)).collect();
    match known.iter().find(|(known, _)| known == name) {
        Some((_, false)) => Ok(()),
        Some((_, true)) => {
            Err(format!("the formulas of {whose} have no meaning without `{name}`, so it cannot be dropped"))
        }
        None => {
            let mut names: Vec<String> =
                known.iter().filter(|(_, form)| !form).map(|(name, _)| format!("`{name}`")).collect();
            names.sort();
            names.dedup();
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            Err(format!("{whose} has no hypothesis `{name}`; those that can be dropped: {names}"))
        }
    }
}

fn check_constant(name: &str, whose: &str, parts: &[&Part]) -> Result<(), String> {
    if name == RIGHT_SIDE {
        return Ok(());
    }
    let mut known: Vec<&str> = parts.iter().flat_map(|part| constants(part)).collect();
    if known.contains(&name) {
        return Ok(());
    }
    known.push(RIGHT_SIDE);
    known.sort_unstable();
    known.dedup();
    Err(format!("{whose} has no constant `{name}`; known: {}", known.join(", ")))
}

fn check_factor(name: &str, factor: &Rational) -> Result<(), String> {
    if factor.is_positive() { Ok(()) } else { Err(format!("{name} times {factor}: the factor must be positive")) }
}

/// The constants that the sides of a part use at instances that meet its hypotheses.
fn constants(part: &Part) -> Vec<&'static str> {
    let meets = |instance: &Instance| {
        let hypotheses = part.statement.hypotheses(instance, &Variation::default());
        hypotheses.iter().all(|hypothesis| hypothesis.truth.is_yes())
    };
    instances(part).filter(meets).flat_map(|instance| part.statement.constants(&instance)).collect()
}

/// Does a hypothesis speak of the step size, or are the sides other ones at half of it? An identity may hold at every step
/// size, so that its sides alone do not tell.
fn has_step_size(part: &Part) -> bool {
    hypotheses(part).iter().any(|(name, _)| speaks_of_eta(name)) || sides_change(part)
}

/// Is `eta` among the words of a hypothesis? The `eta(s)` of a state are other step sizes, which a claim makes itself.
fn speaks_of_eta(name: &str) -> bool {
    name.match_indices("eta").any(|(start, eta)| {
        let (before, after) = (&name[..start], &name[start + eta.len()..]);
        let goes_on = |character: char| character.is_alphanumeric() || character == '_';
        !before.ends_with(goes_on) && !after.starts_with(|next| goes_on(next) || next == '(')
    })
}

/// Enclosures that do not overlap tell.
fn sides_change(part: &Part) -> bool {
    let halved = Variation { step_size: Some(Rational::new(1, 2)), ..Variation::default() };
    let sides = |instance: &Instance, variation: &Variation| {
        part.statement.decide_varied(instance, ScalarKind::BigInterval(BITS), variation)
    };
    instances(part).any(|instance| match (sides(&instance, &Variation::default()), sides(&instance, &halved)) {
        (Outcome::Compared { comparisons: full, .. }, Outcome::Compared { comparisons: half, .. }) => {
            full.len() != half.len() || full.iter().zip(&half).any(differ)
        }
        _ => false,
    })
}

fn differ((one, other): (&Evaluated, &Evaluated)) -> bool {
    let below = |low: &Bounds, high: &Bounds| {
        low.upper.as_ref().zip(high.lower.as_ref()).is_some_and(|(upper, lower)| upper < lower)
    };
    let apart = |one: &Bounds, other: &Bounds| below(one, other) || below(other, one);
    apart(&one.left, &other.left) || apart(&one.right, &other.right)
}

fn instances(part: &Part) -> impl Iterator<Item = Instance> {
    (0..LOOKED_AT).map(|index| part.domain.instance(1, index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eta_is_a_word_and_not_a_part_of_one_nor_a_function() {
        for name in ["0 < eta", "eta <= 1 - gamma", "2 eta/3", "(eta)"] {
            assert!(speaks_of_eta(name), "{name}");
        }
        for name in ["0 < eta(s) m(s) <= 1", "theta", "0 < beta", "eta_t", "eta2", ""] {
            assert!(!speaks_of_eta(name), "{name}");
        }
    }
}
