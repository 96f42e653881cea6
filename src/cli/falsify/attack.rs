//! The attack on one statement: search, then two witnesses.

use super::options::{Effort, reach};
use crate::claim::{Part, Quantifier, Variation, Varied};
use crate::scalar::{Rational, Truth};
use crate::search::{Aim, Catch, Goal, Keep, Shrink, margin};

/// What is attacked: a part of a claim or of a control, and what is changed of it.
pub struct Target<'a> {
    pub part: &'a Part,
    pub variation: Variation,
    pub quantifier: Quantifier,
}

/// What an attack found.
pub struct Finding {
    /// Instances tried up to and including the first found.
    pub tried: usize,
    /// The smallest witness and the worst one, when there is any.
    pub witnesses: Option<Witnesses>,
}

/// Two instances that show the same.
pub struct Witnesses {
    /// The easiest to read.
    pub smallest: Catch,
    /// The one with the largest margin found, where that is another one.
    pub worst: Option<Catch>,
}

impl Target<'_> {
    /// A violation, or a witness of an existential claim.
    fn aim(&self) -> Aim {
        match self.quantifier {
            Quantifier::ForAll => Aim::Violation,
            Quantifier::Exists => Aim::Witness,
        }
    }

    /// What the statement is at a witness.
    pub fn truth(&self) -> Truth {
        match self.aim() {
            Aim::Witness => Truth::Yes,
            _ => Truth::No,
        }
    }

    /// The statement with what is changed of it.
    pub fn varied(&self) -> Varied<'_> {
        Varied { statement: self.part.statement.as_ref(), variation: self.variation.clone() }
    }

    /// Searches, and shrinks what is found. With a `share` it goes on to the
    /// worst witness, which keeps that share of its margin when it is shrunk.
    pub fn attack(&self, effort: &Effort, share: Option<&Rational>) -> Finding {
        let statement = self.varied();
        let goal = Goal { statement: &statement, ..Goal::from(self.part) };
        let mut adversary = effort.adversary(reach(self.part.domain, &self.variation));
        let hunt = adversary.hunt(goal, self.aim());
        let Some(first) = hunt.found else { return Finding { tried: hunt.tried, witnesses: None } };
        let shrunk = |keep: Keep, catch: &Catch| {
            Shrink { goal, keep, decisions: effort.decisions(), keeps_discount: false }
                .run(&catch.instance)
                .unwrap_or_else(|| catch.clone())
        };
        let keep = if self.aim() == Aim::Witness { Keep::Witness } else { Keep::Violation };
        let smallest = shrunk(keep, &first);
        let worst = share.filter(|_| self.aim() == Aim::Violation).and_then(|share| {
            adversary.stored = vec![first.instance.clone(), smallest.instance.clone()];
            let found = adversary.worst(goal).map(|(_, catch)| catch).filter(|catch| catch.comparison.truth.is_no());
            let found = found.unwrap_or(first);
            let kept = margin(&found.comparison).map(|margin| margin * share);
            kept.map(|kept| shrunk(Keep::Margin(kept), &found))
        });
        let worst = worst.filter(|worst| worst.instance != smallest.instance);
        Finding { tried: hunt.tried, witnesses: Some(Witnesses { smallest, worst }) }
    }
}
