//! Text from files, made safe for a terminal.

/// The text with control characters and those that change the direction of writing escaped, as in `\u{202e}`: a file
/// must not move the cursor, or make a line read otherwise than it stands there.
pub(crate) fn printable(text: &str) -> String {
    let escaped = |c: char| if is_plain(c) { c.to_string() } else { c.escape_default().to_string() };
    text.chars().map(escaped).collect()
}

/// May a terminal show it as it is: no control character, no separator of lines, and none of the marks, embeddings,
/// overrides and isolates of the Unicode bidirectional algorithm?
pub(crate) fn is_plain(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_a_terminal_obeys_are_escaped_and_letters_are_not() {
        assert_eq!(printable("a\u{1b}[2J\r\nb\u{202e}c\u{2066}"), "a\\u{1b}[2J\\r\\nb\\u{202e}c\\u{2066}");
        assert_eq!(printable("random 7, \u{03b7} = 1/2, \u{05d0}"), "random 7, \u{03b7} = 1/2, \u{05d0}");
    }
}
