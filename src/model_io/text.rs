//! Bytes to text, with limits: whatever a path names, no more than one line
//! beyond the limit is loaded before it is refused.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::error::{Fault, ModelReadError};
use super::problem::{MAX_LINE, Problem};

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, ModelReadError> {
    let file = File::open(path).map_err(|error| ModelReadError::unreadable(path, &error))?;
    decode(BufReader::new(file), path)
}

/// The text of `source`: UTF-8 (a byte order mark is dropped), no control
/// characters but tabs and line ends, no line beyond [`MAX_LINE`] bytes.
pub(super) fn decode(mut source: impl BufRead, path: &Path) -> Result<String, ModelReadError> {
    let mut text = String::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let limit = MAX_LINE as u64 + 2;
        let read = source
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut line)
            .map_err(|error| ModelReadError::unreadable(path, &error))?;
        if read == 0 {
            break;
        }
        let content = checked(&line).map_err(|problem| Fault::at(number, problem).in_file(path))?;
        text.push_str(if number == 1 { content.strip_prefix('\u{feff}').unwrap_or(content) } else { content });
        text.push('\n');
    }
    Ok(text)
}

/// The line without its end.
fn checked(line: &[u8]) -> Result<&str, Problem> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.len() > MAX_LINE {
        return Err(Problem::LongLine);
    }
    let line = std::str::from_utf8(line).map_err(|error| Problem::NotUtf8 { byte: error.valid_up_to() + 1 })?;
    match line.chars().find(|&character| character.is_control() && character != '\t') {
        Some(character) => Err(Problem::ControlCharacter(character)),
        None => Ok(line),
    }
}
