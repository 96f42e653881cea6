//! Proofs as chains of small queries.
//!
//! A solver that cannot decide a claim at once often decides it in small steps.
//! A [`Chain`] states a claim about real numbers, `definitions and assumptions =>
//! goals`, and proves it by links: each link names the facts it uses, and one
//! query asks whether they can hold without its conclusion. When every query is
//! unsatisfiable and [`Chain::check`] passes, the claim is proved: by induction
//! along the chain every conclusion follows from definitions and assumptions.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::{Formula, Model, ModelError, Query, Term};

/// The name of a definition, an assumption or a link of a chain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(String);

impl Label {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Label {
    fn from(text: T) -> Self {
        Label(text.into())
    }
}

/// `variable := term`: an abbreviation. It assumes nothing, as [`Chain::check`]
/// makes sure that no variable is defined twice or through itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Also its label.
    pub variable: String,
    /// What it stands for.
    pub term: Term,
}

impl Definition {
    fn formula(&self) -> Formula {
        Formula::equal(Term::variable(&self.variable), &self.term)
    }
}

/// One step: the conclusion follows from the named facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name, by which later links use the conclusion.
    pub label: Label,
    /// Definitions, assumptions and earlier links.
    pub from: Vec<Label>,
    /// What follows.
    pub conclusion: Formula,
}

/// A claim about real numbers with a proof in small steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    definitions: Vec<Definition>,
    assumptions: Vec<(Label, Formula)>,
    links: Vec<Link>,
    goals: Vec<Label>,
}

/// What makes a chain no proof, whatever a solver says of its links.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ChainError {
    /// Two facts of one name.
    #[error("two facts are called `{0}`; rename one")]
    Twice(String),
    /// A definition that uses what is defined later, or itself.
    #[error("the definition of `{variable}` uses `{uses}`, which is defined there or later; change their order")]
    Circular {
        /// The defined variable.
        variable: String,
        /// What it must not use.
        uses: String,
    },
    /// A link that uses what is neither a definition, an assumption nor an earlier link.
    #[error("the link `{link}` uses `{from}`, which is no definition, no assumption and no earlier link")]
    Unfounded {
        /// The link.
        link: String,
        /// What it uses.
        from: String,
    },
    /// A goal that no link proves.
    #[error("no link proves the goal `{0}`")]
    Unproved(String),
    /// No goal at all.
    #[error("the chain has no goal")]
    NoGoal,
}

impl Chain {
    /// Introduces an abbreviation and returns its variable.
    pub fn define(&mut self, variable: impl Into<String>, term: Term) -> Term {
        let variable = variable.into();
        self.definitions.push(Definition { variable: variable.clone(), term });
        Term::Variable(variable)
    }

    /// Adds an assumption of the claim.
    pub fn assume(&mut self, label: impl Into<Label>, formula: Formula) -> Label {
        let label = label.into();
        self.assumptions.push((label.clone(), formula));
        label
    }

    /// Adds a link.
    pub fn link<L: Into<Label>>(
        &mut self,
        label: impl Into<Label>,
        from: impl IntoIterator<Item = L>,
        conclusion: Formula,
    ) -> Label {
        let (label, from) = (label.into(), from.into_iter().map(Into::into).collect());
        self.links.push(Link { label: label.clone(), from, conclusion });
        label
    }

    /// Declares the conclusion of a link to be part of the claim.
    pub fn goal(&mut self, label: Label) {
        self.goals.push(label);
    }

    /// Is every step founded on definitions, assumptions and earlier links, and
    /// every goal reached?
    ///
    /// # Errors
    /// The first place where not.
    pub fn check(&self) -> Result<(), ChainError> {
        self.check_definitions()?;
        let mut known = BTreeSet::new();
        let stated = self.definitions.iter().map(|definition| definition.variable.as_str());
        for label in stated.chain(self.assumptions.iter().map(|(label, _)| label.as_str())) {
            if !known.insert(label) {
                return Err(ChainError::Twice(label.to_owned()));
            }
        }
        for link in &self.links {
            if let Some(from) = link.from.iter().find(|from| !known.contains(from.as_str())) {
                return Err(ChainError::Unfounded { link: link.label.0.clone(), from: from.0.clone() });
            }
            if !known.insert(link.label.as_str()) {
                return Err(ChainError::Twice(link.label.0.clone()));
            }
        }
        if self.goals.is_empty() {
            return Err(ChainError::NoGoal);
        }
        match self.goals.iter().find(|goal| !self.links.iter().any(|link| link.label == **goal)) {
            Some(goal) => Err(ChainError::Unproved(goal.0.clone())),
            None => Ok(()),
        }
    }

    fn check_definitions(&self) -> Result<(), ChainError> {
        let order: BTreeMap<&str, usize> =
            self.definitions.iter().enumerate().map(|(place, own)| (own.variable.as_str(), place)).collect();
        for (place, definition) in self.definitions.iter().enumerate() {
            if order[definition.variable.as_str()] != place {
                return Err(ChainError::Twice(definition.variable.clone()));
            }
            let mut used = BTreeSet::new();
            definition.term.collect_variables(&mut used);
            if let Some(uses) = used.into_iter().find(|name| order.get(name).is_some_and(|other| *other >= place)) {
                return Err(ChainError::Circular { variable: definition.variable.clone(), uses: uses.to_owned() });
            }
        }
        Ok(())
    }

    /// The links, in order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The assumptions of the claim.
    pub fn assumptions(&self) -> &[(Label, Formula)] {
        &self.assumptions
    }

    /// The formulas of the goals.
    pub fn goals(&self) -> impl Iterator<Item = &Formula> {
        self.goals.iter().filter_map(|goal| Some(&self.links.iter().find(|link| link.label == *goal)?.conclusion))
    }

    /// The query of a link: its facts and the negated conclusion. Unsatisfiable
    /// when the link is right. Facts that the chain does not have are left out;
    /// [`check`](Self::check) finds them.
    pub fn query(&self, link: &Link) -> Query {
        let known = |label: &Label| Some((label.0.clone(), self.fact(label)?));
        let mut assertions: Vec<(String, Formula)> = link.from.iter().filter_map(known).collect();
        assertions.push((format!("not: {}", link.label.0), link.conclusion.clone().negated()));
        Query { assertions, wants_model: false }
    }

    /// The formula of a definition, an assumption or a link.
    fn fact(&self, label: &Label) -> Option<Formula> {
        let definition = self.definitions.iter().find(|own| own.variable == label.0).map(Definition::formula);
        let assumption = || self.assumptions.iter().find(|(own, _)| own == label).map(|(_, formula)| formula.clone());
        let link = || self.links.iter().find(|link| link.label == *label).map(|link| link.conclusion.clone());
        definition.or_else(assumption).or_else(link)
    }

    /// Adds the values of the defined variables to those of the free ones.
    ///
    /// # Errors
    /// When a free variable has no value.
    pub fn complete(&self, model: &mut Model) -> Result<(), ModelError> {
        for definition in &self.definitions {
            let value = definition.term.value(model)?;
            model.set(&definition.variable, value);
        }
        Ok(())
    }
}
