//! What is tried: a conjecture of this program, or one from a file.

use std::path::Path;

use crate::claim::{Belief, Claim, Instance, Varied};
use crate::cli::CliError;
use crate::conjecture::{self, Conjecture, ConjectureFileError, HypothesisAlone};
use crate::replay::{Naive, NaiveSide};
use crate::search::{Goal, Ranges, Reach};
use crate::theorems::conjectures;

/// A conjecture and what its author believes of it.
pub enum Subject {
    /// Compiled in.
    Program(Belief, Claim),
    /// Read from a file.
    File(Conjecture),
}

impl Subject {
    /// The conjecture with this name, or in this file when the text ends in `.toml`.
    ///
    /// # Errors
    /// When there is none, or when the file is not good.
    pub fn find(text: &str) -> Result<Self, CliError> {
        if Path::new(text).extension().is_some_and(|extension| extension == "toml") {
            return Ok(Subject::File(conjecture::read(Path::new(text))?));
        }
        let mut all = conjectures::all();
        match all.iter().position(|(_, claim)| claim.id == text) {
            Some(place) => {
                let (belief, claim) = all.swap_remove(place);
                Ok(Subject::Program(belief, claim))
            }
            None => {
                let known: Vec<&str> = all.iter().map(|(_, claim)| claim.id).collect();
                Err(CliError::Usage(format!(
                    "there is no conjecture `{text}`; known: {}; `spma conjecture new` makes one, and one in a file is \
                     named by its path, which ends in .toml",
                    known.join(", ")
                )))
            }
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Subject::Program(_, claim) => claim.id,
            Subject::File(conjecture) => &conjecture.name,
        }
    }

    /// One line.
    pub fn title(&self) -> &str {
        match self {
            Subject::Program(_, claim) => claim.title,
            Subject::File(conjecture) => &conjecture.title,
        }
    }

    /// What its author believes.
    pub fn belief(&self) -> Belief {
        match self {
            Subject::Program(belief, _) => *belief,
            Subject::File(conjecture) => conjecture.believed,
        }
    }

    /// Its statements.
    pub fn goals(&self) -> Vec<Goal<'_>> {
        match self {
            Subject::Program(_, claim) => claim.parts.iter().map(Goal::from).collect(),
            Subject::File(conjecture) => conjecture.parts.iter().map(conjecture::ConjecturePart::goal).collect(),
        }
    }

    /// Where a search for one of its statements may lead: out of the paper's
    /// setting, unless instances or hypotheses keep to it.
    pub fn reach(&self, goal: &Goal) -> Reach {
        let is_paper = match self {
            Subject::Program(..) => goal.domain.is_paper_setting(),
            Subject::File(conjecture) => conjecture.is_in_paper_setting,
        };
        if is_paper { Reach::Paper } else { Reach::Anywhere }
    }

    /// What the hypotheses of statement number `place` ask of sizes, where they are simple.
    pub fn ranges(&self, place: usize) -> Ranges {
        match self {
            Subject::Program(..) => Ranges::default(),
            Subject::File(conjecture) => conjecture.parts[place].ranges(),
        }
    }

    /// The hypotheses of statement number `place`, each by itself; those of
    /// compiled statements are asked only together.
    pub fn hypotheses(&self, place: usize) -> Vec<HypothesisAlone> {
        match self {
            Subject::Program(..) => Vec::new(),
            Subject::File(conjecture) => conjecture.parts[place].hypotheses(),
        }
    }

    /// Why statement number `place` has no value at an instance, where that is known.
    pub fn absence(&self, place: usize, instance: &Instance) -> Option<ConjectureFileError> {
        match self {
            Subject::Program(..) => None,
            Subject::File(conjecture) => conjecture.parts[place].absence(instance),
        }
    }

    /// The sides of statement number `place` by the second code path.
    pub fn naive_sides(&self, place: usize, naive: &Naive) -> Vec<NaiveSide> {
        match self {
            Subject::Program(_, claim) => (claim.parts[place].naive)(naive),
            Subject::File(conjecture) => conjecture.parts[place].naive_sides(naive),
        }
    }
}

/// A goal as a statement of which nothing is changed.
pub fn unvaried<'a>(goal: &Goal<'a>) -> Varied<'a> {
    Varied { statement: goal.statement, variation: Default::default() }
}
