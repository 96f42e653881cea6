//! Models in files: CSV rows of transitions and Storm's explicit format, read
//! exactly, and the models bundled with the program.
//!
//! The initial distribution is, in this order: the file the user names; the
//! file `NAME.initial.csv` beside `NAME.csv` or `NAME.drn`; for DRN uniform
//! over the states labelled `init`; uniform over all states.

pub mod bundled;
mod csv;
mod drn;
mod error;
mod fields;
mod initial;
mod model;
mod policy;
mod problem;
mod rows;
mod text;
mod writer;

use std::path::{Path, PathBuf};

pub use self::drn::DrnProblem;
pub use self::error::ModelReadError;
pub(crate) use self::fields::shown;
pub use self::model::{InitialSource, Model, ReadOptions};
pub use self::policy::read_policy;
pub use self::problem::Problem;
pub use self::writer::{write_csv, write_initial_csv};

use self::rows::Rows;
use crate::mdp::Mdp;
use crate::scalar::Rational;

/// Reads a model from `NAME.csv` or `NAME.drn`.
///
/// # Errors
/// [`ModelReadError`] names the file, the line and the fix.
pub fn read(path: &Path, options: &ReadOptions) -> Result<Model, ModelReadError> {
    let format = Format::of(path)?;
    let parsed = format.parse(&text::read(path)?, path)?;
    let beside = path.with_extension("initial.csv");
    let beside = beside.is_file().then_some(beside);
    build(path, parsed, InitialText::find(options, beside)?, options)
}

/// Reads a model from `bytes` as if they were the content of the file `path`,
/// which need not exist; no file is looked for beside it.
///
/// # Errors
/// [`ModelReadError`] names the line and the fix.
pub fn read_bytes(path: &Path, bytes: &[u8], options: &ReadOptions) -> Result<Model, ModelReadError> {
    let format = Format::of(path)?;
    let parsed = format.parse(&text::decode(bytes, path)?, path)?;
    build(path, parsed, InitialText::find(options, None)?, options)
}

/// The initial distribution over the states of `mdp` in a file of rows
/// `idstate,probability`, and a warning when it had to be renormalised.
///
/// # Errors
/// [`ModelReadError`] names the file, the line and the fix.
pub fn read_initial(
    path: &Path,
    mdp: &Mdp<Rational>,
    options: &ReadOptions,
) -> Result<(Vec<Rational>, Option<String>), ModelReadError> {
    let text = text::read(path)?;
    initial::parse(&text, mdp.states(), options.row_sums).map_err(|fault| fault.in_file(path))
}

/// The formats models come in.
#[derive(Clone, Copy)]
enum Format {
    Csv,
    Drn,
}

/// What a file says before its numbers are validated.
struct Parsed {
    rows: Rows,
    /// States the file marks as initial.
    initial: Vec<usize>,
    warnings: Vec<String>,
}

impl Format {
    fn of(path: &Path) -> Result<Self, ModelReadError> {
        match path.extension().map(|extension| extension.to_ascii_lowercase()) {
            Some(extension) if extension == "csv" => Ok(Format::Csv),
            Some(extension) if extension == "drn" => Ok(Format::Drn),
            _ => Err(ModelReadError::UnknownFormat { path: path.to_owned() }),
        }
    }

    fn parse(self, text: &str, path: &Path) -> Result<Parsed, ModelReadError> {
        let parsed = match self {
            Format::Csv => csv::parse(text).map(|rows| Parsed { rows, initial: Vec::new(), warnings: Vec::new() }),
            Format::Drn => drn::parse(text),
        };
        parsed.map_err(|fault| fault.in_file(path))
    }
}

/// An initial distribution before its numbers are validated.
struct InitialText {
    source: InitialSource,
    path: PathBuf,
    text: String,
}

impl InitialText {
    /// The file the user named, else the one beside the model.
    fn find(options: &ReadOptions, beside: Option<PathBuf>) -> Result<Option<Self>, ModelReadError> {
        let (path, source) = match (&options.initial, beside) {
            (Some(path), _) => (path.clone(), InitialSource::File(path.clone())),
            (None, Some(path)) => (path.clone(), InitialSource::Beside(path)),
            (None, None) => return Ok(None),
        };
        Ok(Some(InitialText { source, text: text::read(&path)?, path }))
    }
}

fn build(
    path: &Path,
    parsed: Parsed,
    initial: Option<InitialText>,
    options: &ReadOptions,
) -> Result<Model, ModelReadError> {
    let (states, row_lines) = parsed.rows.into_states(options.row_sums).map_err(|fault| fault.in_file(path))?;
    let count = states.len();
    let (distribution, warning, initial_source) = match initial {
        Some(InitialText { source, path, text }) => {
            let (distribution, warning) =
                initial::parse(&text, count, options.row_sums).map_err(|fault| fault.in_file(&path))?;
            (distribution, warning, source)
        }
        None if parsed.initial.is_empty() => {
            let all = (0..count).collect::<Vec<_>>();
            (initial::uniform_on(&all, count), None, InitialSource::Uniform)
        }
        None => (initial::uniform_on(&parsed.initial, count), None, InitialSource::Labels),
    };
    let (mdp, defect) = Mdp::new(options.discount.clone(), states, distribution, options.row_sums)
        .map_err(|source| ModelReadError::Mdp { path: path.to_owned(), source })?;
    let mut warnings = parsed.warnings;
    warnings.extend(defect.map(|defect| row_lines.renormalisation_warning(&defect)));
    warnings.extend(warning);
    let name = path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned());
    Ok(Model { name, mdp, initial_source, warnings })
}

/// The name that differs from `name` in the fewest letters, unless it differs
/// in more than a third of them.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&name, &known.to_lowercase());
    let (distance, known) = names.map(|known| (distance(known), known)).min()?;
    (3 * distance <= name.len().max(known.len())).then_some(known)
}
