//! Digests of sources that do not change with comments or layout.

use sha2::{Digest, Sha256};

/// The language of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `//`, nested `/* */`; strings, raw strings, characters.
    Rust,
    /// Nested `(* *)`; strings.
    Coq,
}

/// SHA-256, as hexadecimal digits, of named texts in the given order.
pub fn digest<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Sha256::new();
    for (name, text) in parts {
        // Lengths keep different divisions of one text apart.
        for field in [name, text] {
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field.as_bytes());
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text without comments, and with white space only where it separates two
/// words; strings stay as they are.
pub fn essence(text: &str, language: Language) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut is_separated = false;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = comment(rest, language).or_else(|| first.is_whitespace().then(|| first.len_utf8())) {
            is_separated = true;
            rest = &rest[length..];
            continue;
        }
        let length = literal(rest, language, out.chars().last()).unwrap_or_else(|| first.len_utf8());
        if is_separated && out.ends_with(is_word) && is_word(first) {
            out.push(' ');
        }
        is_separated = false;
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '\''
}

/// The length of the comment at the start of a text. An unclosed one reaches to the end.
fn comment(text: &str, language: Language) -> Option<usize> {
    let (open, close) = match language {
        Language::Rust if text.starts_with("//") => return Some(text.find('\n').unwrap_or(text.len())),
        Language::Rust => ("/*", "*/"),
        Language::Coq => ("(*", "*)"),
    };
    if !text.starts_with(open) {
        return None;
    }
    let (mut depth, mut place) = (0, 0);
    while place < text.len() {
        let rest = &text[place..];
        if rest.starts_with(open) {
            (depth, place) = (depth + 1, place + open.len());
        } else if rest.starts_with(close) {
            (depth, place) = (depth - 1, place + close.len());
            if depth == 0 {
                return Some(place);
            }
        } else {
            place += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    Some(text.len())
}

/// The length of the string or character at the start of a text, after the
/// character `before`.
fn literal(text: &str, language: Language, before: Option<char>) -> Option<usize> {
    if text.starts_with('"') {
        // A quotation mark is doubled in Coq; read as two strings, it comes out the same.
        let is_escaped = language == Language::Rust;
        return Some(quoted(text, 1, is_escaped));
    }
    if language == Language::Coq || before.is_some_and(is_word) {
        return None;
    }
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let close = format!("\"{}", "#".repeat(hashes));
        let body = raw[hashes..].strip_prefix('"')?;
        let start = 2 + hashes;
        return Some(body.find(&close).map_or(text.len(), |end| start + end + close.len()));
    }
    // `'x'`, not the lifetime `'x`.
    let mut characters = text.strip_prefix('\'')?.char_indices();
    let (_, first) = characters.next()?;
    if first == '\\' {
        let escaped = characters.next()?;
        return text[1 + escaped.0 + escaped.1.len_utf8()..]
            .find('\'')
            .map(|end| 2 + escaped.0 + escaped.1.len_utf8() + end);
    }
    let (place, second) = characters.next()?;
    (second == '\'').then_some(1 + place + 1)
}

/// The length of a quoted text whose body starts at `start`.
fn quoted(text: &str, start: usize, is_escaped: bool) -> usize {
    let mut skip = false;
    for (place, character) in text[start..].char_indices() {
        match character {
            _ if skip => skip = false,
            '\\' if is_escaped => skip = true,
            '"' => return start + place + 1,
            _ => {}
        }
    }
    text.len()
}
