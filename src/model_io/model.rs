//! A model with where it came from.

use std::fmt;
use std::path::PathBuf;

use crate::mdp::{Mdp, RowSums};
use crate::scalar::Rational;

/// A model as the user asked for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// File name without extension, or the name of a bundled model or family.
    pub name: String,
    /// The validated model.
    pub mdp: Mdp<Rational>,
    /// Where the initial distribution came from.
    pub initial_source: InitialSource,
    /// What the user should know, one sentence each.
    pub warnings: Vec<String>,
}

/// What to add to the content of a file.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Discount factor.
    pub discount: Rational,
    /// File of the initial distribution; `None` to find one.
    pub initial: Option<PathBuf>,
    /// What to do with probabilities that do not sum to 1.
    pub row_sums: RowSums,
}

/// Where an initial distribution came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InitialSource {
    /// The file the user named.
    File(PathBuf),
    /// The file `NAME.initial.csv` beside the model.
    Beside(PathBuf),
    /// Uniform over the states labelled `init`.
    Labels,
    /// Uniform, because nothing else is given.
    Uniform,
    /// Part of a bundled model or of the definition of a family.
    BuiltIn,
}

impl fmt::Display for InitialSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InitialSource::File(path) => write!(f, "The initial distribution is that of {}.", path.display()),
            InitialSource::Beside(path) => {
                write!(f, "The initial distribution is that of {}, found beside the model.", path.display())
            }
            InitialSource::Labels => {
                f.write_str("The initial distribution is uniform over the states labelled `init`.")
            }
            InitialSource::Uniform => {
                f.write_str("The initial distribution is uniform over all states; no other was given.")
            }
            InitialSource::BuiltIn => f.write_str("The initial distribution is the model's own."),
        }
    }
}
