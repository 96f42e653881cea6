//! What to change of a claim, and how hard to search.

use clap::Args;

use crate::claim::{Claim, Part, RIGHT_SIDE, Variation};
use crate::cli::CliError;
use crate::scalar::Rational;
use crate::search::{Adversary, Domain, Ranges, Reach};

/// More starts or instances than anyone waits for.
const MOST: i64 = 1_000_000;

/// Instances on which the hypotheses and constants of a statement are looked up:
/// some hypotheses are only asked where earlier ones hold.
const LOOKED_AT: usize = 40;

/// How hard to search.
#[derive(Args, Clone)]
pub struct Effort {
    /// Instances to start from
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=MOST))]
    starts: u32,
    /// Instances tried from each of them
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=MOST))]
    instances: u32,
    /// Seed of the search
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Smaller instances tried when a witness is made readable
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(0..=MOST))]
    shrink: u32,
}

impl Effort {
    /// The search of this effort.
    pub fn adversary(&self, reach: Reach) -> Adversary {
        Adversary {
            seed: self.seed,
            starts: self.starts as usize,
            instances: self.instances as usize,
            ranges: Ranges::default(),
            reach,
            stored: Vec::new(),
        }
    }

    /// Decisions that shrinking may take.
    pub fn decisions(&self) -> usize {
        self.shrink as usize
    }
}

/// Where the changes of a search may lead: out of the paper's setting when the
/// domain is, or when a hypothesis is dropped.
pub fn reach(domain: Domain, variation: &Variation) -> Reach {
    if variation.dropped.is_empty() && domain.is_paper_setting() { Reach::Paper } else { Reach::Anywhere }
}

/// A factor `1.1x` or `11/10x`, as `NAME=FACTORx`.
pub fn scaling(text: &str) -> Result<(String, Rational), String> {
    let form = "write NAME=FACTORx, e.g. eta=1.1x";
    let (name, factor) = text.split_once('=').ok_or(form)?;
    let digits = factor.strip_suffix('x').ok_or(form)?;
    let factor: Rational = digits.parse().map_err(|error| format!("{error}; {form}"))?;
    if !factor.is_positive() {
        return Err("the factor must be positive".to_owned());
    }
    Ok((name.to_owned(), factor))
}

/// What is changed of a claim.
#[derive(Args, Clone, Default)]
pub struct Changes {
    /// Take the claim at a multiple of the step size its hypotheses allow, e.g. eta=1.1x
    #[arg(long, value_name = "eta=FACTORx", value_parser = scaling)]
    relax: Option<(String, Rational)>,
    /// Do not ask for this hypothesis (may be repeated)
    #[arg(long, value_name = "HYPOTHESIS")]
    drop: Vec<String>,
    /// Multiply a constant of the claim, or `right`, the right side of its inequalities, e.g. right=0.9x (may be
    /// repeated)
    #[arg(long, value_name = "NAME=FACTORx", value_parser = scaling)]
    constant: Vec<(String, Rational)>,
}

impl Changes {
    /// The variation, with names checked against the parts it is meant for.
    ///
    /// # Errors
    /// For a name that no part knows.
    pub fn variation(&self, claim: &Claim, parts: &[&Part]) -> Result<Variation, CliError> {
        let step_size = match &self.relax {
            Some((name, _)) if name != "eta" => {
                return Err(CliError::Usage(format!("--relax knows only the step size eta, not `{name}`")));
            }
            relax => relax.as_ref().map(|(_, factor)| factor.clone()),
        };
        for name in &self.drop {
            check_hypothesis(name, claim, parts)?;
        }
        for (name, _) in &self.constant {
            check_constant(name, claim, parts)?;
        }
        Ok(Variation { dropped: self.drop.clone(), step_size, constants: self.constant.clone() })
    }
}

fn check_hypothesis(name: &str, claim: &Claim, parts: &[&Part]) -> Result<(), CliError> {
    let known: Vec<(String, bool)> = parts.iter().flat_map(|part| hypotheses(part)).collect();
    match known.iter().find(|(known, _)| known == name) {
        Some((_, false)) => Ok(()),
        Some((_, true)) => Err(CliError::Usage(format!(
            "the formulas of {} have no meaning without `{name}`, so it cannot be dropped",
            claim.id
        ))),
        None => {
            let mut names: Vec<String> =
                known.iter().filter(|(_, form)| !form).map(|(name, _)| format!("`{name}`")).collect();
            names.sort();
            names.dedup();
            Err(CliError::Usage(format!(
                "{} has no hypothesis `{name}`; those that can be dropped: {}",
                claim.id,
                if names.is_empty() { "none".to_owned() } else { names.join(", ") }
            )))
        }
    }
}

fn check_constant(name: &str, claim: &Claim, parts: &[&Part]) -> Result<(), CliError> {
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
    Err(CliError::Usage(format!("{} has no constant `{name}`; known: {}", claim.id, known.join(", "))))
}

/// The hypotheses that a part asks for, in order, each with whether it is one of form.
pub fn hypotheses(part: &Part) -> Vec<(String, bool)> {
    let mut names: Vec<(String, bool)> = Vec::new();
    for index in 0..LOOKED_AT {
        for hypothesis in part.statement.hypotheses(&part.domain.instance(1, index), &Variation::default()) {
            if !names.iter().any(|(known, _)| *known == hypothesis.name) {
                names.push((hypothesis.name.into_owned(), hypothesis.is_form));
            }
        }
    }
    names
}

/// The constants that the sides of a part use at instances that meet its hypotheses.
fn constants(part: &Part) -> Vec<&'static str> {
    let instances = (0..LOOKED_AT).map(|index| part.domain.instance(1, index));
    let meets = |instance: &crate::claim::Instance| {
        let hypotheses = part.statement.hypotheses(instance, &Variation::default());
        hypotheses.iter().all(|hypothesis| hypothesis.truth.is_yes())
    };
    instances.filter(meets).flat_map(|instance| part.statement.constants(&instance)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_read_exactly_and_other_texts_are_refused() {
        assert_eq!(scaling("eta=1.1x"), Ok(("eta".to_owned(), Rational::new(11, 10))));
        assert_eq!(scaling("C=9/10x"), Ok(("C".to_owned(), Rational::new(9, 10))));
        for text in ["eta", "eta=1.1", "eta=x", "eta=-1x", "eta=0x", "=", ""] {
            assert!(scaling(text).is_err(), "{text}");
        }
    }
}
