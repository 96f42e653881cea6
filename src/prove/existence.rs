//! Queries that have to be satisfiable, with a model that is evaluated again.

use super::{Formula, Model, ModelError, Query, Term};

/// Says that values with certain properties exist.
///
/// A solver finds them; [`Existence::confirm`] evaluates everything again in
/// exact arithmetic, and only that counts.
#[derive(Clone, Default)]
pub struct Existence {
    definitions: Vec<(String, Term)>,
    properties: Vec<(String, Formula)>,
    replay: Option<Replay>,
}

/// Checks by other means what the query only approximates, e.g. a logarithm;
/// says what is wrong, if anything.
pub type Replay = fn(&Model) -> Result<(), String>;

impl Existence {
    /// Introduces an abbreviation and returns its variable.
    pub fn define(&mut self, variable: impl Into<String>, term: Term) -> Term {
        let variable = variable.into();
        self.definitions.push((variable.clone(), term));
        Term::Variable(variable)
    }

    /// Asks for a property.
    pub fn demand(&mut self, comment: impl Into<String>, formula: Formula) {
        self.properties.push((comment.into(), formula));
    }

    /// Adds a check of the model beyond the formulas.
    pub fn replayed_by(&mut self, replay: Replay) {
        self.replay = Some(replay);
    }

    /// The query.
    pub fn query(&self) -> Query {
        let define = |(name, term): &(String, Term)| (name.clone(), Formula::equal(Term::variable(name), term));
        let mut assertions: Vec<(String, Formula)> = self.definitions.iter().map(define).collect();
        assertions.extend(self.properties.iter().cloned());
        Query { assertions, wants_model: true }
    }

    /// Do the free values of a model have every property, in exact arithmetic?
    /// Abbreviations are computed again, whatever the model says of them.
    ///
    /// # Errors
    /// The first property that fails, or what the replay objects to.
    pub fn confirm(&self, model: &Model) -> Result<Model, String> {
        let mut model = model.clone();
        let missing = |error: ModelError| error.to_string();
        for (name, term) in &self.definitions {
            let value = term.value(&model).map_err(missing)?;
            model.set(name, value);
        }
        for (comment, formula) in &self.properties {
            if !formula.holds(&model).map_err(missing)? {
                return Err(format!("`{comment}` is false at {model}"));
            }
        }
        self.replay.map_or(Ok(()), |replay| replay(&model))?;
        Ok(model)
    }
}
