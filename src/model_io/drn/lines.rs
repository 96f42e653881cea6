//! Lines and tokens.

use std::iter::{Enumerate, Peekable};
use std::str;

/// Trimmed lines without comments, numbered from 1.
pub(super) struct Lines<'t>(Peekable<Enumerate<str::Lines<'t>>>);

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        Lines(text.lines().enumerate().peekable())
    }

    /// The next line that is not blank.
    pub fn next_content(&mut self) -> Option<(usize, &'t str)> {
        self.by_ref().find(|(_, content)| !content.is_empty())
    }

    /// The value of a header section: the line after it, unless that already
    /// begins another section.
    pub fn next_value(&mut self) -> Option<(usize, &'t str)> {
        self.0.next_if(|(_, line)| !line.trim_start().starts_with('@')).map(cleaned)
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(cleaned)
    }
}

fn cleaned((index, line): (usize, &str)) -> (usize, &str) {
    (index + 1, without_comment(line).trim())
}

/// A comment is `//` at the start of a line or after white space, outside
/// quotes.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let mut separated = true;
    for (at, character) in line.char_indices() {
        if !quoted && separated && line[at..].starts_with("//") {
            return &line[..at];
        }
        quoted ^= character == '"';
        separated = character.is_whitespace();
    }
    line
}

/// The first token and the rest, both trimmed.
pub(super) fn split_token(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_once(char::is_whitespace).map_or((text, ""), |(token, rest)| (token, rest.trim_start()))
}

/// State labels: separated by white space, optionally in quotes.
pub(super) fn labels(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        text = text.trim_start();
        if text.is_empty() {
            return None;
        }
        let (label, rest) = match text.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => split_token(text),
        };
        text = rest;
        Some(label)
    })
}
