//! A model from what the user typed: a file, a bundled model, or a family.

use std::path::Path;

use thiserror::Error;

use super::spec::{SpecError, did_you_mean, from_spec, list};
use crate::mdp::MdpError;
use crate::model_io::{self, InitialSource, Model, ModelReadError, ReadOptions, bundled, shown};

/// Why a text names no model.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FindError {
    /// It is a file, but not a good one.
    #[error(transparent)]
    Read(#[from] ModelReadError),
    /// It is a family with bad parameters.
    #[error("{text}: {error}")]
    Spec {
        /// The text, shortened.
        text: String,
        /// What is wrong.
        error: SpecError,
    },
    /// The initial distribution given does not fit.
    #[error(transparent)]
    Mdp(#[from] MdpError),
    /// It is nothing known.
    #[error(
        "no model `{text}`: there is no file, no bundled model and no family of that name{}",
        did_you_mean(*.nearest)
    )]
    Unknown {
        /// The text, shortened.
        text: String,
        /// A bundled model or family with a similar name.
        nearest: Option<&'static str>,
    },
}

/// The model that `text` names: a file when there is one or the name ends in
/// `.csv` or `.drn`, else a bundled model, else a family as in
/// [`from_spec`].
///
/// # Errors
/// [`FindError`] says what was tried.
pub fn find(text: &str, options: &ReadOptions) -> Result<Model, FindError> {
    let path = Path::new(text);
    let is_model_file = path.extension().is_some_and(|extension| extension == "csv" || extension == "drn");
    if is_model_file || path.is_file() {
        return Ok(model_io::read(path, options)?);
    }
    let name = text.split_once(':').map_or(text, |(name, _)| name);
    let mut model = match bundled::load(text, options.discount.clone()) {
        Some(model) => model?,
        None if list().any(|family| family.name == name) => {
            from_spec(text, options.discount.clone()).map_err(|error| FindError::Spec { text: shown(text), error })?
        }
        None => {
            let known = bundled::names().chain(list().map(|family| family.name));
            return Err(FindError::Unknown { text: shown(text), nearest: model_io::nearest(name, known) });
        }
    };
    if let Some(file) = &options.initial {
        let (initial, warning) = model_io::read_initial(file, &model.mdp, options)?;
        model.mdp = model.mdp.with_initial(initial)?;
        model.initial_source = InitialSource::File(file.clone());
        model.warnings.extend(warning);
    }
    Ok(model)
}
