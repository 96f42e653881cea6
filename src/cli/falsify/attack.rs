//! The attack on one statement: search, then two witnesses.

use super::options::{Effort, reach};
use crate::claim::{Part, Quantifier, Variation, Varied};
use crate::cli::interruption;
use crate::scalar::{Rational, Truth};
use crate::search::{Aim, Catch, Goal, Keep, Shrink, is_lighter, margin};

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
    /// Do all witnesses found need an iterate that is no policy? Those that do not are looked for first.
    pub leaves_simplex: bool,
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
    ///
    /// A statement that is changed is attacked twice: by policies alone, and only when that fails by steps that give a
    /// probability below 0, which say no more than that the step is too long.
    pub fn attack(&self, effort: &Effort, share: Option<&Rational>) -> Finding {
        if self.variation.is_unchanged() {
            return self.attack_among(effort, share, false);
        }
        let by_policies = self.attack_among(effort, share, true);
        if by_policies.witnesses.is_some() {
            return by_policies;
        }
        let by_any = self.attack_among(effort, share, false);
        Finding { tried: by_policies.tried + by_any.tried, leaves_simplex: by_any.witnesses.is_some(), ..by_any }
    }

    fn attack_among(&self, effort: &Effort, share: Option<&Rational>, policies_only: bool) -> Finding {
        let mut statement = self.varied();
        statement.variation.policies_only = policies_only;
        let goal = Goal { statement: &statement, ..Goal::from(self.part) };
        let mut adversary = effort.adversary(reach(self.part.domain, &self.variation));
        let hunt = adversary.hunt(goal, self.aim());
        let nothing = Finding { tried: hunt.tried, witnesses: None, leaves_simplex: false };
        let Some(first) = hunt.found else { return nothing };
        let shrunk = |keep: Keep, catch: &Catch| {
            Shrink { goal, keep, decisions: effort.decisions(), keeps_discount: false, stop: interruption::flag() }
                .run(&catch.instance)
                .unwrap_or_else(|| catch.clone())
        };
        let keep = if self.aim() == Aim::Witness { Keep::Witness } else { Keep::Violation };
        let mut smallest = shrunk(keep.clone(), &first);
        let worst = share.filter(|_| self.aim() == Aim::Violation).and_then(|share| {
            adversary.stored = vec![first.instance.clone(), smallest.instance.clone()];
            let found = adversary.worst(goal).map(|(_, catch)| catch).filter(|catch| catch.comparison.truth.is_no());
            let found = found.unwrap_or(first);
            let kept = margin(&found.comparison).map(|margin| margin * share);
            let worst = kept.map(|kept| shrunk(Keep::Margin(kept), &found))?;
            // Shrinking ends where no single piece can go; another start may end lower.
            let other = shrunk(keep, &worst);
            if is_lighter(&other.instance, &smallest.instance) {
                smallest = other;
            }
            Some(worst)
        });
        let worst = worst.filter(|worst| worst.instance != smallest.instance);
        Finding { witnesses: Some(Witnesses { smallest, worst }), ..nothing }
    }
}
