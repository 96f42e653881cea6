//! What to change of a claim, and how hard to search.

use clap::Args;

use crate::claim::{Claim, Part, Variation};
use crate::cli::threads::Threads;
use crate::cli::{CliError, changeable, interruption};
use crate::scalar::Rational;
use crate::search::{Adversary, Domain, Ranges, Reach};

/// More starts or instances than anyone waits for.
const MOST: i64 = 1_000_000;

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
    #[command(flatten)]
    threads: Threads,
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
            stop: interruption::flag(),
        }
    }

    /// Instances that a search takes when it finds nothing.
    pub fn most(&self) -> usize {
        self.starts as usize * self.instances as usize
    }

    /// Does a command that searches, on the threads asked for; a signal ends it early.
    ///
    /// # Errors
    /// Those of the command, and when threads cannot be started.
    pub fn run<R: Send>(&self, command: impl FnOnce() -> Result<R, CliError> + Send) -> Result<R, CliError> {
        interruption::listen();
        self.threads.run(command)?
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
        let (dropped, constants) = (self.drop.clone(), self.constant.clone());
        let variation = Variation { dropped, step_size, constants, policies_only: false };
        let whose = match parts {
            [part] => format!("{} ({})", claim.id, part.name),
            _ => claim.id.to_owned(),
        };
        changeable::check(&variation, &whose, parts).map_err(CliError::Usage)?;
        Ok(variation)
    }
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
