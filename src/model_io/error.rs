//! Why a model file is refused: which file, which line, what to change.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::problem::Problem;
use crate::mdp::MdpError;

/// Why a file gives no model.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ModelReadError {
    /// The operating system did not deliver the file.
    #[error("cannot read {}: {reason}; check the path and its permissions", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The kind of failure.
        reason: io::ErrorKind,
    },
    /// Neither `.csv` nor `.drn`.
    #[error(
        "{}: unknown file format; name the file NAME.csv (rows of transitions) or NAME.drn (Storm's explicit format)",
        path.display()
    )]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// Something the file says, at one of its lines.
    #[error("{}, line {line}: {problem}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong, and the fix.
        problem: Problem,
    },
    /// Something the file as a whole lacks.
    #[error("{}: {problem}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong, and the fix.
        problem: Problem,
    },
    /// The data are well formed but not a model.
    #[error("{}: {source}", path.display())]
    Mdp {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: MdpError,
    },
}

impl ModelReadError {
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        ModelReadError::Unreadable { path: path.to_owned(), reason: error.kind() }
    }
}

/// A problem and its line, before the name of the file is known.
#[derive(Debug)]
pub(super) struct Fault {
    line: Option<usize>,
    problem: Problem,
}

impl Fault {
    /// A problem of one line, counted from 1.
    pub fn at(line: usize, problem: impl Into<Problem>) -> Self {
        Fault { line: Some(line), problem: problem.into() }
    }

    /// A problem of the whole file.
    pub fn whole(problem: impl Into<Problem>) -> Self {
        Fault { line: None, problem: problem.into() }
    }

    /// The error for the user.
    pub fn in_file(self, path: &Path) -> ModelReadError {
        let (path, problem) = (path.to_owned(), self.problem);
        match self.line {
            Some(line) => ModelReadError::Line { path, line, problem },
            None => ModelReadError::File { path, problem },
        }
    }
}
