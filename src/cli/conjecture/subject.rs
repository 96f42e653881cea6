//! What is tried: a conjecture of this program.

use crate::claim::{Belief, Claim, Varied};
use crate::cli::CliError;
use crate::replay::{Naive, NaiveSide};
use crate::search::Goal;
use crate::theorems::conjectures;

/// A conjecture and what its author believes of it.
pub struct Subject {
    pub belief: Belief,
    claim: Claim,
}

impl Subject {
    /// The conjecture with this name.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(name: &str) -> Result<Self, CliError> {
        let mut all = conjectures::all();
        match all.iter().position(|(_, claim)| claim.id == name) {
            Some(place) => {
                let (belief, claim) = all.swap_remove(place);
                Ok(Subject { belief, claim })
            }
            None => {
                let known: Vec<&str> = all.iter().map(|(_, claim)| claim.id).collect();
                Err(CliError::Usage(format!(
                    "there is no conjecture `{name}`; known: {}; `spma conjecture new` makes one",
                    known.join(", ")
                )))
            }
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.claim.id
    }

    /// One line.
    pub fn title(&self) -> &str {
        self.claim.title
    }

    /// Its statements.
    pub fn goals(&self) -> Vec<Goal<'_>> {
        self.claim.parts.iter().map(Goal::from).collect()
    }

    /// The sides of statement number `place` by the second code path.
    pub fn naive_sides(&self, place: usize, naive: &Naive) -> Vec<NaiveSide> {
        (self.claim.parts[place].naive)(naive)
    }
}

/// A goal as a statement of which nothing is changed.
pub fn unvaried<'a>(goal: &Goal<'a>) -> Varied<'a> {
    Varied { statement: goal.statement, variation: Default::default() }
}
