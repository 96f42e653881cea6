//! Errors in conjecture files, with the line they are in.

use std::fmt;
use std::ops::Range;

/// What is wrong with a conjecture file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConjectureFileError {
    file: String,
    /// Line and column from 1, the line, and how many characters of it are meant.
    place: Option<LinePlace>,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct LinePlace {
    line: usize,
    column: usize,
    text: String,
    width: usize,
}

/// Longest line shown.
const SHOWN: usize = 160;

impl ConjectureFileError {
    /// An error of the whole file.
    pub(super) fn whole(file: &str, message: impl Into<String>) -> Self {
        ConjectureFileError { file: file.to_owned(), place: None, message: message.into() }
    }

    /// An error at bytes of the file's text.
    pub(super) fn at(file: &str, source: &str, at: Range<usize>, message: impl Into<String>) -> Self {
        let start = floor_boundary(source, at.start);
        let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line = source[line_start..].lines().next().unwrap_or_default();
        let column = source[line_start..start].chars().count() + 1;
        let end = floor_boundary(source, at.end.min(line_start + line.len()).max(start));
        let place = LinePlace {
            line: source[..line_start].matches('\n').count() + 1,
            column,
            text: line.chars().take(SHOWN).collect(),
            width: source[start..end].chars().count().max(1),
        };
        ConjectureFileError { file: file.to_owned(), place: Some(place), message: message.into() }
    }
}

/// The last boundary of a character at or before a byte.
fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

impl fmt::Display for ConjectureFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(place) = &self.place else { return write!(f, "{}: {}", self.file, self.message) };
        write!(f, "{}:{}:{}: {}", self.file, place.line, place.column, self.message)?;
        if place.column > SHOWN {
            return Ok(());
        }
        let width = place.width.min(SHOWN + 1 - place.column);
        write!(f, "\n  {}\n  {}{}", place.text.replace('\t', " "), " ".repeat(place.column - 1), "^".repeat(width))
    }
}

impl std::error::Error for ConjectureFileError {}
