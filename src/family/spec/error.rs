//! Why a text names no member of a family.

use thiserror::Error;

use crate::mdp::MdpError;
use crate::model_io;
use crate::scalar::RationalParseError;

/// Why a text names no member of a family.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SpecError {
    /// No family of that name.
    #[error("unknown family `{name}`{}", did_you_mean(.nearest.as_deref()))]
    UnknownFamily {
        /// The name.
        name: String,
        /// A family with a similar name.
        nearest: Option<&'static str>,
    },
    /// Something without an equals sign among the parameters.
    #[error("`{text}` is not of the form NAME=VALUE; write {usage}")]
    Form {
        /// The text.
        text: String,
        /// The parameters of the family.
        usage: String,
    },
    /// A parameter that is not given.
    #[error("the parameter `{parameter}` is missing; write {usage}")]
    Missing {
        /// The parameter.
        parameter: &'static str,
        /// The parameters of the family.
        usage: String,
    },
    /// A parameter the family does not have.
    #[error("unknown parameter `{parameter}`; write {usage}")]
    Unknown {
        /// The parameter.
        parameter: String,
        /// The parameters of the family.
        usage: String,
    },
    /// A parameter given twice.
    #[error("the parameter `{parameter}` is given twice")]
    Repeated {
        /// The parameter.
        parameter: String,
    },
    /// A parameter outside its range.
    #[error("the parameter `{parameter}` = {value} must be {range}")]
    Range {
        /// The parameter.
        parameter: &'static str,
        /// The text given.
        value: String,
        /// What is allowed.
        range: String,
    },
    /// A parameter or reward that is not a number.
    #[error("{parameter}: {error}")]
    Number {
        /// The parameter.
        parameter: &'static str,
        /// What is wrong with the text.
        error: RationalParseError,
    },
    /// A model with too many transitions.
    #[error("the model would have more than {most} transitions; choose smaller parameters")]
    TooLarge {
        /// The limit.
        most: u64,
    },
    /// Bad numbers, such as a discount factor outside `[0, 1)`.
    #[error(transparent)]
    Mdp(#[from] MdpError),
}

impl SpecError {
    pub(super) fn unknown_family(name: &str, known: impl Iterator<Item = &'static str>) -> Self {
        SpecError::UnknownFamily { name: model_io::shown(name), nearest: model_io::nearest(name, known) }
    }
}

/// `; did you mean ...?`, or that there is a list.
pub(crate) fn did_you_mean(nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None => "; `spma model list` shows all".to_owned(),
    }
}
