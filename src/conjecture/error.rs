//! Errors in conjecture files, with the line they are in.

use std::fmt;
use std::ops::Range;

use crate::printable::{is_plain, printable};

/// A file as it was read, for the places of what is said later.
pub(super) struct FileText {
    pub file: String,
    pub text: String,
}

impl FileText {
    /// What is said of bytes of the file, or of all of it.
    pub fn said_of(&self, at: Option<Range<usize>>, message: String) -> ConjectureFileError {
        match at {
            Some(at) => ConjectureFileError::at(&self.file, &self.text, at, message),
            None => ConjectureFileError::whole(&self.file, message),
        }
    }
}

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
    /// The line, or the part of it around the column.
    shown: String,
    /// Characters of `shown` before those meant, and how many are meant.
    before: usize,
    width: usize,
}

/// Longest part of a line shown,
const SHOWN: usize = 100;

/// and how much of it stands before what is meant in a longer line.
const BEFORE: usize = 50;

/// Stands for what is left out of a line.
const CUT: &str = "...";

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
        let meant = source[start..end].chars().count().max(1);
        let (shown, before) = window(line, column - 1);
        let width = meant.min(shown.chars().count().max(before + 1) - before);
        let number = source[..line_start].matches('\n').count() + 1;
        let place = LinePlace { line: number, column, shown, before, width };
        ConjectureFileError { file: file.to_owned(), place: Some(place), message: message.into() }
    }
}

/// A line, or what stands around character number `at` of a long one, and how many
/// characters of that come before it. Characters that a terminal would obey become spaces.
fn window(line: &str, at: usize) -> (String, usize) {
    let characters: Vec<char> = line.chars().map(|c| if is_plain(c) { c } else { ' ' }).collect();
    if characters.len() <= SHOWN {
        return (characters.into_iter().collect(), at);
    }
    let first = at.saturating_sub(BEFORE).min(characters.len().saturating_sub(SHOWN));
    let last = (first + SHOWN).min(characters.len());
    let head = if first > 0 { CUT } else { "" };
    let tail = if last < characters.len() { CUT } else { "" };
    let shown: String = characters[first..last].iter().collect();
    (format!("{head}{shown}{tail}"), head.len() + at - first)
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
        // Messages repeat what the file says; their own line breaks stay.
        let lines: Vec<String> = self.message.split('\n').map(printable).collect();
        let message = lines.join("\n");
        let Some(place) = &self.place else { return write!(f, "{}: {message}", self.file) };
        write!(f, "{}:{}:{}: {message}", self.file, place.line, place.column)?;
        write!(f, "\n  {}\n  {}{}", place.shown, " ".repeat(place.before), "^".repeat(place.width))
    }
}

impl std::error::Error for ConjectureFileError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let source = format!("claim = \"{} + e_nxt + {}\"", "1 + 1".repeat(200), "2 * 2".repeat(200));
        let start = source.find("e_nxt").expect("a name");
        let error = ConjectureFileError::at("a.toml", &source, start..start + 5, "no such quantity").to_string();
        let lines: Vec<&str> = error.lines().collect();
        assert!(lines[0].starts_with(&format!("a.toml:1:{}: ", start + 1)), "{error}");
        assert!(lines[1].starts_with("  ...") && lines[1].ends_with("...") && lines[1].len() <= 108, "{error}");
        let caret = lines[2].find('^').expect("a caret");
        assert_eq!((&lines[1][caret..caret + 5], lines[2].trim()), ("e_nxt", "^^^^^"), "{error}");
    }

    #[test]
    fn characters_that_a_terminal_obeys_are_not_shown() {
        let error = ConjectureFileError::at("a.toml", "a\u{1b}[2J\u{202e}b", 0..1, "bad").to_string();
        assert_eq!(error, "a.toml:1:1: bad\n  a [2J b\n  ^");
    }
}
